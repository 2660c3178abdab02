"""Some statements of a draft as they stand now, whole: their words, sources and news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from survey_app.checklists.queries import definition_of
from survey_app.evaluations import queries
from survey_app.evaluations.citing import citations_of
from survey_app.evaluations.content import StatementLine
from survey_app.evaluations.frame import Frame
from survey_app.evaluations.gathering import statement_facts
from survey_app.evaluations.models import Statement, StatementSource
from survey_app.evaluations.news import Present, stands
from survey_app.evaluations.recording import (
    Ground,
    findings_of,
    ground_of,
    sources_as_findings,
    successors_of,
)
from survey_app.evaluations.single import told_besides_answers
from survey_app.evaluations.telling import link_of
from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.state import Recorded


def lines_of(frame: Frame, ids: Iterable[int]) -> dict[int, StatementLine]:
    """These statements as they are printed, by id; none that was put away.

    Of visits that stand as they were taken in only what the sources name is read.
    """
    session, evaluation_id = frame.session, frame.evaluation.id
    rows = [row for row in queries.some_statements(session, evaluation_id, ids) if not row.away]
    present = _present(frame, rows)
    revisions = queries.report_revisions(
        session, {each.report_id for each in queries.sources_of(rows)}
    )
    cited = citations_of(session, evaluation_id)
    return {
        row.id: frame.places.placed(
            statement_facts(row, present, revisions, cited.get(row.id, ()))
        ).line
        for row in rows
    }


def _present(frame: Frame, rows: Sequence[Statement]) -> Present:
    session, approved, taken = frame.session, frame.approved, frame.taken_reports
    sources = queries.sources_of(rows)
    changed = {each.visit_id for each in sources if not stands(link_of(each), approved, taken)}
    recorded = told_besides_answers(session, sorted(changed | _with_slots(session, rows)))
    grounds = _grounds(frame, recorded)
    findings = {id_: findings_of(id_, recorded[id_], grounds[id_]) for id_ in changed}
    named = Statement.id.in_([row.id for row in rows])
    return Present(
        words=sources_as_findings(session, frame.evaluation.id, grounds, named),
        findings={id_: {each.entry_id: each for each in told} for id_, told in findings.items()},
        successors=successors_of(session, changed),
        approved=approved,
        taken=taken,
    )


def _with_slots(session: Session, rows: Sequence[Statement]) -> set[int]:
    """The visits whose findings name entries that they are about: an item, photos."""
    asked = (
        select(Entry.visit_id)
        .join(
            StatementSource,
            or_(StatementSource.entry_id == Entry.id, StatementSource.seen_entry_id == Entry.id),
        )
        .where(StatementSource.statement_id.in_([row.id for row in rows]))
        .where(Entry.value.contains('"about"'), ~Entry.value.contains('"about":[]'))
        .distinct()
    )
    return set(session.scalars(asked))


def _grounds(frame: Frame, recorded: Mapping[int, Recorded]) -> dict[int, Ground]:
    """What findings can be about: of the visits that were read whole, slots as well."""
    return {
        visit.id: ground_of(recorded[visit.id], definition_of(visit.checklist_version))
        if visit.id in recorded
        else Ground({}, frame.sections[visit.checklist_version_id])
        for visit in frame.visits
    }
