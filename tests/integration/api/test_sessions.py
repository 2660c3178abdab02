"""Signing a phone in and out; what a deposit grant opens, and what it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from survey_app.core import clock
from survey_app.edge.limits import limiter
from survey_app.fieldwork.models import Entry
from survey_app.visits import people
from survey_app.visits.models import Person, VisitMember
from survey_app.visits.rules import Role
from tests.support.cast import PASSWORD
from tests.support.phone import jpeg


@pytest.fixture
def later(monkeypatch):
    """Let some time pass."""
    now = clock.now()

    def after(**span):
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(**span))

    return after


@pytest.fixture
def braked():
    """With the brake on guessing, which other tests go without."""
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.enabled = False


def sign_in(client, **body):
    """POST these credentials."""
    return client.post("/api/v1/session", json=body)


def grant_of(an):
    """The deposit grant that An's phone was given."""
    return an.get("/visits").get_json()["visits"][0]["grant"]


def test_a_password_is_exchanged_for_a_token_that_works(client, cast):
    body = sign_in(client, username="An ", password=PASSWORD).get_json()

    headers = {"Authorization": f"Bearer {body['token']}"}
    assert body["user"]["role"] == "member"
    assert client.get("/api/v1/visits", headers=headers).status_code == 200


def test_a_join_code_signs_in_once(client, cast, change):
    code = change(lambda session: people.make_join_code(session, cast.an, at=clock.now()))

    first = sign_in(client, join_code=f"{code[:5]}-{code[5:]}".lower())
    second = sign_in(client, join_code=code)

    assert first.get_json()["user"]["username"] == "an"
    assert (second.status_code, second.get_json()["code"]) == (401, "join-code-unknown")


WRONG = [
    pytest.param({"username": "an", "password": "sai"}, 401, id="a wrong password"),
    pytest.param({"username": "ai", "password": PASSWORD}, 401, id="nobody's name"),
    pytest.param({"username": "an", "password": "\ud800"}, 401, id="half a character"),
    pytest.param({"username": "an"}, 422, id="no password"),
    pytest.param(
        {"username": "an", "password": PASSWORD, "role": "admin"}, 422, id="a strange field"
    ),
    pytest.param({"username": ["an"], "password": PASSWORD}, 422, id="a list for a name"),
    pytest.param({}, 422, id="nothing"),
    pytest.param({"join_code": "AAAA"}, 401, id="an unknown code"),
]


@pytest.mark.parametrize(("body", "status"), WRONG)
def test_bad_credentials_are_refused_with_words(client, body, status):
    response = sign_in(client, **body)

    assert response.status_code == status
    assert response.get_json()["detail"]


def test_a_deactivated_person_is_not_signed_in(client, cast, change):
    change(lambda session: setattr(session.get(Person, cast.an.id), "is_active", False))

    assert sign_in(client, username="an", password=PASSWORD).status_code == 401


def test_signing_out_ends_the_token(phone):
    an = phone()

    an.client.delete("/api/v1/session", headers=an.headers)

    assert an.get("/visits").status_code == 401


def test_a_token_ends_after_thirty_days(phone, later):
    an = phone()

    later(days=31)

    assert an.get("/visits").status_code == 401


def test_the_eleventh_wrong_guess_is_braked_but_a_right_one_costs_nothing(client, braked):
    right = [sign_in(client, username="binh", password=PASSWORD) for _ in range(12)]
    wrong = [sign_in(client, username="an", password="sai") for _ in range(11)]

    assert {each.status_code for each in right} == {200}
    assert [each.status_code for each in wrong] == [401] * 10 + [429]
    assert wrong[-1].headers["Retry-After"] == "60"


def test_guesses_at_an_account_are_counted_together_however_its_name_is_typed(client, braked):
    names = ["an", "AN", " an", "a\u200bn", "an\u200d", "\ufeffan"]
    guesses = [
        client.post(
            "/api/v1/session",
            json={"username": names[n % len(names)], "password": "sai"},
            environ_base={"REMOTE_ADDR": f"203.0.113.{n}"},
        )
        for n in range(11)
    ]

    assert [each.status_code for each in guesses] == [401] * 10 + [429]


def test_whoever_guesses_join_codes_keeps_nobody_elses_from_being_taken(
    client, cast, change, braked
):
    code = change(lambda session: people.make_join_code(session, cast.an, at=clock.now()))
    stranger = {"REMOTE_ADDR": "203.0.113.7"}
    guesses = [
        client.post("/api/v1/session", json={"join_code": f"SAI{n}"}, environ_base=stranger)
        for n in range(11)
    ]

    assert guesses[-1].status_code == 429
    assert sign_in(client, join_code=code).status_code == 200


def test_a_grant_stores_when_the_login_has_expired(phone, later, look):
    an = phone()
    an.token = grant_of(an)

    later(days=100)
    stored = an.receipts(an.answer("A1", {"value": "yes"}))[0]["state"]

    assert stored == "stored"
    assert an.put(jpeg()).status_code == 201
    assert an.post("/reconcile", {"entries": [], "photos": []}).status_code == 200
    assert an.client.post("/api/v1/rescue", data=b"?", headers=an.headers).status_code == 201
    assert len(look(select(Entry.id))) == 1


READS = [
    "/visits",
    "/visits/{visit}/entries",
    "/visits/{visit}/score",
    "/visits/{visit}/report.pdf",
]


@pytest.mark.parametrize("path", [*READS, "/checklists/PKS-NHO/1", f"/photos/{'0' * 64}"])
def test_a_grant_reads_nothing(phone, path):
    an = phone()
    an.token = grant_of(an)

    assert an.get(path.format(visit=an.visit)).status_code == 401


def test_a_grant_is_good_for_its_visit_only(phone, cast):
    an = phone()
    an.token = grant_of(an)
    an.visit = cast.other_visit.key

    assert an.send(an.answer("A1", {"value": "yes"})).status_code == 404


def test_a_grant_ends_after_120_days_and_cannot_be_forged(phone, later, monkeypatch):
    an = phone()
    good = grant_of(an)
    an.token = good[:-2] + ("AA" if not good.endswith("AA") else "BB")

    assert an.send(an.answer("A1", {"value": "yes"})).status_code == 401


def test_a_grant_still_stores_what_somebody_recorded_before_becoming_an_administrator(
    phone, cast, change
):
    an = phone()
    by_login, an.token = an.token, grant_of(an)
    change(lambda session: setattr(session.get(Person, cast.an.id), "role", Role.ADMIN))

    receipt = an.receipts(an.answer("A1", {"value": "yes"}))[0]
    an.token = by_login

    assert receipt["state"] == "stored"
    assert an.send(an.answer("A1", {"value": "no"})).status_code == 403


def test_what_a_revoked_grant_brings_is_held(phone, cast, change):
    an = phone()
    an.token = grant_of(an)
    asked = select(VisitMember).where(VisitMember.person_id == cast.an.id)
    change(lambda session: setattr(session.scalar(asked), "removed_at", clock.now()))

    receipt = an.receipts(an.answer("A1", {"value": "yes"}))[0]

    assert (receipt["state"], receipt["code"]) == ("held", "member-removed")
