"""Signing in and out at a desk, and the frame around every page."""

from __future__ import annotations

import pytest

from tests.support.cast import PASSWORD
from tests.support.desk import words_of


def sign_in(client, username="binh", password=PASSWORD, **more):
    return client.post("/sign-in", data={"username": username, "password": password} | more)


def test_a_right_password_leads_to_the_start_page(client):
    reply = sign_in(client)

    assert (reply.status_code, reply.location) == (303, "/")
    assert "Việc hôm nay" in client.get("/").get_data(as_text=True)


def test_a_wrong_password_is_told_and_not_which_of_the_two(client):
    wrong = sign_in(client, password="khong-phai")
    unknown = sign_in(client, username="khong-co")

    assert (wrong.status_code, unknown.status_code) == (401, 401)
    for reply in (wrong, unknown):
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in reply.get_data(as_text=True)


def test_nothing_typed_is_told_field_by_field(client):
    reply = sign_in(client, username=" ", password="")

    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert "Nhập tên đăng nhập." in page
    assert "Nhập mật khẩu." in page


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org/x", "/\\example.org", "javascript:alert(1)", "/a\tb"],
)
def test_nobody_is_led_elsewhere_after_signing_in(client, elsewhere):
    assert sign_in(client, next=elsewhere).location == "/"


def test_signing_in_leads_back_to_where_one_was(client):
    assert sign_in(client, next="/reviews?tray=team").location == "/reviews?tray=team"


def test_signing_out_ends_the_login_on_the_server(app, client):
    sign_in(client)
    copied = client.get_cookie("session")
    client.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("session", copied.value)

    assert thief.get("/reviews").status_code == 401


def test_somebody_who_is_in_does_not_sign_in_again(client):
    sign_in(client)

    assert client.get("/sign-in").location == "/"


def test_the_start_page_sends_a_stranger_to_sign_in(client):
    assert client.get("/").location == "/sign-in"


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("an", ["Ghi trên điện thoại", "Cuộc khảo sát của tôi"]),
        ("binh", ["Chờ thẩm định", "Chờ đoàn"]),
        ("chau", ["Dữ liệu giữ lại", "Phiếu khảo sát", "Dự thảo báo cáo"]),
        ("quan", ["Tài khoản", "API"]),
        ("dung", ["Ghi trên điện thoại"]),
    ],
)
def test_everybody_starts_from_the_own_work(cast, desk, who, told):
    words = words_of(desk(getattr(cast, who)).get("/").get_data(as_text=True))

    assert [each for each in told if each not in words] == []


def test_a_member_is_not_offered_what_is_not_a_members(cast, desk):
    page = desk(cast.an).get("/").get_data(as_text=True)

    assert "/reviews" not in page
    assert "/held" not in page


def test_english_is_chosen_for_good(cast, desk):
    browser = desk(cast.binh)

    reply = browser.post("/language", data={"language": "en", "next": "/reviews"})

    page = browser.get(reply.location).get_data(as_text=True)
    assert reply.location == "/reviews"
    assert '<html lang="en">' in page
    assert "Mine to review" in page


def test_an_unknown_language_is_refused(client):
    assert client.post("/language", data={"language": "xx"}).status_code == 400


def test_help_and_the_api_are_open_to_anybody(client):
    assert "Trưởng đoàn" in client.get("/help").get_data(as_text=True)
    assert "/api/v1/visits/{key}/decisions" in client.get("/api/docs").get_data(as_text=True)


def test_what_is_not_there_is_told_on_a_page(cast, desk):
    reply = desk(cast.binh).get("/khong-co-trang-nay")

    assert reply.status_code == 404
    assert "Không tìm thấy nội dung yêu cầu." in reply.get_data(as_text=True)


def test_a_page_for_others_offers_to_sign_in(client):
    page = client.get("/visits?state=returned").get_data(as_text=True)

    assert 'href="/sign-in?next=/visits?state%3Dreturned"' in page or "next=" in page
