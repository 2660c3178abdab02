"""What a checklist must be to be published: pure rules over a definition, all faults at once."""

from __future__ import annotations

from forms.definition import Checklist, Item, Kind
from forms.faults import Fault, Path, dotted
from forms.publishing import codes, expressing, itemwise, levelling, sizing, summing, walk, wording
from forms.publishing.prefills import PREFILLS
from forms.publishing.walk import Naming

# Kind, format, and whether points are given where there might be yes or no.
Way = tuple[str, str, bool]

__all__ = ["PREFILLS", "Fault", "Path", "faults_of", "type_changes"]


def faults_of(checklist: Checklist, *, naming: Naming = dotted) -> tuple[Fault, ...]:
    """Everything that keeps this checklist from being published, none if it may be.

    ``naming`` turns a path into the words that a sentence uses for another place; a workbook
    names the cell.
    """
    return (
        *codes.faults(checklist, naming),
        *wording.faults(checklist),
        *sizing.faults(checklist),
        *itemwise.faults(checklist),
        *summing.faults(checklist),
        *expressing.faults(checklist),
        *levelling.faults(checklist),
    )


def type_changes(old: Checklist, new: Checklist) -> list[str]:
    """The codes, in the order of the new one, whose item is answered in another way than before."""
    before = _ways(old)
    return [code for code, way in _ways(new).items() if before.get(code, way) != way]


def _ways(checklist: Checklist) -> dict[str, Way]:
    """How each item is answered; an item with sub-items is not answered itself."""
    return {found.item.code: _way(found.item) for found in walk.items(checklist)}


def _way(item: Item) -> Way:
    if item.items:
        return ("parent", "", False)
    # Points in steps are another answer than yes or no; another step is not.
    in_steps = item.kind in (Kind.BONUS, Kind.PENALTY) and item.step is not None
    return (item.kind.value, item.format.value, in_steps)
