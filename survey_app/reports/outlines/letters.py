"""Giấy mời and lịch khảo sát, as sent before visits. Number and day are left to the clerk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from survey_app.core.vietnamese import day, day_in_words
from survey_app.reports.blocks import (
    END,
    Across,
    Align,
    Block,
    Column,
    Ending,
    Grid,
    Manuscript,
    Row,
    Say,
    Title,
    rows_of,
)
from survey_app.reports.rules import Heading
from survey_app.reports.text import BLANK, Bold

_MIDDLE = Align.CENTRE
_HOUR = "…… giờ ……"
_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_STOPS = (
    Column("STT", 10, _MIDDLE),
    Column("Ngày", 22, _MIDDLE),
    Column("Đơn vị", 52),
    Column("Đoàn", 30),
    Column("Địa điểm", 36),
    Column("Hình thức", 20, _MIDDLE),
)
# Whoever is photographed has to be told; the letter is where it is told first.
_PHOTOS = (
    "Trong buổi làm việc, đoàn có chụp ảnh hồ sơ, tài liệu và quang cảnh làm việc để làm minh "
    "chứng, chỉ dùng cho việc khảo sát; đề nghị đơn vị thông báo đến những người tham dự."
)
_ASKED = (
    "Báo cáo kết quả thực hiện chỉ tiêu, nhiệm vụ; hồ sơ, tài liệu minh chứng kèm theo.",
    "Số liệu các chỉ tiêu theo phiếu khảo sát; điểm đơn vị tự chấm.",
    "Khó khăn, vướng mắc; kiến nghị, đề xuất.",
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit as letters name it; ``team`` has the people with what they are on it."""

    unit: str
    on: date | None
    place: str
    mode: str
    team: str
    people: tuple[str, ...]
    checklist: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """The round as letters name it."""

    name: str
    starts_on: date
    ends_on: date
    cut_off_on: date | None
    reports_due_on: date | None
    is_demo: bool = False


def invitation(heading: Heading, campaign: Campaign, stop: Stop) -> Manuscript:
    """The letter by which a unit is told of its visit and asked to prepare it."""
    return Manuscript(
        heading=heading,
        kind="Giấy mời",
        about=("Làm việc với đoàn khảo sát",),
        blocks=(*_invited(campaign, stop), _ending(heading)),
        subject=f"{stop.unit}; {campaign.name}",
        code="",
        unit=stop.unit,
        to=(stop.unit,),
        is_demo=campaign.is_demo,
    )


def reminder(
    heading: Heading, campaign: Campaign, unit: str, *, before: str = f"trước ngày {BLANK}"
) -> Manuscript:
    """The letter that asks a unit for the report that it owes; ``before`` says until when."""
    due = campaign.reports_due_on
    until = f" trước ngày {day(due)}" if due else ""
    asked = (
        f"Theo kế hoạch “{campaign.name}”, đơn vị gửi báo cáo về Văn phòng{until}. Đến nay Văn "
        "phòng chưa nhận được báo cáo của đơn vị."
    )
    return Manuscript(
        heading=heading,
        kind="Thông báo",
        about=("Đôn đốc gửi báo cáo",),
        blocks=(
            Say((asked,)),
            Say((f"Đề nghị đơn vị hoàn thành và gửi báo cáo về Văn phòng {before}.",)),
            Say(
                ("Trường hợp đã gửi, đề nghị đơn vị báo số, ngày văn bản để Văn phòng đối chiếu.",)
            ),
            _ending(heading, "Đề nghị đơn vị quan tâm thực hiện"),
        ),
        subject=f"{unit}; {campaign.name}",
        code="",
        unit=unit,
        to=(unit,),
        is_demo=campaign.is_demo,
    )


def schedule(
    heading: Heading, campaign: Campaign, stops: Sequence[Stop], waiting: Sequence[Stop]
) -> Manuscript:
    """The visits of a round by day, and who goes; ``waiting`` have no day or were put off."""
    return Manuscript(
        heading=heading,
        kind="Thông báo",
        about=(_called(campaign.name),),
        blocks=(
            *_announced(campaign),
            *_stops(stops),
            *_waiting(waiting),
            *_teams([*stops, *waiting]),
            _ending(heading, "Đề nghị các đơn vị, các đoàn khảo sát thực hiện theo lịch"),
        ),
        subject=campaign.name,
        code="",
        unit=campaign.name,
        to=heading.to,
        is_demo=campaign.is_demo,
    )


def _invited(campaign: Campaign, stop: Stop) -> Iterator[Block]:
    asked = "trân trọng kính mời đơn vị làm việc với đoàn khảo sát theo nội dung sau:"
    yield Say((f"Thực hiện kế hoạch “{campaign.name}”, {asked}",))
    yield Say((Bold("1. Thời gian: "), f"{_HOUR}, {_when(stop.on)}."))
    yield Say((Bold("2. Địa điểm: "), f"{stop.place or BLANK}."))
    yield Say((Bold("3. Hình thức: "), f"{stop.mode}."))
    yield Say((Bold("4. Thành phần đoàn khảo sát "), f"({stop.team}):"))
    yield from _people(stop.people)
    yield Say(
        (Bold("5. Thành phần đơn vị: "), "đại diện lãnh đạo và cán bộ phụ trách các lĩnh vực.")
    )
    yield Say((Bold("6. Nội dung chuẩn bị:"),))
    for each in _ASKED:
        yield Say((f"- {each}",))
    if stop.checklist:
        yield Say((f"Nội dung khảo sát theo phiếu “{stop.checklist}” gửi kèm.",))
    if campaign.cut_off_on:
        yield Say((f"Số liệu tính đến ngày {day(campaign.cut_off_on)}.",))
    if campaign.reports_due_on:
        yield Say((f"Báo cáo của đơn vị gửi trước ngày {day(campaign.reports_due_on)}.",))
    yield Say((_PHOTOS,))


def _announced(campaign: Campaign) -> Iterator[Block]:
    days = f"từ ngày {day(campaign.starts_on)} đến ngày {day(campaign.ends_on)}"
    yield Say((f"Việc khảo sát tiến hành {days}. Lịch làm việc tại các đơn vị như sau:",))


def _stops(stops: Sequence[Stop]) -> Iterator[Block]:
    yield Title("I. LỊCH LÀM VIỆC", 1)
    rows: list[Row] = []
    for number, stop in enumerate(stops, start=1):
        on = day(stop.on) if stop.on else BLANK
        cells = (str(number), on, stop.unit, stop.team, stop.place or BLANK, stop.mode)
        rows.extend(rows_of(_STOPS, cells))
    yield Grid(_STOPS, tuple(rows) or (Across(("Chưa có cuộc khảo sát nào có ngày.",)),))


def _waiting(waiting: Sequence[Stop]) -> Iterator[Block]:
    if waiting:
        yield Say((f"Thông báo sau: {'; '.join(stop.unit for stop in waiting)}.",))


def _teams(stops: Sequence[Stop]) -> Iterator[Block]:
    yield Title("II. THÀNH PHẦN CÁC ĐOÀN", 1)
    teams = {stop.team: stop.people for stop in stops}
    for name, people in sorted(teams.items()):
        yield Say((Bold(f"{name}:"),))
        yield from _people(people)


def _people(people: Sequence[str]) -> Iterator[Block]:
    last = len(people) - 1
    for at, each in enumerate(people):
        yield Say((f"- {each}{'.' if at == last else ';'}",))
    if not people:
        yield Say((f"- {BLANK}",))


def _ending(
    heading: Heading, asked: str = "Đề nghị đơn vị bố trí thành phần, chuẩn bị nội dung"
) -> Ending:
    return Ending(heading, (Say((f"{asked}{END}",)),))


def _when(on: date | None) -> str:
    if on is None:
        return f"ngày {BLANK}"
    return f"{_DAYS[on.weekday()]}, {day_in_words(on)}"


def _called(name: str) -> str:
    """What the schedule is of; a round called "Khảo sát …" is not named so twice."""
    if name[:8].lower() == "khảo sát":
        return f"Lịch {name[:1].lower()}{name[1:]}"
    return f"Lịch khảo sát: {name}"
