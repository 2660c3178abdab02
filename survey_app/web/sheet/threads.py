"""What was said about each item, as its readers see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from survey_app.fieldwork.state import EntryView, Recorded


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment; ``text`` is None where it was taken back, ``is_new`` to this reader."""

    slot: UUID | None
    text: str | None
    by: str
    at: datetime
    is_mine: bool
    is_new: bool


Thread = tuple[CommentView, ...]


def threads_of(found: Recorded, *, reader_id: int | None, seen: int) -> Mapping[str, Thread]:
    """The thread of each item, in the order in which it was said.

    New is what others said after entry ``seen``, and after the reader last spoke of the item.
    """
    by_item: dict[str, list[EntryView]] = defaultdict(list)
    for said in found.comments():
        by_item[said.item or ""].append(said)
    return {item: _thread(line, reader_id, seen) for item, line in by_item.items()}


def _thread(line: list[EntryView], reader_id: int | None, seen: int) -> Thread:
    spoke = max((said.number for said in line if said.author_id == reader_id), default=0)
    read = max(seen, spoke)
    return tuple(
        CommentView(
            slot=said.slot,
            text=str(said.value.get("text") or "") if said.value is not None else None,
            by=said.author,
            at=said.received_at,
            is_mine=said.author_id == reader_id,
            is_new=reader_id is not None and said.value is not None and said.number > read,
        )
        for said in line
    )
