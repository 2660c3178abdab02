"""The office names, draws, replaces and lets go of scorers; what has begun stays as it began."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from survey_app.core import clock
from survey_app.fieldwork.models import Entry
from survey_app.visits import service
from survey_app.visits.models import Round, Visit
from survey_app.visits.scorer_models import ScorerChange
from tests.support.cast import NOW
from tests.support.desk import ANSWERS, words_of
from tests.support.twice import hand_over, plant, score_apart

REASON = "Nghỉ ốm đột xuất"


def scorers_of(look, cast):
    """The first- and the second-named scorer."""
    (visit,) = look(select(Visit).where(Visit.id == cast.visit.id))
    return visit.first_scorer_id, visit.second_scorer_id


def choose(browser, cast, first, second):
    return browser.post(
        f"/visits/{cast.visit.key}/scorers", data={"first": first.id, "second": second.id}
    )


def replace(browser, cast, seat, person, reason=REASON):
    data = {"seat": seat, "person": person.id if person else 0, "reason": reason}
    return browser.post(f"/visits/{cast.visit.key}/scorers/replacements", data=data)


def set_round(browser, cast, **fields):
    return browser.post(f"/round/{cast.round.id}/double", data=fields)


@pytest.fixture
def with_dung(cast, change):
    """Dũng is on the visit as well, to come in for somebody."""
    change(
        lambda session: service.assign(
            session.get_one(Visit, cast.visit.id), [session.merge(cast.dung)], at=NOW
        )
    )


def test_the_office_names_two_and_the_page_says_so(cast, desk, look):
    browser = desk(cast.chau)

    reply = choose(browser, cast, cast.anh, cast.an)

    page = words_of(browser.get(f"/visits/{cast.visit.key}/scorers").get_data(as_text=True))
    assert reply.status_code == 303
    assert scorers_of(look, cast) == (cast.anh.id, cast.an.id)
    assert "Người chấm chính: Anh" in page
    assert [each.seat for each in look(select(ScorerChange))] == ["first", "second"]


@pytest.mark.parametrize("pair", [("an", "an"), ("an", "binh"), ("dung", "an"), ("an", "chau")])
def test_two_different_members_who_do_not_review_or_nobody(cast, desk, look, pair):
    reply = choose(desk(cast.chau), cast, *(getattr(cast, name) for name in pair))

    assert reply.status_code == 422
    assert scorers_of(look, cast) == (None, None)


def test_it_is_not_switched_once_anything_is_recorded(cast, desk, phone, look):
    an = phone(cast.an)
    an.receipts(an.answer("A1", {"value": "yes"}))

    reply = choose(desk(cast.chau), cast, cast.an, cast.anh)

    assert reply.status_code == 409
    assert "Đã có dữ liệu" in words_of(reply.get_data(as_text=True))
    assert scorers_of(look, cast) == (None, None)


def test_it_is_switched_off_before_and_not_after_the_first_entry(cast, change, desk, phone, look):
    change(lambda session: score_apart(session, cast))
    browser = desk(cast.chau)
    an = phone(cast.an)
    an.receipts(an.answer("A1", {"value": "yes"}))

    assert browser.post(f"/visits/{cast.visit.key}/scorers/release").status_code == 409
    assert set_round(browser, cast, mode="off").status_code == 409
    assert scorers_of(look, cast) == (cast.an.id, cast.anh.id)


def test_a_whole_round_takes_the_first_two_of_each_visit_and_names_where_they_lack(
    cast, desk, look
):
    browser = desk(cast.chau)

    reply = browser.post(
        f"/round/{cast.round.id}/double", data={"mode": "all"}, follow_redirects=True
    )

    page = words_of(reply.get_data(as_text=True))
    assert "Đã lưu: 1 cuộc khảo sát chấm độc lập." in page
    assert "Chưa đủ hai thành viên để chấm độc lập: LĐLĐ huyện Đakrông." in page
    assert scorers_of(look, cast) == (cast.an.id, cast.anh.id)
    assert set_round(browser, cast, mode="off").status_code == 303
    assert scorers_of(look, cast) == (None, None)


def test_a_sample_is_drawn_by_its_share_and_kept_with_the_round(cast, desk, look):
    set_round(desk(cast.chau), cast, mode="sample", share="50", seed="tháng 11")

    (round_,) = look(select(Round))
    assert (round_.double_share, round_.double_seed) == (50, "tháng 11")
    # One of the two visits has two members who may score; half of one, rounded up, is one.
    assert scorers_of(look, cast) == (cast.an.id, cast.anh.id)


@pytest.mark.parametrize(
    "fields",
    [{}, {"mode": "x"}, {"mode": "sample", "share": "0"}, {"mode": "sample", "share": "nửa"}],
)
def test_a_wrong_form_comes_back_and_changes_nothing(cast, desk, look, fields):
    assert set_round(desk(cast.chau), cast, **fields).status_code == 422
    assert scorers_of(look, cast) == (None, None)


def test_a_scorer_who_falls_ill_is_replaced_and_nothing_is_lost(
    cast, change, desk, phone, look, with_dung, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    change(lambda session: score_apart(session, cast))
    an, anh, dung = phone(cast.an), phone(cast.anh), phone(cast.dung)
    of_an, of_anh = plant(an, "Thứ nhất"), plant(anh, "Thứ hai")
    hand_over(an, of_an)
    change(
        lambda session: service.remove_member(
            session.get_one(Visit, cast.visit.id), cast.an.id, at=NOW
        )
    )
    hand_over(anh, of_anh)
    entries = len(look(select(Entry)))

    reply = replace(desk(cast.chau), cast, "first", cast.dung)

    assert reply.status_code == 303
    assert scorers_of(look, cast) == (cast.dung.id, cast.anh.id)
    assert len(look(select(Entry))) == entries
    # Dũng begins blind, and Ánh is blind to both until Dũng is done.
    for reader, secret in ((dung, of_an), (dung, of_anh), (anh, of_an)):
        log = reader.get(f"/visits/{cast.visit.key}/entries").get_data(as_text=True)
        assert not any(mark in log for mark in secret.marks)
    assert phone(cast.binh).state() == "in_progress"
    dung.fill(dict(ANSWERS))
    assert phone(cast.binh).state() == "submitted"


def test_the_other_one_goes_on_alone_when_nobody_comes(cast, change, desk, phone, look):
    change(lambda session: score_apart(session, cast))
    an, anh = phone(cast.an), phone(cast.anh)
    plant(an, "Thứ nhất")
    anh.fill({**ANSWERS, "A2": {"value": 1}})
    assert phone(cast.binh).state() == "in_progress"

    reply = replace(desk(cast.chau), cast, "first", None)

    score = phone(cast.binh).get(f"/visits/{cast.visit.key}/score").get_json()
    items = {each["code"]: each["earned"] for each in score["layers"]["team"]["items"]}
    assert reply.status_code == 303
    assert scorers_of(look, cast) == (cast.anh.id, None)
    assert (items["A2"], phone(cast.binh).state()) == ("1", "submitted")


@pytest.mark.parametrize(
    ("seat", "person", "reason", "status"),
    [
        ("first", "dung", "", 422),
        ("first", "dung", "x" * 5_001, 422),
        ("third", "dung", REASON, 422),
        ("first", "anh", REASON, 422),
        ("first", "binh", REASON, 422),
    ],
)
def test_a_replacement_has_a_reason_and_an_able_person(
    cast, change, desk, look, with_dung, seat, person, reason, status
):
    change(lambda session: score_apart(session, cast))

    reply = replace(desk(cast.chau), cast, seat, getattr(cast, person), reason)

    assert reply.status_code == status
    assert scorers_of(look, cast) == (cast.an.id, cast.anh.id)


def test_nobody_is_replaced_once_the_review_is_open(cast, change, desk, phone, look, with_dung):
    change(lambda session: score_apart(session, cast))
    for who in (phone(cast.an), phone(cast.anh)):
        who.fill(dict(ANSWERS))
    opened = phone(cast.binh).post(f"/visits/{cast.visit.key}/decisions", {"move": "open"})

    reply = replace(desk(cast.chau), cast, "first", cast.dung)

    assert (opened.status_code, reply.status_code) == (201, 409)
    assert scorers_of(look, cast) == (cast.an.id, cast.anh.id)


@pytest.mark.parametrize("who", ["an", "binh", "em", "quan"])
def test_only_the_office_names_scorers(cast, desk, look, who):
    browser = desk(getattr(cast, who))

    assert choose(browser, cast, cast.an, cast.anh).status_code == 403
    assert set_round(browser, cast, mode="all").status_code == 403
    assert scorers_of(look, cast) == (None, None)
