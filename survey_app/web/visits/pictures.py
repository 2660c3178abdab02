"""One photo of a visit as large as the screen, with the ones before and after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.fieldwork.gallery import stored_photos
from survey_app.fieldwork.queries import recorded
from survey_app.reports.numbering import in_order, photo_labels
from survey_app.reviews.queries import may_decide
from survey_app.visits.models import Visit
from survey_app.web.visits.access import visible_visit

pictures = Blueprint("pictures", __name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that can be shown, under its label; ``item`` is empty for the visit itself."""

    sha256: str
    label: str
    caption: str
    item: str
    by: str
    taken_at: str
    is_announced: bool
    # Degrees north and east, and metres; empty unless the round asks for it.
    place: str


@dataclass(frozen=True, slots=True)
class Place:
    """A picture in its row; ``number`` counts from 1."""

    picture: Picture
    number: int
    total: int
    previous: Picture | None
    next: Picture | None


@pictures.get("/visits/<uuid:key>/pictures/<sha256>")
@requires(Action.VISIT_READ)
def show(key: UUID, sha256: str) -> ResponseReturnValue:
    """The photo with its caption, and the way to its neighbours and back to its item."""
    visit = visible_visit(key)
    place = _place(pictures_of(db.session, visit), sha256)
    if place is None:
        raise Problem(Code.NOT_FOUND)
    page = "desk.reviews.show" if may_decide(db.session, visit, g.actor) else "desk.visits.show"
    back = url_for(page, key=key, _anchor=f"item-{place.picture.item}")
    return render_template(
        "visits/picture.html",
        visit=visit,
        place=place,
        back=back,
        is_close="close" in request.args,
    )


def pictures_of(session: Session, visit: Visit) -> list[Picture]:
    """The photos of a visit that have arrived whole, in the order of their labels, each once."""
    photos = recorded(session, visit.id).all_photos()
    with_place = visit.round.photo_position
    labels = photo_labels(photos)
    hashes = {str((photo.value or {}).get("sha256", "")) for photo in photos}
    whole = {sha for sha, problem in stored_photos(session, hashes).items() if not problem}
    found: dict[str, Picture] = {}
    for entry in in_order(photos):
        value = entry.value or {}
        sha256 = str(value.get("sha256", ""))
        if sha256 in whole and sha256 not in found:
            found[sha256] = Picture(
                sha256=sha256,
                label=labels[entry.uuid],
                caption=str(value.get("caption") or ""),
                item=entry.item or "",
                by=entry.author,
                taken_at=str(value.get("taken_at") or entry.made_at),
                is_announced=value.get("consent") is True,
                place=_where(value.get("position")) if with_place else "",
            )
    return list(found.values())


def _where(position: Mapping[str, Any] | None) -> str:
    if not position:
        return ""
    return f"{position['lat']}, {position['lon']} (± {position['accuracy']} m)"


def _place(row: Sequence[Picture], sha256: str) -> Place | None:
    at = next((n for n, each in enumerate(row) if each.sha256 == sha256), None)
    if at is None:
        return None
    return Place(
        picture=row[at],
        number=at + 1,
        total=len(row),
        previous=row[at - 1] if at else None,
        next=row[at + 1] if at + 1 < len(row) else None,
    )
