"""Numbers: of a size that a cell of Excel, JavaScript and a database column all keep exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

from forms.definition import Checklist
from forms.faults import Fault, Path, fault

DECIMALS = 12
LARGEST = Decimal(1_000_000)


def faults(checklist: Checklist) -> Iterator[Fault]:
    """Faults of the size of every number of a checklist."""
    yield from _of(checklist, ())


def _of(part: object, path: Path) -> Iterator[Fault]:
    if not is_dataclass(part):
        return
    for each in fields(part):
        held, where = getattr(part, each.name), (*path, each.name)
        if isinstance(held, tuple):
            for n, inner in enumerate(held):
                yield from _of(inner, (*where, n))
        elif isinstance(held, Decimal) and not _fits(held):
            yield fault("number-size", where)


def _fits(value: Decimal) -> bool:
    return value.is_finite() and abs(value) <= LARGEST and value == round(value, DECIMALS)
