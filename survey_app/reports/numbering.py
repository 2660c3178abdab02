"""The numbers of photos: the same on the phone, in the report of the visit and in the evaluation.

A photo is called after its item and its place there, ``Ảnh B2.1``; a photo of the visit as a whole
``Ảnh chung 1``. Photos of an item are counted by slot. A slot is a UUIDv7 made when the photo is
taken, so the count follows the time of taking, and a new caption changes no number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from survey_app.fieldwork.state import EntryView


def in_order(photos: Iterable[EntryView]) -> list[EntryView]:
    """The photos of one item as they are counted."""
    return sorted(photos, key=lambda photo: (str(photo.slot or ""), photo.number))


def photo_labels(photos: Iterable[EntryView]) -> dict[UUID, str]:
    """The number of each photo of a visit, by the id of its entry."""
    by_item: dict[str | None, list[EntryView]] = defaultdict(list)
    for photo in photos:
        by_item[photo.item].append(photo)
    return {
        photo.uuid: label(item, at)
        for item, found in by_item.items()
        for at, photo in enumerate(in_order(found), start=1)
    }


def label(item: str | None, at: int) -> str:
    """The number of the photo at this place (from 1) of an item, or of the visit for None."""
    return f"Ảnh {item}.{at}" if item else f"Ảnh chung {at}"
