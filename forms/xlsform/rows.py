"""A checklist as the rows of the sheets: key of the column to what the cell holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from forms.canonical import plain_number
from forms.definition import (
    Band,
    Checklist,
    Direction,
    Evidence,
    Format,
    Item,
    Kind,
    Section,
    Text,
)
from forms.xlsform.columns import DECLARATION, VIETNAMESE
from forms.xlsform.types import NUMBERS, SELECT, TYPES_OF_KIND

Value = str | Decimal
RowOf = dict[str, Value]

YES_NO = "yes_no"
GENERAL = "thong_tin_chung"
GENERAL_TITLE = Text("Thông tin chung", "General information")
_YES_NO_CHOICES = ((Text("Có", "Yes"), "yes"), (Text("Không", "No"), "no"))


@dataclass(slots=True)
class ChoiceLists:
    """The lists of the choices sheet; equal lists are written once and shared."""

    names: dict[tuple[str, object], str] = field(default_factory=dict)
    rows: list[RowOf] = field(default_factory=list)

    def __post_init__(self) -> None:
        for label, name in _YES_NO_CHOICES:
            self.rows.append(_row(list_name=YES_NO, name=name, label=label))

    def levels(self, item: Item) -> str:
        """The name of the list of these levels."""
        name = self._name("levels", f"thang_0_{len(item.levels) - 1}", item.levels)
        if name.is_new:
            for level in item.levels:
                number = Decimal(level.value)
                self.rows.append(_row(list_name=name.text, name=number, label=level.label))
        return name.text

    def options(self, item: Item) -> str:
        """The name of the list of these options."""
        name = self._name("options", f"chon_{item.code}", item.options)
        if name.is_new:
            for option in item.options:
                row = _row(list_name=name.text, name=option.code, label=option.label)
                self.rows.append(row | _row(share=option.share))
        return name.text

    def _name(self, sort: str, wish: str, content: object) -> _Name:
        known = self.names.get((sort, content))
        if known:
            return _Name(known, is_new=False)
        taken, name, n = set(self.names.values()), wish, 1
        while name in taken:
            n += 1
            name = f"{wish}_{n}"
        self.names[sort, content] = name
        return _Name(name, is_new=True)


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    is_new: bool


def survey_rows(checklist: Checklist, lists: ChoiceLists) -> Iterator[RowOf]:
    """The survey sheet: general information first, then section by section."""
    if checklist.general:
        name = _free_name(checklist)
        yield _row(type="begin_group", name=name, label=GENERAL_TITLE, kind="general")
        for item in checklist.general:
            yield from _item_rows(item, lists)
        yield _row(type="end_group")
    for section in checklist.sections:
        yield _section_row(section)
        for item in section.items:
            yield from _item_rows(item, lists)
        yield _row(type="end_group")


def settings_row(checklist: Checklist) -> RowOf:
    """The one row of the settings sheet; every setting is written out, also the usual ones."""
    return _row(
        code=checklist.code,
        version=checklist.version,
        title=checklist.title,
        default_language=VIETNAMESE,
        namespaces=DECLARATION,
        note=checklist.note,
        unit_kind=checklist.unit_kind,
        base_points=checklist.base_points,
        bonus_cap=checklist.bonus_cap,
        penalties=_yes_no(checklist.penalties),
        penalty_cap=checklist.penalty_cap,
        reason_for=" ".join(checklist.reason_for),
        gap_reason=checklist.gap_reason,
        moderation_gap=checklist.moderation_gap,
        evidence_blocks_submit=_yes_no(checklist.evidence_blocks_submit),
        self_scores=_yes_no(checklist.self_scores),
    )


def threshold_rows(checklist: Checklist) -> Iterator[RowOf]:
    """The sheet of thresholds."""
    for each in checklist.thresholds:
        yield _row(code=each.code, label=each.label, total_from=each.total_from)


def condition_rows(checklist: Checklist) -> Iterator[RowOf]:
    """The sheet of conditions."""
    for each in checklist.conditions:
        yield _row(
            code=each.code,
            kind=each.kind.value,
            label=each.label,
            cap=each.cap,
            item=each.item,
            value=each.value,
            percent=each.percent,
            sections=" ".join(each.sections),
        )


def _section_row(section: Section) -> RowOf:
    return _row(
        type="begin_group",
        name=section.code,
        label=section.title,
        kind=section.kind.value,
        points=section.points,
        owner=section.owner,
        hint=section.hint,
        relevant=section.relevant,
    )


def _item_rows(item: Item, lists: ChoiceLists) -> Iterator[RowOf]:
    yield _row(type=_type(item, lists)) | _item_row(item, lists)
    for column in item.columns:
        yield _row(type=column.format.value, name=column.code, label=column.label)
    for part in item.items:
        yield from _item_rows(part, lists)
    if item.items or item.kind is Kind.TABLE:
        yield _row(type="end_group" if item.items else "end_repeat")


def _type(item: Item, lists: ChoiceLists) -> str:
    if item.items:
        return "begin_group"
    if item.kind is Kind.SCALE:
        return f"{SELECT} {lists.levels(item)}"
    if item.kind is Kind.CHOICE:
        return f"{SELECT} {lists.options(item)}"
    if item.kind is Kind.TEXT:
        return item.format.value
    if item.kind in (Kind.BONUS, Kind.PENALTY) and item.step is not None:
        return NUMBERS[0]
    usual = TYPES_OF_KIND[item.kind][0]
    return f"{SELECT} {YES_NO}" if usual == SELECT else usual


def _item_row(item: Item, lists: ChoiceLists) -> RowOf:
    is_table = item.kind is Kind.TABLE
    is_long = item.kind is Kind.TEXT and item.format is Format.TEXT
    return _row(
        name=item.code,
        label=item.label,
        kind=item.kind.value,
        points=item.points,
        evidence="" if item.evidence is Evidence.NONE else item.evidence.value,
        hint=item.hint,
        guidance_hint=item.guidance,
        required="yes" if item.required else "",
        relevant=item.relevant,
        constraint=item.constraint,
        constraint_message=item.constraint_message,
        owner=item.owner,
        levels=lists.levels(item) if is_table and item.levels else "",
        step=item.step,
        measure=item.measure,
        direction="down" if item.direction is Direction.DOWN else "",
        baseline="yes" if item.baseline else "",
        bands="; ".join(_band(band) for band in item.bands),
        prefill=item.prefill,
        appearance="multiline" if is_long else "",
    )


def _band(band: Band) -> str:
    return f"{plain_number(band.ratio)}={plain_number(band.share)}"


def _row(**cells: Value | Text | None) -> RowOf:
    """The cells that hold something; a text becomes two."""
    row: RowOf = {}
    for key, value in cells.items():
        if isinstance(value, Text):
            row |= _row(**{key: value.vi, f"{key}_en": value.en})
        elif value is not None and value != "":
            row[key] = value
    return row


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _free_name(checklist: Checklist) -> str:
    codes = {section.code for section in checklist.sections}
    codes |= {item.code for item in checklist.general}
    name = GENERAL
    while name in codes:
        name += "_"
    return name
