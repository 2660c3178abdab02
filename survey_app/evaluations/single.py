"""One statement and its neighbours as they stand now, read without the rest of the draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from forms.definition import Checklist
from survey_app.checklists.queries import definition_of
from survey_app.evaluations import queries
from survey_app.evaluations.citing import citations_of
from survey_app.evaluations.content import StatementLine
from survey_app.evaluations.facts import Standing, VisitFacts
from survey_app.evaluations.frame import visit_facts
from survey_app.evaluations.gathering import statement_facts
from survey_app.evaluations.lines import Places, statements_under
from survey_app.evaluations.models import Evaluation, EvaluationVisit, Statement
from survey_app.evaluations.news import Present
from survey_app.evaluations.recording import (
    Ground,
    findings_of,
    ground_of,
    sections_of,
    sources_as_findings,
    successors_of,
)
from survey_app.evaluations.rules import OutlineRow
from survey_app.fieldwork.models import Entry, Head
from survey_app.fieldwork.reading import entries, view
from survey_app.fieldwork.rules import EntryKind
from survey_app.fieldwork.state import EntryView, Recorded
from survey_app.reviews.queries import states_of
from survey_app.visits.models import Visit


def line_of(session: Session, evaluation: Evaluation, row: Statement) -> StatementLine | None:
    """A statement as it is printed, with its sources and their news; None for one put away.

    Only the visits that it comes from are read, in a fixed number of queries.
    """
    if row.away:
        return None
    taken = queries.taken_in(session, evaluation.id)
    ids = sorted({source.visit_id for source in row.sources})
    visits = _visits(session, ids)
    present = _present(session, evaluation, visits, taken, Statement.id == row.id)
    reports = {source.report_id for source in row.sources}
    reports |= {taken[id_].report_id for id_ in ids if id_ in taken}
    revisions = queries.report_revisions(session, reports)
    places = Places(_facts(visits, taken, revisions), len(taken), _checklists(visits))
    cited = citations_of(session, evaluation.id).get(row.id, ())
    return places.placed(statement_facts(row, present, revisions, cited)).line


def lines_under(
    session: Session, evaluation: Evaluation, code: str, outline: Sequence[OutlineRow]
) -> list[list[StatementLine]]:
    """The lists of statements under a heading, each in the order of the draft.

    The sources of these lines tell the unit and nothing of what has changed since: for choosing
    and ordering. What no heading of the outline takes stands together, as it is printed.
    """
    heading = next((each for each in outline if each.code == code), OutlineRow("", ""))
    only = (
        Statement.outline_code == code
        if heading.code
        else Statement.outline_code.not_in([each.code for each in outline])
    )
    rows = _rows(session, evaluation, only)
    taken = queries.taken_in(session, evaluation.id)
    visits = _visits(session, sorted({each.visit_id for row in rows for each in row.sources}))
    words = sources_as_findings(session, evaluation.id, slots_of(session, visits), only)
    places = Places(_facts(visits, taken, {}), len(taken), _checklists(visits))
    nothing = Present(words, {}, {}, {}, {})
    revisions = {each.report_id: 0 for row in rows for each in row.sources}
    placed = [places.placed(statement_facts(row, nothing, revisions)) for row in rows]
    return [list(part.lines) for part in statements_under(heading, placed)]


def _rows(session: Session, evaluation: Evaluation, only: ColumnElement[bool]) -> list[Statement]:
    asked = select(Statement).where(
        Statement.evaluation_id == evaluation.id, Statement.away.is_(False), only
    )
    return list(
        session.scalars(
            asked.options(selectinload(Statement.sources)).order_by(
                Statement.position, Statement.id
            )
        )
    )


def _present(
    session: Session,
    evaluation: Evaluation,
    visits: Sequence[Visit],
    taken: Mapping[int, EvaluationVisit],
    only: ColumnElement[bool],
) -> Present:
    ids = [visit.id for visit in visits]
    found = told_besides_answers(session, ids)
    grounds = {
        visit.id: ground_of(found[visit.id], definition_of(visit.checklist_version))
        for visit in visits
    }
    reports = queries.approved_reports(session, states_of(session, ids))
    return Present(
        words=sources_as_findings(session, evaluation.id, grounds, only),
        findings={
            id_: {each.entry_id: each for each in findings_of(id_, found[id_], grounds[id_])}
            for id_ in ids
        },
        successors=successors_of(session, ids),
        approved={id_: report.id for id_, report in reports.items()},
        taken={id_: taken[id_].report_id for id_ in ids if id_ in taken},
    )


def _visits(session: Session, ids: Sequence[int]) -> list[Visit]:
    """These visits in protocol order."""
    asked = select(Visit).where(Visit.id.in_(ids)).order_by(Visit.id)
    options = (
        joinedload(Visit.unit),
        joinedload(Visit.team),
        joinedload(Visit.checklist_version),
    )
    return sorted(session.scalars(asked.options(*options)), key=queries.place_of)


def told_besides_answers(session: Session, visit_ids: Sequence[int]) -> dict[int, Recorded]:
    """What was recorded on these visits besides answers: those say nothing of a finding."""
    heads: dict[int, list[EntryView]] = {id_: [] for id_ in visit_ids}
    asked = entries().join(Head, Head.entry_id == Entry.id)
    for row in session.execute(
        asked.where(Head.visit_id.in_(visit_ids), Head.kind != EntryKind.ANSWER)
    ):
        heads[row.visit_id].append(view(row))
    return {id_: Recorded(tuple(found)) for id_, found in heads.items()}


def slots_of(session: Session, visits: Sequence[Visit]) -> dict[int, Ground]:
    """The items that findings can be about, without what else was recorded."""
    items: dict[int, dict[str, str]] = {visit.id: {} for visit in visits}
    rows = session.execute(
        select(Entry.visit_id, Entry.slot, Entry.item)
        .join(Head, Head.entry_id == Entry.id)
        .where(Head.visit_id.in_(items), Entry.slot.is_not(None), Entry.item.is_not(None))
        .order_by(Entry.id)
    )
    for row in rows:
        items[row.visit_id][str(row.slot)] = row.item
    sections = {id_: sections_of(found) for id_, found in _checklists(visits).items()}
    return {
        visit.id: Ground(items[visit.id], sections[visit.checklist_version_id]) for visit in visits
    }


def _facts(
    visits: Iterable[Visit], taken: Mapping[int, EvaluationVisit], revisions: Mapping[int, int]
) -> list[VisitFacts]:
    known = {row.report_id: revisions.get(row.report_id, 0) for row in taken.values()}
    return [visit_facts(visit, Standing.INCLUDED, taken.get(visit.id), known) for visit in visits]


def _checklists(visits: Iterable[Visit]) -> dict[int, Checklist]:
    return {visit.checklist_version_id: definition_of(visit.checklist_version) for visit in visits}
