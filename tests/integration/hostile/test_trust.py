"""Who is believed: cookies, tokens, forged forms, planted sessions, other hosts, open redirects."""

from __future__ import annotations

from typing import Any

import pytest
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from survey_app.core.permissions import Action
from survey_app.core.settings import read
from survey_app.edge.access import PUBLIC
from survey_app.edge.limits import limiter
from survey_app.edge.unit_links import LINK
from survey_app.factory import create_app
from survey_app.fieldwork.models import Entry
from survey_app.reviews.models import Decision
from survey_app.visits import people
from survey_app.visits.models import Login
from tests.integration.test_access import WRITES, access_of, address, rules_of
from tests.support.cast import PASSWORD
from tests.support.cheaper import DEPLOYED
from tests.support.desk import hand_over, hidden


@pytest.fixture
def guarded(app):
    """The application with its guard against forged forms, which other tests go without."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


def signer(app) -> Any:
    """What signs the cookies of an application."""
    return SecureCookieSessionInterface().get_signing_serializer(app)


def sign_in(browser, **more):
    token = hidden(browser.get("/sign-in").get_data(as_text=True), "csrf_token")
    data = {"username": "binh", "password": PASSWORD, "csrf_token": token} | more
    return browser.post("/sign-in", data=data)


def test_no_form_of_a_desk_is_taken_without_its_token(guarded, cast, desk, look):
    browser = desk(cast.chau)

    for rule, method in rules_of(guarded):
        if method in WRITES and not rule.rule.startswith("/api/"):
            for headers in ({}, {"X-CSRFToken": "x"}, {"Origin": "https://example.org"}):
                path = address(guarded, rule, cast.visit.key)
                status = browser.open(path, method=method, headers=headers).status_code
                # Where a link is asked for first, one that nobody made opens nothing.
                assert status == 400 or (status == 404 and access_of(guarded, rule) == LINK), path
    assert look(select(Decision)) == []


def test_the_token_of_one_browser_is_worth_nothing_in_another(guarded, cast, desk, app):
    stranger = app.test_client()
    token = hidden(stranger.get("/sign-in").get_data(as_text=True), "csrf_token")

    reply = desk(cast.binh).post("/sign-out", data={"csrf_token": token})

    assert reply.status_code == 400


def test_the_cookie_of_a_desk_opens_no_call_of_the_api(guarded, cast, phone, desk, look):
    hand_over(phone())
    entries = len(look(select(Entry.id)))
    browser = desk(cast.chau)

    for rule, method in rules_of(guarded):
        if rule.rule.startswith("/api/v1/") and access_of(guarded, rule) != PUBLIC:
            path = address(guarded, rule, cast.visit.key)
            assert browser.open(path, method=method, json={"move": "approve"}).status_code == 401, (
                path
            )
    assert look(select(Decision)) == []
    assert len(look(select(Entry.id))) == entries


def test_a_cookie_beside_a_token_changes_nothing_of_whose_call_it_is(cast, desk, token):
    browser = desk(cast.chau)
    headers = {"Authorization": f"Bearer {token(cast.dung)}"}

    visits = browser.get("/api/v1/visits", headers=headers).get_json()["visits"]

    assert [each["id"] for each in visits] == [str(cast.other_visit.key)]


def test_a_cookie_that_was_planted_is_dead_after_signing_in(app, cast):
    victim, thief = app.test_client(), app.test_client()
    # What the thief has before, the victim's browser is made to have as well.
    thief.get("/sign-in")
    planted = thief.get_cookie("session")
    if planted is not None:
        victim.set_cookie("session", planted.value)

    sign_in(victim)

    assert victim.get("/reviews").status_code == 200
    assert thief.get("/reviews").status_code == 401
    after = victim.get_cookie("session")
    assert planted is None or after.value != planted.value


def test_each_sign_in_is_a_login_of_its_own_and_the_cookie_says_no_name(app, cast, look):
    browsers = [app.test_client(), app.test_client()]
    for browser in browsers:
        sign_in(browser)
    kept = [signer(app).loads(browser.get_cookie("session").value) for browser in browsers]

    assert "binh" not in str(kept)
    hashes = look(select(Login.secret_hash))
    assert len(hashes) == len(set(hashes)) == 2
    assert not {each["_user_id"] for each in kept} & set(hashes)


def test_a_copied_cookie_is_dead_after_signing_out(app, cast):
    browser, thief = app.test_client(), app.test_client()
    sign_in(browser)
    thief.set_cookie("session", browser.get_cookie("session").value)
    assert thief.get("/reviews").status_code == 200

    browser.post("/sign-out")

    assert thief.get("/reviews").status_code == 401


def test_a_cookie_signed_with_another_key_is_nobodys(tmp_path, app, cast, desk):
    kept = desk(cast.binh).get_cookie("session").value
    other = create_app(read({"SURVEY_DATA": str(tmp_path), "SECRET_KEY": "o" * 64}))
    forged = signer(other).dumps({"_user_id": "1"})

    for value in (forged, kept[:-3] + "AAA", "x", ""):
        browser = app.test_client()
        browser.set_cookie("session", value)
        assert browser.get("/reviews").status_code == 401


@pytest.mark.parametrize("name", ["an", "khong-co-ai", "", "a" * 64, "\u0301"])
def test_a_hash_is_checked_whether_or_not_the_name_is_known(
    monkeypatch, client, cast, change, name
):
    # A password as the application keeps it, which is dearer than those of tests.
    kept = DEPLOYED.hash("mat-khau-that")
    change(lambda session: setattr(session.merge(cast.an), "password_hash", kept))
    checked = []
    real = people.hasher.verify

    class Counting:
        hash = DEPLOYED.hash

        def verify(self, known, password):
            checked.append(known)
            return real(known, password)

    monkeypatch.setattr(people, "hasher", Counting())
    people.password_of_nobody.cache_clear()

    reply = client.post("/api/v1/session", json={"username": name, "password": "sai"})

    people.password_of_nobody.cache_clear()
    assert reply.status_code == 401
    assert [each.split("$")[3] for each in checked] == ["m=65536,t=3,p=4"]


ELSEWHERE = (
    "//example.org", "///example.org", "https://example.org", "https:example.org", "/\\example.org",
    "\\\\example.org", "/\t/example.org", "/%09/example.org\r\n", "/x\r\nSet-Cookie: a=b",
    "http:/x",
    "javascript:alert(1)", "/\u2028/example.org\x00", " //example.org", "/ /example.org\n", "x",
    "//example.org\\@localhost", "@example.org", "/..//example.org/%2f", "//localhost@example.org",
    "/.//example.org", "",
)  # fmt: skip


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_led_elsewhere(client, cast, desk, wanted):
    entered = client.post(
        "/sign-in", data={"username": "binh", "password": PASSWORD, "next": wanted}
    )
    spoken = desk(cast.binh).post("/language", data={"language": "en", "next": wanted})

    for reply in (entered, spoken):
        assert reply.status_code in (302, 303)
        assert leads_here(reply.location), reply.location
        assert "Set-Cookie: a" not in str(reply.headers)


def leads_here(location):
    """As a browser reads an address: a backslash is a slash, tabs and line ends are nothing."""
    read = "".join(char for char in location.replace("\\", "/") if ord(char) > 32)
    return read.startswith("/") and not read.startswith("//")


FORGED = {
    "Host": "example.org",
    "X-Forwarded-Host": "example.org",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/example",
    "X-Original-URL": "/people",
    "X-Rewrite-URL": "/people",
    "Forwarded": "host=example.org;proto=https",
    "X-HTTP-Method-Override": "DELETE",
}


@pytest.mark.parametrize("name", FORGED)
def test_no_header_changes_what_is_asked_or_where_links_lead(cast, desk, name):
    browser = desk(cast.binh)
    paths = ("/", "/reviews", f"/visits/{cast.visit.key}", "/sign-in", "/nowhere", "/help")

    for path in paths:
        plain = browser.get(path)
        forged = browser.get(path, headers={name: FORGED[name]})
        # Asked as another host, a browser would not send the cookie; then it is a stranger's page.
        if name != "Host":
            assert forged.status_code == plain.status_code
        assert b"example" not in forged.data
        assert "example" not in forged.headers.get("Location", "")


def test_a_forged_address_does_not_escape_the_brake_on_guessing(app, client, cast):
    limiter.enabled = True
    limiter.reset()
    try:
        statuses = [
            client.post(
                "/api/v1/session",
                json={"username": f"ai-{n}", "password": "sai"},
                headers={"X-Forwarded-For": f"10.0.0.{n}", "X-Real-IP": f"10.0.1.{n}"},
            ).status_code
            for n in range(11)
        ]
    finally:
        limiter.enabled = False

    assert statuses[-1] == 429


def test_reading_is_never_writing(app):
    for rule, method in rules_of(app):
        access = access_of(app, rule)
        if method == "GET" and access not in (PUBLIC, LINK):
            assert Action(access) not in (Action.DEPOSIT, Action.REVIEW_DECIDE), rule
