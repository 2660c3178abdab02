"""One's own account: sign-ins listed and ended, and codes of an app as the second step."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from survey_app.audit.models import AuditRow
from survey_app.core import clock
from survey_app.edge.database import db
from survey_app.visits import factors, people
from survey_app.visits.factor_models import SecondFactor
from survey_app.visits.models import Login
from tests.support.cast import PASSWORD
from tests.support.desk import words_of

WRONG = "Mã xác thực không đúng"


def secret_of(app, person):
    """What the person's app was given."""
    with app.app_context():
        factor = db.session.get_one(SecondFactor, person.id)
        return factors.secret_of(factor, app.extensions["settings"].secret_key)


@pytest.fixture
def code(app, cast):
    """What the app of the office shows, so many half minutes from now."""

    def shown(person=None, later=0):
        made = pyotp.TOTP(secret_of(app, person or cast.chau))
        return made.at(clock.now() + timedelta(seconds=30 * later))

    return shown


@pytest.fixture
def enrolled(desk, cast, code):
    """The office with codes switched on: her browser, and her recovery codes."""
    browser = desk(cast.chau)
    browser.post("/account/second-factor")
    reply = browser.post("/account/second-factor/confirmation", data={"code": code()})
    page = reply.get_data(as_text=True)
    return browser, re.findall(r"<code>([\w-]+)</code>", page)


def enter(client, person="chau", **more):
    """The first step."""
    return client.post("/sign-in", data={"username": person, "password": PASSWORD} | more)


def test_codes_are_switched_on_by_showing_one_and_recovery_codes_are_told_once(
    desk, cast, code, look
):
    browser = desk(cast.chau)
    browser.post("/account/second-factor")
    begun = words_of(browser.get("/account").get_data(as_text=True))
    confirmed = browser.post("/account/second-factor/confirmation", data={"code": code()})
    after = words_of(browser.get("/account").get_data(as_text=True))

    codes = re.findall(r"<code>([\w-]+)</code>", confirmed.get_data(as_text=True))
    assert "Nhập mã 6 chữ số mà ứng dụng hiện ra" in begun
    assert (len(codes), len(set(codes))) == (10, 10)
    assert "Còn 10 mã dự phòng chưa dùng" in after
    assert [each for each in codes if each in after] == []
    assert look(select(AuditRow.action).where(AuditRow.action == "second_factor.confirmed"))


def test_nothing_is_asked_before_a_code_was_shown(desk, cast, client):
    browser = desk(cast.chau)
    browser.post("/account/second-factor")

    wrong = browser.post("/account/second-factor/confirmation", data={"code": "000000"})

    assert (wrong.status_code, WRONG in wrong.get_data(as_text=True)) == (422, True)
    assert enter(client).status_code == 303


def test_a_button_pressed_many_times_at_once_begins_once(desk, cast, app):
    browsers = [desk(cast.chau) for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        pressed = list(pool.map(lambda each: each.post("/account/second-factor"), browsers))

    assert {each.status_code for each in pressed} == {303}
    assert secret_of(app, cast.chau)


def test_what_is_confirmed_stays_when_somebody_begins_once_more(enrolled, cast, app):
    browser, _ = enrolled
    before = secret_of(app, cast.chau)

    again = browser.post("/account/second-factor")

    assert (again.status_code, secret_of(app, cast.chau)) == (303, before)


def test_the_code_comes_after_the_password_and_leads_to_where_one_was_going(enrolled, client, code):
    first = enter(client, next="/visits")
    nobody = client.get("/visits").status_code
    second = client.post("/sign-in/code", data={"code": code(later=1), "next": "/visits"})

    assert (first.status_code, "Mã xác thực" in first.get_data(as_text=True)) == (200, True)
    assert nobody == 401
    assert (second.status_code, second.location) == (303, "/visits")
    assert client.get("/visits").status_code == 200


@pytest.mark.parametrize("typed", ["000000", "abc", "١٢٣٤٥٦"])
def test_a_wrong_code_lets_nobody_in_and_is_noted(enrolled, client, typed, look):
    enter(client)

    reply = client.post("/sign-in/code", data={"code": typed})

    assert (reply.status_code, WRONG in reply.get_data(as_text=True)) == (401, True)
    assert client.get("/visits").status_code == 401
    assert look(select(AuditRow.action).where(AuditRow.action == "login.refused"))


def test_a_code_lets_in_once(enrolled, client, code, app):
    typed = code(later=1)
    enter(client)
    client.post("/sign-in/code", data={"code": typed})
    looking_on = app.test_client()
    enter(looking_on)

    assert looking_on.post("/sign-in/code", data={"code": typed}).status_code == 401


def test_a_recovery_code_lets_in_once_however_it_is_typed(enrolled, client, app):
    browser, codes = enrolled
    enter(client)
    typed = f" {codes[0].lower().replace('-', ' ')} "

    first = client.post("/sign-in/code", data={"code": typed})
    again = app.test_client()
    enter(again)
    second = again.post("/sign-in/code", data={"code": typed})

    assert (first.status_code, second.status_code) == (303, 401)
    assert "Còn 9 mã dự phòng" in words_of(browser.get("/account").get_data(as_text=True))


def test_a_code_without_the_password_before_it_is_nothing(enrolled, client, code):
    reply = client.post("/sign-in/code", data={"code": code(later=1)})

    assert reply.status_code == 401
    assert "Đề nghị đăng nhập lại" in reply.get_data(as_text=True)


def test_the_code_must_follow_soon_and_the_password_must_still_be_it(
    enrolled, client, code, monkeypatch
):
    enter(client)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=301))

    assert client.post("/sign-in/code", data={"code": code()}).status_code == 401


def test_codes_are_switched_off_with_a_code_only(enrolled, client, code):
    browser, codes = enrolled

    refused = browser.post("/account/second-factor/removal", data={"code": "111111"})
    done = browser.post("/account/second-factor/removal", data={"code": codes[3]})

    assert (refused.status_code, done.status_code) == (422, 303)
    assert enter(client).status_code == 303


def test_an_administrator_switches_them_off_and_the_office_may_not_for_itself(
    enrolled, desk, cast, client, look
):
    by_office = desk(cast.chau).post(f"/people/{cast.chau.id}/second-factor-resets")
    by_admin = desk(cast.quan).post(f"/people/{cast.chau.id}/second-factor-resets")

    assert (by_office.status_code, by_admin.status_code) == (403, 303)
    assert enter(client).status_code == 303
    actions = look(select(AuditRow.action))
    assert "second_factor.removed" in actions


def test_a_command_switches_them_off_for_the_last_administrator(enrolled, app, client):
    ended = app.test_cli_runner().invoke(args=["people", "reset-codes", "chau"])
    again = app.test_cli_runner().invoke(args=["people", "reset-codes", "chau"])

    assert (ended.exit_code, again.exit_code) == (0, 1)
    assert enter(client).status_code == 303


@pytest.mark.parametrize("who", ["an", "binh"])
def test_teams_are_not_bothered_with_codes(desk, cast, who):
    browser = desk(getattr(cast, who))

    assert browser.post("/account/second-factor").status_code == 403
    assert "Mã xác thực" not in browser.get("/account").get_data(as_text=True)


def test_a_phone_sends_the_code_with_the_password(enrolled, client, code):
    def session(**more):
        sent = {"username": "chau", "password": PASSWORD} | more
        reply = client.post("/api/v1/session", json=sent)
        return reply.status_code, reply.get_json().get("code")

    assert session() == (401, "second-factor-needed")
    assert session(code="000000") == (401, "second-factor-wrong")
    assert session(code=code(later=1)) == (200, None)


def test_a_join_code_without_the_app_is_not_used_up(enrolled, change, cast, client, code):
    from_paper = change(lambda session: people_code(session, cast.chau))

    first = client.post("/api/v1/session", json={"join_code": from_paper})
    second = client.post("/api/v1/session", json={"join_code": from_paper, "code": code(later=1)})

    assert (first.get_json()["code"], second.status_code) == ("second-factor-needed", 200)


def people_code(session, person):
    return people.make_join_code(session, person, at=clock.now())


def test_the_database_alone_holds_no_secret_of_an_app(app, enrolled, cast, look):
    (factor,) = look(select(SecondFactor))

    secret = secret_of(app, cast.chau)
    assert secret not in str({each: getattr(factor, each) for each in ("nonce", "last_step")})
    assert factors.secret_of(factor, "another key of an installation") != secret


def test_my_sign_ins_are_listed_and_ended_one_by_one_or_all_others(desk, cast, look, token):
    browser, elsewhere, third = desk(cast.an), token(cast.an), token(cast.an)
    page = words_of(browser.get("/account").get_data(as_text=True))
    ids = look(select(Login.id).where(Login.person_id == cast.an.id).order_by(Login.id))
    browser.post(f"/account/sign-outs/{ids[1]}")
    browser.post("/account/sign-outs")

    assert "Nơi đang đăng nhập (3)" in page
    assert page.count("nơi này") == 1
    client = browser.application.test_client()
    for ended in (elsewhere, third):
        headers = {"Authorization": f"Bearer {ended}"}
        assert client.get("/api/v1/visits", headers=headers).status_code == 401
    assert browser.get("/account").status_code == 200


def test_nobody_ends_the_sign_in_of_another(desk, cast, look, token):
    token(cast.dung)
    (of_dung,) = look(select(Login.id).where(Login.person_id == cast.dung.id))

    assert desk(cast.an).post(f"/account/sign-outs/{of_dung}").status_code == 404
