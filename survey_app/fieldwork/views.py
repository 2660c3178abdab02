"""An entry as everybody who reads the log gets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from survey_app.fieldwork.rules import EntryKind, Layer, Slot


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as its readers need it; ``value`` is parsed, None for a withdrawal."""

    id: int
    uuid: UUID
    number: int
    kind: EntryKind
    item: str | None
    slot: UUID | None
    layer: Layer | None
    value: dict[str, Any] | None
    supersedes: tuple[str, ...]
    device: str
    seq: int
    author_id: int
    author: str
    made_at: str
    received_at: datetime
    skew: int | None

    @property
    def about(self) -> Slot:
        """The slot this entry fills."""
        return Slot(self.kind, self.item, self.slot, self.layer)
