"""Phiếu khảo sát trắng: a checklist to be filled in by hand, where no phone can be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forms.definition import Checklist, Item, Kind, Section, SectionKind
from forms.scoring.words import Words as Said
from survey_app.reports import wording
from survey_app.reports.blocks import (
    Across,
    Align,
    Block,
    Cell,
    Column,
    Dots,
    Ending,
    Grid,
    Manuscript,
    Role,
    Row,
    Say,
    Title,
    Turn,
    Words,
    rows_of,
)
from survey_app.reports.facts import titled
from survey_app.reports.fonts import BOX
from survey_app.reports.rules import DEFAULTS, Document, Heading
from survey_app.reports.text import BLANK, Bold, Italic

# An empty cell with room for two lines of handwriting.
_ROOM = "\u00a0\n\u00a0"
_PEOPLE, _ROWS, _PHOTOS = 8, 6, 8
_MIDDLE = Align.CENTRE
_HOW = (
    "Ghi điểm vào cột của mình; không áp dụng thì ghi KAD và nêu lý do. Sau buổi làm việc, nhập "
    "lại vào ứng dụng: số liệu tính điểm là số liệu trong ứng dụng."
)
_ASKED = ("Đơn vị được khảo sát", "Đoàn khảo sát", "Ngày làm việc", "Địa điểm")
_FOUND = (
    *wording.OF_A_SECTION.values(),
    "Nguyên nhân khách quan",
    "Nguyên nhân chủ quan",
    "Bài học kinh nghiệm",
    "Kiến nghị của đơn vị; kiến nghị của đoàn",
)
_COLUMNS = (
    Column("Mã", 11, _MIDDLE),
    Column("Nội dung, cách chấm", 104),
    Column("Điểm chuẩn", 13, _MIDDLE),
    Column("Đơn vị tự chấm", 16, _MIDDLE),
    Column("Đoàn chấm", 16, _MIDDLE),
    Column("Thống nhất", 16, _MIDDLE),
    Column("Minh chứng (số, ngày văn bản; ảnh)", 40, faint=True),
    Column("Ghi chú, lý do", 50),
)
_ATTENDEES = (
    Column("STT", 12, _MIDDLE),
    Column("Họ và tên", 55),
    Column("Chức vụ", 50),
    Column("Đoàn hay đơn vị", 25),
    Column("Ký", 25),
)


def blank(checklist: Checklist, heading: Heading = DEFAULTS[Document.SCORES]) -> Manuscript:
    """A checklist written out to be filled in by hand."""
    version = f"{checklist.code}, phiên bản {checklist.version}"
    return Manuscript(
        heading=heading,
        kind="Phiếu khảo sát",
        about=(checklist.title.vi, f"({version}; phiếu trống để ghi tay)"),
        blocks=(
            *_general(checklist),
            Turn(wide=True),
            *_items(checklist),
            Turn(wide=False),
            *_findings(heading),
        ),
        subject=version,
        code="",
        unit=f"Phiếu trống {version}",
        dated=False,
    )


def _general(checklist: Checklist) -> Iterator[Block]:
    yield Title("A. THÔNG TIN CHUNG", 1)
    if checklist.note:
        yield Say((checklist.note.vi,), Role.ASIDE)
    for label in _ASKED:
        yield Say((f"- {label}: {BLANK * 4}",))
    for item in checklist.general:
        if item.kind is not Kind.ATTENDEES and not item.prefill:
            yield Say((f"- {item.label.vi}: {_choices(item) or BLANK * 3}",))
    yield Say((Italic("Thành phần tham dự"),), Role.CAPTION)
    yield Grid(_ATTENDEES, _open(_ATTENDEES, _PEOPLE))


def _items(checklist: Checklist) -> Iterator[Block]:
    yield Title("B. NỘI DUNG KHẢO SÁT", 1)
    yield Say((_HOW,), Role.NOTE)
    yield Grid(_COLUMNS, tuple(_rows(checklist.sections)))
    for section in checklist.sections:
        for item in section.items:
            for leaf in item.leaves():
                if leaf.kind is Kind.TABLE:
                    yield from _table(leaf)


def _rows(sections: Iterable[Section]) -> Iterator[Row]:
    notes = {SectionKind.BONUS: "điểm thưởng", SectionKind.PENALTY: "điểm trừ"}
    for section in sections:
        note = notes.get(section.kind) or f"{wording.points(section.points)} điểm"
        yield Across((Bold(f"{titled(section)} ({note})"),))
        for item in section.items:
            yield from _item(item, is_part=False)


def _item(item: Item, *, is_part: bool) -> Iterator[Row]:
    label = Italic(item.label.vi) if is_part else item.label.vi
    asked: Words = (label, *(Italic(f"\n{each}") for each in _how_to(item)))
    room = "" if item.items else _ROOM
    proof = f"cần {wording.PROOFS[item.evidence]}" if wording.PROOFS[item.evidence] else ""
    points = wording.points(item.points)
    cells: list[Cell] = [item.code, asked, points, room, room, room, proof, room]
    yield from rows_of(_COLUMNS, cells)
    for part in item.items:
        yield from _item(part, is_part=True)


def _how_to(item: Item) -> Iterator[str]:
    """What helps to score the item: its hint, guidance, steps and options."""
    yield from (each.vi for each in (item.hint, item.guidance) if each.vi)
    if item.levels:
        words = Said()
        steps = (f"{each.value} – {words.text(each.label)}" for each in item.levels)
        yield "Mức: " + "; ".join(steps)
    if choices := _choices(item):
        yield choices
    if item.kind is Kind.INDICATOR:
        measure = f" ({item.measure})" if item.measure else ""
        first = f"Số đầu kỳ: {BLANK}; " if item.baseline else ""
        yield f"{first}Chỉ tiêu: {BLANK}; kết quả: {BLANK}{measure}"


def _choices(item: Item) -> str:
    if item.kind is Kind.YES_NO:
        return f"{BOX}\u00a0Có   {BOX}\u00a0Không"
    return "   ".join(f"{BOX}\u00a0{option.label.vi}" for option in item.options)


def _table(item: Item) -> Iterator[Block]:
    yield Say((Italic(f"Bảng {item.code}. {item.label.vi}"),), Role.CAPTION)
    columns = tuple(Column(each.label.vi, 1) for each in item.columns)
    yield Grid(columns or (Column("", 1),), _open(columns or (Column("", 1),), _ROWS))


def _findings(heading: Heading) -> Iterator[Block]:
    yield Title("C. GHI NHẬN CỦA ĐOÀN", 1)
    for number, title in enumerate(_FOUND, start=1):
        yield Title(f"{number}. {title}", 2)
        yield Dots(3)
    yield Title("D. DANH MỤC ẢNH", 1)
    columns = (Column("Số ảnh", 20, _MIDDLE), Column("Tiêu chí", 25), Column("Chú thích", 110))
    yield Grid(columns, _open(columns, _PHOTOS))
    yield Ending(heading, abreast=True)


def _open(columns: tuple[Column, ...], number: int) -> tuple[Row, ...]:
    """Rows left empty, to be filled in by hand."""
    return tuple((_ROOM,) + ("",) * (len(columns) - 1) for _ in range(number))
