"""Proofs that the unit gives with its own scores: documents by number, photos in the same store."""

from __future__ import annotations

import hashlib
import io

import pytest
from sqlalchemy import select

from survey_app.fieldwork.models import Photo
from tests.support.desk import hand_over, review_page, words_of
from tests.support.phone import jpeg
from tests.support.unit import unit_of


@pytest.fixture
def unit(app, change, cast):
    return unit_of(app, change, cast.visit, cast.binh)


@pytest.fixture
def recorded(phone):
    def entries():
        found = phone().get(f"/visits/{phone().visit}/entries").get_json()["entries"]
        return [(each["kind"], each["item"], each["layer"], each["value"]) for each in found]

    return entries


def test_a_document_is_noted_shown_and_taken_back(unit, recorded):
    unit.post("/items/A1/documents", number="12/KH-LĐLĐ", date="2020-10-05", about="Kế hoạch")
    page = unit.words("/items/A1/proofs")
    entry = page.split("/withdrawal")[0].rsplit("/", 1)[1]
    withdrawn = unit.post(f"/items/A1/proofs/{entry}/withdrawal")

    value = {"number": "12/KH-LĐLĐ", "date": "2020-10-05", "about": "Kế hoạch"}
    assert "12/KH-LĐLĐ" in page
    assert withdrawn.status_code == 303
    assert recorded() == [("evidence", "A1", None, value), ("evidence", "A1", None, None)]
    assert "12/KH-LĐLĐ" not in unit.words("/items/A1/proofs")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"number": " "}, "Nhập số, ký hiệu", id="no number"),
        pytest.param({"number": "1", "date": "hôm qua"}, "date", id="no day"),
        pytest.param({"number": "x" * 201}, "wrong", id="too long"),
    ],
)
def test_a_document_that_is_none_is_refused(unit, recorded, fields, told):
    response = unit.post("/items/A1/documents", **fields)

    assert response.status_code == 422
    assert told in response.get_data(as_text=True)
    assert recorded() == []


def test_a_photo_goes_through_the_same_store_and_is_shown_to_its_unit(unit, recorded, look):
    picture = jpeg(colour="navy")
    sha256 = hashlib.sha256(picture).hexdigest()

    response = unit.add_photo("A1", picture, "Trang đầu")

    assert response.status_code == 303
    [(kind, item, _, value)] = recorded()
    assert (kind, item, value["sha256"], value["caption"]) == ("photo", "A1", sha256, "Trang đầu")
    assert look(select(Photo.sha256)) == [sha256]
    shown = unit.get(f"/photos/{sha256}")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")


def test_bytes_that_are_no_picture_are_refused_in_words(unit, recorded):
    response = unit.add_photo("A1", b"khong phai anh")

    assert response.status_code == 422
    assert recorded() == []


def test_a_photo_must_be_chosen(unit, recorded):
    response = unit.post("/items/A1/photos", caption="không có tệp")

    assert response.status_code == 422
    assert "Chọn ảnh" in response.get_data(as_text=True)
    assert recorded() == []


def test_a_proof_of_the_team_cannot_be_taken_back_by_the_unit(unit, phone, recorded):
    an = phone()
    theirs = an.entry("evidence", {"number": "99/BC"}, item="A1")
    an.receipts(theirs)

    assert unit.post(f"/items/A1/proofs/{theirs['id']}/withdrawal").status_code == 404
    assert len(recorded()) == 1


def test_proofs_of_the_unit_count_as_proofs_of_the_item(unit, phone, cast, desk):
    unit.post("/items/A1/documents", number="12/KH-LĐLĐ")
    hand_over(phone())

    page = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))

    assert "12/KH-LĐLĐ" in page


@pytest.mark.parametrize(("fields", "consent"), [({}, False), ({"consent": "1"}, True)])
def test_silence_is_no_consent_to_a_photo(unit, recorded, fields, consent):
    file = (io.BytesIO(jpeg(colour="gold")), "anh.jpg")
    unit.post("/items/A1/photos", file=file, caption="Hội trường", **fields)

    [(*_, value)] = recorded()
    assert value["consent"] is consent
