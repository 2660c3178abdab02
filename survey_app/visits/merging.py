"""Two records of one unit become one, and two again. Adds and never commits.

Of two visits in one round the one on which nothing was recorded is called off and stays with the
record that goes; where something was recorded on both, they are two visits and cannot be one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import folded
from survey_app.visits.merge_models import UnitMerge
from survey_app.visits.models import Person, Target, Unit, UnitAlias, Visit
from survey_app.visits.planning import change_plan
from survey_app.visits.receiving.models import UnitReport
from survey_app.visits.rules import Plan
from survey_app.visits.service import VisitPlan


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything that hangs on a unit."""

    unit: Unit
    visits: Sequence[Visit]
    targets: Sequence[Target]
    reports: Sequence[UnitReport]

    @property
    def rounds(self) -> dict[int, Visit]:
        """Its visits by round; there is one at most in each."""
        return {visit.round_id: visit for visit in self.visits}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What merging would do: what moves, what stays behind, what stands in the way."""

    kept: Holding
    gone: Holding
    moving: Sequence[Visit]
    called_off: Sequence[Visit]
    in_the_way: Sequence[Visit]
    targets: Sequence[Target]
    reports: Sequence[UnitReport]
    names: Sequence[str]

    @property
    def is_possible(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.in_the_way

    @property
    def mark(self) -> str:
        """What the page showed, so that nobody merges anything else than what they saw."""
        said = (
            [(each.id, each.plan.value) for each in (*self.moving, *self.called_off)],
            [(each.id, each.edition) for each in self.targets],
            [(each.id, each.version) for each in self.reports],
            [(each.unit.id, each.unit.name) for each in (self.kept, self.gone)],
            list(self.names),
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def holding_of(session: Session, unit: Unit) -> Holding:
    """What hangs on the unit, in the order of its rounds."""
    visits = select(Visit).where(Visit.unit_id == unit.id).order_by(Visit.round_id)
    targets = select(Target).where(Target.unit_id == unit.id)
    reports = select(UnitReport).where(UnitReport.unit_id == unit.id)
    loaded = visits.options(joinedload(Visit.round), joinedload(Visit.team))
    return Holding(
        unit,
        session.scalars(loaded).all(),
        session.scalars(targets.order_by(Target.round_id, Target.item)).all(),
        session.scalars(reports.order_by(UnitReport.id)).all(),
    )


def outlook(session: Session, kept: Unit, gone: Unit, *, touched: Collection[int]) -> Outlook:
    """What becomes of everything; ``touched`` are the visits on which something was recorded."""
    staying, going = holding_of(session, kept), holding_of(session, gone)
    doubled = [each for each in going.visits if each.round_id in staying.rounds]
    in_the_way = [each for each in doubled if each.id in touched]
    held = {(each.round_id, each.item) for each in staying.targets}
    papers = {_paper(each) for each in staying.reports if each.withdrawn_at is None}
    known = {kept.folded_name, *(each.folded_name for each in kept.aliases)}
    names = {folded(name): name for name in (gone.name, *(each.name for each in gone.aliases))}
    return Outlook(
        kept=staying,
        gone=going,
        moving=[each for each in going.visits if each not in doubled],
        called_off=[each for each in doubled if each not in in_the_way],
        in_the_way=in_the_way,
        targets=[each for each in going.targets if (each.round_id, each.item) not in held],
        # The same paper received for both is one: it stays where it is.
        reports=[each for each in going.reports if _paper(each) not in papers],
        names=[name for key, name in names.items() if key not in known],
    )


def merge(session: Session, seen: Outlook, *, by: Person, at: datetime) -> UnitMerge:
    """Move everything to the unit that stays; what was moved is kept, to be moved back."""
    kept, gone = seen.kept.unit, seen.gone.unit
    if not seen.is_possible or kept.id == gone.id:
        raise Problem(Code.MERGE_REFUSED)
    if kept.merged_into_id is not None or gone.merged_into_id is not None:
        raise Problem(Code.MERGE_STALE)
    plans = {str(visit.id): visit.plan.value for visit in seen.called_off}
    for visit in seen.moving:
        visit.unit_id = kept.id
    for target in seen.targets:
        target.unit_id = kept.id
    for report in seen.reports:
        report.unit_id = kept.id
    for visit in seen.called_off:
        _plan(session, visit, Plan.CANCELLED, f"Gộp {gone.name} vào {kept.name}.", by=by, at=at)
    added = [UnitAlias(name=name, folded_name=folded(name)) for name in seen.names]
    kept.aliases.extend(added)
    gone.merged_into_id = kept.id
    session.flush()
    moved = {
        "visits": [each.id for each in seen.moving],
        "targets": [each.id for each in seen.targets],
        "reports": [each.id for each in seen.reports],
        "called_off": plans,
        "aliases": [each.id for each in added],
    }
    made = UnitMerge(
        kept_id=kept.id, gone_id=gone.id, moved=json.dumps(moved), made_by_id=by.id, made_at=at
    )
    session.add(made)
    session.flush()
    return made


def undo(session: Session, merge_: UnitMerge, *, by: Person, at: datetime) -> None:
    """Make two of them again: what was moved and is still there goes back, newer things stay."""
    kept, gone = merge_.kept, merge_.gone
    if merge_.undone_at is not None or gone.merged_into_id != kept.id:
        raise Problem(Code.MERGE_STALE)
    if kept.merged_into_id is not None:
        raise Problem(Code.MERGE_REFUSED)
    moved = json.loads(merge_.moved)
    for visit in _still(session, Visit, moved["visits"], kept):
        visit.unit_id = gone.id
    for target in _still(session, Target, moved["targets"], kept):
        target.unit_id = gone.id
    for report in _still(session, UnitReport, moved["reports"], kept):
        report.unit_id = gone.id
    for visit in _still(session, Visit, [int(key) for key in moved["called_off"]], gone):
        before = Plan(moved["called_off"][str(visit.id)])
        if visit.plan is Plan.CANCELLED and before is not Plan.CANCELLED:
            _plan(session, visit, before, f"Tách lại {gone.name}.", by=by, at=at)
    kept.aliases[:] = [each for each in kept.aliases if each.id not in moved["aliases"]]
    gone.merged_into_id = None
    merge_.undone_by_id, merge_.undone_at = by.id, at
    session.flush()


def merges(session: Session) -> list[UnitMerge]:
    """Every merge, the newest first."""
    asked = select(UnitMerge).order_by(UnitMerge.id.desc())
    named = [joinedload(each) for each in (UnitMerge.kept, UnitMerge.gone, UnitMerge.made_by)]
    return list(session.scalars(asked.options(*named, joinedload(UnitMerge.undone_by))))


def find_merge(session: Session, merge_id: int) -> UnitMerge | None:
    """The merge of this id, with both units."""
    return session.get(UnitMerge, merge_id)


def locked(session: Session, codes: Sequence[str]) -> list[Unit]:
    """The units of these codes in that order; whoever merges one of them at once has to wait."""
    asked = select(Unit).where(Unit.code.in_(codes)).options(selectinload(Unit.aliases))
    # In the order of the ids, so that two who merge crosswise do not wait for each other.
    found = {unit.code: unit for unit in session.scalars(asked.order_by(Unit.id).with_for_update())}
    return [found[code] for code in codes if code in found]


def doubles_among(session: Session) -> list[tuple[Unit, Unit]]:
    """Pairs that may be one unit: one is written like another, apart from the word for its kind."""
    asked = select(Unit).where(Unit.merged_into_id.is_(None)).options(selectinload(Unit.aliases))
    first: dict[str, Unit] = {}
    pairs: dict[tuple[int, int], tuple[Unit, Unit]] = {}
    for unit in session.scalars(asked.order_by(Unit.protocol_order, Unit.id)):
        for name in {unit.folded_name, *(each.folded_name for each in unit.aliases)}:
            other = first.setdefault(_bare(name), unit)
            if other is not unit:
                pairs[other.id, unit.id] = (other, unit)
    return list(pairs.values())


_KINDS = ("lien doan lao dong", "cong doan nganh", "cong doan", "ldld", "cdn", "huyen", "so")


def _bare(name: str) -> str:
    """A name without the words that are left out as often as not."""
    for word in _KINDS:
        name = f" {name} ".replace(f" {word} ", " ").strip()
    return name.replace(" ", "").replace("-", "")


def _paper(report: UnitReport) -> tuple[int, str]:
    return report.round_id, report.symbol


Row = TypeVar("Row", Visit, Target, UnitReport)


def _still(session: Session, model: type[Row], ids: Collection[int], at: Unit) -> Sequence[Row]:
    """Those of these rows that are still the unit's."""
    asked = select(model).where(model.id.in_(ids), model.unit_id == at.id)
    return session.scalars(asked.order_by(model.id)).all()


def _plan(
    session: Session, visit: Visit, plan: Plan, reason: str, *, by: Person, at: datetime
) -> None:
    as_planned = VisitPlan(visit.planned_on, visit.place, visit.mode, plan, reason, visit.travel)
    change_plan(session, visit, as_planned, by=by, at=at)
