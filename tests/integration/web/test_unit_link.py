"""The unit's link: whom it lets in, whom not, and that it leads to one visit and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from survey_app.core import clock
from survey_app.edge.limits import limiter
from survey_app.edge.unit_links import LINK
from survey_app.fieldwork.models import Entry
from survey_app.visits.models import Person, UnitLink
from survey_app.visits.rules import Plan, Role
from tests.integration.test_access import ROLES, access_of, address, call, rules_of
from tests.support.desk import decide, hand_over
from tests.support.unit import Unit, link_of, open_replies, unit_of

PAGES = ("", "/sections/A", "/items/A1/proofs")


@pytest.fixture
def unit(app, change, cast):
    return unit_of(app, change, cast.visit, cast.binh)


def test_the_link_opens_the_checklist_of_its_visit_without_an_account(unit, cast):
    words = unit.words()

    assert "LĐLĐ huyện Hướng Hóa" in words
    assert "Tổ chức triển khai" in words
    assert "0 trên 3 tiêu chí" in words


def test_only_the_hash_of_the_secret_is_kept(unit, look):
    [link] = look(select(UnitLink))

    assert unit.secret not in repr(vars(link))
    assert len(link.secret_hash) == 64


@pytest.mark.parametrize("path", PAGES)
def test_a_guessed_link_leads_nowhere(app, cast, path):
    guess = Unit(app.test_client(), "x" * 32)

    assert guess.get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_an_ended_link_says_so_and_shows_nothing(unit, change, cast, path):
    link_of(change, cast.visit, cast.binh)

    response = unit.get(path)

    assert response.status_code == 410
    assert "Tổ chức triển khai" not in response.get_data(as_text=True)


@pytest.mark.parametrize("path", PAGES)
def test_a_link_ends_with_its_last_day(app, change, cast, path):
    secret = link_of(change, cast.visit, cast.binh, until=clock.today() - timedelta(days=1))

    assert Unit(app.test_client(), secret).get(path).status_code == 410


def test_a_link_is_good_through_its_last_day(app, change, cast):
    secret = link_of(change, cast.visit, cast.binh, until=clock.today())

    assert Unit(app.test_client(), secret).get().status_code == 200


def test_a_new_link_brings_back_what_the_unit_had_saved(app, unit, change, cast):
    unit.score("A", value__A1="yes")

    renewed = unit_of(app, change, cast.visit, cast.binh)

    assert "1 trên 3 tiêu chí" in renewed.words()


def test_a_link_shows_nothing_of_another_visit(app, change, cast, unit):
    other = unit_of(app, change, cast.other_visit, cast.em)
    other.score("A", value__A1="yes", reason__A1="của đơn vị khác")

    assert "của đơn vị khác" not in unit.words("/sections/A")
    assert "Đakrông" not in unit.words()
    assert "0 trên 3 tiêu chí" in unit.words()


def test_a_cancelled_visit_takes_nothing_from_its_unit(unit, change, cast):
    def cancel(session):
        session.merge(cast.visit).plan = Plan.CANCELLED

    change(cancel)

    assert unit.get().status_code == 410
    assert unit.post("/sections/A", value__A1="yes").status_code == 410


def test_an_approved_visit_is_closed_to_its_unit(unit, cast, phone, desk):
    hand_over(phone())
    decide(desk(cast.binh), cast.visit, "approval")

    assert unit.get().status_code == 410
    assert unit.post("/sections/A", value__A1="no").status_code == 410
    assert unit.get("/replies").status_code == 410


@pytest.mark.parametrize("who", ["an", "binh", "chau", "quan"])
def test_nobody_who_is_signed_in_writes_for_a_unit(app, unit, desk, cast, look, who):
    theirs = Unit(desk(getattr(cast, who)), unit.secret)

    assert theirs.get().status_code == 403
    assert theirs.post("/sections/A", value__A1="yes").status_code == 403
    assert look(select(Entry)) == []


@pytest.mark.parametrize("who", ROLES)
def test_no_token_and_no_guess_opens_any_of_the_unit_s_addresses(app, client, cast, token, who):
    for rule, method in rules_of(app):
        if access_of(app, rule) != LINK:
            continue
        fresh = token(getattr(cast, who))
        response = call(client, method, address(app, rule, cast.visit.key), fresh)
        assert response.status_code == 404, (rule, method, response.status)


@pytest.mark.parametrize("path", ["", "/items/A1/proofs", "/photos/" + "0" * 64])
def test_pages_that_read_take_nothing(unit, path):
    assert unit.post(path).status_code == 405


@pytest.mark.parametrize("path", ["/items/A1/documents", "/items/A1/photos"])
def test_addresses_that_write_show_nothing(unit, path):
    assert unit.get(path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/sections/Z", "/items/Z9/proofs", "/items/B5/proofs", "/photos/" + "0" * 64]
)
def test_what_is_not_of_the_checklist_is_not_there(unit, path):
    assert unit.get(path).status_code == 404


def test_the_unit_has_no_account(unit, client, look):
    [writer] = look(select(Person).where(Person.role == Role.UNIT))

    for password in ("", "x", writer.password_hash):
        body = {"username": writer.username, "password": password or " "}
        assert client.post("/api/v1/session", json=body).status_code == 401
    assert (
        client.post("/sign-in", data={"username": writer.username, "password": "x"}).status_code
        == 401
    )


def test_the_unit_is_in_no_list_of_accounts(unit, cast, desk):
    assert "don-vi-" not in desk(cast.quan).get("/people").get_data(as_text=True)


def test_the_address_is_told_to_nobody_else(unit):
    response = unit.get()

    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Cache-Control"] == "no-store"


def test_forms_of_the_unit_must_be_our_own(app, unit):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        for path in ("/sections/A", "/items/A1/documents", "/items/A1/photos", "/replies"):
            response = unit.post(path, value__A1="yes", number="1/KH")
            assert response.status_code == 400, path
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_guessing_is_braked(app, cast):
    limiter.enabled = True
    try:
        statuses = [app.test_client().get(f"/unit/doan-{n}").status_code for n in range(40)]
    finally:
        limiter.enabled = False
        limiter.reset()

    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_findings_are_shown_only_while_somebody_has_opened_them(unit, change, cast, phone):
    hand_over(phone())
    closed = unit.get("/replies").status_code
    open_replies(change, cast.visit, cast.binh)

    assert closed == 409
    assert unit.get("/replies").status_code == 200
