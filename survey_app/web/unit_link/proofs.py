"""Proofs that the unit gives for an item: documents by their number, and photos."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from forms.definition import Item
from survey_app.checklists.queries import definition_of
from survey_app.core import clock
from survey_app.core.problems import Code, Problem, sentence
from survey_app.core.uuid7 import uuid7
from survey_app.edge import commits, db, photo_store
from survey_app.edge.arrivals import Arrived, take_photo
from survey_app.edge.unit_links import by_unit_link
from survey_app.fieldwork.models import Photo
from survey_app.fieldwork.rules import EntryKind, Slot
from survey_app.web.frame import language
from survey_app.web.speech import say
from survey_app.web.unit_link.forms import DocumentForm, PhotoForm
from survey_app.web.unit_link.own import Own, Said, own_of, send, withdrawn
from survey_app.web.unit_link.scoring import leaves_of, sections_of
from survey_app.web.unit_link.standing import standing_of

proofs = Blueprint("proofs", __name__)

LARGEST_PHOTO_FORM = 16 * 1024 * 1024
MOST_PHOTOS = 60
MOST_DOCUMENTS = 200
_CHUNK = 256 * 1024


@proofs.get("/items/<code>/proofs")
@by_unit_link
def show(code: str) -> ResponseReturnValue:
    """What the unit gave for this item, and forms for more."""
    return _page(code, DocumentForm(), PhotoForm())


@proofs.post("/items/<code>/documents")
@by_unit_link
@commits
def add_document(code: str) -> ResponseReturnValue:
    """Note a document: its number, its day, what it is about."""
    item, own = _open_item(code)
    form = DocumentForm()
    if not form.validate():
        return _page(code, form, PhotoForm(formdata=None)), 422
    if len(own.recorded.of_kind(EntryKind.EVIDENCE)) >= MOST_DOCUMENTS:
        raise Problem(Code.UNIT_LIMIT)
    at = clock.now()
    about = Slot(EntryKind.EVIDENCE, item.code, uuid7(at), None)
    send(db.session, g.link, [Said(about, form.value())], at=at)
    flash(say("Đã ghi văn bản."), "success")
    return redirect(url_for(".show", code=code), 303)


@proofs.post("/items/<code>/photos")
@by_unit_link
@commits
def add_photo(code: str) -> ResponseReturnValue:
    """Keep a photo with its caption; position and camera data are removed."""
    request.max_content_length = LARGEST_PHOTO_FORM
    form = PhotoForm()
    form.check_token()
    item, own = _open_item(code)
    if not form.validate():
        return _page(code, DocumentForm(formdata=None), form), 422
    if len(own.recorded.all_photos()) >= MOST_PHOTOS:
        raise Problem(Code.UNIT_LIMIT)
    photo = _kept()
    if photo.problem:
        form.file.errors = [sentence(Code(photo.problem), language())]
        return _page(code, DocumentForm(formdata=None), form), 422
    at = clock.now()
    about = Slot(EntryKind.PHOTO, item.code, uuid7(at), None)
    value = {
        "sha256": photo.sha256,
        "bytes": photo.bytes,
        "width": photo.width,
        "height": photo.height,
        "caption": form.caption.data,
        "taken_at": None,
        "consent": bool(form.consent.data),
    }
    send(db.session, g.link, [Said(about, value)], at=at)
    flash(say("Đã nhận ảnh."), "success")
    return redirect(url_for(".show", code=code), 303)


@proofs.post("/items/<code>/proofs/<uuid:entry>/withdrawal")
@by_unit_link
@commits
def withdraw(code: str, entry: UUID) -> ResponseReturnValue:
    """Take a proof back; the log keeps that it was given."""
    _, own = _open_item(code)
    send(db.session, g.link, [withdrawn(own, entry)], at=clock.now())
    flash(say("Đã rút lại minh chứng."), "success")
    return redirect(url_for(".show", code=code), 303)


@proofs.get("/photos/<sha256>")
@by_unit_link
def photo(sha256: str) -> ResponseReturnValue:
    """A photo that the unit itself gave; of the team's it sees none."""
    given = {str((each.value or {}).get("sha256")) for each in _own().recorded.all_photos()}
    path = photo_store().path(sha256, "thumb") if sha256 in given else None
    if path is None:
        raise Problem(Code.NOT_FOUND)
    response = send_file(path, mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _kept() -> Photo:
    file = request.files["file"].stream
    incoming = photo_store().incoming()
    try:
        digest, size = sha256(), 0
        with incoming.open("wb") as kept:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                kept.write(chunk)
        return _taken(incoming, digest.hexdigest(), size)
    finally:
        incoming.unlink(missing_ok=True)


def _taken(incoming: Path, digest: str, size: int) -> Photo:
    arrived = Arrived(incoming, digest, size, g.link.person_id, clock.now())
    return take_photo(arrived)[0]


def _open_item(code: str) -> tuple[Item, Own]:
    """The item, while the unit may still prove it."""
    item = _item(code)
    standing_of(db.session, g.link.visit).check_scores()
    return item, _own()


def _own() -> Own:
    return own_of(db.session, g.link)


def _item(code: str) -> Item:
    return _placed(code)[1]


def _placed(code: str) -> tuple[str, Item]:
    for section in sections_of(definition_of(g.link.visit.checklist_version)):
        for _, item in leaves_of(section):
            if item.code == code:
                return section.code, item
    raise Problem(Code.NOT_FOUND)


def _page(code: str, document: DocumentForm, picture: PhotoForm) -> str:
    section, item = _placed(code)
    own = _own()
    return render_template(
        "unit_link/proofs.html",
        link=g.link,
        standing=standing_of(db.session, g.link.visit),
        section=section,
        item=item,
        documents=own.recorded.evidence(code),
        photos=own.recorded.photos(code),
        document_form=document,
        photo_form=picture,
    )
