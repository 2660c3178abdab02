"""From what is recorded and given to explained scores. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from forms.definition import Checklist
from forms.scoring import Explanation, Target, explain
from survey_app.checklists.queries import definition_of
from survey_app.core.clock import local
from survey_app.fieldwork.queries import recorded
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.fieldwork.state import Recorded
from survey_app.scoring.given import given_scores, standing_answers
from survey_app.scoring.rules import layers_present, overlaid
from survey_app.visits.models import Target as TargetRow
from survey_app.visits.models import Visit
from survey_app.visits.queries import targets_of_visits

# What is said about the record and may come late, when the answers have long been settled.
_SAID_ABOUT = (EntryKind.COMMENT, EntryKind.REPLY)


@dataclass(frozen=True, slots=True)
class ScoreCase:
    """Everything the scores of one visit are computed from."""

    checklist: Checklist
    targets: Mapping[str, Target]
    penalties: bool
    levels: bool
    recorded: Recorded
    given: Mapping[Layer, Mapping[str, Any]]
    today: date | None


def explanations(
    session: Session, visit: Visit, found: Recorded | None = None
) -> dict[Layer, Explanation]:
    """The explained score of each layer somebody scored in; of the team's always."""
    return explained(case_of(session, visit, found))


def case_of(session: Session, visit: Visit, found: Recorded | None = None) -> ScoreCase:
    """What the scores of this visit are computed from; three queries at most."""
    state = found if found is not None else recorded(session, visit.id)
    return cases_of(session, [visit], {visit.id: state})[visit.id]


def cases_of(
    session: Session, visits: Sequence[Visit], found: Mapping[int, Recorded]
) -> dict[int, ScoreCase]:
    """The same of several visits, by what is recorded on each; a query more for each round."""
    given = given_scores(session, [visit.id for visit in visits])
    targets = targets_of_visits(session, visits)
    return {
        visit.id: ScoreCase(
            checklist=definition_of(visit.checklist_version),
            targets={item: target(row) for item, row in targets[visit.id].items()},
            penalties=visit.round.penalties,
            levels=visit.round.shows_level,
            recorded=found[visit.id],
            given=standing_answers(given[visit.id]),
            today=day_of(visit, found[visit.id]),
        )
        for visit in visits
    }


def explained(case: ScoreCase, *, language: str = "vi") -> dict[Layer, Explanation]:
    """The explanations of a case in Vietnamese or English (``en``), pure."""
    answers = answers_of(case)
    evidence = case.recorded.evidence_counts()
    return {
        layer: explain(
            case.checklist,
            answers[layer],
            targets=case.targets,
            layer=layer.value,
            penalties=case.penalties,
            levels=case.levels,
            evidence=evidence,
            today=case.today,
            language=language,
        )
        for layer in answers
    }


def answers_of(case: ScoreCase) -> dict[Layer, Mapping[str, Any]]:
    """What each layer says, read over those below it, in the form the engine takes."""
    given: dict[Layer, Mapping[str, Any]] = {
        Layer.SELF: case.recorded.wire_answers(Layer.SELF),
        Layer.TEAM: case.recorded.wire_answers(Layer.TEAM),
        **case.given,
    }
    return {layer: overlaid(given, layer) for layer in layers_present(given)}


def counting(scores: Mapping[Layer, Explanation]) -> tuple[Layer, Explanation]:
    """The layer that counts, and its explanation: the last, the unit's own never."""
    layer = max((each for each in scores if each is not Layer.SELF), key=list(Layer).index)
    return layer, scores[layer]


def target(row: TargetRow) -> Target:
    """A target as the engine takes it."""
    return Target(term=row.term, milestone=row.milestone, direction=row.direction)


def day_of(visit: Visit, found: Recorded) -> date | None:
    """The day that ``today()`` means in a visit's conditions: when it was last recorded on.

    Not the day of reading, or an approved score would change over night.
    """
    recorded = (each for each in found.heads if each.kind not in _SAID_ABOUT)
    newest = max((each.received_at for each in recorded), default=None)
    return local(newest).date() if newest else visit.planned_on
