"""Accounts kept in the browser: by whom, of whom, and that nobody can lock everybody out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from survey_app.core import clock
from survey_app.visits import people
from survey_app.visits.models import JoinCode, Login, Person
from survey_app.visits.rules import Role
from tests.support.desk import words_of

TOLD = re.compile(r'class="join-code">\s*([^<]*[^<\s])\s*<')
# Who looks after whose account: the office of members' and leads', the administrator of all.
KEEPING = [
    *[("chau", whom, True) for whom in ("an", "binh", "dung", "em")],
    *[("chau", whom, False) for whom in ("chau", "quan")],
    *[("quan", whom, True) for whom in ("an", "binh", "chau")],
    *[(who, "an", False) for who in ("an", "binh")],
]
ACTS = ("passwords", "closing", "opening", "sign-outs")


def of(look, username):
    return look(select(Person).where(Person.username == username))[0]


def signs_in(client, username, password):
    reply = client.post("/api/v1/session", json={"username": username, "password": password})
    return reply.status_code in (200, 201)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("who", "whom", "granted"), KEEPING)
def test_who_may_do_what_with_whose_account(cast, desk, who, whom, granted, act):
    reply = desk(getattr(cast, who)).post(f"/people/{getattr(cast, whom).id}/{act}")

    assert (reply.status_code in (200, 303)) is granted
    assert granted or reply.status_code == 403


@pytest.mark.parametrize(("who", "whom", "granted"), KEEPING)
def test_who_may_rename_whom(cast, desk, look, who, whom, granted):
    person = getattr(cast, whom)
    form = {"name": "Tên Mới", "role": person.role.value}

    reply = desk(getattr(cast, who)).post(f"/people/{person.id}", data=form)

    assert reply.status_code == (303 if granted else 403)
    assert of(look, whom).name == ("Tên Mới" if granted else whom.title())


def test_a_new_account_signs_in_with_the_password_that_is_shown_once(cast, client, desk, look):
    form = {"name": "Thành viên mới", "username": "Moi.Toanh", "role": "member"}

    reply = desk(cast.chau).post("/people", data=form)

    page = reply.get_data(as_text=True)
    (password,) = TOLD.findall(page)
    made = of(look, "moi.toanh")
    assert (made.name, made.role) == ("Thành viên mới", Role.MEMBER)
    assert password not in made.password_hash
    assert signs_in(client, "moi.toanh", password)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        pytest.param({"username": "binh"}, "Đã có tài khoản", id="a name that is taken"),
        pytest.param({"username": "BINH"}, "Đã có tài khoản", id="also in capitals"),
        pytest.param({"username": "ab"}, "Tên đăng nhập từ 3", id="too short"),
        pytest.param({"username": "nguyễn"}, "Tên đăng nhập từ 3", id="with marks"),
        pytest.param({"username": "a b c"}, "Tên đăng nhập từ 3", id="with spaces"),
        pytest.param({"username": ""}, "Nhập tên đăng nhập", id="no user name"),
        pytest.param({"name": "  "}, "Nhập họ và tên", id="no name"),
        pytest.param({"name": "x" * 201}, "Tên quá dài", id="a name without end"),
        pytest.param({"role": "office"}, "Not a valid choice", id="a role above one's own"),
        pytest.param({"role": "unit"}, "Not a valid choice", id="the role that has no account"),
        pytest.param({"role": "x"}, "Not a valid choice", id="no role of ours"),
    ],
)
def test_a_new_account_is_refused_with_words(cast, desk, look, form, words):
    before = look(select(func.count()).select_from(Person))
    whole = {"name": "Một Người", "username": "mot-nguoi", "role": "member"} | form

    reply = desk(cast.chau).post("/people", data=whole, headers={"Accept-Language": "vi"})

    assert reply.status_code == 422
    assert look(select(func.count()).select_from(Person)) == before
    if words != "Not a valid choice":
        assert words in words_of(reply.get_data(as_text=True))


def test_the_office_cannot_raise_somebody_above_itself(cast, desk, look):
    reply = desk(cast.chau).post(f"/people/{cast.an.id}", data={"name": "An", "role": "admin"})

    assert reply.status_code == 422
    assert of(look, "an").role is Role.MEMBER


def test_a_new_password_ends_the_old_one_and_every_sign_in(cast, client, token, desk):
    phone = {"Authorization": f"Bearer {token(cast.an)}"}
    assert client.get("/api/v1/visits", headers=phone).status_code == 200

    page = desk(cast.chau).post(f"/people/{cast.an.id}/passwords").get_data(as_text=True)

    (password,) = TOLD.findall(page)
    assert client.get("/api/v1/visits", headers=phone).status_code == 401
    assert signs_in(client, "an", password)


def test_a_closed_account_signs_in_nowhere_until_it_is_opened(cast, client, token, desk):
    phone = {"Authorization": f"Bearer {token(cast.an)}"}
    office = desk(cast.chau)

    office.post(f"/people/{cast.an.id}/closing")
    assert client.get("/api/v1/visits", headers=phone).status_code == 401
    assert "đã khoá" in words_of(office.get(f"/people/{cast.an.id}").get_data(as_text=True))

    page = office.post(f"/people/{cast.an.id}/passwords").get_data(as_text=True)
    assert not signs_in(client, "an", TOLD.findall(page)[0])
    office.post(f"/people/{cast.an.id}/opening")
    assert signs_in(client, "an", TOLD.findall(page)[0])


@pytest.mark.parametrize(
    ("act", "form"), [("closing", {}), ("", {"name": "Quân", "role": "member"})]
)
def test_nobody_locks_themselves_out(cast, desk, look, act, form):
    path = f"/people/{cast.quan.id}/{act}".rstrip("/")

    reply = desk(cast.quan).post(path, data=form)

    assert reply.status_code == 409
    assert "Không thể khoá hoặc đổi vai trò" in words_of(reply.get_data(as_text=True))
    kept = of(look, "quan")
    assert (kept.role, kept.is_active) == (Role.ADMIN, True)


def test_the_last_administrator_stays_whoever_asks(cast, desk, look, change):
    def second(session):
        people.add_person(
            session, username="quyen", name="Quyên", role=Role.ADMIN,
            password="mot-mat-khau-dai", at=clock.now(),
        )  # fmt: skip

    change(second)
    quyen = of(look, "quyen")
    assert desk(cast.quan).post(f"/people/{quyen.id}/closing").status_code == 303

    assert desk(cast.quan).post(f"/people/{cast.quan.id}/closing").status_code == 409


def test_one_sign_in_is_ended_and_the_others_stay(cast, client, token, desk, look):
    kept, lost = token(cast.an), token(cast.an)
    logins = look(select(Login).where(Login.person_id == cast.an.id).order_by(Login.id))
    path = f"/people/{cast.an.id}/sign-outs/{logins[-1].id}"

    assert desk(cast.chau).post(path).status_code == 303

    def state(secret):
        headers = {"Authorization": f"Bearer {secret}"}
        return client.get("/api/v1/visits", headers=headers).status_code

    assert (state(kept), state(lost)) == (200, 401)
    assert desk(cast.chau).post(path).status_code == 404


def test_a_sign_in_of_somebody_else_is_not_ended_by_this_account(cast, token, desk, look):
    token(cast.quan)
    (login,) = look(select(Login).where(Login.person_id == cast.quan.id))

    reply = desk(cast.chau).post(f"/people/{cast.an.id}/sign-outs/{login.id}")

    assert reply.status_code == 404
    assert look(select(Login).where(Login.id == login.id))[0].ended_at is None


def test_the_page_tells_teams_sign_ins_and_phones(cast, phone, desk):
    an = phone()
    an.send(an.answer("A1", {"value": "yes"}))

    words = words_of(desk(cast.chau).get(f"/people/{cast.an.id}").get_data(as_text=True))

    assert "Nơi đang đăng nhập (1)" in words
    assert an.device[:8] in words
    assert "Đoàn khảo sát" in words


def test_what_is_held_of_a_person_is_counted(cast, phone, desk):
    an = phone()
    an.send(an.answer("KHONG-CO", {"value": "yes"}))

    words = words_of(desk(cast.chau).get(f"/people/{cast.an.id}").get_data(as_text=True))

    assert "1 mục chờ Văn phòng xem xét" in words


@pytest.mark.parametrize("path", ["/people/999999", "/people/999999/closing"])
def test_an_account_that_is_not_there_is_told(cast, desk, path):
    office = desk(cast.chau)
    reply = office.post(path) if path.endswith("closing") else office.get(path)

    assert reply.status_code == 404


def test_names_are_shown_as_text(cast, desk, look):
    form = {"name": "<script>alert(1)</script>", "username": "ten-la", "role": "member"}
    office = desk(cast.chau)
    office.post("/people", data=form)

    for path in (f"/people/{of(look, 'ten-la').id}", "/people"):
        page = office.get(path).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_join_sheet_has_a_slip_for_each_of_a_team_and_each_signs_in_once(
    cast, client, desk, look
):
    page = desk(cast.chau).post(f"/teams/{cast.visit.team_id}/join-sheets")
    codes = TOLD.findall(page.get_data(as_text=True))

    names = [
        client.post("/api/v1/session", json={"join_code": code}).get_json()["user"]["username"]
        for code in codes
    ]

    assert sorted(names) == ["an", "anh", "binh"]
    ends = {each.expires_at for each in look(select(JoinCode))}
    assert min(ends) > clock.now() + timedelta(days=6)
    assert page.headers["Cache-Control"] == "no-store"


def test_a_sheet_of_a_team_that_is_not_there_is_told(cast, desk):
    assert desk(cast.chau).post("/teams/999999/join-sheets").status_code == 404
