"""The ability to complete an indicator (khả năng hoàn thành): a human judgement, with its reason.

It is never computed. It comes beside the figure as ``{"value": "able", "reason": "…"}``. The twin
is ``survey_app/phone/src/form/ability.ts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from forms import wire
from forms.refusals import ECHO_LIMIT, refuse


class Outlook(StrEnum):
    """What somebody holds possible by the end of the term, the best first."""

    EXCEEDED = "exceeded"
    COMPLETED = "completed"
    ABLE = "able"
    DIFFICULT = "difficult"
    UNABLE = "unable"


@dataclass(frozen=True, slots=True)
class Ability:
    """A judgement of the ability to complete; a reason is owed, and its lack is shown."""

    outlook: Outlook
    reason: str = ""


_KEYS = ("value", "reason")


def check_ability(raw: object) -> Ability | None:
    """The judgement from its wire form, None where nothing was judged; raise InvalidAnswer."""
    if raw is None:
        return None
    if not isinstance(raw, Mapping):
        raise refuse("ability_shape")
    for key in raw:
        if key not in _KEYS:
            raise refuse("answer_key", key=str(key)[:ECHO_LIMIT])
    reason = raw.get("reason")
    words = "" if reason is None else wire.words(reason)
    if raw.get("value") is None and not words:
        return None
    if raw.get("value") not in tuple(Outlook):
        raise refuse("ability_value")
    return Ability(Outlook(str(raw["value"])), words)
