"""Keeping bytes that somebody brought, the same way by whichever end they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from survey_app.core.problems import Code, Problem
from survey_app.edge.database import db
from survey_app.edge.stores import photo_store
from survey_app.fieldwork.models import Photo
from survey_app.fieldwork.queries import find_photo
from survey_app.fieldwork.service import keep_parcel, keep_photo


@dataclass(frozen=True, slots=True)
class Arrived:
    """Bytes in a temporary file of the store: their SHA-256 and size, whose, and when they came."""

    file: Path
    sha256: str
    bytes: int
    person_id: int
    at: datetime
    media_type: str = ""


def take_photo(arrived: Arrived) -> tuple[Photo, bool]:
    """Keep a photo; its row, and whether it is new. What is no picture is put aside as well.

    A transaction that is open is committed first: decoding takes its time.
    """
    # A row may outlive its file, where the photos were restored from an older copy; so it is asked
    # for only where there is a file.
    known = find_photo(db.session, arrived.sha256) if _is_here(arrived) else None
    if known is not None:
        return known, False
    db.session.commit()
    stored = photo_store().keep(arrived.file, arrived.sha256)
    row = {
        "sha256": arrived.sha256,
        "media_type": stored.media_type,
        "bytes": arrived.bytes,
        "width": stored.width,
        "height": stored.height,
        "received_at": arrived.at,
        "received_from_id": arrived.person_id,
        "problem": stored.problem or "",
    }
    is_new = keep_photo(db.session, row)
    if stored.problem is not None:
        _note_parcel(arrived, stored.problem.value)
    found = Photo(**row) if is_new else find_photo(db.session, arrived.sha256)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found, is_new


def put_aside(arrived: Arrived, reason: str) -> int:
    """Keep bytes for the office to look at; the id of their parcel, the same for the same again."""
    photo_store().put_aside(arrived.file, arrived.sha256)
    return _note_parcel(arrived, reason)


def _is_here(arrived: Arrived) -> bool:
    return photo_store().is_here(arrived.sha256)


def _note_parcel(arrived: Arrived, reason: str) -> int:
    return keep_parcel(
        db.session,
        {
            "sha256": arrived.sha256,
            "bytes": arrived.bytes,
            "media_type": arrived.media_type[:128],
            "reason": reason,
            "author_id": arrived.person_id,
            "received_at": arrived.at,
            "state": "open",
        },
    )
