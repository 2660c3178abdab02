"""Reads of sealed reports, and the facts a report is composed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.core.vietnamese import name_key
from survey_app.fieldwork.queries import missing_photos
from survey_app.fieldwork.rules import Layer
from survey_app.reports import wording
from survey_app.reports.content import Attendee
from survey_app.reports.facts import RoundFacts, TargetFact, VisitFacts
from survey_app.reports.models import Report, SealedFile
from survey_app.reports.rules import Document, heading_of
from survey_app.reviews.replies import answers_of
from survey_app.scoring.cases import ScoreCase, case_of, counting, explained
from survey_app.scoring.given import given_scores, standing
from survey_app.visits.models import Round, TeamPerson, Visit
from survey_app.visits.queries import targets_of
from survey_app.visits.rules import Part
from survey_app.visits.targets import source_in_full


def find_report(session: Session, visit_id: int, revision: int | None = None) -> Report | None:
    """A sealed revision of a visit's report; the newest where none is named."""
    asked = select(Report).where(Report.visit_id == visit_id)
    if revision is not None:
        asked = asked.where(Report.revision == revision)
    return session.scalar(asked.order_by(Report.revision.desc()).limit(1))


def reports_of(session: Session, visit_id: int) -> list[Report]:
    """Every sealed revision of a visit's report, the newest first."""
    asked = select(Report).where(Report.visit_id == visit_id)
    return list(session.scalars(asked.order_by(Report.revision.desc())))


def find_sealed(session: Session, code: str, revision: int) -> Report | None:
    """The revision whose content has a digest that begins like this; None where two have."""
    asked = select(Report).where(
        Report.content_sha256.startswith(code, autoescape=True), Report.revision == revision
    )
    found = session.scalars(asked.order_by(Report.id).limit(2)).all()
    return found[0] if len(found) == 1 else None


def files_of(session: Session, report_ids: Sequence[int]) -> dict[int, list[SealedFile]]:
    """The files that have been drawn of these revisions, in one query."""
    asked = select(SealedFile).where(SealedFile.report_id.in_(report_ids))
    files: dict[int, list[SealedFile]] = {each: [] for each in report_ids}
    for row in session.scalars(asked.order_by(SealedFile.id)):
        files[row.report_id].append(row)
    return files


def last_revision(session: Session, visit_id: int) -> int:
    """The number of the newest revision; 0 before the first."""
    asked = select(func.max(Report.revision)).where(Report.visit_id == visit_id)
    return session.scalar(asked) or 0


def facts_of(session: Session, visit: Visit) -> VisitFacts:
    """Everything the report of a visit is composed from; a constant number of queries."""
    case = case_of(session, visit)
    scores = explained(case)
    return VisitFacts(
        round=_round(visit.round),
        unit=visit.unit.name,
        team=visit.team.name,
        people=_people(session, visit.team_id),
        planned_on=visit.planned_on,
        place=visit.place,
        mode=visit.mode,
        checklist=case.checklist,
        recorded=case.recorded,
        explanations=scores,
        counting=counting(scores)[0],
        targets=_targets(session, visit, case),
        given=case.given,
        given_reasons=_reasons(session, visit.id),
        reply_answers={reply: row.text for reply, row in answers_of(session, visit.id).items()},
        missing_photos=frozenset(missing_photos(session, visit.id)),
    )


def _round(row: Round) -> RoundFacts:
    return RoundFacts(
        name=row.name,
        heading=heading_of(row.heading, Document.VISIT),
        minutes_heading=heading_of(row.heading, Document.MINUTES),
        scores_heading=heading_of(row.heading, Document.SCORES),
        cut_off_on=row.cut_off_on,
        shows_level=row.shows_level,
        is_demo=row.is_demo,
    )


def _people(session: Session, team_id: int) -> tuple[Attendee, ...]:
    """The team: by part, then by name as Vietnamese names are ordered."""
    rows = session.scalars(
        select(TeamPerson)
        .where(TeamPerson.team_id == team_id)
        .options(joinedload(TeamPerson.person))
        .order_by(TeamPerson.id)
    )
    parts = list(Part)
    ranked = sorted(rows, key=lambda row: (parts.index(row.part), name_key(row.person.name)))
    return tuple(Attendee(row.person.name, wording.TEAM_PARTS[row.part]) for row in ranked)


def _targets(session: Session, visit: Visit, case: ScoreCase) -> dict[str, TargetFact]:
    rows = targets_of(session, visit)
    return {
        item: TargetFact(target, source_in_full(rows[item]), rows[item].is_demo)
        for item, target in case.targets.items()
        if item in rows
    }


def _reasons(session: Session, visit_id: int) -> Mapping[Layer, Mapping[str, str]]:
    found = standing(given_scores(session, [visit_id])[visit_id])
    return {
        layer: {item: row.reason for item, row in scores.items()} for layer, scores in found.items()
    }
