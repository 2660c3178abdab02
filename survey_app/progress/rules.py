"""What a drawn line of a visit says, and what follows from it. No session, no clock."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from survey_app.fieldwork.rules import CLOSED, OPEN, Layer, Openness
from survey_app.fieldwork.state import HandOver
from survey_app.reviews.rules import Returned, ReviewState, Standing, VisitState, visit_state
from survey_app.visits.rules import Plan


# Named tuples and not dataclasses: a page over a round makes thousands of these two.
class Progress(NamedTuple):
    """Where a visit stands. ``total`` and the figures beside it are of the layer that counts."""

    state: VisitState
    entries: int
    answered: int
    items: int
    photos: int
    returned: tuple[Returned, ...]
    openness: Openness
    hand_over: HandOver | None
    counts: Layer
    total: Decimal | None
    scored: int
    scorable: int
    level: str | None
    decided_at: datetime | None


class Line(NamedTuple):
    """What is drawn of a visit, as it is kept: see the table ``visit_progress``."""

    visit_id: int
    basis: str
    review: ReviewState
    entries: int
    answered: int
    items: int
    photos: int
    counts: Layer
    total: Decimal | None
    scored: int
    scorable: int
    level: str | None
    handed: str
    returned: str
    marks: str
    decided_at: datetime | None
    handed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Known:
    """What a line leaves to be read beside it: names by person, and photos that are here."""

    names: Mapping[int, str]
    photos: Collection[str]


def progress(line: Line, plan: Plan, known: Known) -> Progress:
    """Where the visit stands, by its line and what is known beside it."""
    handed = _hand_over(line.handed, known)
    returned = _all_returned(line.returned, known.names)
    owed = frozenset(each.item for each in returned if not each.settled)
    return Progress(
        state=visit_state(
            Standing(
                plan=plan,
                review=line.review,
                has_entries=line.entries > 0,
                handed_over=handed is not None,
                has_arrived=handed is not None and handed.is_complete,
                has_open_returns=bool(owed),
            )
        ),
        entries=line.entries,
        answered=line.answered,
        items=line.items,
        photos=line.photos,
        returned=returned,
        openness=open_for(plan, line.review, owed),
        hand_over=handed,
        counts=line.counts,
        total=line.total,
        scored=line.scored,
        scorable=line.scorable,
        level=line.level,
        decided_at=line.decided_at,
    )


def open_for(plan: Plan, review: ReviewState, owed: frozenset[str]) -> Openness:
    """What the members may still change: all at first, then returned items, then nothing."""
    if plan is Plan.CANCELLED or review is ReviewState.APPROVED:
        return CLOSED
    if review is ReviewState.UNOPENED:
        return OPEN
    return Openness(everything=False, items=owed)


def mentioned(lines: Sequence[Line]) -> tuple[set[int], set[str]]:
    """The people whose names these lines need, and the photos they were waiting for."""
    people: set[int] = set()
    photos: set[str] = set()
    for line in lines:
        if line.handed != "null":
            handed = json.loads(line.handed)
            people.add(handed["by"])
            photos.update(handed["missing"])
        if line.returned != "[]":
            people.update(each["by"] for each in json.loads(line.returned))
    return people, photos


def written_hand_over(handed: HandOver | None) -> str:
    """A hand-over as a line keeps it."""
    if handed is None:
        return "null"
    return _json(
        {
            "number": handed.number,
            "by": handed.by_id,
            "at": handed.at.isoformat(),
            "missing": list(handed.missing_photos),
            "entries_missing": handed.entries_missing,
        }
    )


def written_returns(returned: Sequence[Returned], deciders: Mapping[int, int]) -> str:
    """Returned items as a line keeps them; ``deciders`` are people by number of decision."""
    return _json(
        [
            {
                "item": each.item,
                "reason": each.reason,
                "proposed": each.proposed,
                "by": deciders[each.decision],
                "at": each.at.isoformat(),
                "decision": each.decision,
                "answered": each.answered,
                "settled": each.settled,
            }
            for each in returned
        ]
    )


def _hand_over(text: str, known: Known) -> HandOver | None:
    if text == "null":
        return None
    said = json.loads(text)
    return HandOver(
        number=said["number"],
        by=known.names[said["by"]],
        by_id=said["by"],
        at=datetime.fromisoformat(said["at"]),
        missing_photos=tuple(sha for sha in said["missing"] if sha not in known.photos),
        entries_missing=said["entries_missing"],
    )


def _all_returned(text: str, names: Mapping[int, str]) -> tuple[Returned, ...]:
    if text == "[]":
        return ()
    return tuple(_returned(each, names) for each in json.loads(text))


def _returned(said: Mapping[str, Any], names: Mapping[int, str]) -> Returned:
    return Returned(
        item=said["item"],
        reason=said["reason"],
        proposed=said["proposed"],
        by=names[said["by"]],
        at=datetime.fromisoformat(said["at"]),
        decision=said["decision"],
        answered=said["answered"],
        settled=said["settled"],
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
