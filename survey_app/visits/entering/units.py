"""Units from a table: new ones, changed ones, and those that are there under another code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from survey_app.core.addresses import is_address
from survey_app.core.vietnamese import day, folded, typed_day
from survey_app.visits.entering.rules import Column, Fault, Judged, Verdict, rows_of
from survey_app.visits.models import Round, Unit, UnitAlias
from survey_app.visits.rules import UnitKind
from survey_app.visits.service import UnitFacts, add_unit

COLUMNS = (
    Column("code", "Mã đơn vị", ("Mã",), needed=True, example="LD-VIDU"),
    Column("name", "Tên đơn vị", ("Đơn vị", "Tên"), needed=True, example="LĐLĐ huyện Ví Dụ"),
    Column("kind", "Loại hình", ("Loại",), needed=True, example="LĐLĐ huyện, thị xã, thành phố"),
    Column("order", "Thứ tự", ("Thứ tự trong văn bản", "STT"), example="1"),
    Column("seat", "Trụ sở", example="Ví Dụ"),
    Column("aliases", "Cách viết khác", example="Ví dụ; Vi Du"),
    Column("valid_from", "Có từ ngày", example=""),
    Column("valid_until", "Có đến ngày", example=""),
    Column("email", "Thư điện tử", ("Email", "E-mail"), example="donvi@vidu.example"),
)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,31}")
ORDER = re.compile(r"[0-9]{1,6}")
# The words that people write for a kind, without marks; the code is taken too.
KINDS = {
    UnitKind.DISTRICT: ("huyen", "thi xa", "thanh pho", "ldld_cap_huyen"),
    UnitKind.SECTOR: ("nganh", "cong_doan_nganh"),
    UnitKind.CIVIL_SERVANTS: ("vien chuc", "cong_doan_vien_chuc"),
}
_KIND_WORDS = {
    UnitKind.DISTRICT: "LĐLĐ huyện, thị xã, thành phố",
    UnitKind.SECTOR: "Công đoàn ngành",
    UnitKind.CIVIL_SERVANTS: "Công đoàn Viên chức",
}


def judge(session: Session, _: Round, text: str, at: datetime) -> list[Judged]:
    """The rows of the table, each with its verdict; two queries for any number of rows.

    ``at`` is of no account here: units have days of their own.
    """
    del at
    rows = rows_of(text, COLUMNS)
    asked = select(Unit).options(selectinload(Unit.aliases)).order_by(Unit.id)
    units = {unit.code: unit for unit in session.scalars(asked)}
    standing = [unit for unit in units.values() if unit.merged_into_id is None]
    names = {folded(name): unit.code for unit in standing for name in _names(unit)}
    top = max((unit.protocol_order for unit in units.values()), default=0)
    seen: set[str] = set()
    gone = {unit.code for unit in units.values() if unit.merged_into_id is not None}
    for row in rows:
        if row.cells["code"] in gone:
            row.complain(Fault.MERGED, "Mã đơn vị", row.cells["code"])
        _check(row, names, seen)
        seen.add(row.cells["code"])
        if not row.wrongs:
            top += 1
            _place(session, row, units.get(row.cells["code"]), top)
            names.setdefault(folded(row.cells["name"]), row.cells["code"])
    return rows


def _check(row: Judged, names: dict[str, str], seen: set[str]) -> None:
    cells = row.cells
    if cells["code"] and not CODE.fullmatch(cells["code"]):
        row.complain(Fault.CODE, "Mã đơn vị", cells["code"])
    if cells["code"] in seen:
        row.complain(Fault.TWICE, "Mã đơn vị", cells["code"])
    if cells["kind"] and kind_of(cells["kind"]) is None:
        row.complain(Fault.KIND, "Loại hình", cells["kind"])
    if cells.get("order") and not ORDER.fullmatch(cells["order"]):
        row.complain(Fault.NUMBER, "Thứ tự", cells["order"])
    if cells.get("email") and not is_address(cells["email"]):
        row.complain(Fault.EMAIL, "Thư điện tử", cells["email"])
    other = names.get(folded(cells["name"]), cells["code"])
    if other != cells["code"]:
        row.complain(Fault.NAMED, "Tên đơn vị", other)
    _check_days(row)


def _check_days(row: Judged) -> None:
    cells = row.cells
    days = [cells.get(key, "") for key in ("valid_from", "valid_until")]
    for heading, typed in zip(("Có từ ngày", "Có đến ngày"), days, strict=True):
        if typed and typed_day(typed) is None:
            row.complain(Fault.DAY, heading, typed)
    start, end = (typed_day(each) for each in days)
    if start and end and end < start:
        row.complain(Fault.DAYS, "Có đến ngày")


def _place(session: Session, row: Judged, unit: Unit | None, order: int) -> None:
    if unit is None:
        row.becomes(Verdict.NEW, lambda: _add(session, row, order))
    elif _differs(row, unit):
        row.becomes(Verdict.CHANGED, lambda: _change(row, unit))


def kind_of(typed: str) -> UnitKind | None:
    """The kind that somebody wrote in words or as a code."""
    said = folded(typed)
    found = [kind for kind, words in KINDS.items() if any(word in said for word in words)]
    # "Công đoàn Viên chức" has no other word; "ngành" and "huyện" never stand together.
    return found[0] if len(found) == 1 else None


def workbook_rows(units: Iterable[Unit]) -> list[list[str]]:
    """These units as rows of this table: changed in Excel, they can be brought back."""
    return [
        [
            unit.code,
            unit.name,
            _KIND_WORDS[unit.kind],
            str(unit.protocol_order),
            unit.seat,
            "; ".join(alias.name for alias in unit.aliases),
            day(unit.valid_from) if unit.valid_from else "",
            day(unit.valid_until) if unit.valid_until else "",
            unit.email,
        ]
        for unit in units
    ]


def _add(session: Session, row: Judged, order: int) -> None:
    cells = row.cells
    kind = kind_of(cells["kind"]) or UnitKind.DISTRICT
    facts = UnitFacts(
        code=cells["code"],
        name=cells["name"],
        kind=kind,
        protocol_order=int(cells.get("order") or order),
        seat=cells.get("seat", ""),
        aliases=tuple(_aliases(row)),
        email=cells.get("email", ""),
    )
    unit = add_unit(session, facts)
    _date(row, unit)


def _change(row: Judged, unit: Unit) -> None:
    """What is typed replaces what was; an empty cell leaves it, names are only added."""
    cells = row.cells
    if folded(cells["name"]) != unit.folded_name:
        _alias(unit, unit.name)
    unit.name, unit.folded_name = cells["name"], folded(cells["name"])
    unit.kind = kind_of(cells["kind"]) or unit.kind
    unit.protocol_order = int(cells.get("order") or unit.protocol_order)
    unit.seat = cells.get("seat") or unit.seat
    unit.email = cells.get("email") or unit.email
    for alias in _aliases(row):
        _alias(unit, alias)
    _date(row, unit)


def _differs(row: Judged, unit: Unit) -> bool:
    cells = row.cells
    known = {folded(name) for name in _names(unit)}
    return (
        cells["name"] != unit.name
        or kind_of(cells["kind"]) is not unit.kind
        or bool(cells.get("order") and int(cells["order"]) != unit.protocol_order)
        or any(cells.get(key) and cells[key] != getattr(unit, key) for key in ("seat", "email"))
        or any(folded(alias) not in known for alias in _aliases(row))
        or _days(row, unit) != (unit.valid_from, unit.valid_until)
    )


def _days(row: Judged, unit: Unit) -> tuple[object, object]:
    start = typed_day(row.cells.get("valid_from", "")) or unit.valid_from
    return start, typed_day(row.cells.get("valid_until", "")) or unit.valid_until


def _date(row: Judged, unit: Unit) -> None:
    unit.valid_from = typed_day(row.cells.get("valid_from", "")) or unit.valid_from
    unit.valid_until = typed_day(row.cells.get("valid_until", "")) or unit.valid_until


def _alias(unit: Unit, name: str) -> None:
    if folded(name) not in {each.folded_name for each in unit.aliases}:
        unit.aliases.append(UnitAlias(name=name, folded_name=folded(name)))


def _aliases(row: Judged) -> list[str]:
    return [each.strip() for each in row.cells.get("aliases", "").split(";") if each.strip()]


def _names(unit: Unit) -> list[str]:
    return [unit.name, *(alias.name for alias in unit.aliases)]
