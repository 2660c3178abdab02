"""The history of an evaluation: how statements are told as they were, and written as told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.evaluations.alike import match_key
from survey_app.evaluations.models import EvaluationChange, Statement, StatementSource
from survey_app.evaluations.parts_of_merge import Link
from survey_app.evaluations.rules import ChangeKind
from survey_app.evaluations.shapes import Shape, Shapes


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who does something to an evaluation, when, and why."""

    id: int
    at: datetime
    reason: str = ""


def shape_of(row: Statement) -> Shape:
    """A statement as it is."""
    links = (link_of(each) for each in row.sources)
    return Shape(
        code=row.outline_code,
        rank=row.rank,
        text=row.text,
        edited=row.edited,
        held=row.held,
        away=row.away,
        into=row.into_id,
        links=tuple(sorted(links, key=lambda link: link.entry_id)),
    )


def shapes_of(rows: Iterable[Statement]) -> dict[int, Shape]:
    """Statements as they are."""
    return {row.id: shape_of(row) for row in rows}


def link_of(source: StatementSource) -> Link:
    """A stored source as a value."""
    return Link(
        source.entry_id,
        source.visit_id,
        source.report_id,
        source.seen_entry_id,
        source.settled_report_id,
    )


def reshaped(session: Session, rows: Mapping[int, Statement], shapes: Shapes) -> None:
    """Make statements what they are to be; the version of each that says otherwise now is counted.

    Sources move between these statements; those that none of them has any more are removed.
    """
    sources = {each.entry_id: each for row in rows.values() for each in row.sources}
    for id_, shape in shapes.items():
        row = rows[id_]
        if _without_rank(shape_of(row)) != _without_rank(shape):
            row.version += 1
        _write(session, row, shape)
    _move(rows, shapes, sources)
    session.flush()


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a change; ``before`` and ``after`` are what was there, as JSON."""

    kind: ChangeKind
    statement_id: int | None = None
    words: str = ""
    before: str = "{}"
    after: str = "{}"
    undoes_id: int | None = None


def note(session: Session, round_id: int, clerk: Clerk, told: Told) -> None:
    """Add a row to the history."""
    row = EvaluationChange(
        round_id=round_id,
        kind=told.kind,
        statement_id=told.statement_id,
        words=told.words,
        reason=clerk.reason,
        before=told.before,
        after=told.after,
        made_at=clerk.at,
        made_by_id=clerk.id,
        undoes_id=told.undoes_id,
    )
    session.add(row)
    session.flush()


def _without_rank(shape: Shape) -> tuple[object, ...]:
    return (shape.code, shape.text, shape.edited, shape.held, shape.away, shape.links)


def _write(session: Session, row: Statement, shape: Shape) -> None:
    if (row.outline_code, row.text) != (shape.code, shape.text):
        row.match_key = _free_key(session, row, shape)
    row.outline_code = shape.code
    row.rank = shape.rank
    row.text = shape.text
    row.edited = shape.edited
    row.held = shape.held
    row.away = shape.away
    row.into_id = shape.into


def _free_key(session: Session, row: Statement, shape: Shape) -> str:
    """The key of its words; one of its own where another statement there has that."""
    key = match_key(shape.text)
    taken = session.scalar(
        select(Statement.id).where(
            Statement.evaluation_id == row.evaluation_id,
            Statement.outline_code == shape.code,
            Statement.match_key == key,
            Statement.id != row.id,
        )
    )
    return key if taken is None else match_key(f"{row.id} {shape.text}")


def _move(
    rows: Mapping[int, Statement], shapes: Shapes, sources: Mapping[int, StatementSource]
) -> None:
    homes = {link.entry_id: id_ for id_, shape in shapes.items() for link in shape.links}
    for entry_id, source in sources.items():
        if entry_id not in homes:
            source.statement.sources.remove(source)
        elif source.statement_id != homes[entry_id]:
            rows[homes[entry_id]].sources.append(source)
    for id_, shape in shapes.items():
        for link in shape.links:
            source = sources.get(link.entry_id) or _source(rows[id_], link)
            source.report_id = link.report_id
            source.seen_entry_id = link.seen_id
            source.settled_report_id = link.settled_id


def _source(row: Statement, link: Link) -> StatementSource:
    made = StatementSource(visit_id=link.visit_id, entry_id=link.entry_id)
    row.sources.append(made)
    return made
