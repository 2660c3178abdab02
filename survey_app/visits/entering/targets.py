"""Targets from a table: a row for each unit and indicator."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.definition import Kind
from survey_app.checklists.queries import definition_of
from survey_app.core.vietnamese import clean, typed_number
from survey_app.visits.entering.rules import Column, Fault, Judged, Verdict, rows_of
from survey_app.visits.entering.visits import unit_finder
from survey_app.visits.models import Round, Target, Unit
from survey_app.visits.queries import visits_of_round
from survey_app.visits.targets import TypedTarget, fault_of, keep_targets

COLUMNS = (
    Column("unit", "Đơn vị", ("Mã đơn vị", "Tên đơn vị"), needed=True, example="LD-VIDU"),
    Column("item", "Mã chỉ tiêu", ("Mã tiêu chí", "Mã"), needed=True, example="C2"),
    Column("milestone", "Mốc giữa nhiệm kỳ", ("Mốc",), example=""),
    Column("term", "Cả nhiệm kỳ", ("Chỉ tiêu cả nhiệm kỳ",), example=""),
    Column("source", "Nguồn", needed=True, example=""),
)
_FAULTS = {
    "number": Fault.NUMBER,
    "size": Fault.SIZE,
    "source": Fault.SOURCE,
    "text": Fault.LONG,
}


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
        _judge(session, row, (round_.id, unit), held.get((unit.id, item)))
    return rows


def _judge(session: Session, row: Judged, of: tuple[int, Unit], target: Target | None) -> None:
    cells = row.cells
    typed = TypedTarget(
        cells["item"], cells.get("term", ""), cells.get("milestone", ""), cells.get("source", "")
    )
    fault = fault_of(typed)
    if fault:
        row.complain(_FAULTS[fault])
        return
    present = {} if target is None else {target.item: target}
    verdict = Verdict.NEW if target is None else Verdict.CHANGED
    if target is None or _differs(typed, target):
        row.becomes(verdict, lambda: _store(session, of, present, typed))


def _store(
    session: Session, of: tuple[int, Unit], present: dict[str, Target], typed: TypedTarget
) -> None:
    keep_targets(session, of, present, [typed])


def _differs(typed: TypedTarget, target: Target) -> bool:
    from_row = TypedTarget(
        target.item,
        "" if target.term is None else format(target.term, "f").replace(".", ","),
        "" if target.milestone is None else format(target.milestone, "f").replace(".", ","),
        target.source,
    )
    return _said(typed) != _said(from_row) or target.is_demo


def _said(typed: TypedTarget) -> tuple[object, ...]:
    figures = (
        typed_number(each) if each.strip() else None for each in (typed.term, typed.milestone)
    )
    return (*figures, clean(typed.source))


def _indicators(session: Session, round_: Round) -> dict[int, set[str]]:
    """The indicators that the checklist of each visited unit asks for."""
    found: dict[int, set[str]] = {}
    for visit in visits_of_round(session, round_.id):
        checklist = definition_of(visit.checklist_version)
        found[visit.unit_id] = {
            item.code for _, item in checklist.items() if item.kind is Kind.INDICATOR
        }
    return found
