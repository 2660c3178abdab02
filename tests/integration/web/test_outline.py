"""The office sets the outline at the desk; two at once are told; each change is undone."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from survey_app.evaluations import service
from survey_app.evaluations.models import EvaluationChange, OutlineSection
from survey_app.evaluations.rules import ChangeKind
from tests.support.approved import Approvals
from tests.support.cast import NOW
from tests.support.desk import words_of

FORECAST = {"title": "Dự báo", "depth": "1", "source": "forecast", "section": "", "addressee": ""}


@pytest.fixture
def draft(cast, change):
    """The address of a draft of one visit."""

    def made(session):
        approvals = Approvals(session, cast)
        (visit,) = approvals.visits(1)
        approvals.find(visit, "Ban hành kế hoạch sớm", item="A1")
        approvals.approve(visit)
        return service.merge(session, cast.round.id, at=NOW, made_by_id=cast.chau.id).id

    return f"/evaluations/{change(made)}"


@pytest.fixture
def path(draft, cast):
    return f"/rounds/{cast.round.id}/outline"


def seen_of(page, code):
    """What the page says of a heading as its writer sees it."""
    form = re.search(
        rf'action="[^"]*/outline/{re.escape(code)}".*?name="seen"\s+value="(\w+)"', page, re.DOTALL
    )
    assert form, code
    return form.group(1)


def titles(look):
    return look(select(OutlineSection.title).order_by(OutlineSection.position))


def test_a_round_without_an_outline_shows_the_proposal(cast, desk):
    page = desk(cast.chau).get(f"/rounds/{cast.round.id}/outline").text

    assert "Kết quả thực hiện ba chương trình trọng tâm" in words_of(page)


def test_a_heading_is_renamed_filled_and_given_words(path, draft, cast, desk, look):
    chau = desk(cast.chau)
    seen = seen_of(chau.get(path).text, "6")
    data = {
        "seen": seen, "title": "Bài học", "depth": "1", "source": "strength",
        "section": "A", "addressee": "", "words": "Lời mở đầu của Văn phòng.",
    }  # fmt: skip

    reply = chau.post(f"{path}/6", data=data)

    assert reply.status_code == 303
    assert "Bài học" in titles(look)
    assert "Lời mở đầu của Văn phòng." in chau.get(draft).text


def test_of_two_who_change_a_heading_the_second_is_told_and_keeps_what_was_typed(
    path, cast, desk, look
):
    chau = desk(cast.chau)
    seen = seen_of(chau.get(path).text, "6")
    first = chau.post(f"{path}/6", data=FORECAST | {"seen": seen, "title": "Một"})

    second = chau.post(f"{path}/6", data=FORECAST | {"seen": seen, "title": "Hai"})

    assert (first.status_code, second.status_code) == (303, 409)
    assert 'value="Hai"' in second.text
    assert "Một" in titles(look)


def test_a_heading_is_added_moved_and_removed_and_all_of_it_undone(path, draft, cast, desk, look):
    chau, before = desk(cast.chau), titles(look)

    chau.post(path, data=FORECAST | {"after": "1"})
    chau.post(f"{path}/m1/order", data={"towards": "up"})
    moved = titles(look)
    chau.post(f"{path}/1/removal", data={"seen": seen_of(chau.get(path).text, "1")})
    removed = titles(look)
    told = look(select(EvaluationChange.id).where(EvaluationChange.kind == ChangeKind.OUTLINED))
    undone = [chau.post(f"{draft}/changes/{id_}/undoing").status_code for id_ in reversed(told)]

    assert (moved[0], removed[0]) == ("Dự báo", "Dự báo")
    assert len(removed) == len(before) + 1 - 3
    assert undone == [303, 303, 303]
    assert titles(look) == before


@pytest.mark.parametrize(
    ("data", "status"),
    [
        pytest.param(FORECAST | {"title": " "}, 422, id="no title"),
        pytest.param(FORECAST | {"depth": "9"}, 422, id="no depth"),
        pytest.param(FORECAST | {"source": "rumour"}, 422, id="no source"),
        pytest.param(FORECAST | {"depth": "3", "after": "3"}, 422, id="skips a depth"),
    ],
)
def test_what_is_no_heading_is_told_and_kept_on_the_page(path, cast, desk, look, data, status):
    before = titles(look)

    reply = desk(cast.chau).post(path, data=data)

    assert reply.status_code == status
    assert titles(look) == before
    assert 'role="alert"' in reply.text


def test_statements_of_a_removed_heading_are_shown_apart(path, draft, cast, desk):
    chau = desk(cast.chau)
    chau.post(f"{path}/2/removal", data={"seen": seen_of(chau.get(path).text, "2")})

    page = words_of(chau.get(draft).text)

    assert "Ghi nhận chưa xếp vào đề mục" in page
    assert "Ban hành kế hoạch sớm" in page


def test_what_is_not_there_is_told(path, cast, desk):
    chau = desk(cast.chau)

    replies = [
        chau.get("/rounds/999/outline"),
        chau.post(f"{path}/none", data=FORECAST),
        chau.post(f"{path}/none/order"),
        chau.post(f"{path}/none/removal"),
    ]

    assert {reply.status_code for reply in replies} == {404}


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_dung_and_all_but_the_office_leave_the_outline_alone(path, cast, desk, who):
    browser = desk(getattr(cast, who))
    acts = ("", "/6", "/6/order", "/6/removal")

    assert browser.get(path).status_code == 403
    assert {browser.post(f"{path}{act}").status_code for act in acts} == {403}
