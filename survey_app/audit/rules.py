"""The words of the audit log and its arithmetic: how a row is hashed, and what a seal is. Pure."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

# What the first row hangs on.
BEGINNING = "0" * 64
# Tables whose rows are never changed nor removed; each row of theirs is sealed by a row of the log.
SEALED = (
    "decision",
    "returned_item",
    "named_item",
    "layer_score",
    "report",
    "sealed_file",
    "plan_change",
    "scorer_change",
    "reply_window",
    "reply_answer",
)
ENTRIES = "entry"
_SEAL = 32

Seals = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done. ``actor`` None is whoever the request is of.

    ``visit_id`` is given where the entries recorded so far are to be sealed with it, ``rows`` are
    new rows of sealed tables: ids by name of the table.
    """

    action: str
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    actor_id: int | None = None
    visit_id: int | None = None
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the log as it is hashed."""

    number: int
    at: datetime
    actor_id: int | None
    actor: str
    action: str
    subject: str
    detail: str
    pinned: int | None
    previous: str

    def hash(self, key: bytes) -> str:
        """The hash that the next row hangs on; nobody makes it who has the database alone."""
        said = [
            self.number,
            self.at.astimezone(UTC).isoformat(),
            self.actor_id,
            self.actor,
            self.action,
            self.subject,
            self.detail,
            self.pinned,
            self.previous,
        ]
        return hmac.new(key, written(said).encode(), hashlib.sha256).hexdigest()


def seal_of(row: Mapping[str, Any]) -> str:
    """A digest of every column of a row, the same on every database."""
    return hashlib.sha256(written({name: row[name] for name in row}).encode()).hexdigest()[:_SEAL]


def written(value: object) -> str:
    """Canonical JSON; what JSON has no word for is written as text, times in UTC."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)
