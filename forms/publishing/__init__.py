"""What a checklist must be to be published: pure rules over a definition, all faults at once."""

from __future__ import annotations

from forms.definition import Checklist
from forms.faults import Fault, Path, dotted
from forms.publishing import codes, expressing, itemwise, levelling, sizing, summing, wording
from forms.publishing.prefills import PREFILLS
from forms.publishing.walk import Naming

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
    before = {item.code: item.kind for _, item in old.items()}
    return [
        item.code for _, item in new.items() if before.get(item.code, item.kind) is not item.kind
    ]
