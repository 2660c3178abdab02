"""The share an indicator earns: its actual result against the unit's target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from forms.answers import Target
from forms.definition import Direction, Item
from forms.scoring.explanation import Flag
from forms.scoring.words import Words

FULL = Fraction(1)
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Aim:
    """The target that counts, from where (``milestone`` or ``term``), and which way is better."""

    value: Fraction
    basis: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Share:
    """What a rule gives: a share from 0 to 1, why, and what to look at."""

    value: Fraction
    why: str
    flags: tuple[Flag, ...] = ()


def aim_of(item: Item, target: Target | None) -> Aim | None:
    """The milestone where the office entered one, else the target of the term, else None."""
    if target is None:
        return None
    direction = target.direction or item.direction
    for basis, value in (("milestone", target.milestone), ("term", target.term)):
        if value is not None:
            return Aim(Fraction(value), basis, direction) if value >= 0 else None
    return None


def share_of(item: Item, actual: Decimal, aim: Aim, words: Words) -> Share:
    """The share by the rule: target of nought, bands, or the plain ratio."""
    result = Fraction(actual)
    if aim.value == 0:
        return _of_nought(result, aim, words)
    ratio = _ratio(result, aim)
    why = _why(result, ratio, aim, words)
    if item.bands:
        return _banded(item, ratio, why, words)
    return Share(FULL if ratio is None else min(ratio, FULL), why)


def _ratio(result: Fraction, aim: Aim) -> Fraction | None:
    """How far the target is reached; None is beyond every measure (down, and a result of 0)."""
    if aim.direction is Direction.UP:
        return result / aim.value
    return aim.value / result if result else None


def _of_nought(result: Fraction, aim: Aim, words: Words) -> Share:
    facts = {"actual": words.number(result), "basis": words.say(aim.basis)}
    if aim.direction is Direction.UP:
        return Share(FULL, words.say("target_zero", **facts), (Flag.TARGET_ZERO,))
    if result == 0:
        return Share(FULL, words.say("target_zero_kept", **facts))
    return Share(NOTHING, words.say("target_zero_missed", **facts))


def _why(result: Fraction, ratio: Fraction | None, aim: Aim, words: Words) -> str:
    full = ratio is None or ratio > FULL
    facts = {
        "actual": words.number(result),
        "basis": words.say(aim.basis),
        "target": words.number(aim.value),
        "ratio": "" if ratio is None else words.percent(ratio),
    }
    if aim.direction is Direction.UP:
        return words.say("ratio_up_full" if full else "ratio", **facts)
    return words.say("ratio_down_full" if full or ratio == FULL else "ratio_down", **facts)


def _banded(item: Item, ratio: Fraction | None, why: str, words: Words) -> Share:
    reached = [band for band in item.bands if ratio is None or Fraction(band.ratio) <= ratio]
    if not reached:
        return Share(NOTHING, words.say("band_none", why=why))
    best = max(reached, key=lambda band: band.ratio)
    facts = {
        "why": why,
        "from": words.percent(Fraction(best.ratio)),
        "share": words.percent(Fraction(best.share)),
    }
    return Share(Fraction(best.share), words.say("band", **facts))
