"""A provider whose ID token is short: what lacks is asked of it, and must be of the same person."""

from __future__ import annotations

import pytest

from survey_app.visits.models import Person

ADDRESS = "chau@vidu.example"
INVALID = "Nơi xác thực trả lời không hợp lệ"
AWAY = "Không kết nối được nơi xác thực của cơ quan."
UNKNOWN = "Chưa có tài khoản đang dùng ứng với người này."


@pytest.fixture
def by_address(browser, provider, use, change, cast):
    """Accounts are found by an address that the provider has verified."""
    change(lambda s: setattr(s.get(Person, cast.chau.id), "username", ADDRESS))
    use(provider.issuer, claim="email")


def test_a_name_that_the_token_leaves_out_is_asked_of_the_provider(browser, go, provider, is_in):
    provider.claims, provider.told = {}, {"preferred_username": "chau"}

    browser.get(go())

    assert is_in()
    assert provider.questions == 1


def test_what_the_token_says_needs_no_question_and_is_not_replaced(browser, go, provider, is_in):
    provider.told = {"preferred_username": "quan"}

    browser.get(go())

    assert is_in()
    assert provider.questions == 0


@pytest.mark.parametrize("sub", ["2", None, "", 1])
def test_what_is_said_of_another_person_is_refused(browser, go, provider, is_in, sub):
    provider.claims, provider.told = {}, {"preferred_username": "chau", "sub": sub}

    reply = browser.get(go())

    assert (reply.status_code, INVALID in reply.get_data(as_text=True)) == (502, True)
    assert not is_in()


@pytest.mark.parametrize(
    ("claims", "told", "enters"),
    [
        pytest.param({}, {"email": ADDRESS, "email_verified": True}, True, id="both are told"),
        pytest.param({}, {"email": ADDRESS, "email_verified": False}, False, id="not verified"),
        pytest.param({}, {"email": ADDRESS}, False, id="no word of that"),
        pytest.param(
            {"email": ADDRESS},
            {"email": ADDRESS, "email_verified": True},
            True,
            id="verified there",
        ),
        pytest.param(
            {"email": ADDRESS},
            {"email": "khac@vidu.example", "email_verified": True},
            False,
            id="another address was verified",
        ),
        pytest.param(
            {"email_verified": False},
            {"email": ADDRESS, "email_verified": True},
            False,
            id="the token denies it",
        ),
    ],
)
@pytest.mark.usefixtures("by_address")
def test_an_address_counts_where_the_same_address_was_verified(
    browser, go, provider, is_in, claims, told, enters
):
    provider.claims, provider.told = claims, told

    browser.get(go())

    assert is_in() == enters


@pytest.mark.parametrize("told", [None, {}, {"preferred_username": ["chau"]}])
def test_a_name_that_is_nowhere_lets_nobody_in(browser, go, provider, is_in, told):
    provider.claims, provider.told = {}, told

    assert UNKNOWN in browser.get(go()).get_data(as_text=True)
    assert not is_in()


@pytest.mark.parametrize("told", [["chau"], "chau", 6])
def test_an_answer_of_another_form_is_refused(browser, go, provider, is_in, told):
    provider.claims, provider.told = {}, told

    reply = browser.get(go())

    assert (reply.status_code, INVALID in reply.get_data(as_text=True)) == (502, True)
    assert not is_in()


def test_a_provider_that_cannot_be_asked_now_is_told(browser, go, provider, is_in):
    provider.claims, provider.told = {}, {"preferred_username": "chau"}
    provider.broken.add("userinfo")

    reply = browser.get(go())

    assert (reply.status_code, AWAY in reply.get_data(as_text=True)) == (503, True)
    assert not is_in()
