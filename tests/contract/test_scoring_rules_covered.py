"""Every rule of scoring has a vector that was worked out by hand: a table, and a walk over it."""

from __future__ import annotations

import json

import pytest

from tests.contract.scoring_vectors import FOLDER, GENERATED

RULES: dict[str, tuple[str, ...]] = {
    "a level earns level / L": (
        "kinds: a level earns its share of four",
        "kinds: level nought is an answer, and earns nothing",
    ),
    "L is the item's own where it says so": (
        "kinds: a scale may have other than four steps, and says its anchor",
    ),
    "yes is everything, no is nothing": ("kinds: yes is everything and no is nothing",),
    "direct points earn answer / points, in steps": (
        "kinds: direct points earn themselves",
        "kinds: points between two steps cannot be taken",
        "kinds: more points than there are cannot be taken",
    ),
    "an option earns the share that it states": (
        "kinds: an option earns its share",
        "kinds: an option without a share is not scored",
    ),
    "words, rows and attendees are not scored": (
        "kinds: words, attendees and unscored tables never score",
    ),
    "a table may carry a scale on its completeness": (
        "kinds: a table is scored by its completeness",
        "kinds: rows without a level are not yet a score",
    ),
    "bonus after the base, capped together": (
        "beside: a bonus is added after the base",
        "beside: bonuses are capped together",
    ),
    "penalties are off unless the round has them": (
        "beside: penalties are off unless the round has them",
        "beside: a round switches penalties on",
        "beside: penalties may have a cap of their own",
    ),
    "the milestone counts before the term": (
        "indicators: the milestone counts before the target of the term",
        "indicators: without a milestone the target of the term counts",
    ),
    "up: min(actual / target, 1)": ("indicators: more than the target earns no more than all",),
    "down: 1 at or below, else target / actual": (
        "indicators: downwards, at the target is everything",
        "indicators: downwards, below the target is everything",
        "indicators: downwards, above the target is target over actual",
    ),
    "bands: the highest band reached": (
        "indicators: the highest band reached counts, whatever the order",
        "indicators: below all bands is nothing",
        "indicators: bands downwards look at target over actual",
    ),
    "no target: not scored, flagged, never 0": (
        "indicators: without a target it is left out, never 0",
        "indicators: without target and figure the figure is still owed",
    ),
    "target 0: up 1 and flagged, down 1 or 0": (
        "indicators: a target of nought, upwards, is reached and flagged",
        "indicators: downwards, a target of nought wants nought",
        "indicators: downwards, a target of nought missed is nothing",
    ),
    "a negative actual is refused": ("indicators: a negative actual cannot be taken",),
    "a judged score needs a reason, both are shown": (
        "indicators: a judged score with a reason counts, and both are shown",
        "indicators: a judged score without a reason does not count",
    ),
    "the ability to complete is told, never computed": (
        "indicators: an ability to complete is told beside the score and changes no figure",
        "indicators: an ability to complete without grounds is flagged, and still told",
    ),
    "not applicable needs a reason and leaves both sides": (
        "sections: not applicable leaves both sides of its own section",
        "sections: not applicable without a reason is not an answer",
    ),
    "a section without a scored item is null and left out": (
        "sections: a section without any scored item is left out of the base",
    ),
    "the total stays within 0 and 100": (
        "beside: the total is never below nought",
        "beside: the total is never above a hundred",
    ),
    "not answered is not nought": (
        "sections: nothing answered is null, not nought",
        "sections: everything nought is nought, not null",
    ),
    "missing evidence is flagged, and asked only of what earns": (
        "levels: missing evidence leaves nothing to conclude",
        "levels: complete evidence changes nothing",
        "levels: what is not scored owes no evidence",
    ),
    "ordered thresholds on the total": (
        "levels: a threshold is reached at its very figure",
        "levels: just below a threshold is the level under it",
    ),
    "a round may switch levels off": ("levels: a round switches levels off",),
    "if item X = value": ("levels: an answer caps the level",),
    "if a base section is below s %": (
        "levels: a section below its half caps the level",
        "levels: a section at its very half is not below",
    ),
    "if penalty P applies, one level down": (
        "levels: a penalty takes one level",
        "levels: a penalty that is off takes none",
    ),
    "conditions follow one another": (
        "levels: conditions follow one another",
        "levels: no level is below the lowest",
    ),
    "sub-items add up to their item": (
        "sections: sub-items are summed in the section and shown on their parent",
        "sections: a sub-item that does not apply leaves its parent too",
    ),
    "what the checklist does not ask does not apply": (
        "sections: an irrelevant item does not apply",
        "sections: a relevant item is asked",
    ),
    "rounded half up only where it is shown": (
        "indicators: half a hundredth is rounded up where it is shown",
        "indicators: a share without end is cut only where it is shown",
        "indicators: a finite decimal keeps all its places",
    ),
    "what is withdrawn is not answered": ("sections: what is withdrawn is not answered",),
    "the layer is told with the score": ("kinds: all kinds together",),
}


def _worked_out() -> dict[str, str]:
    """The working of every vector that was made by hand, by file and name."""
    found = {}
    for file in sorted(FOLDER.glob("*.json")):
        if file != GENERATED:
            for vector in json.loads(file.read_text("utf-8"))["vectors"]:
                found[f"{file.stem}: {vector['name']}"] = vector["comment"]
    return found


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_vectors_with_their_working(rule: str) -> None:
    known = _worked_out()

    assert all(known.get(name) for name in RULES[rule]), rule
