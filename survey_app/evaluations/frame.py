"""What a draft stands on besides its statements: visits, and what tables are made of.

Each thing is read when it is first asked for, in a fixed number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.definition import Checklist
from survey_app.checklists.queries import definition_of
from survey_app.core.vietnamese import day
from survey_app.evaluations import queries
from survey_app.evaluations.facts import (
    Facts,
    FindingFacts,
    RoundFacts,
    Standing,
    TargetFacts,
    VisitFacts,
)
from survey_app.evaluations.lines import Places
from survey_app.evaluations.models import Evaluation, EvaluationVisit
from survey_app.evaluations.recording import Ground, findings_of, ground_of, sections_of
from survey_app.evaluations.rules import Source
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


@dataclass
class Frame:
    """A draft and its round; what was read once is kept."""

    session: Session
    evaluation: Evaluation

    @cached_property
    def visits(self) -> list[Visit]:
        """The visits of the round in protocol order."""
        return queries.visits_in_order(self.session, self.evaluation.round_id)

    @cached_property
    def taken(self) -> dict[int, EvaluationVisit]:
        """What the draft has taken in, by visit."""
        return queries.taken_in(self.session, self.evaluation.id)

    @cached_property
    def approved(self) -> dict[int, int]:
        """The report of each visit that stands approved."""
        return {id_: report.id for id_, report in self._stand[0].items()}

    @cached_property
    def recorded(self) -> dict[int, Recorded]:
        """What was recorded on the visits that the draft has taken in."""
        return recorded_of(self.session, list(self.taken))

    @cached_property
    def grounds(self) -> dict[int, Ground]:
        """What findings of these visits can be about."""
        return {
            visit.id: ground_of(self.recorded[visit.id], definition_of(visit.checklist_version))
            for visit in self.visits
            if visit.id in self.taken
        }

    @cached_property
    def findings(self) -> dict[int, tuple[FindingFacts, ...]]:
        """What was found on these visits, as it stands."""
        return {id_: findings_of(id_, self.recorded[id_], self.grounds[id_]) for id_ in self.taken}

    @cached_property
    def facts(self) -> Facts:
        """Round, outline and visits, without statements and without what tables are made of."""
        rows = self.taken.values()
        revisions = queries.report_revisions(self.session, (row.report_id for row in rows))
        standings = self._stand[1]
        return Facts(
            title=self.evaluation.title,
            merged_at=self.evaluation.merged_at,
            round=_round(self.session, self.evaluation.round_id),
            outline=queries.outline_of_round(self.session, self.evaluation.round_id),
            visits=tuple(
                visit_facts(each, standings[each.id], self.taken.get(each.id), revisions)
                for each in self.visits
            ),
            statements=(),
            findings={},
            checklists=_checklists(self.visits),
            scores={},
            answers={},
            targets={},
        )

    @cached_property
    def places(self) -> Places:
        """Where statements stand, by the visits and checklists of their sources."""
        visits = self.facts.visits
        return Places(visits, sum(each.is_taken_in for each in visits), self.facts.checklists)

    @cached_property
    def sections(self) -> dict[int, dict[str, str]]:
        """By checklist the section of each item."""
        return {id_: sections_of(each) for id_, each in self.facts.checklists.items()}

    @cached_property
    def taken_reports(self) -> dict[int, int]:
        """The report that each visit was taken in by."""
        return {id_: row.report_id for id_, row in self.taken.items()}

    def with_tables(self, sources: Iterable[Source]) -> Facts:
        """The same with what the tables of these sources are made of."""
        facts = self.facts
        for source in dict.fromkeys(sources):
            facts = replace(facts, **self._made_of(source))
        return facts

    def _made_of(self, source: Source) -> dict[str, Any]:
        session, round_id = self.session, self.evaluation.round_id
        if source is Source.INDICATORS:
            answers = _answers(session, self.recorded)
            return {"answers": answers, "targets": _targets(session, round_id, self.visits)}
        if source is Source.SCORES:
            return {"scores": scores_of(session, list(self.taken))}
        if source is Source.EVIDENCE:
            return {
                "evidence": {id_: each.evidence_counts() for id_, each in self.recorded.items()}
            }
        if source is Source.FINDINGS:
            return {"findings": self.findings, "reports": _own_reports(session, round_id)}
        return {}

    @cached_property
    def _stand(self) -> tuple[dict[int, Report], dict[int, Standing]]:
        return _standings(self.session, self.visits, self.taken)


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
