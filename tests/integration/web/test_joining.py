"""Join codes: who may issue one for whom, and that it is shown once and signs in once."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from survey_app.visits.models import JoinCode, Person
from tests.support.desk import words_of

CODE = re.compile(r'class="join-code">([A-Z2-9]{5} [A-Z2-9]{5})<')
# Who issues, for whom, and whether that is granted; An and Dũng are members, Bình leads.
ISSUING = [
    *[("chau", whom, True) for whom in ("an", "binh", "dung")],
    ("chau", "chau", False),
    ("chau", "quan", False),
    *[("quan", whom, True) for whom in ("an", "binh", "chau", "quan")],
    *[(who, "an", False) for who in ("an", "binh", "dung")],
]


def issue(browser, person):
    return browser.post(f"/people/{person.id}/join-codes")


@pytest.mark.parametrize(("who", "whom", "granted"), ISSUING)
def test_who_may_issue_a_code_for_whom(cast, desk, look, who, whom, granted):
    reply = issue(desk(getattr(cast, who)), getattr(cast, whom))

    assert reply.status_code == (200 if granted else 403)
    assert len(look(select(JoinCode))) == (1 if granted else 0)


def test_the_list_offers_codes_exactly_where_they_are_granted(cast, desk):
    page = desk(cast.chau).get("/people").get_data(as_text=True)

    offered = {int(number) for number in re.findall(r'action="/people/(\d+)/join-codes"', page)}
    assert offered == {each.id for each in (cast.an, cast.anh, cast.binh, cast.dung, cast.em)}


def test_the_code_on_the_page_signs_its_person_in_once(cast, client, desk):
    page = issue(desk(cast.chau), cast.an).get_data(as_text=True)
    (code,) = CODE.findall(page)

    first = client.post("/api/v1/session", json={"join_code": code})
    again = client.post("/api/v1/session", json={"join_code": code})

    assert first.get_json()["user"]["username"] == "an"
    assert again.status_code == 401


def test_the_page_says_whose_it_is_and_until_when(cast, desk):
    reply = issue(desk(cast.chau), cast.an)
    page = reply.get_data(as_text=True)

    assert "Mã tham gia của An" in words_of(page)
    assert "một lần đăng nhập, đến" in words_of(page)
    assert "<svg" in page
    assert "style=" not in page
    assert reply.headers["Cache-Control"] == "no-store"


def test_only_the_hash_of_a_code_is_kept(cast, desk, look):
    page = issue(desk(cast.chau), cast.an).get_data(as_text=True)

    (code,) = CODE.findall(page)
    (kept,) = look(select(JoinCode))
    assert code.replace(" ", "") not in vars(kept).values()


def test_a_closed_account_gets_no_code(cast, desk, change, look):
    change(lambda session: close(session, cast.an.id))

    assert issue(desk(cast.chau), cast.an).status_code == 403
    assert look(select(JoinCode)) == []


def close(session, person_id):
    session.get(Person, person_id).is_active = False


def test_somebody_who_is_not_there_gets_no_code(cast, desk):
    assert desk(cast.chau).post("/people/9999/join-codes").status_code == 404
