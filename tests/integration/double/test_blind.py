"""Who scores a visit apart sees nothing of the other before both hand over: on no call or page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from survey_app.core import clock
from survey_app.core.permissions import Action, allows
from survey_app.reviews import scorers
from survey_app.visits import service
from survey_app.visits.models import Visit
from survey_app.visits.scorers import Change
from tests.integration.test_access import WRITES, access_of, rules_of
from tests.support.cast import NOW
from tests.support.desk import ANSWERS
from tests.support.twice import hand_over, plant, score_apart

MARK_AN, MARK_ANH = "BinhMinh", "HoangHon"
OTHERS = {**ANSWERS, "A1": {"value": "no"}, "A2": {"value": 0}, "A3": {"value": "1.5"}}
SIZES = ("thumb", "screen", "full")


@pytest.fixture
def apart(cast, change, monkeypatch):
    """The visit, scored apart, at an hour that stands still."""
    change(lambda session: score_apart(session, cast))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))


@pytest.fixture
def pair(apart, phone, cast):
    """The phones of An and Ánh."""
    return phone(cast.an), phone(cast.anh)


def address_with(app, rule, visit, sha256):
    """The address of a rule about this visit and this photo."""
    known = {"key": visit.key, "sha256": sha256, "code": "PKS-NHO", "version": "1"}
    kinds = {name: type(converter).__name__ for name, converter in rule._converters.items()}
    values = {
        name: known.get(name, 1 if kind == "IntegerConverter" else "x")
        for name, kind in kinds.items()
    }
    with app.test_request_context():
        return str(app.url_map.bind("").build(rule.endpoint, values))


def walk(app, client, token, visit, sha256, role="member"):
    """Every answer that a role gets on any route: its address, status and bytes with headers."""
    for rule, method in rules_of(app):
        access = access_of(app, rule)
        if access in set(Action) and not allows(role, Action(access)):
            continue
        path = address_with(app, rule, visit, sha256)
        if "sign-out" in path or (method == "DELETE" and path.endswith("/session")):
            continue
        tries = [path]
        if method == "GET":
            tries += [f"{path}?size={size}" for size in SIZES] if "photos" in path else []
            tries += [f"{path}?after=0&limit=1000"] if path.endswith("/entries") else []
        for each in tries:
            sent: dict[str, object] = (
                {"json": {}} if method in WRITES and each.startswith("/api/") else {}
            )
            answer = client.open(
                each, method=method, headers={"Authorization": f"Bearer {token}"}, **sent
            )
            assert answer.status_code < 500, each
            yield method, each, answer.status_code, str(answer.headers).encode() + answer.data


def leaks(app, client, token, visit, planted):
    """Where the marks of somebody appear."""
    return [
        (method, path, mark)
        for method, path, status, data in walk(app, client, token, visit, planted.sha256)
        for mark in planted.marks
        # A page that is not there may repeat the address that it was asked under: no news.
        if mark.encode() in data and not (status == 404 and mark in path)
    ]


def test_neither_scorer_finds_a_trace_of_the_other_anywhere(app, client, cast, token, pair):
    an, anh = pair
    of_an, of_anh = plant(an, MARK_AN), plant(anh, MARK_ANH, OTHERS)

    assert leaks(app, client, token(cast.anh), cast.visit, of_an) == []
    assert leaks(app, client, token(cast.an), cast.visit, of_anh) == []

    hand_over(an, of_an)
    assert leaks(app, client, token(cast.anh), cast.visit, of_an) == []
    assert leaks(app, client, token(cast.an), cast.visit, of_anh) == []


def test_each_scorer_finds_the_other_once_both_have_handed_over(app, client, cast, token, pair):
    an, anh = pair
    of_an, of_anh = plant(an, MARK_AN), plant(anh, MARK_ANH, OTHERS)
    hand_over(an, of_an)
    hand_over(anh, of_anh)

    found = {path for _method, path, mark in leaks(app, client, token(cast.anh), cast.visit, of_an)}

    key = cast.visit.key
    assert {
        f"/visits/{key}",
        f"/api/v1/visits/{key}/entries",
        f"/visits/{key}/pictures/{of_an.sha256}",
    } <= found
    assert anh.get(f"/photos/{of_an.sha256}").status_code == 200


def contents(app, client, token, visit, sha256, role="member"):
    """What each route that tells of visits answers, without what is signed anew each time."""
    client.get("/")
    return {
        path: (
            status,
            re.sub(rb'name="csrf_token"[^>]*|"grant":"[^"]*"', b"", body.split(b"\r\n\r\n", 1)[1]),
        )
        for method, path, status, body in walk(app, client, token, visit, sha256, role)
        if method == "GET"
        and not path.startswith(
            ("/static", "/checklists", "/phone", "/api/docs", "/api/v1/openapi")
        )
        and not path.endswith(".xlsx")
    }


def test_every_answer_is_the_same_whether_the_other_has_recorded_or_not(
    app, client, cast, token, pair
):
    an, anh = pair
    of_anh = plant(anh, MARK_ANH)
    fresh = token(cast.anh)
    before = contents(app, client, fresh, cast.visit, of_anh.sha256)

    hand_over(an, plant(an, MARK_AN, OTHERS))

    after = contents(app, client, fresh, cast.visit, of_anh.sha256)
    assert f"/api/v1/visits/{cast.visit.key}/report.pdf" in before
    assert [path for path in before if before[path] != after[path]] == []


def test_a_lead_who_is_lent_to_score_is_as_blind_as_any_other(
    app, client, cast, change, phone, token, monkeypatch
):
    def lend(session):
        visit = session.get_one(Visit, cast.visit.id)
        service.assign(visit, [session.merge(cast.em)], at=NOW)
        session.flush()
        session.expire(visit)
        scorers.choose(session, visit, (cast.an.id, cast.em.id), Change(NOW))

    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    change(lend)
    an, em = phone(cast.an), phone(cast.em)
    of_em, fresh = plant(em, MARK_ANH), token(cast.em)
    before = contents(app, client, fresh, cast.visit, of_em.sha256, "lead")

    hand_over(an, plant(an, MARK_AN, OTHERS))

    after = contents(app, client, fresh, cast.visit, of_em.sha256, "lead")
    assert [path for path in before if before[path] != after[path]] == []


def test_a_member_who_does_not_score_sees_neither(app, client, cast, change, token, pair):
    an, anh = pair
    change(
        lambda session: service.assign(
            session.get_one(Visit, cast.visit.id), [session.merge(cast.dung)], at=NOW
        )
    )
    of_an, of_anh = plant(an, MARK_AN), plant(anh, MARK_ANH, OTHERS)

    for planted in (of_an, of_anh):
        assert leaks(app, client, token(cast.dung), cast.visit, planted) == []


def test_reconcile_and_a_borrowed_id_say_nothing_of_the_other(pair):
    an, anh = pair
    of_an = plant(an, MARK_AN)

    known = anh.post(
        "/reconcile", {"epoch": "x", "entries": list(of_an.heads), "photos": [of_an.sha256]}
    ).get_json()
    reused = anh.send(anh.entry("note", {"text": "khác"}, id=of_an.heads[0]))

    assert (known["entries"], known["photos"]) == ([], [])
    assert not any(mark in reused.get_data(as_text=True) for mark in of_an.marks[:3])


def test_the_own_phone_is_believed_and_told_of_its_own_hand_over_only(phone, cast, pair):
    an, anh = pair
    of_an, of_anh = plant(an, MARK_AN), plant(anh, MARK_ANH, OTHERS)

    first = hand_over(an, of_an)

    assert (first["visit_state"], first["missing"]) == (
        "submitted",
        {"photos": [], "entries": False},
    )
    assert (an.state(), anh.state()) == ("submitted", "in_progress")
    assert phone(cast.binh).state() == "in_progress"
    second = hand_over(anh, of_anh)
    assert second["visit_state"] == "submitted"
    assert (an.state(), anh.state(), phone(cast.binh).state()) == ("submitted",) * 3


def test_a_phone_gets_all_but_the_other_scores_when_both_are_done_and_its_cursor_goes_on(pair):
    an, anh = pair
    of_an, of_anh = plant(an, MARK_AN), plant(anh, MARK_ANH, OTHERS)
    path = f"/visits/{anh.visit}/entries"
    before = anh.get(path).get_json()
    hand_over(an, of_an)
    again = anh.get(path, query_string={"after": before["cursor"]}).get_json()
    hand_over(anh, of_anh)

    opened = anh.get(path, query_string={"after": before["cursor"]}).get_json()
    done = anh.get(path, query_string={"after": opened["cursor"]}).get_json()

    known = [each["id"] for each in opened["entries"] if each["kind"] not in ("submit", "comment")]
    assert anh.get(f"/visits/{anh.visit}/check").get_json()["heads"] == len(known)
    assert {each["author"]["id"] for each in before["entries"]} == {_author(anh)}
    assert (again["entries"], again["cursor"]) == ([], before["cursor"])
    assert {each["author"]["id"] for each in opened["entries"]} == {_author(an), _author(anh)}
    scores = [each for each in opened["entries"] if each["layer"] == "team"]
    assert {each["author"]["id"] for each in scores} == {_author(anh)}
    assert (done["entries"], done["cursor"]) == ([], opened["cursor"])


def test_who_does_not_score_has_answers_for_the_team_held(cast, change, phone, apart):
    change(
        lambda session: service.assign(
            session.get_one(Visit, cast.visit.id), [session.merge(cast.dung)], at=NOW
        )
    )
    third = phone(cast.dung)

    told = third.receipts(
        third.answer("A2", {"value": 2}),
        third.answer("A2", {"value": 2}, layer="self"),
        third.entry("note", {"text": "Thư ký ghi"}, item="A2", slot=str(cast.visit.key)),
    )

    assert [each.get("code") for each in told] == ["not-a-scorer", None, None]


def test_the_list_of_visits_says_that_scores_are_hidden(phone, cast, pair):
    def told(who):
        visits = who.get("/visits").get_json()["visits"]
        return next(each["double_scoring"] for each in visits if each["id"] == str(an.visit))

    an, anh = pair
    assert told(an) == {"on": True, "scorers": [cast.an.id], "hidden": True}
    assert told(phone(cast.binh)) == {
        "on": True,
        "scorers": [cast.an.id, cast.anh.id],
        "hidden": False,
    }
    hand_over(an, plant(an, MARK_AN))
    hand_over(anh, plant(anh, MARK_ANH))

    assert told(anh) == {"on": True, "scorers": [cast.anh.id], "hidden": False}


def _author(phone):
    (person,) = {
        each["author"]["id"]
        for each in phone.get(f"/visits/{phone.visit}/entries").get_json()["entries"]
        if each["device"] == phone.device
    }
    return person


def test_the_filter_is_what_hides(monkeypatch, app, client, cast, token, pair):
    """The walk finds what leaks: without the filter under the queries it is full of marks."""
    an, _anh = pair
    of_an = plant(an, MARK_AN)
    monkeypatch.setattr("survey_app.fieldwork.sight.hidden", lambda _session: {})

    assert len(leaks(app, client, token(cast.anh), cast.visit, of_an)) > 30
