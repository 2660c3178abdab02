"""Everything that an evaluation is composed of, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.definition import Checklist
from survey_app.checklists.queries import definition_of
from survey_app.core.vietnamese import day
from survey_app.evaluations import queries
from survey_app.evaluations.citing import citations_of
from survey_app.evaluations.facts import (
    Citation,
    Facts,
    RoundFacts,
    SourceFacts,
    Standing,
    StatementFacts,
    TargetFacts,
    VisitFacts,
)
from survey_app.evaluations.models import Evaluation, EvaluationVisit, Statement, StatementSource
from survey_app.evaluations.news import Present, news_of
from survey_app.evaluations.recording import (
    findings_of,
    ground_of,
    sources_as_findings,
    successors_of,
)
from survey_app.evaluations.telling import link_of
from survey_app.evaluations.totals import scores_of
from survey_app.fieldwork.models import Head
from survey_app.fieldwork.queries import recorded_of
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.fieldwork.state import Recorded
from survey_app.reports.models import Report
from survey_app.reviews.queries import states_of
from survey_app.reviews.rules import ReviewState
from survey_app.scoring.queries import given_scores, standing_answers
from survey_app.scoring.rules import overlaid
from survey_app.visits.models import Round, Visit
from survey_app.visits.queries import targets_of_units
from survey_app.visits.receiving.queries import reports_of_round
from survey_app.visits.rules import Plan
from survey_app.visits.targets import source_in_full

_PLANS = {Plan.CANCELLED: Standing.CANCELLED, Plan.POSTPONED: Standing.POSTPONED}
_REVIEWS = {
    ReviewState.APPROVED: Standing.APPROVED,
    ReviewState.RETURNED: Standing.RETURNED,
    ReviewState.OPENED: Standing.WAITING,
}


def facts_of(session: Session, evaluation: Evaluation) -> Facts:
    """The facts of an evaluation's round as they stand now."""
    visits = queries.visits_in_order(session, evaluation.round_id)
    taken = queries.taken_in(session, evaluation.id)
    reports, standings = _standings(session, visits, taken)
    found = recorded_of(session, list(taken))
    grounds = {
        visit.id: ground_of(found[visit.id], definition_of(visit.checklist_version))
        for visit in visits
        if visit.id in taken
    }
    revisions = queries.report_revisions(session, (row.report_id for row in taken.values()))
    findings = {id_: findings_of(id_, found[id_], grounds[id_]) for id_ in taken}
    present = Present(
        words=sources_as_findings(session, evaluation.id, grounds),
        findings={id_: {each.entry_id: each for each in told} for id_, told in findings.items()},
        successors=successors_of(session, taken),
        approved={id_: report.id for id_, report in reports.items()},
        taken={id_: row.report_id for id_, row in taken.items()},
    )
    return Facts(
        title=evaluation.title,
        merged_at=evaluation.merged_at,
        round=_round(session, evaluation.round_id),
        outline=queries.outline_of_round(session, evaluation.round_id),
        visits=tuple(
            visit_facts(each, standings[each.id], taken.get(each.id), revisions) for each in visits
        ),
        statements=_statements(session, evaluation, present),
        findings=findings,
        checklists=_checklists(visits),
        scores=scores_of(session, list(taken)),
        answers=_answers(session, found),
        targets=_targets(session, evaluation.round_id, visits),
        reports=_own_reports(session, evaluation.round_id),
        evidence={id_: each.evidence_counts() for id_, each in found.items()},
    )


def _standings(
    session: Session, visits: Sequence[Visit], taken: Mapping[int, EvaluationVisit]
) -> tuple[dict[int, Report], dict[int, Standing]]:
    states = states_of(session, [visit.id for visit in visits])
    reports = queries.approved_reports(session, states)
    kinds = _kinds_recorded(session, [visit.id for visit in visits])
    standings = {}
    for visit in visits:
        row = taken.get(visit.id)
        standings[visit.id] = (
            _standing_outside(visit, states[visit.id], kinds.get(visit.id, set()))
            if row is None
            else _standing_inside(row, states[visit.id], reports.get(visit.id))
        )
    return reports, standings


def _standing_inside(row: EvaluationVisit, state: ReviewState, report: Report | None) -> Standing:
    if state is not ReviewState.APPROVED or report is None:
        return Standing.REOPENED
    return Standing.INCLUDED if row.report_id == report.id else Standing.CHANGED


def _standing_outside(visit: Visit, state: ReviewState, kinds: set[EntryKind]) -> Standing:
    if state in _REVIEWS:
        return _REVIEWS[state]
    if visit.plan in _PLANS:
        return _PLANS[visit.plan]
    if EntryKind.SUBMIT in kinds:
        return Standing.WAITING
    return Standing.IN_PROGRESS if kinds else Standing.NOT_STARTED


def _kinds_recorded(session: Session, visit_ids: Sequence[int]) -> dict[int, set[EntryKind]]:
    rows = session.execute(
        select(Head.visit_id, Head.kind).where(Head.visit_id.in_(visit_ids)).distinct()
    )
    kinds: dict[int, set[EntryKind]] = defaultdict(set)
    for visit_id, kind in rows:
        kinds[visit_id].add(kind)
    return kinds


def _round(session: Session, round_id: int) -> RoundFacts:
    row = session.get_one(Round, round_id)
    return RoundFacts(
        name=row.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        cut_off_on=row.cut_off_on,
        is_demo=row.is_demo,
        shows_level=row.shows_level,
        heading=row.heading,
    )


def visit_facts(
    visit: Visit, standing: Standing, row: EvaluationVisit | None, revisions: Mapping[int, int]
) -> VisitFacts:
    """A visit as its evaluation tells it."""
    return VisitFacts(
        id=visit.id,
        key=visit.key,
        unit_id=visit.unit_id,
        unit=visit.unit.name,
        team=visit.team.name,
        checklist_id=visit.checklist_version_id,
        planned_on=visit.planned_on,
        mode=visit.mode.value,
        reason=visit.plan_reason if standing in _PLANS.values() else "",
        standing=standing,
        revision=revisions[row.report_id] if row else 0,
    )


def _statements(
    session: Session, evaluation: Evaluation, present: Present
) -> tuple[StatementFacts, ...]:
    rows = [row for row in queries.statements_of(session, evaluation.id) if not row.away]
    sources = queries.sources_of(rows)
    revisions = queries.report_revisions(session, (each.report_id for each in sources))
    cited = citations_of(session, evaluation.id)
    return tuple(statement_facts(row, present, revisions, cited.get(row.id, ())) for row in rows)


def statement_facts(
    row: Statement,
    present: Present,
    revisions: Mapping[int, int],
    citations: tuple[Citation, ...] = (),
) -> StatementFacts:
    """A stored statement with what has become of its sources."""
    return StatementFacts(
        id=row.id,
        code=row.outline_code,
        position=row.position,
        text=row.text,
        edited=row.edited,
        sources=_sources(row, present, revisions),
        rank=row.rank,
        version=row.version,
        citations=citations,
    )


def _sources(
    row: Statement, present: Present, revisions: Mapping[int, int]
) -> tuple[SourceFacts, ...]:
    return tuple(
        _source(each, present, revisions) for each in row.sources if each.entry_id in present.words
    )


def _source(each: StatementSource, present: Present, revisions: Mapping[int, int]) -> SourceFacts:
    news = news_of(link_of(each), present)
    finding = present.words[each.entry_id]
    return SourceFacts(finding, revisions[each.report_id], is_current=news is None, news=news)


def _checklists(visits: Iterable[Visit]) -> dict[int, Checklist]:
    return {visit.checklist_version_id: definition_of(visit.checklist_version) for visit in visits}


def _answers(
    session: Session, found: Mapping[int, Recorded]
) -> dict[int, Mapping[str, Mapping[str, Any]]]:
    """The answers that count: the team's, with what the lead and the office set over them."""
    given = given_scores(session, list(found))
    return {
        id_: overlaid(
            {Layer.TEAM: each.wire_answers(Layer.TEAM), **standing_answers(given[id_])},
            Layer.FINAL,
        )
        for id_, each in found.items()
    }


def _own_reports(session: Session, round_id: int) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in reports_of_round(session, round_id):
        number = f"số {row.symbol}, " if row.symbol else ""
        found[row.unit_id].append(f"{number}nhận ngày {day(row.received_on)}")
    return {unit_id: tuple(said) for unit_id, said in found.items()}


def _targets(
    session: Session, round_id: int, visits: Sequence[Visit]
) -> dict[tuple[int, str], TargetFacts]:
    by_unit = targets_of_units(session, round_id, [visit.unit_id for visit in visits])
    return {
        (unit_id, item): TargetFacts(
            row.term, row.milestone, row.direction, source_in_full(row), is_demo=row.is_demo
        )
        for unit_id, rows in by_unit.items()
        for item, row in rows.items()
    }
