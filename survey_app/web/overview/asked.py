"""What a reader of the overview asks for: filters, order, layer. Anything unknown is not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import request, url_for

from survey_app.core.vietnamese import folded, sort_key
from survey_app.fieldwork.rules import Layer
from survey_app.progress.glance import Figures, Subject
from survey_app.reviews.rules import VisitState
from survey_app.visits.rules import UnitKind

_LONGEST = 200
# What may be asked; anything else in an address is not carried on.
_NAMES = ("team", "kind", "state", "section", "layer", "q", "sort", "item", "what", "day")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a page of the overview; empty is all."""

    team: int | None
    kind: UnitKind | None
    state: VisitState | None
    section: str
    layer: Layer | None
    search: str
    sort: str
    item: str
    what: str
    day: str

    def takes(self, subject: Subject) -> bool:
        """Whether a visit is among those asked for."""
        day = subject.planned_on.isoformat() if subject.planned_on else "none"
        return (
            (self.team is None or subject.team_id == self.team)
            and (self.kind is None or subject.kind is self.kind)
            and (self.state is None or subject.progress.state is self.state)
            and (not self.day or day == self.day)
            and (not self.search or folded(self.search) in subject.folded_unit)
        )

    @property
    def narrows(self) -> bool:
        """Whether any visit may be left out."""
        return any((self.team, self.kind, self.state, self.search, self.day))


def asked() -> Asked:
    """What the address of this page asks for."""
    args = request.args
    return Asked(
        team=_number(args.get("team")),
        kind=_member(UnitKind, args.get("kind")),
        state=_member(VisitState, args.get("state")),
        section=args.get("section", "")[:_LONGEST],
        layer=_member(Layer, args.get("layer")),
        search=args.get("q", "").strip()[:_LONGEST],
        sort=args.get("sort", ""),
        item=args.get("item", "")[:_LONGEST],
        what=args.get("what", ""),
        day=args.get("day", "")[:10],
    )


def link(endpoint: str, round_id: int, **changed: object) -> str:
    """Another page of the overview with the same filters, but for what is changed."""
    kept: dict[str, Any] = {name: request.args[name] for name in _NAMES if request.args.get(name)}
    return url_for(endpoint, round_id=round_id, **{**kept, **changed})


def ordered(
    subjects: Iterable[Subject], sort: str, figures: Mapping[int, Figures]
) -> list[Subject]:
    """Visits in the asked order; in protocol order of their units where none is asked."""
    found = list(subjects)
    key = _ORDERS.get(sort)
    if key is None:
        return found
    # What has no figure stands last, whichever way it goes.
    return sorted(found, key=lambda each: key(each, figures))


def _total(subject: Subject, figures: Mapping[int, Figures]) -> float | None:
    known = figures.get(subject.id)
    return None if known is None or known.total is None else float(known.total)


def _high(subject: Subject, figures: Mapping[int, Figures]) -> tuple[bool, float]:
    total = _total(subject, figures)
    return total is None, -(total or 0)


def _low(subject: Subject, figures: Mapping[int, Figures]) -> tuple[bool, float]:
    total = _total(subject, figures)
    return total is None, total or 0


@lru_cache(maxsize=4096)
def _by_name(name: str) -> Any:  # noqa: ANN401 - a key to sort by, whatever it is made of
    return sort_key(name)


_ORDERS: dict[str, Callable[[Subject, Mapping[int, Figures]], Any]] = {
    "name": lambda each, _: _by_name(each.unit),
    "team": lambda each, _: (each.team_number, each.order),
    "day": lambda each, _: (each.planned_on is None, each.planned_on, each.order),
    "high": _high,
    "low": _low,
}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _member(enum: Any, text: str | None) -> Any:  # noqa: ANN401 - a member of the enum or None
    return enum(text) if text in list(enum) else None
