"""The settings sheet and the sheets of levels: what is said about the checklist as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from forms.definition import (
    EMPTY,
    Checklist,
    Condition,
    ConditionKind,
    ReasonFor,
    Text,
    Threshold,
)
from forms.xlsform.columns import DECLARATION, NAMESPACE, PREFIX
from forms.xlsform.faults import Spot
from forms.xlsform.places import Places
from forms.xlsform.table import Row, Table, rows_with

_DECLARED = re.compile(r"""([\w.-]+)\s*=\s*["']([^"']*)["']""")
_SEPARATORS = re.compile(r"[\s,;]+")
_DEFAULTS = {each.name: each.default for each in fields(Checklist)}
_NUMBERS = ("base_points", "bonus_cap", "gap_reason", "moderation_gap")
_SWITCHES = ("penalties", "evidence_blocks_submit", "self_scores")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings sheet says, as arguments of a Checklist."""

    code: str = ""
    version: str = ""
    title: Text = EMPTY
    more: tuple[tuple[str, Any], ...] = ()  # Any: arguments of several types, by name


def read_settings(table: Table, places: Places) -> Settings:
    """The one row of the settings; a second one is a fault."""
    for row in table.rows[1:]:
        table.faults.add("settings-rows", Spot(table.name, row.number))
    if not table.rows:
        table.faults.add("sheet-empty", Spot(table.name), sheet=table.name)
        return Settings()
    row = table.rows[0]
    places.put((), row)
    more: dict[str, Any] = {name: _number(row, name) for name in _NUMBERS}
    more |= {name: row.yes_no(name, otherwise=_DEFAULTS[name] is True) for name in _SWITCHES}
    more |= {
        "note": row.text("note"),
        "unit_kind": row.words("unit_kind"),
        "penalty_cap": row.number_of("penalty_cap"),
        "reason_for": _reasons(row),
    }
    title = Text(row.words("title"), row.words("title_en"))
    return Settings(row.needed("code"), row.needed("version"), title, tuple(more.items()))


def check_namespace(tables: list[Table], settings: Table) -> None:
    """Our attributes need their namespace, or the XForm made of the workbook is not XML."""
    if not any(table.custom() for table in tables) or not settings.rows:
        return
    row = settings.rows[0]
    if dict(_DECLARED.findall(row.words("namespaces"))).get(PREFIX) != NAMESPACE:
        row.complain("namespace-missing", "namespaces", expected=DECLARATION)


def read_thresholds(table: Table | None, places: Places) -> tuple[Threshold, ...]:
    """The levels of implementation, in the order of the sheet."""
    made = []
    for n, row in enumerate(rows_with(table)):
        places.put(("thresholds", n), row)
        row.needed("total_from")
        start = row.number_of("total_from") or Decimal(0)
        made.append(Threshold(row.words("code"), row.text("label"), start))
    return tuple(made)


def read_conditions(table: Table | None, places: Places) -> tuple[Condition, ...]:
    """The conditions that hold the level down, in the order of the sheet."""
    made = []
    for n, row in enumerate(rows_with(table)):
        places.put(("conditions", n), row)
        row.needed("kind")
        made.append(
            Condition(
                code=row.words("code"),
                kind=row.one_of("kind", ConditionKind, otherwise=ConditionKind.EVIDENCE_MISSING),
                label=row.text("label"),
                cap=row.words("cap"),
                item=row.words("item"),
                value=row.words("value"),
                percent=row.number_of("percent"),
                sections=tuple(_list(row, "sections")),
            )
        )
    return tuple(made)


def _number(row: Row, name: str) -> Decimal:
    said = row.number_of(name)
    return _DEFAULTS[name] if said is None else said  # type: ignore[return-value]  # a Decimal


def _reasons(row: Row) -> tuple[ReasonFor, ...]:
    said = _list(row, "reason_for")
    known = [ReasonFor(word) for word in said if word in ReasonFor.__members__.values()]
    if len(known) < len(said):
        wrong = next(word for word in said if word not in ReasonFor.__members__.values())
        row.complain("not-one-of", "reason_for", value=wrong, allowed=", ".join(ReasonFor))
    return tuple(known)


def _list(row: Row, key: str) -> list[str]:
    return [word for word in _SEPARATORS.split(row.words(key)) if word]
