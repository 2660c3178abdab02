"""The moves of a review and the state they add up to. A table; what is not in it is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import Any, NamedTuple

from survey_app.core.problems import Code
from survey_app.fieldwork.rules import Layer
from survey_app.visits.rules import Plan, Role


class Move(StrEnum):
    """What a lead or the office can do with a visit."""

    OPEN = "open"
    AGREE = "agree"
    CONFIRM = "confirm"
    RETURN = "return"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    REOPEN = "reopen"


class ReviewState(StrEnum):
    """Where a review stands. Unopened: the members may go on recording anything."""

    UNOPENED = "unopened"
    OPENED = "opened"
    RETURNED = "returned"
    APPROVED = "approved"


MOVES: dict[tuple[ReviewState, Move], ReviewState] = {
    (ReviewState.UNOPENED, Move.OPEN): ReviewState.OPENED,
    (ReviewState.UNOPENED, Move.AGREE): ReviewState.OPENED,
    (ReviewState.UNOPENED, Move.CONFIRM): ReviewState.OPENED,
    (ReviewState.UNOPENED, Move.RETURN): ReviewState.RETURNED,
    (ReviewState.UNOPENED, Move.APPROVE): ReviewState.APPROVED,
    (ReviewState.OPENED, Move.AGREE): ReviewState.OPENED,
    (ReviewState.OPENED, Move.CONFIRM): ReviewState.OPENED,
    (ReviewState.OPENED, Move.TAKE_BACK): ReviewState.OPENED,
    (ReviewState.OPENED, Move.RETURN): ReviewState.RETURNED,
    (ReviewState.OPENED, Move.APPROVE): ReviewState.APPROVED,
    (ReviewState.RETURNED, Move.AGREE): ReviewState.RETURNED,
    (ReviewState.RETURNED, Move.CONFIRM): ReviewState.RETURNED,
    (ReviewState.RETURNED, Move.TAKE_BACK): ReviewState.RETURNED,
    (ReviewState.RETURNED, Move.RETURN): ReviewState.RETURNED,
    (ReviewState.RETURNED, Move.APPROVE): ReviewState.APPROVED,
    (ReviewState.APPROVED, Move.REOPEN): ReviewState.OPENED,
}

# Which layers a role may give a score in; the other layers come from the visit itself.
GIVES: dict[Role, frozenset[Layer]] = {
    Role.MEMBER: frozenset(),
    Role.LEAD: frozenset({Layer.AGREED}),
    Role.OFFICE: frozenset({Layer.AGREED, Layer.FINAL}),
    Role.ADMIN: frozenset(),
    Role.UNIT: frozenset(),
}


def state_after(moves: Iterable[Move]) -> ReviewState:
    """The state that these moves, in order, lead to; a move that is not allowed raises KeyError."""
    return reduce(lambda state, move: MOVES[state, move], moves, ReviewState.UNOPENED)


def is_allowed(state: ReviewState, move: Move) -> bool:
    """Whether the table knows this move in this state."""
    return (state, move) in MOVES


# The commands: what a desk form or the API asks for. ``seen`` is the number of the last decision
# that the decider saw (0 for none); None where the caller takes no lock.


@dataclass(frozen=True, slots=True)
class Open:
    """Begin the review: from now on the members can change returned items only."""

    seen: int | None = None
    move = Move.OPEN


@dataclass(frozen=True, slots=True)
class Agree:
    """Give one item a score in a layer of the desk; ``value`` as the phones send it, or None.

    None takes the layer's score back, so that the layer before it counts again.
    """

    item: str
    layer: Layer
    value: Mapping[str, Any] | None
    reason: str
    seen: int | None = None
    move = Move.AGREE


@dataclass(frozen=True, slots=True)
class Confirm:
    """Find the team's score of these items right; more than one only where nothing differs.

    ``entries_seen``: up to which entry the decider had looked at them.
    """

    items: tuple[str, ...]
    seen: int | None = None
    entries_seen: int | None = None
    move = Move.CONFIRM


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back the return or the confirmation of these items, as if it had not been made."""

    items: tuple[str, ...]
    reason: str = ""
    seen: int | None = None
    move = Move.TAKE_BACK


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One item to send back, why, and perhaps the answer that the lead proposes."""

    item: str
    reason: str
    proposed: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """Send items back to the team."""

    items: tuple[ReturnLine, ...]
    seen: int | None = None
    move = Move.RETURN


@dataclass(frozen=True, slots=True)
class Approve:
    """Approve the visit. ``entries_seen``: up to which entry the decider had looked at it."""

    seen: int | None = None
    entries_seen: int | None = None
    move = Move.APPROVE


@dataclass(frozen=True, slots=True)
class Reopen:
    """Take an approval back, for a reason."""

    reason: str
    seen: int | None = None
    move = Move.REOPEN


Command = Open | Agree | Confirm | Return | TakeBack | Approve | Reopen


class Block(StrEnum):
    """Why an approval waits, in the order in which the reasons are told."""

    NOT_SUBMITTED = "not_submitted"
    PHOTOS = "photos"
    CLASHES = "clashes"
    MODERATION = "moderation"
    UNANSWERED = "unanswered"
    RETURNS = "returns"
    REPLIES = "replies"


BLOCK_CODES: dict[Block, Code] = {
    Block.NOT_SUBMITTED: Code.APPROVAL_NOT_SUBMITTED,
    Block.PHOTOS: Code.APPROVAL_PHOTOS,
    Block.CLASHES: Code.APPROVAL_CLASHES,
    Block.MODERATION: Code.APPROVAL_MODERATION,
    Block.UNANSWERED: Code.APPROVAL_UNANSWERED,
    Block.RETURNS: Code.APPROVAL_RETURNS,
    Block.REPLIES: Code.APPROVAL_REPLIES,
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One reason why an approval waits, and the items (or photos) that it is about."""

    block: Block
    about: tuple[str, ...] = ()

    @property
    def code(self) -> Code:
        """The problem that an approval meets."""
        return BLOCK_CODES[self.block]


@dataclass(frozen=True, slots=True)
class Returned:
    """An item as it stands after its last return.

    ``answered``: the team has recorded an answer or a reply since. ``settled``: it has handed
    over after that, or the item was scored at the desk instead.
    """

    item: str
    reason: str
    proposed: Mapping[str, Any] | None
    by: str
    at: datetime
    decision: int
    answered: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who found the team's score of an item right, when, and up to which entry they had looked."""

    by: str
    at: datetime
    decision: int
    entries_seen: int


def responded(
    entries_seen: int, responses: Iterable[int], hand_overs: Iterable[int]
) -> tuple[bool, bool]:
    """Whether a returned item is answered, and whether it is settled, by numbers of entries.

    ``responses`` are the item's answers and replies, ``hand_overs`` the visit's submits. Only what
    came after the return counts, and a hand-over counts only after the response.
    """
    first = min((number for number in responses if number > entries_seen), default=None)
    if first is None:
        return False, False
    return True, any(number > first for number in hand_overs)


class VisitState(StrEnum):
    """Where a visit stands, for every screen and for the API: one set of words everywhere."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_PHOTOS = "waiting_for_photos"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


_PLANS = {Plan.POSTPONED: VisitState.POSTPONED, Plan.CANCELLED: VisitState.CANCELLED}


class Standing(NamedTuple):
    """What the state of a visit is derived from; ``handed_over`` None means not at all."""

    plan: Plan
    review: ReviewState
    has_entries: bool
    handed_over: bool
    has_arrived: bool
    has_open_returns: bool


def visit_state(standing: Standing) -> VisitState:
    """The state of a visit: approval first, then the office's plan, then the team's work."""
    if standing.review is ReviewState.APPROVED:
        return VisitState.APPROVED
    if standing.plan in _PLANS:
        return _PLANS[standing.plan]
    if standing.has_open_returns:
        return VisitState.RETURNED
    if standing.handed_over:
        return VisitState.SUBMITTED if standing.has_arrived else VisitState.WAITING_FOR_PHOTOS
    return VisitState.IN_PROGRESS if standing.has_entries else VisitState.PLANNED
