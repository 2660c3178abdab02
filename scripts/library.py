"""Make the first edition of the starter checklists from their data.

    python -m scripts.library

The workbooks in ``forms/library`` are the source from then on: the office edits them in Excel.
Running this again throws such edits away, so it refuses to overwrite without ``--again``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from forms.definition import (
    EMPTY,
    Checklist,
    Column,
    Condition,
    ConditionKind,
    Evidence,
    Format,
    Item,
    Kind,
    Level,
    ReasonFor,
    Section,
    SectionKind,
    Text,
    Threshold,
)
from forms.xlsform import write_workbook

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests/contract/library/checklists_vi.json"
ENGLISH = ROOT / "scripts/library_english.json"
LIBRARY = ROOT / "forms/library"

Raw = Mapping[str, Any]  # Any: parsed JSON whose shape is this script's own knowledge

KINDS = {
    "THANG": Kind.SCALE,
    "SO": Kind.INDICATOR,
    "CK": Kind.YES_NO,
    "VB": Kind.TEXT,
    "DS": Kind.TABLE,
    "THUONG": Kind.BONUS,
    "TRU": Kind.PENALTY,
}
EVIDENCE = {
    "-": Evidence.NONE,
    "VB": Evidence.DOCUMENT,
    "ANH": Evidence.PHOTO,
    "VB|ANH": Evidence.EITHER,
}
MEASURES = {
    "Tỷ lệ": "%",
    "Số cuộc": "cuộc",
    "Số dự thảo văn bản": "dự thảo",
    "Số đoàn viên": "đoàn viên",
    "Số CĐCS": "CĐCS",
    "Số sáng kiến": "sáng kiến, giải pháp",
}
# What the visit knows and how each line of the general information is typed.
GENERAL: dict[str, tuple[str, Format | Kind]] = {
    "Tên đơn vị": ("unit_name", Format.TEXT),
    "Loại hình đơn vị": ("unit_kind", Format.TEXT),
    "Đoàn khảo sát số": ("team_name", Format.TEXT),
    "Trưởng đoàn": ("team_lead", Format.TEXT),
    "Thư ký": ("team_secretary", Format.TEXT),
    "Thời gian bắt đầu": ("visit_start", Format.TEXT),
    "Thời gian kết thúc": ("visit_end", Format.TEXT),
    "Địa điểm": ("visit_place", Format.TEXT),
    "Thành phần phía đơn vị (họ tên, chức vụ)": ("", Kind.ATTENDEES),
    "Thời điểm chốt số liệu": ("cut_off", Format.DATE),
    "Số CĐCS trực thuộc": ("", Format.INTEGER),
    "Số đoàn viên": ("", Format.INTEGER),
    "Số CNVCLĐ": ("", Format.INTEGER),
    "Số cán bộ công đoàn chuyên trách": ("", Format.INTEGER),
}
TABLE = (
    ("ten_chi_tieu", "Tên chỉ tiêu", Format.TEXT),
    ("don_vi_tinh", "Đơn vị tính", Format.TEXT),
    ("chi_tieu", "Chỉ tiêu cả nhiệm kỳ", Format.TEXT),
    ("ket_qua", "Kết quả đến thời điểm chốt số liệu", Format.TEXT),
    ("ty_le", "Tỷ lệ (%)", Format.DECIMAL),
    ("kha_nang", "Khả năng hoàn thành", Format.TEXT),
)
THRESHOLDS = (
    ("rat_tot", "Thực hiện rất tốt", 90),
    ("tot", "Thực hiện tốt", 70),
    ("dat", "Đạt yêu cầu", 50),
    ("chua_dat", "Chưa đạt", 0),
)


class Library:
    """The data with the English words beside it."""

    def __init__(self, data: Raw, english: Mapping[str, str]) -> None:
        self._data = data
        self._english = english

    def checklists(self) -> list[Checklist]:
        """The three starters."""
        return [self._checklist(raw) for raw in self._data["phieu"]]

    def _checklist(self, raw: Raw) -> Checklist:
        extra = raw["thuong_tru"]
        base = [self._section(part) for part in raw["muc"]]
        return Checklist(
            code=raw["ma"],
            version=raw["phien_ban"],
            title=self._text(raw["ten"]),
            note=self._text(self._data["ghi_chu"]),
            unit_kind=raw["doi_tuong"],
            base_points=sum((part.points or Decimal(0) for part in base), Decimal(0)),
            bonus_cap=Decimal(extra["thuong_toi_da"]),
            penalties=extra["bat_diem_tru_mac_dinh"],
            penalty_cap=Decimal(-extra["tru_toi_da"]),
            reason_for=(ReasonFor.GAP,),
            thresholds=self._thresholds(),
            conditions=self._conditions(),
            general=self._general(),
            sections=(
                *base,
                self._outside("T", "Điểm thưởng", SectionKind.BONUS, extra["tieu_chi"]),
                self._outside("P", "Điểm trừ", SectionKind.PENALTY, extra["tieu_chi"]),
            ),
        )

    def _section(self, raw: Raw) -> Section:
        items = tuple(self._item(each) for each in raw["tieu_chi"])
        points = Decimal(raw["diem_toi_da"])
        return Section(code=raw["ma"], title=self._text(raw["ten"]), points=points, items=items)

    def _outside(self, code: str, title: str, kind: SectionKind, raw: list[Raw]) -> Section:
        made = (self._item(each) for each in raw)
        items = tuple(item for item in made if item.kind.value == kind.value)
        points = sum((item.points or Decimal(0) for item in items), Decimal(0))
        return Section(code, self._text(title), points, kind, items=items)

    def _item(self, raw: Raw) -> Item:
        kind = KINDS[raw["loai"]]
        is_indicator = kind is Kind.INDICATOR
        return Item(
            code=raw["ma"],
            kind=kind,
            label=self._text(raw["noi_dung"]),
            # The penalties are written with a minus sign, words without points with a nought.
            points=Decimal(abs(raw["diem"])) if raw["diem"] else None,
            hint=self._text(raw["goi_y"]),
            evidence=EVIDENCE[raw["minh_chung"]],
            levels=self._levels() if kind in (Kind.SCALE, Kind.TABLE) else (),
            columns=self._columns() if kind is Kind.TABLE else (),
            measure=_measure(raw["noi_dung"]) if is_indicator else "",
            baseline=is_indicator,
        )

    def _levels(self) -> tuple[Level, ...]:
        anchors = (each.split(" – ", 1) for each in self._data["thang_0_4"])
        return tuple(Level(int(number), self._text(words)) for number, words in anchors)

    def _columns(self) -> tuple[Column, ...]:
        return tuple(Column(code, self._text(label), form) for code, label, form in TABLE)

    def _general(self) -> tuple[Item, ...]:
        made = []
        for n, label in enumerate(self._data["khoi_thong_tin_chung"], start=1):
            prefill, form = GENERAL[label]
            kind = form if isinstance(form, Kind) else Kind.TEXT
            held = form if isinstance(form, Format) else Format.TEXT
            made.append(Item(f"G{n}", kind, self._text(label), format=held, prefill=prefill))
        return tuple(made)

    def _thresholds(self) -> tuple[Threshold, ...]:
        return tuple(Threshold(code, self._text(x), Decimal(n)) for code, x, n in THRESHOLDS)

    def _conditions(self) -> tuple[Condition, ...]:
        return (
            Condition(
                "thieu_ke_hoach",
                ConditionKind.ITEM_EQUALS,
                self._text("Chưa ban hành kế hoạch sơ kết (A1 = Không): tối đa “Đạt yêu cầu”"),
                cap="dat",
                item="A1",
                value="no",
            ),
            Condition(
                "muc_duoi_mot_nua",
                ConditionKind.SECTION_BELOW,
                self._text("Có mục A–D dưới 50% điểm chuẩn: không xếp “Thực hiện rất tốt”"),
                cap="tot",
                percent=Decimal(50),
                sections=("A", "B", "C", "D"),
            ),
            Condition(
                "so_lieu_sai_lech",
                ConditionKind.PENALTY_APPLIES,
                self._text("Bị trừ điểm P2 (khi bật điểm trừ): hạ một mức"),
                item="P2",
            ),
            Condition(
                "thieu_minh_chung",
                ConditionKind.EVIDENCE_MISSING,
                self._text("Chưa đủ điều kiện kết luận (thiếu minh chứng bắt buộc)"),
                cap="inconclusive",
            ),
        )

    def _text(self, words: str) -> Text:
        return Text(words, self._english[words]) if words else EMPTY


def main() -> int:
    """Write the workbooks; they are not overwritten unless told so."""
    library = Library(json.loads(DATA.read_text()), json.loads(ENGLISH.read_text()))
    for checklist in library.checklists():
        path = LIBRARY / f"{checklist.code}.xlsx"
        if path.exists() and "--again" not in sys.argv:
            print(f"{path.name} is there already and may have been edited: not touched")
            continue
        path.write_bytes(write_workbook(checklist))
        print(f"{path.name} written")
    return 0


def _measure(words: str) -> str:
    return next(measure for start, measure in MEASURES.items() if words.startswith(start))


if __name__ == "__main__":
    raise SystemExit(main())
