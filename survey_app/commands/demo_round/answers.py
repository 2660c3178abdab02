"""Plausible answers to any checklist: by the kind of the item, the unit's targets and its quality.

The same unit gives the same answers on every run. All figures are made up.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.definition import Checklist, Format, Item, Kind, Section, SectionKind
from forms.values import top_level
from survey_app.commands.demo_round.words import words

Value = dict[str, Any]
# On these visits the unit has scored itself, and thinks somewhat better of itself.
SELF_SCORED = frozenset(
    {"LD-DONGHA", "LD-TXQT", "LD-CAMLO", "LD-TRIEUPHONG", "CDN-GD", "CDN-CT", "CDVC"}
)
# Here the team departs from the rule's score, in points, and says why.
JUDGED = {("LD-CAMLO", "C2"): "3.5"}
_CAPABLE = ((0.55, "Có khả năng hoàn thành"), (0.4, "Khó hoàn thành"))
_INCAPABLE = "Không có khả năng hoàn thành"
# On these visits the team also judges whether the unit will complete its indicators.
JUDGED_ABILITY = frozenset({"LD-DONGHA", "LD-CAMLO", "LD-TRIEUPHONG", "LD-GIOLINH", "CDN-GD"})
_OUTLOOKS = ((1.1, "exceeded"), (1.0, "completed"), (0.5, "able"), (0.35, "difficult"))
_DONE = "Đã hoàn thành"
# How large units are: grassroots unions, members, workers, full-time officers.
_SIZES = {"G11": (30, 90), "G12": (1800, 4200), "G13": (4200, 6500), "G14": (3, 6)}


@dataclass(frozen=True, slots=True)
class Case:
    """What answers depend on: the unit, its targets as the API tells them, its quality (0 to 1).

    ``praised`` and ``faulted`` are the items with a strength or a limitation, which a level must
    not contradict.
    """

    unit: str
    targets: Mapping[str, Mapping[str, Any]]
    quality: float
    praised: frozenset[str] = frozenset()
    faulted: frozenset[str] = frozenset()

    def chance(self, item: str, layer: str) -> random.Random:
        """A source of chance of its own for each answer, so that none moves another."""
        return random.Random(f"{self.unit} {item} {layer}")  # noqa: S311 - not a secret


def team_answers(checklist: Checklist, case: Case) -> dict[str, Value]:
    """The team's answer to every item that is asked, by code."""
    own = self_answers(checklist, case)
    found: dict[str, Value] = {}
    for section, item in checklist.items():
        value = _answer(section, item, case)
        if value is None:
            continue
        if own.get(item.code, value).get("value") != value.get("value"):
            value["reason"] = words()["reasons"]["gap"]
        if (case.unit, item.code) in JUDGED:
            value |= {
                "judged": JUDGED[case.unit, item.code],
                "reason": words()["reasons"]["judged"],
            }
        found[item.code] = value
    return found


def self_answers(checklist: Checklist, case: Case) -> dict[str, Value]:
    """What the unit says of itself: a level higher here and there; nothing on some visits."""
    if case.unit not in SELF_SCORED:
        return {}
    found: dict[str, Value] = {}
    for section, item in checklist.items():
        if section is None or section.kind is not SectionKind.BASE or item.points is None:
            continue
        value = _answer(section, item, case)
        if value is not None and "value" in value:
            found[item.code] = {"value": _kinder(item, value["value"], case)}
    return found


def _answer(section: Section | None, item: Item, case: Case) -> Value | None:
    reason = words()["not_applicable"].get(case.unit, {}).get(item.code)
    if reason:
        return {"not_applicable": reason}
    if section is not None and section.kind is SectionKind.PENALTY:
        # The round has penalties switched off.
        return None
    make = _MAKERS.get(item.kind)
    return make(item, case) if make else None


def _kinder(item: Item, value: object, case: Case) -> object:
    if item.kind is Kind.SCALE and case.chance(item.code, "self").random() < 0.25:
        return min(int(str(value)) + 1, top_level(item))
    return value


def _yes_no(item: Item, case: Case) -> Value:
    sure = 0.5 + case.quality / 2
    return {"value": "yes" if case.chance(item.code, "team").random() < sure else "no"}


def _scale(item: Item, case: Case) -> Value:
    return {"value": _level(item, case)}


def _level(item: Item, case: Case) -> int:
    top = top_level(item)
    swing = case.chance(item.code, "team").uniform(-0.22, 0.22)
    least = top - 1 if item.code in case.praised else 1
    most = top - 1 if item.code in case.faulted else top
    return min(max(round((case.quality + swing) * top), least), most)


def _points(item: Item, case: Case) -> Value:
    step = item.step or Decimal(1)
    share = Decimal(str(round(case.quality, 2))) * (item.points or Decimal(0))
    return {"value": str(share // step * step)}


def _choice(item: Item, case: Case) -> Value | None:
    if not item.options:
        return None
    return {"value": case.chance(item.code, "team").choice(item.options).code}


def _indicator(item: Item, case: Case) -> Value:
    aimed = _aimed(item, case)
    chance = case.chance(item.code, "team")
    reached = aimed * Decimal(str(round(case.quality + chance.uniform(-0.15, 0.35), 2)))
    actual = int(min(reached, Decimal(100)) if item.measure == "%" else reached)
    value: Value = {"value": str(actual)}
    if item.baseline:
        value["baseline"] = str(int(actual * chance.uniform(0.4, 0.8)))
    if case.unit in JUDGED_ABILITY:
        value["ability"] = _ability(item, case, actual)
    return value


def _ability(item: Item, case: Case, actual: int) -> dict[str, str]:
    """What a team might judge of the whole term, with grounds that fit."""
    term = case.targets.get(item.code, {}).get("term")
    share = actual / float(term) if term and float(term) else 0.6
    outlook = next((word for least, word in _OUTLOOKS if share >= least), "unable")
    return {"value": outlook, "reason": words()["abilities"][outlook]}


def _aimed(item: Item, case: Case) -> Decimal:
    """What counts as the target; something usual where the office has entered none."""
    target = case.targets.get(item.code, {})
    for known in (target.get("milestone"), target.get("term")):
        if known is not None:
            return Decimal(str(known))
    return Decimal(80 if item.measure == "%" else 40)


def _table(item: Item, case: Case) -> Value:
    rows = list(_rows(item, case))
    return {"value": {"rows": rows, "level": _level(item, case) if item.levels else None}}


def _rows(item: Item, case: Case) -> Iterator[dict[str, str]]:
    columns = {column.code for column in item.columns}
    for row in words()["table"]:
        share = case.quality * case.chance(row["name"], "team").uniform(0.5, 0.85)
        percent = row["measure"] == "%"
        reached = round(row["term"] * (share + 0.3 if percent else share))
        done = 100 * reached // row["term"]
        cells = {
            "ten_chi_tieu": row["name"],
            "don_vi_tinh": row["measure"],
            "chi_tieu": str(row["term"]),
            "ket_qua": str(reached),
            "ty_le": str(done),
            "kha_nang": _prospect(done / 100),
        }
        yield {code: text for code, text in cells.items() if code in columns}


def _prospect(share: float) -> str:
    if share >= 1:
        return _DONE
    return next((said for least, said in _CAPABLE if share >= least), _INCAPABLE)


def _text(item: Item, case: Case) -> Value | None:
    if item.prefill:
        return None
    chance = case.chance(item.code, "team")
    if item.format is Format.INTEGER:
        return {"value": str(chance.randrange(*_SIZES.get(item.code, (3, 90))))}
    said = words()["answers"].get(item.code)
    return {"value": chance.choice(said)} if said else None


def _bonus(item: Item, case: Case) -> Value:
    earned = case.quality > 0.85 and case.chance(item.code, "team").random() < 0.7
    if item.step is None:
        return {"value": "yes" if earned else "no"}
    return {"value": str(item.step) if earned else "0"}


_MAKERS: dict[Kind, Callable[[Item, Case], Value | None]] = {
    Kind.YES_NO: _yes_no,
    Kind.SCALE: _scale,
    Kind.POINTS: _points,
    Kind.CHOICE: _choice,
    Kind.INDICATOR: _indicator,
    Kind.TABLE: _table,
    Kind.TEXT: _text,
    Kind.BONUS: _bonus,
}
