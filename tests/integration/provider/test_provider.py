"""Signing in by an OpenID Connect provider: who has an account here, and nobody else."""

from __future__ import annotations

import pyotp
import pytest
from joserfc.jwk import ECKey
from sqlalchemy import select

from survey_app.audit.models import AuditRow
from survey_app.core import clock
from survey_app.edge.database import db
from survey_app.visits import factors
from survey_app.visits.factor_models import SecondFactor
from survey_app.visits.models import Login, Person
from survey_app.visits.rules import Role
from tests.support.provider import CLIENT

BUTTON = "Đăng nhập bằng tài khoản cơ quan"
UNKNOWN = "Chưa có tài khoản đang dùng ứng với người này."
INVALID = "Nơi xác thực trả lời không hợp lệ"
AWAY = "Không kết nối được nơi xác thực của cơ quan."


def refusals(look):
    asked = select(AuditRow.detail).where(AuditRow.action == "login.refused")
    return look(asked.order_by(AuditRow.number))


def test_who_has_an_account_is_let_in_and_led_on(browser, go, is_in, look, provider, cast):
    shown = browser.get("/sign-in?next=/units").get_data(as_text=True)
    reply = browser.get(go("?next=/units"))

    assert BUTTON in shown
    assert (reply.status_code, reply.location) == (303, "/units")
    assert is_in()
    (asked,) = provider.asked
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) >= 20
    assert asked["redirect_uri"] == "http://localhost:8000/sign-in/provider/back"
    assert [each.person_id for each in look(select(Login))] == [cast.chau.id]
    noted = look(select(AuditRow).where(AuditRow.action == "login.vouched"))
    assert [(each.actor_id, each.subject) for each in noted] == [
        (cast.chau.id, f"person:{cast.chau.id}")
    ]


def test_what_came_back_once_is_worth_nothing_again(browser, go, is_in, app):
    back = go()
    browser.get(back)
    browser.post("/sign-out")

    again = browser.get(back)
    stolen = app.test_client().get(back)

    assert (again.status_code, stolen.status_code) == (401, 401)
    assert "không bắt đầu từ máy này" in stolen.get_data(as_text=True)
    assert not is_in()


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=server_error", "?code=&state="]
)
def test_whoever_never_was_at_the_provider_is_not_let_in(browser, is_in, query):
    assert browser.get(f"/sign-in/provider/back{query}").status_code in (401, 502)
    assert not is_in()


@pytest.mark.parametrize(
    "said",
    [
        {"preferred_username": "khong-co"},
        {"preferred_username": ""},
        {"preferred_username": None},
        {"preferred_username": ["chau"]},
        {"preferred_username": 6},
        {"preferred_username": "chau" + " " * 80},
        {"preferred_username": None, "email": "chau"},
    ],
)
def test_a_person_without_an_account_is_told_and_gets_none(
    browser, go, provider, is_in, look, said
):
    before = len(look(select(Person)))
    provider.claims = said

    reply = browser.get(go())

    assert (reply.status_code, UNKNOWN in reply.get_data(as_text=True)) == (401, True)
    assert len(look(select(Person))) == before
    assert not is_in()
    assert any("provider, unknown" in str(each) for each in refusals(look))


@pytest.mark.parametrize("change_", [{"is_active": False}, {"role": Role.UNIT}])
def test_an_account_that_is_closed_or_a_units_lets_nobody_in(
    browser, go, is_in, change, cast, change_
):
    def shut(session):
        for name, value in change_.items():
            setattr(session.get(Person, cast.chau.id), name, value)

    change(shut)

    assert UNKNOWN in browser.get(go()).get_data(as_text=True)
    assert not is_in()


@pytest.mark.parametrize("is_verified", [True, False, None, "true"])
def test_an_address_counts_only_where_the_provider_has_verified_it(
    browser, go, provider, use, change, cast, is_in, is_verified
):
    change(lambda s: setattr(s.get(Person, cast.chau.id), "username", "chau@vidu.example"))
    use(provider.issuer, claim="email")
    provider.claims = {"email": "Chau@vidu.example", "email_verified": is_verified}

    browser.get(go())

    assert is_in() == (is_verified is True)


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"nonce": "another"}, id="nonce"),
        pytest.param({"nonce": None}, id="no nonce"),
        pytest.param({"iss": "https://another.example"}, id="issuer"),
        pytest.param({"iss": None}, id="no issuer"),
        pytest.param({"aud": "another"}, id="for another application"),
        pytest.param({"aud": None}, id="for nobody"),
        pytest.param({"aud": [CLIENT, "another"], "azp": "another"}, id="given to another"),
        pytest.param({"exp": 1_000_000_000}, id="too old"),
        pytest.param({"exp": None}, id="without an end"),
        pytest.param({"iat": 9_000_000_000}, id="of the future"),
    ],
)
def test_a_token_that_says_something_else_is_refused(browser, go, provider, is_in, look, forged):
    provider.forged = forged

    reply = browser.get(go())

    assert (reply.status_code, INVALID in reply.get_data(as_text=True)) == (502, True)
    assert not is_in()
    assert any("provider, token" in str(each) for each in refusals(look))


def test_a_token_signed_by_somebody_else_is_refused(browser, go, provider, is_in):
    provider.signs_with = ECKey.generate_key("P-256", {"kid": "one"})

    assert browser.get(go()).status_code == 502
    assert not is_in()


def test_a_provider_that_has_new_keys_is_believed(browser, go, provider, is_in):
    browser.get(go())
    browser.post("/sign-out")
    provider.key = ECKey.generate_key("P-256", {"kid": "one"})

    first, second = browser.get(go()).status_code, browser.get(go()).status_code

    assert (first, second) == (502, 303)
    assert is_in()


@pytest.mark.parametrize(
    ("broken", "status", "sentence"),
    [
        ("token", 503, AWAY),
        ("no token", 502, INVALID),
        ("person", 401, "Việc xác thực đã bị huỷ hoặc bị từ chối."),
    ],
)
def test_what_goes_wrong_at_the_provider_is_told(
    browser, go, provider, is_in, broken, status, sentence
):
    provider.broken.add(broken)

    reply = browser.get(go())

    assert (reply.status_code, sentence in reply.get_data(as_text=True)) == (status, True)
    assert not is_in()


def test_a_provider_that_is_away_leaves_the_password(browser, provider, use):
    provider.broken.add("discovery")
    ill = browser.get("/sign-in/provider")
    use("http://127.0.0.1:9")
    gone = browser.get("/sign-in/provider")

    assert (ill.status_code, gone.status_code) == (503, 503)
    assert AWAY in gone.get_data(as_text=True)
    assert 'name="password"' in gone.get_data(as_text=True)


def test_a_provider_that_calls_itself_otherwise_is_not_asked(browser, provider):
    provider.calls_itself = "https://another.example"

    reply = browser.get("/sign-in/provider")

    assert (reply.status_code, INVALID in reply.get_data(as_text=True)) == (502, True)


def test_codes_are_asked_for_after_the_provider_as_after_the_password(
    app, browser, desk, go, is_in, cast
):
    def code(later=0):
        with app.app_context():
            factor = db.session.get_one(SecondFactor, cast.chau.id)
            secret = factors.secret_of(factor, app.extensions["settings"].secret_key)
        return pyotp.TOTP(secret).at(int(clock.now().timestamp()) + 30 * later)

    other = desk(cast.chau)
    other.post("/account/second-factor")
    other.post("/account/second-factor/confirmation", data={"code": code()})

    asked = browser.get(go("?next=/units"))
    was_in = is_in()
    entered = browser.post("/sign-in/code", data={"code": code(later=1), "next": "/units"})

    assert (asked.status_code, "Mã xác thực" in asked.get_data(as_text=True)) == (200, True)
    assert (was_in, is_in()) == (False, True)
    assert entered.location == "/units"


@pytest.mark.parametrize("away", ["//ai.example", "https://ai.example", "/\\ai.example"])
def test_nobody_is_led_elsewhere(browser, go, away):
    assert browser.get(go(f"?next={away}")).location == "/"


@pytest.mark.parametrize("path", ["/sign-in/provider", "/sign-in/provider/back?code=x&state=x"])
def test_without_a_provider_there_is_none(client, path):
    assert client.get(path).status_code == 404
    assert BUTTON not in client.get("/sign-in").get_data(as_text=True)
