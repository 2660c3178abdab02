"""A round is opened to its teams, closed, opened again; what comes too late is held, not lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.fieldwork.models import Entry, HeldEntry
from survey_app.fieldwork.rules import EntryKind
from survey_app.reviews.models import Decision
from survey_app.visits.models import Round, Target, Visit
from survey_app.visits.round_models import RoundChange
from survey_app.visits.rules import RoundState
from tests.support.desk import hand_over, words_of
from tests.support.typing_in import form_of


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


@pytest.fixture
def state(cast):
    return f"/round/{cast.round.id}/state"


@pytest.fixture
def closed(office, state):
    office.post(state, data={"move": "close"})


def state_of(look):
    return look(select(Round))[0].state


def set_state(change, cast, wanted):
    change(lambda session: setattr(session.get(Round, cast.round.id), "state", wanted))


@pytest.mark.parametrize(
    ("before", "form", "status", "after"),
    [
        pytest.param("preparing", {"move": "open"}, 303, "open", id="opened"),
        pytest.param("open", {"move": "close"}, 303, "closed", id="closed"),
        pytest.param("open", {"move": "close", "reason": "xong"}, 303, "closed", id="with a note"),
        pytest.param("closed", {"move": "reopen", "reason": "sót"}, 303, "open", id="reopened"),
        pytest.param("closed", {"move": "reopen", "reason": " "}, 422, "closed", id="no reason"),
        pytest.param("closed", {"move": "close"}, 409, "closed", id="closed twice"),
        pytest.param("open", {"move": "reopen", "reason": "x"}, 409, "open", id="is open"),
        pytest.param("preparing", {"move": "close"}, 409, "preparing", id="never opened"),
        pytest.param("open", {"move": "melt"}, 409, "open", id="no such move"),
        pytest.param("open", {}, 409, "open", id="nothing"),
        pytest.param("open", {"move": "close", "reason": "x" * 5001}, 422, "open", id="too long"),
    ],
)
def test_how_a_round_moves(office, cast, change, look, state, before, form, status, after):
    set_state(change, cast, RoundState(before))

    assert office.post(state, data=form).status_code == status
    assert state_of(look) is RoundState(after)


def test_every_step_is_kept_with_who_took_it_and_why(office, look, state):
    office.post(state, data={"move": "close", "reason": "Đã đủ"})
    office.post(state, data={"move": "reopen", "reason": "Còn sót Đakrông"})

    words = words_of(office.get(state).get_data(as_text=True))
    assert [each.number for each in look(select(RoundChange).order_by(RoundChange.id))] == [1, 2]
    assert "Chau : Mở lại đợt khảo sát Còn sót Đakrông" in words
    assert "Chau : Đóng đợt khảo sát Đã đủ" in words


def test_what_closing_leaves_undone_is_told_first(office, phone, state):
    hand_over(phone())

    words = words_of(office.get(state).get_data(as_text=True))

    assert "Chờ duyệt: 1" in words
    assert "Chưa bắt đầu: 1" in words


def test_what_a_phone_sends_to_a_closed_round_is_held_and_can_be_taken_later(
    office, phone, look, state, closed
):
    an = phone()

    receipts = an.receipts(an.answer("A2", {"value": 3}))

    assert [(each["state"], each["code"]) for each in receipts] == [("held", "visit-closed")]
    held = look(select(HeldEntry.id))[0]
    assert office.post(f"/held/{held}/taking").status_code == 409
    office.post(state, data={"move": "reopen", "reason": "nhận nốt"})
    assert office.post(f"/held/{held}/taking").status_code in (302, 303)
    assert len(look(select(Entry))) == 1


def test_a_closed_round_takes_no_decision(cast, desk, client, phone, token, look, state):
    hand_over(phone())
    desk(cast.chau).post(state, data={"move": "close"})

    at_desk = desk(cast.binh).post(f"/reviews/{cast.visit.key}/opening", data={"seen": "0"})
    by_api = client.post(
        f"/api/v1/visits/{cast.visit.key}/decisions",
        json={"move": "open", "seen": 0},
        headers={"Authorization": f"Bearer {token(cast.binh)}"},
    )

    assert (at_desk.status_code, by_api.status_code) == (409, 409)
    assert "Đợt khảo sát đã đóng" in words_of(at_desk.get_data(as_text=True))
    assert by_api.get_json()["code"] == "round-closed"
    assert look(select(Decision)) == []


def test_the_review_page_of_a_closed_round_says_so_and_offers_nothing(cast, desk, phone, closed):
    page = desk(cast.binh).get(f"/reviews/{cast.visit.key}").get_data(as_text=True)

    assert "Đợt khảo sát đã đóng" in words_of(page)
    assert f"/reviews/{cast.visit.key}/approval" not in page


def test_nothing_is_said_about_an_item_of_a_closed_round(cast, desk, phone, look, closed):
    form = {"item": "A1", "text": "Xem lại số liệu"}

    refused = desk(cast.binh).post(f"/reviews/{cast.visit.key}/comments", data=form)

    assert refused.status_code == 409
    assert "Đợt khảo sát đã đóng" in words_of(refused.get_data(as_text=True))
    assert look(select(Entry).where(Entry.kind == EntryKind.COMMENT)) == []


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/visits/{key}/plan", {"plan": "cancelled", "mode": "on_site", "reason": "x"}),
        ("/visits/{key}/members", {"people": "1"}),
        ("/visits/{key}/scorers/release", {}),
        ("/visits/{key}/unit/links", {"link-until": "2020-11-20"}),
        ("/round/{round}/enter/visits", {"text": "x", "act": "all"}),
        ("/round/{round}/enter/targets", {"text": "x", "act": "all"}),
        ("/round/{round}/double", {"mode": "off"}),
        ("/units/LD-HUONGHOA/targets", {"B1.term": "1", "B1.source": "x"}),
    ],
)
def test_a_closed_round_is_planned_no_more(office, cast, look, closed, path, form):
    before = [(each.plan, each.planned_on) for each in look(select(Visit))]

    reply = office.post(path.format(key=cast.visit.key, round=cast.round.id), data=form)

    assert reply.status_code == 409
    assert "Đợt khảo sát đã đóng" in words_of(reply.get_data(as_text=True))
    assert [(each.plan, each.planned_on) for each in look(select(Visit))] == before
    assert {int(each.term) for each in look(select(Target))} == {500}


def test_units_belong_to_no_round_and_are_entered_all_the_same(office, cast, closed):
    reply = office.post(f"/round/{cast.round.id}/enter/units", data={"text": "X\tY"})

    assert reply.status_code == 200


def test_how_a_closed_round_is_scored_stays_and_its_headings_do_not(office, cast, look, closed):
    path = f"/round/{cast.round.id}/settings"
    typed = form_of(office, path) | {"place": "Ví Dụ", "penalties": "y"}

    assert office.post(path, data=typed).status_code == 303
    kept = look(select(Round))[0]
    assert (kept.penalties, kept.shows_level, "Ví Dụ" in kept.heading) == (False, True, True)


@pytest.mark.parametrize(("wanted", "count"), [("preparing", 0), ("open", 1), ("closed", 1)])
def test_teams_see_a_round_once_it_was_opened(cast, change, client, token, wanted, count):
    set_state(change, cast, RoundState(wanted))

    for who in (cast.an, cast.binh):
        headers = {"Authorization": f"Bearer {token(who)}"}
        visits = client.get("/api/v1/visits", headers=headers).get_json()["visits"]
        assert len(visits) == count


def test_a_round_begun_at_the_desk_waits_to_be_opened(office, look):
    form = {"name": "Đợt mới", "starts_on": "2021-03-01", "ends_on": "2021-03-31"}

    made = office.post("/round/new", data=form)

    newest = look(select(Round).order_by(Round.id))[-1]
    assert newest.state is RoundState.PREPARING
    assert "Đợt chưa mở" in words_of(office.get(made.location).get_data(as_text=True))


def test_the_office_is_told_when_data_has_been_kept_long_enough(office, cast, change):
    def long_past(session):
        session.get(Round, cast.round.id).keep_until = cast.round.ends_on.replace(day=1)

    change(long_past)

    words = words_of(office.get(f"/round/{cast.round.id}").get_data(as_text=True))
    assert "Đã đến hạn lưu ảnh, dữ liệu cá nhân" in words


@pytest.mark.parametrize("who", ["an", "binh", "quan"])
def test_only_the_office_opens_and_closes(cast, desk, look, state, who):
    assert desk(getattr(cast, who)).post(state, data={"move": "close"}).status_code == 403
    assert state_of(look) is RoundState.OPEN
