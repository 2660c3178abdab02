"""Where visits stand, for pages and calls: drawn lines where they are fresh, else from scratch.

A reader is always right and never writes: what it finds stale it works out for itself, and the
lines are drawn anew by ``service`` at hand-overs, decisions, and by the worker.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from forms.scoring import ENGINE_VERSION
from survey_app.fieldwork.models import Entry, Photo
from survey_app.progress.drawing import Drawing, drawings
from survey_app.progress.models import VisitProgress
from survey_app.progress.rules import Known, Line, Progress, mentioned, progress
from survey_app.reviews.models import Decision
from survey_app.scoring.models import LayerScore
from survey_app.visits.completing import complete
from survey_app.visits.models import Person, Round, Target, Visit

# Moves when lines are drawn otherwise than before, so that all are drawn anew.
SHAPE = 5
_NAMES_AT_ONCE = 5_000
_COLUMNS = tuple(VisitProgress.__table__.c[name] for name in Line._fields[1:])
# In what is asked of each visit: where the columns of its line begin.
_BESIDE = 12
_WORD = f"{SHAPE} {ENGINE_VERSION} " + " ".join(["%s"] * (_BESIDE - 2))


def progress_of(session: Session, visits: Sequence[Visit]) -> dict[int, Progress]:
    """Where each of these visits stands."""
    ids = [visit.id for visit in visits]
    return progress_among(session, select(Visit.id).where(Visit.id.in_(ids)))


def progress_among(session: Session, asked: Select[int]) -> dict[int, Progress]:
    """Where each of the visits with the asked ids stands; a constant number of queries."""
    return read(session, asked).progress


@dataclass(frozen=True, slots=True)
class Reading:
    """Lines that are true now, what they stand for, and whatever was drawn for it just now."""

    lines: Mapping[int, Line]
    progress: dict[int, Progress]
    drawn: Mapping[int, Drawing]


def read(session: Session, asked: Select[int]) -> Reading:
    """The lines of the visits with the asked ids; the stale ones are drawn, and not kept."""
    rows = session.execute(_present(asked)).all()
    present = {row.id: basis(row) for row in rows}
    old = [row.id for row in rows if row.basis != present[row.id]]
    drawn: dict[int, Drawing] = {}
    if old:
        visits = session.scalars(select(Visit).where(Visit.id.in_(old))).all()
        drawn = drawings(session, complete(session, visits), present)
    lines = {row.id: drawn[row.id].line if row.id in drawn else _kept(row) for row in rows}
    return Reading(lines, _stands(session, rows, lines), drawn)


def progress_kept(session: Session, asked: Select[int]) -> dict[int, Progress]:
    """Where each of the visits stood when its line was last kept; those without one left out.

    Hand-overs and decisions keep lines at once, so where a visit lies is true; counts may lag.
    For what only leads to pages that tell it as it is: nothing is drawn, however much is stale.
    """
    rows = [row for row in session.execute(_present(asked)) if row.basis is not None]
    return _stands(session, rows, {row.id: _kept(row) for row in rows})


def _kept(row: Row[Any]) -> Line:
    return Line(row[0], *row[_BESIDE:])


def _stands(
    session: Session, rows: Sequence[Row[Any]], lines: Mapping[int, Line]
) -> dict[int, Progress]:
    known = _known(session, list(lines.values()))
    return {row.id: progress(lines[row.id], row.plan, known) for row in rows}


def stale(session: Session, *, limit: int | None = None) -> list[int]:
    """The visits whose lines are not true any more, or not drawn yet."""
    rows = session.execute(_present(select(Visit.id))).all()
    return [row.id for row in rows if row.basis != basis(row)][:limit]


def bases(session: Session, visit_ids: Collection[int]) -> dict[int, str]:
    """What a line of each of these visits would be drawn from now."""
    asked = _present(select(Visit.id).where(Visit.id.in_(visit_ids)))
    return {row.id: basis(row) for row in session.execute(asked)}


def basis(row: Row[Any]) -> str:
    """Everything that moves when a line would be drawn otherwise, as one word."""
    # By place and not by name: a page of a thousand visits asks for this a thousand times.
    return _WORD % row[2:_BESIDE]


def _known(session: Session, lines: Sequence[Line]) -> Known:
    people, photos = mentioned(lines)
    names: dict[int, str] = {}
    if people:
        asked = select(Person.id, Person.name).where(Person.id.in_(people))
        names = {row.id: row.name for row in session.execute(asked)}
    return Known(names, _here(session, sorted(photos)))


def _here(session: Session, hashes: Sequence[str]) -> set[str]:
    """Which of these photos have come; asked in parts, since one question takes so many names."""
    here: set[str] = set()
    for first in range(0, len(hashes), _NAMES_AT_ONCE):
        part = hashes[first : first + _NAMES_AT_ONCE]
        here.update(session.scalars(select(Photo.sha256).where(Photo.sha256.in_(part))))
    return here


def _put_together() -> Select[*tuple[Any, ...]]:
    last_entry = select(func.max(Entry.number)).where(Entry.visit_id == Visit.id)
    last_decision = select(func.max(Decision.number)).where(Decision.visit_id == Visit.id)
    desk_scores = select(func.max(LayerScore.id)).where(LayerScore.visit_id == Visit.id)
    targets = select(func.sum(Target.edition)).where(
        Target.round_id == Visit.round_id, Target.unit_id == Visit.unit_id
    )
    found: Select[*tuple[Any, ...]] = select(
        Visit.id,
        Visit.plan,
        Visit.planned_on,
        Visit.first_scorer_id,
        Visit.second_scorer_id,
        Visit.checklist_version_id.label("version_id"),
        Round.penalties,
        Round.shows_level,
        last_entry.correlate(Visit).scalar_subquery().label("last_entry"),
        last_decision.correlate(Visit).scalar_subquery().label("last_decision"),
        desk_scores.correlate(Visit).scalar_subquery().label("desk_scores"),
        targets.correlate(Visit).scalar_subquery().label("targets"),
        *_COLUMNS,
    )
    found = found.join(Round, Round.id == Visit.round_id)
    return found.outerjoin(VisitProgress, VisitProgress.visit_id == Visit.id).order_by(Visit.id)


# Asked with almost every page and call, so it is put together once.
_ANY = _put_together()


def _present(asked: Select[int]) -> Select[*tuple[Any, ...]]:
    """What the lines of these visits would be drawn from now, beside the lines."""
    return _ANY.where(Visit.id.in_(asked))
