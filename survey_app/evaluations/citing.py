"""Statements that name a unit's own report: which, where in it, by whom. Never commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.evaluations import wording
from survey_app.evaluations.facts import Citation
from survey_app.evaluations.models import Evaluation, Statement, StatementCitation
from survey_app.evaluations.rules import ChangeKind
from survey_app.evaluations.telling import Clerk, Told, note
from survey_app.visits.models import Unit
from survey_app.visits.receiving.models import UnitReport

LONGEST_PLACE = 200


def cite(
    session: Session, row: Statement, report_id: int, place: str, *, clerk: Clerk
) -> StatementCitation:
    """Name a report of the same round under a statement; the same again is the one there is.

    Problems: not-found for a report of elsewhere or withdrawn, statement-moved, unacceptable.
    """
    report = session.get(UnitReport, report_id)
    if report is None or report.withdrawn_at or report.round_id != row.evaluation.round_id:
        raise Problem(Code.NOT_FOUND, {"report": report_id})
    if row.away:
        raise Problem(Code.STATEMENT_MOVED, {"statement": row.id})
    where = clean(place)
    if len(where) > LONGEST_PLACE:
        raise Problem(Code.UNACCEPTABLE, {"place": len(where)})
    same = next(
        (each for each in row.citations if (each.unit_report_id, each.place) == (report_id, where)),
        None,
    )
    if same is not None:
        return same
    made = StatementCitation(
        unit_report_id=report_id, place=where, made_at=clerk.at, made_by_id=clerk.id
    )
    row.citations.append(made)
    session.flush()
    _tell(session, row, ChangeKind.CITED, _words(session, made.id), clerk)
    return made


def uncite(session: Session, row: Statement, citation_id: int, *, clerk: Clerk) -> None:
    """Take a citation off, also of a statement that was joined into this one. Problem not-found."""
    printed = citations_of(session, row.evaluation_id).get(row.id, ())
    if citation_id not in {each.id for each in printed}:
        raise Problem(Code.NOT_FOUND, {"citation": citation_id})
    words = _words(session, citation_id)
    found = session.get_one(StatementCitation, citation_id)
    found.statement.citations.remove(found)
    session.flush()
    _tell(session, row, ChangeKind.UNCITED, words, clerk)


def citations_of(session: Session, evaluation_id: int) -> Mapping[int, tuple[Citation, ...]]:
    """The citations of each statement that is printed, with those of statements joined into it."""
    joined = _joined(session, evaluation_id)
    asked = (
        select(StatementCitation, UnitReport, Unit.name)
        .join(Statement, Statement.id == StatementCitation.statement_id)
        .join(UnitReport, UnitReport.id == StatementCitation.unit_report_id)
        .join(Unit, Unit.id == UnitReport.unit_id)
        .where(Statement.evaluation_id == evaluation_id)
        .order_by(Unit.protocol_order, UnitReport.received_on, StatementCitation.id)
    )
    found: dict[int, list[Citation]] = defaultdict(list)
    for citation, report, unit in session.execute(asked):
        found[_end(citation.statement_id, joined)].append(_citation(citation, report, unit))
    return {id_: tuple(each) for id_, each in found.items()}


def statements_citing(session: Session, report_id: int) -> list[Statement]:
    """The statements that name a report, in the order of the draft."""
    asked = (
        select(Statement)
        .where(Statement.citations.any(StatementCitation.unit_report_id == report_id))
        .order_by(Statement.outline_code, Statement.position, Statement.id)
    )
    return list(session.scalars(asked))


def _joined(session: Session, evaluation_id: int) -> dict[int, int]:
    """From each statement that was joined into another to that one."""
    into = aliased(Statement)
    rows = session.execute(
        select(Statement.id, into.id)
        .join(into, into.id == Statement.into_id)
        .where(Statement.evaluation_id == evaluation_id)
    )
    return {int(before): int(after) for before, after in rows}


def _end(id_: int, joined: Mapping[int, int]) -> int:
    met = {id_}
    while (after := joined.get(id_)) is not None and after not in met:
        met.add(after)
        id_ = after
    return id_


def _citation(row: StatementCitation, report: UnitReport, unit: str) -> Citation:
    return Citation(
        id=row.id,
        report_id=report.id,
        unit=wording.short(unit),
        symbol=report.symbol,
        dated_on=report.dated_on,
        received_on=report.received_on,
        place=row.place,
        stands=report.withdrawn_at is None,
    )


def _words(session: Session, citation_id: int) -> str:
    asked = (
        select(StatementCitation, UnitReport, Unit.name)
        .join(UnitReport, UnitReport.id == StatementCitation.unit_report_id)
        .join(Unit, Unit.id == UnitReport.unit_id)
        .where(StatementCitation.id == citation_id)
    )
    citation, report, unit = session.execute(asked).one()
    return _citation(citation, report, unit).words


def _tell(session: Session, row: Statement, kind: ChangeKind, words: str, clerk: Clerk) -> None:
    evaluation = session.get_one(Evaluation, row.evaluation_id)
    note(session, evaluation.round_id, clerk, Told(kind, row.id, words))
