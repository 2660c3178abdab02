"""Reads of evaluations. The number of queries never depends on the number of visits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import sort_key
from survey_app.evaluations.models import (
    ApartPair,
    Evaluation,
    EvaluationVisit,
    OutlineSection,
    Statement,
    StatementSource,
)
from survey_app.evaluations.rules import OutlineRow
from survey_app.reports.models import Report
from survey_app.reviews.rules import ReviewState
from survey_app.visits.models import Visit


def find_evaluation(session: Session, evaluation_id: int) -> Evaluation | None:
    """The evaluation of this id."""
    return session.get(Evaluation, evaluation_id)


def evaluation_of_round(session: Session, round_id: int) -> Evaluation | None:
    """The evaluation of a round, once something was merged."""
    return session.scalar(select(Evaluation).where(Evaluation.round_id == round_id))


def locked_evaluation(session: Session, round_id: int) -> Evaluation:
    """The evaluation of a round, held until the transaction ends: merges come one by one."""
    asked = select(Evaluation).where(Evaluation.round_id == round_id)
    return session.execute(asked.with_for_update()).scalar_one()


def find_statement(session: Session, statement_id: int) -> Statement | None:
    """The statement of this id with its sources."""
    asked = select(Statement).where(Statement.id == statement_id)
    return session.scalar(asked.options(selectinload(Statement.sources)))


def outline_of_round(session: Session, round_id: int) -> tuple[OutlineRow, ...]:
    """The outline that the office set for a round; empty where it set none."""
    rows = session.scalars(
        select(OutlineSection)
        .where(OutlineSection.round_id == round_id)
        .order_by(OutlineSection.position)
    )
    return tuple(
        OutlineRow(
            row.code, row.title, row.depth, row.source, row.section, row.addressee, row.words
        )
        for row in rows
    )


def statements_of(session: Session, evaluation_id: int) -> list[Statement]:
    """The statements of an evaluation with their sources."""
    return list(
        session.scalars(
            select(Statement)
            .where(Statement.evaluation_id == evaluation_id)
            .options(selectinload(Statement.sources))
            .order_by(Statement.outline_code, Statement.position, Statement.id)
        )
    )


def of_evaluation(session: Session, evaluation_id: int, statement_id: int) -> Statement:
    """The statement of this id, of this evaluation. Problem not-found."""
    found = find_statement(session, statement_id)
    if found is None or found.evaluation_id != evaluation_id:
        raise Problem(Code.NOT_FOUND, {"statement": statement_id})
    return found


def some_statements(session: Session, evaluation_id: int, ids: Iterable[int]) -> list[Statement]:
    """Those of these statements that are of this evaluation, with their sources."""
    asked = select(Statement).where(
        Statement.evaluation_id == evaluation_id, Statement.id.in_(set(ids))
    )
    return list(
        session.scalars(asked.options(selectinload(Statement.sources)).order_by(Statement.id))
    )


def statements_by_id(session: Session, ids: Iterable[int]) -> list[Statement]:
    """These statements as the database has them now, with their sources."""
    asked = select(Statement).where(Statement.id.in_(set(ids))).order_by(Statement.id)
    options = selectinload(Statement.sources)
    return list(session.scalars(asked.options(options).execution_options(populate_existing=True)))


def last_position(session: Session, evaluation_id: int, code: str) -> int:
    """The place of the last statement under a heading; 0 where there is none."""
    asked = select(func.max(Statement.position)).where(
        Statement.evaluation_id == evaluation_id, Statement.outline_code == code
    )
    return session.scalar(asked) or 0


def apart_pairs(session: Session, evaluation_id: int) -> frozenset[tuple[str, str]]:
    """The wordings that the office said do not mean the same."""
    rows = session.execute(
        select(ApartPair.first_key, ApartPair.second_key)
        .where(ApartPair.evaluation_id == evaluation_id)
        .order_by(ApartPair.id)
    )
    return frozenset((first, second) for first, second in rows)


def taken_in(session: Session, evaluation_id: int) -> dict[int, EvaluationVisit]:
    """What the evaluation has taken in, by visit."""
    rows = session.scalars(
        select(EvaluationVisit)
        .where(EvaluationVisit.evaluation_id == evaluation_id)
        .order_by(EvaluationVisit.id)
    )
    return {row.visit_id: row for row in rows}


def visits_in_order(session: Session, round_id: int) -> list[Visit]:
    """The visits of a round in protocol order; units without one in Vietnamese order."""
    visits = session.scalars(
        select(Visit)
        .where(Visit.round_id == round_id)
        .options(
            joinedload(Visit.unit), joinedload(Visit.team), joinedload(Visit.checklist_version)
        )
        .order_by(Visit.id)
    ).all()
    return sorted(visits, key=place_of)


def place_of(visit: Visit) -> tuple[object, ...]:
    """Where a visit stands: its unit in protocol order, then in Vietnamese order."""
    return visit.unit.protocol_order, sort_key(visit.unit.name), visit.id


def approved_reports(session: Session, states: Mapping[int, ReviewState]) -> dict[int, Report]:
    """The newest sealed report of each visit whose review stands approved."""
    ids = [id_ for id_, state in states.items() if state is ReviewState.APPROVED]
    newest = (
        select(Report.visit_id, func.max(Report.revision).label("revision"))
        .where(Report.visit_id.in_(ids))
        .group_by(Report.visit_id)
        .subquery()
    )
    rows = session.scalars(
        select(Report)
        .join(
            newest,
            (Report.visit_id == newest.c.visit_id) & (Report.revision == newest.c.revision),
        )
        .order_by(Report.visit_id)
    )
    return {row.visit_id: row for row in rows}


def report_revisions(session: Session, report_ids: Iterable[int]) -> dict[int, int]:
    """The revision of each of these reports."""
    rows = session.execute(select(Report.id, Report.revision).where(Report.id.in_(set(report_ids))))
    return {row.id: row.revision for row in rows}


def sources_of(statements: Sequence[Statement]) -> list[StatementSource]:
    """The sources of these statements, already loaded with them."""
    return [source for statement in statements for source in statement.sources]


def last_statement_id(session: Session) -> int:
    """The highest id that a statement has; 0 before the first."""
    return session.scalar(select(func.max(Statement.id))) or 0


def sections_of_round(session: Session, round_id: int) -> dict[str, str]:
    """The sections of the checklists of a round's visits: code and title, the first of equals."""
    asked = (
        select(ChecklistVersion)
        .join(Visit, Visit.checklist_version_id == ChecklistVersion.id)
        .where(Visit.round_id == round_id)
        .order_by(ChecklistVersion.id)
    )
    found: dict[str, str] = {}
    for version in session.scalars(asked).unique():
        for section in definition_of(version).sections:
            found.setdefault(section.code, f"{section.code}. {section.title.vi}")
    return found


def reports_taken(session: Session, evaluation: Evaluation) -> list[tuple[str, Report]]:
    """The unit and the report of each visit that the evaluation took in, in protocol order."""
    taken = taken_in(session, evaluation.id)
    ids = [row.report_id for row in taken.values()]
    reports = session.scalars(select(Report).where(Report.id.in_(ids)).order_by(Report.id))
    by_id = {report.id: report for report in reports}
    return [
        (visit.unit.name, by_id[taken[visit.id].report_id])
        for visit in visits_in_order(session, evaluation.round_id)
        if visit.id in taken
    ]
