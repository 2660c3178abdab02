"""A photo as large as the screen, its neighbours, and the way back to its item."""

from __future__ import annotations

import hashlib

import pytest

from survey_app.visits.models import Round
from tests.support.desk import words_of
from tests.support.phone import jpeg


@pytest.fixture
def three(phone):
    """Three photos of An's visit, one of which has not arrived; their names."""
    sender = phone()
    pictures = [jpeg(colour=colour) for colour in ("teal", "red", "navy")]
    sender.receipts(*(sender.photo(data, "A1", f"Ảnh {n}") for n, data in enumerate(pictures)))
    for data in pictures[:2]:
        sender.put(data)
    return [hashlib.sha256(data).hexdigest() for data in pictures]


def show(browser, visit, name):
    return browser.get(f"/visits/{visit.key}/pictures/{name}")


def test_a_photo_leads_to_its_neighbours_and_back(cast, desk, three):
    page = show(desk(cast.an), cast.visit, three[0]).get_data(as_text=True)

    assert "Ảnh 1 trên 2" in words_of(page)
    assert f"/visits/{cast.visit.key}/pictures/{three[1]}" in page
    assert f"/visits/{cast.visit.key}#item-A1" in page
    assert 'rel="prev"' not in page


def test_who_reviews_comes_back_to_the_review(cast, desk, three):
    page = show(desk(cast.binh), cast.visit, three[1]).get_data(as_text=True)

    assert f"/reviews/{cast.visit.key}#item-A1" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' not in page


def test_a_photo_that_has_not_arrived_has_no_page(cast, desk, three):
    browser = desk(cast.an)

    assert show(browser, cast.visit, three[2]).status_code == 404
    assert show(browser, cast.visit, "khong").status_code == 404


@pytest.mark.parametrize("who", ["dung", "em", "quan"])
def test_photos_are_nothing_for_strangers(cast, desk, three, who):
    assert show(desk(getattr(cast, who)), cast.visit, three[0]).status_code in (403, 404)


UNANNOUNCED = "Chưa xác nhận đã thông báo việc chụp ảnh"
HERE = {"lat": "16.816273", "lon": "107.100310", "accuracy": 12}


@pytest.mark.parametrize(
    ("said", "is_marked"),
    [
        pytest.param({}, True, id="a phone that never asked"),
        pytest.param({"consent": False}, True, id="not told"),
        pytest.param({"consent": True}, False, id="told"),
    ],
)
def test_the_lead_sees_which_photos_nobody_announced(cast, desk, phone, said, is_marked):
    name = sent(phone(), said)
    binh = desk(cast.binh)

    pages = [
        binh.get(f"/reviews/{cast.visit.key}").get_data(as_text=True),
        show(binh, cast.visit, name).get_data(as_text=True),
    ]

    assert [UNANNOUNCED in page for page in pages] == [is_marked, is_marked]


@pytest.mark.parametrize("asks", [True, False])
def test_the_place_of_a_photo_is_told_only_where_the_round_asks(cast, desk, phone, change, asks):
    def choose(session):
        session.get(Round, cast.visit.round_id).photo_position = asks

    change(choose)
    name = sent(phone(), {"position": HERE})

    page = show(desk(cast.binh), cast.visit, name).get_data(as_text=True)

    assert ("16.816273, 107.100310 (± 12 m)" in words_of(page)) is asks


def sent(sender, more):
    """The name of a photo whose entry says this as well."""
    data = jpeg()
    entry = sender.photo(data)
    entry["value"] |= more
    assert sender.receipts(entry)[0]["state"] == "stored"
    sender.put(data)
    return hashlib.sha256(data).hexdigest()
