"""Targets from a table: a row for each unit and indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.definition import Kind
from survey_app.checklists.queries import definition_of
from survey_app.visits.entering.rules import Column, Fault, Judged, Verdict, rows_of
from survey_app.visits.entering.visits import unit_finder
from survey_app.visits.models import Round, Target, Unit, Visit
from survey_app.visits.queries import targets_of_visits, visits_of_round
from survey_app.visits.targets import TypedTarget, fault_of, keep_targets, typed_as

COLUMNS = (
    Column("unit", "Đơn vị", ("Mã đơn vị", "Tên đơn vị"), needed=True, example="LD-VIDU"),
    Column("item", "Mã chỉ tiêu", ("Mã tiêu chí", "Mã"), needed=True, example="C2"),
    Column("milestone", "Mốc giữa nhiệm kỳ", ("Mốc",), example=""),
    Column("term", "Cả nhiệm kỳ", ("Chỉ tiêu cả nhiệm kỳ",), example=""),
    Column("source", "Nguồn", example=""),
    Column("measure", "Đơn vị tính", ("ĐVT",), example="đoàn viên"),
    Column("direction", "Chiều", ("Chiều hướng",), example="càng nhiều càng tốt"),
    Column("cut_off_on", "Thời điểm chốt", ("Thời điểm chốt số liệu",), example="30/09/2020"),
)
_TYPED = ("term", "milestone", "source", "measure", "direction", "cut_off_on")
_DIRECTIONS = {"up": "càng nhiều càng tốt", "down": "càng ít càng tốt"}
_FAULTS = {
    "number": Fault.NUMBER,
    "size": Fault.SIZE,
    "source": Fault.SOURCE,
    "text": Fault.LONG,
    "direction": Fault.DIRECTION,
    "day": Fault.DAY,
    "measure": Fault.MEASURE,
}


@dataclass(frozen=True, slots=True)
class _Of:
    """Whose target a row is, and what the indicators of its checklist are counted in."""

    round_id: int
    unit: Unit
    measures: Mapping[str, str]


def judge(session: Session, round_: Round, text: str, at: datetime) -> list[Judged]:
    """The rows of the table, each with its verdict; a constant number of queries.

    ``at`` is of no account here: a target tells its changes by its edition.
    """
    del at
    rows = rows_of(text, COLUMNS)
    find = unit_finder(session)
    asked = _indicators(session, round_)
    held = {
        (each.unit_id, each.item): each
        for each in session.scalars(
            select(Target).where(Target.round_id == round_.id).order_by(Target.id)
        )
    }
    seen: set[tuple[int, str]] = set()
    for row in rows:
        unit = find(row.cells["unit"])
        if unit is None:
            row.complain(Fault.UNIT, "Đơn vị", row.cells["unit"])
            continue
        item = row.cells["item"]
        if unit.id in asked and item not in asked[unit.id]:
            row.complain(Fault.ITEM, "Mã chỉ tiêu", item)
        elif unit.id not in asked:
            row.complain(Fault.PLANNED, "Đơn vị", unit.name)
        if (unit.id, item) in seen:
            row.complain(Fault.TWICE, "Mã chỉ tiêu", item)
        seen.add((unit.id, item))
        of = _Of(round_.id, unit, asked.get(unit.id, {}))
        _judge(session, row, of, held.get((unit.id, item)))
    return rows


def _judge(session: Session, row: Judged, of: _Of, target: Target | None) -> None:
    cells, measure = row.cells, of.measures.get(row.cells["item"], "")
    typed = TypedTarget(cells["item"], **{name: cells.get(name, "") for name in _TYPED})
    if not any(each.strip() for each in (typed.term, typed.milestone, typed.source)):
        # As the workbook of present targets has it where there is none yet.
        return
    fault = fault_of(typed, measure=measure)
    if fault:
        row.complain(_FAULTS[fault], *_told(fault, typed, measure))
        return
    present = {} if target is None else {target.item: target}
    verdict = Verdict.NEW if target is None else Verdict.CHANGED
    if target is None or target.is_demo or typed.columns() != typed_as(target).columns():
        row.becomes(verdict, lambda: _store(session, (of.round_id, of.unit), present, typed))


def _told(fault: str, typed: TypedTarget, measure: str) -> tuple[str, str]:
    """The column of a fault and what it is about, where one is meant."""
    about = {
        "direction": ("Chiều", typed.direction),
        "day": ("Thời điểm chốt", typed.cut_off_on),
        "measure": ("Đơn vị tính", measure),
    }
    return about.get(fault, ("", ""))


def _store(
    session: Session, of: tuple[int, Unit], present: dict[str, Target], typed: TypedTarget
) -> None:
    keep_targets(session, of, present, [typed])


def _indicators(session: Session, round_: Round) -> dict[int, dict[str, str]]:
    """The indicators that the checklist of each visited unit asks for, with what they count."""
    return {visit.unit_id: _items_of(visit) for visit in visits_of_round(session, round_.id)}


def workbook_rows(session: Session, round_: Round) -> list[list[str]]:
    """Every target of a round as rows of this table: changed in Excel, they can be brought back.

    Indicators that have none come as rows without figures, in the order of the checklist.
    """
    visits = visits_of_round(session, round_.id)
    held = targets_of_visits(session, visits)
    rows = []
    for visit in visits:
        asked = _items_of(visit)
        spare = sorted(held[visit.id].keys() - set(asked))
        for code in (*asked, *spare):
            target = held[visit.id].get(code)
            typed = typed_as(target) if target else TypedTarget(code, "", "", "", asked[code])
            direction = _DIRECTIONS.get(typed.direction, "")
            cells = asdict(replace(typed, direction=direction)) | {"unit": visit.unit.code}
            rows.append([cells[column.key] for column in COLUMNS])
    return rows


def _items_of(visit: Visit) -> dict[str, str]:
    items = definition_of(visit.checklist_version).items()
    return {item.code: item.measure for _, item in items if item.kind is Kind.INDICATOR}
