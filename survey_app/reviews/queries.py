"""Reads of reviews: decisions, what they add up to, what is returned, why an approval waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Select, bindparam, false, func, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from forms.definition import SectionKind
from forms.scoring.explanation import Explanation, Flag, ItemScore, State
from survey_app.fieldwork.queries import hand_over, recorded
from survey_app.fieldwork.rules import CLOSED, OPEN, Layer, Openness
from survey_app.fieldwork.state import Recorded
from survey_app.reviews.models import Decision
from survey_app.reviews.replies import replies_of
from survey_app.reviews.returns import open_returns, returned_items
from survey_app.reviews.rules import (
    Block,
    Move,
    ReviewState,
    Waiting,
    state_after,
)
from survey_app.scoring.cases import counting, explanations
from survey_app.scoring.twice import compared
from survey_app.visits.models import Person, TeamPerson, Visit
from survey_app.visits.rules import Part, Role

__all__ = [
    "approved_visits",
    "blocks_of",
    "decidable",
    "decidable_ids",
    "decided_at",
    "decisions_of",
    "last_decision",
    "may_decide",
    "open_returns",
    "openness",
    "returned_items",
    "state_of",
    "states_of",
    "unanswered",
]

# Asked with every deposit, so it is put together once.
_MOVES = select(Decision.move).where(Decision.visit_id == bindparam("of")).order_by(Decision.number)


def decisions_of(session: Session, visit_id: int) -> list[Decision]:
    """Every decision on a visit, the first one first, with its decider and returned items."""
    rows = session.scalars(
        select(Decision)
        .where(Decision.visit_id == visit_id)
        .options(
            joinedload(Decision.made_by),
            selectinload(Decision.returned),
            selectinload(Decision.named),
        )
        .order_by(Decision.number)
    )
    return list(rows)


def last_decision(session: Session, visit_id: int) -> int:
    """The number of the last decision on a visit; 0 when there is none."""
    newest = select(func.max(Decision.number)).where(Decision.visit_id == visit_id)
    return session.scalar(newest) or 0


def states_of(session: Session, visit_ids: Iterable[int]) -> dict[int, ReviewState]:
    """The state of each review; one query, however many visits."""
    ids = list(visit_ids)
    moves: dict[int, list[Move]] = {id_: [] for id_ in ids}
    rows = session.execute(
        select(Decision.visit_id, Decision.move)
        .where(Decision.visit_id.in_(ids))
        .order_by(Decision.visit_id, Decision.number)
    )
    for visit_id, move in rows:
        moves[visit_id].append(move)
    return {id_: state_after(made) for id_, made in moves.items()}


def state_of(session: Session, visit_id: int) -> ReviewState:
    """The state of one review."""
    return state_after(session.connection().scalars(_MOVES, {"of": visit_id}))


def may_decide(session: Session, visit: Visit, person: Person) -> bool:
    """Whether this visit is this person's to decide on."""
    return bool(decidable(session, [visit], person))


def decidable(session: Session, visits: Iterable[Visit], person: Person) -> list[Visit]:
    """Which of these visits are this person's to decide on."""
    asked = list(visits)
    ids = decidable_ids(person).where(Visit.id.in_([visit.id for visit in asked]))
    found = set(session.scalars(ids))
    return [visit for visit in asked if visit.id in found]


def decidable_ids(person: Person) -> Select[int]:
    """The ids of the visits that are this person's to decide on: to be asked in another query.

    The office's all, a lead's own team's: a lead who is lent to another team as a member records
    there and decides nothing.
    """
    if person.role is Role.OFFICE:
        return select(Visit.id)
    led = select(TeamPerson.team_id).where(
        TeamPerson.person_id == person.id, TeamPerson.part.in_([Part.LEAD, Part.DEPUTY])
    )
    decides = true() if person.role is Role.LEAD else false()
    return select(Visit.id).where(Visit.team_id.in_(led), decides)


def openness(session: Session, visit_id: int) -> Openness:
    """What the members may still change: all at first, then returned items, then nothing."""
    state = state_of(session, visit_id)
    if state is ReviewState.UNOPENED:
        return OPEN
    if state is ReviewState.APPROVED:
        return CLOSED
    owed = open_returns(session, visit_id)
    return Openness(everything=False, items=frozenset(line.item for line in owed))


def blocks_of(
    session: Session,
    visit: Visit,
    *,
    found: Recorded | None = None,
    explained: Mapping[Layer, Explanation] | None = None,
) -> list[Waiting]:
    """Why an approval of this visit waits; an empty list when nothing stands in its way.

    ``found`` and ``explained`` save reading them again where the caller has them.
    """
    state = found if found is not None else recorded(session, visit.id)
    layers = explained if explained is not None else explanations(session, visit, state)
    waiting = _arrival(session, visit.id)
    clashing = {slot.item or "" for slot in state.clashes()}
    owed = tuple(line.item for line in open_returns(session, visit.id))
    waiting += [
        Waiting(Block.CLASHES, tuple(sorted(clashing))),
        Waiting(Block.MODERATION, _far_apart(session, visit, state)),
        Waiting(Block.UNANSWERED, unanswered(layers)),
        Waiting(Block.RETURNS, owed),
        Waiting(Block.REPLIES, _unanswered_replies(session, visit.id, state)),
    ]
    return [
        each for each in waiting if each.about or each.block in (Block.NOT_SUBMITTED, Block.PHOTOS)
    ]


def _far_apart(session: Session, visit: Visit, found: Recorded) -> tuple[str, ...]:
    """The items whose two scores are far apart and that no lead has decided yet."""
    both = compared(session, visit, found) if found.pair else None
    return tuple(each.item.code for each in both.moderation() if each.waits) if both else ()


def unanswered(layers: Mapping[Layer, Explanation]) -> tuple[str, ...]:
    """The base items that are neither answered nor marked not applicable, in their order."""
    _, explanation = counting(layers)
    return tuple(item.code for item in explanation.items if _owes_answer(item))


def _unanswered_replies(session: Session, visit_id: int, found: Recorded) -> tuple[str, ...]:
    """The items (or "" for the visit) whose findings the unit explained or disputed, unanswered."""
    replies = replies_of(session, visit_id, found=found)
    return tuple(sorted({each.finding.item or "" for each in replies if each.owes_answer}))


def _owes_answer(item: ItemScore) -> bool:
    """A bonus or penalty that nobody mentions does not apply; a base item is never passed over."""
    if item.is_parent or item.role is not SectionKind.BASE:
        return False
    return item.state is State.NOT_ANSWERED or Flag.NOT_ANSWERED in item.flags


def decided_at(session: Session, visit_ids: Iterable[int]) -> dict[int, datetime]:
    """When somebody last decided on each of these visits; the undecided are left out."""
    rows = session.execute(
        select(Decision.visit_id, func.max(Decision.made_at))
        .where(Decision.visit_id.in_(list(visit_ids)))
        .group_by(Decision.visit_id)
    )
    return {row[0]: row[1] for row in rows}


def approved_visits(session: Session, round_id: int) -> list[Visit]:
    """The visits of a round whose review stands approved, in the order of their units."""
    visits = session.scalars(
        select(Visit)
        .join(Visit.unit)
        .where(Visit.round_id == round_id)
        .options(joinedload(Visit.unit), joinedload(Visit.team))
        .order_by("protocol_order", Visit.id)
    ).all()
    states = states_of(session, [visit.id for visit in visits])
    return [visit for visit in visits if states[visit.id] is ReviewState.APPROVED]


def _arrival(session: Session, visit_id: int) -> list[Waiting]:
    handed = hand_over(session, visit_id)
    if handed is None:
        return [Waiting(Block.NOT_SUBMITTED)]
    return [] if handed.is_complete else [Waiting(Block.PHOTOS, handed.missing_photos)]
