"""Reads of stored photos, for pages that show many of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.fieldwork.models import Photo


def stored_photos(session: Session, hashes: Iterable[str]) -> dict[str, str]:
    """Of these photos those that have arrived, each with why it cannot be shown ("" if it can)."""
    asked = select(Photo.sha256, Photo.problem).where(Photo.sha256.in_(list(hashes)))
    rows = session.execute(asked.order_by(Photo.sha256))
    return {row.sha256: row.problem for row in rows}
