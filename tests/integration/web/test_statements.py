"""The office edits statements at the desk, without script; two at once lose nothing."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from survey_app.edge.database import db
from survey_app.evaluations import service
from survey_app.evaluations.models import EvaluationChange, Statement
from survey_app.evaluations.rules import ChangeKind
from tests.support.approved import Approvals
from tests.support.cast import NOW
from tests.support.desk import words_of
from tests.support.queries import counted

PLAN = "Đã ban hành kế hoạch sơ kết đúng thời gian"
VISITS = "Thường xuyên thăm hỏi đoàn viên ốm đau ở các cơ sở"


@pytest.fixture
def draft(cast, change):
    """The address of a draft of three visits; the second and third say something else."""

    def made(session):
        approvals = Approvals(session, cast)
        for number, visit in enumerate(approvals.visits(3)):
            approvals.find(visit, PLAN if number == 0 else VISITS)
            approvals.approve(visit)
        return service.merge(session, cast.round.id, at=NOW, made_by_id=cast.chau.id).id

    return f"/evaluations/{change(made)}"


def statement(look, text):
    (found,) = look(select(Statement).where(Statement.text == text))
    return found


def test_the_page_of_a_statement_offers_what_can_be_done(draft, cast, desk, look):
    row = statement(look, VISITS)

    page = desk(cast.chau).get(f"{draft}/statements/{row.id}").text

    words = words_of(page)
    assert VISITS in words
    assert [
        each
        for each in ("Sửa lời văn", "Tách thành ý riêng", "Gộp", "Chuyển", "Bỏ ra")
        if each not in words
    ] == []
    assert f"/visits/{cast.visit.key}" not in page
    assert words.count("báo cáo bản 1") == 2


def test_a_character_that_no_font_has_is_told_at_its_statement_with_what_to_do(
    draft, cast, desk, look
):
    row = statement(look, PLAN)
    path, chau = f"{draft}/statements/{row.id}", desk(cast.chau)

    chau.post(path, data={"text": "Đạt yêu cầu 😀", "version": "1"})

    for page in (path, draft):
        words = words_of(chau.get(page).text)
        assert words.count("có ký tự không in được") == 1, page
        assert "😀 GRINNING FACE: văn bản in tên này" in words
        assert "Sửa lời văn để thay." in words


def test_of_two_who_write_at_once_the_second_is_told_and_loses_nothing(draft, cast, desk, look):
    row = statement(look, PLAN)
    path, chau = f"{draft}/statements/{row.id}", desk(cast.chau)

    first = chau.post(path, data={"text": "Lời của người trước", "version": "1"})
    second = chau.post(path, data={"text": "Lời của người sau", "version": "1"})

    assert (first.status_code, second.status_code) == (303, 409)
    assert "Lời của người trước" in second.text
    assert re.search(r"<textarea[^>]*>Lời của người sau</textarea>", second.text)
    assert 'name="version" value="2"' in second.text
    assert look(select(Statement.edited).where(Statement.id == row.id)) == ["Lời của người trước"]
    kept = select(EvaluationChange.words).where(EvaluationChange.kind == ChangeKind.SET_ASIDE)
    assert look(kept) == ["Lời của người sau"]


def test_words_for_a_statement_that_a_merge_took_away_are_kept(draft, cast, desk, look, change):
    gone = min(statement(look, PLAN).id, statement(look, VISITS).id)
    change(lambda session: session.delete(session.get_one(Statement, gone)))

    reply = desk(cast.chau).post(
        f"{draft}/statements/{gone}", data={"text": "Không mất", "version": "1"}
    )

    assert reply.status_code == 404
    assert re.search(r"<textarea[^>]*readonly>Không mất</textarea>", reply.text)
    assert look(select(EvaluationChange.words).where(EvaluationChange.words != "")) == ["Không mất"]


@pytest.mark.parametrize(
    ("act", "data", "kind"),
    [
        ("place", {"heading": "5.1", "reason": "đúng mục hơn"}, ChangeKind.PLACED),
        ("leaving-out", {"version": "1", "reason": "trùng"}, ChangeKind.LEFT_OUT),
        ("order", {"towards": "down", "back": "draft"}, ChangeKind.ORDERED),
    ],
)
def test_an_act_is_told_in_the_history_and_undone_there(draft, cast, desk, look, act, data, kind):
    row, chau = statement(look, VISITS), desk(cast.chau)

    done = chau.post(f"{draft}/statements/{row.id}/{act}", data=data)
    (told,) = look(select(EvaluationChange).where(EvaluationChange.kind == kind))
    page = chau.get(f"{draft}/changes").text
    undone = chau.post(f"{draft}/changes/{told.id}/undoing", data={"statement": str(row.id)})

    assert (done.status_code, undone.status_code) == (303, 303)
    assert f"/changes/{told.id}/undoing" in page
    assert undone.location.endswith(f"/statements/{row.id}")
    (now,) = look(select(Statement).where(Statement.id == row.id))
    assert (now.outline_code, now.away, now.rank) == (row.outline_code, False, None)
    assert "đã hoàn tác" in words_of(chau.get(f"{draft}/changes").text)


def test_statements_are_joined_and_split_at_the_desk(draft, cast, desk, look):
    plan, other, chau = statement(look, PLAN), statement(look, VISITS), desk(cast.chau)

    joined = chau.post(
        f"{draft}/statements/{plan.id}/joining", data={"other": str(other.id), "version": "1"}
    )
    page = chau.get(f"{draft}/statements/{plan.id}").text
    entry = re.findall(r'name="entry"\s+value="(\d+)"', page)[0]
    split = chau.post(
        f"{draft}/statements/{plan.id}/splitting", data={"entry": entry, "version": "2"}
    )

    assert (joined.status_code, split.status_code) == (303, 303)
    assert "3 trên 3 đơn vị" in words_of(page)
    assert "2 trên 3 đơn vị" in words_of(chau.get(f"{draft}/statements/{plan.id}").text)


def test_an_act_on_what_somebody_changed_is_told_and_does_nothing(draft, cast, desk, look):
    row = statement(look, VISITS)

    reply = desk(cast.chau).post(
        f"{draft}/statements/{row.id}/leaving-out", data={"version": "7", "reason": "x"}
    )

    assert reply.status_code == 409
    assert "Có người vừa sửa ý này" in reply.text
    assert look(select(Statement.away).where(Statement.id == row.id)) == [False]


def test_the_office_adds_a_statement_of_its_own(draft, cast, desk):
    chau = desk(cast.chau)

    empty = chau.post(f"{draft}/statements", data={"heading": "1.2", "text": " "})
    gone = chau.post(f"{draft}/statements", data={"heading": "?", "text": "Có lũ."})
    done = chau.post(f"{draft}/statements", data={"heading": "1.2", "text": "Có lũ lớn."})

    assert (empty.status_code, gone.status_code, done.status_code) == (422, 409, 303)
    assert "Có lũ." in gone.text
    assert "Có lũ lớn." in chau.get(draft).text


def test_what_was_undone_or_never_was_is_told(draft, cast, desk, look):
    row, chau = statement(look, VISITS), desk(cast.chau)
    chau.post(f"{draft}/statements/{row.id}", data={"text": "Một", "version": "1"})
    (told,) = look(select(EvaluationChange).where(EvaluationChange.kind == ChangeKind.WORDED))

    replies = [chau.post(f"{draft}/changes/{told.id}/undoing") for _ in range(2)]

    assert [reply.status_code for reply in replies] == [303, 409]
    assert chau.post(f"{draft}/changes/999999/undoing").status_code == 404


def test_a_statement_of_another_draft_is_not_there(draft, cast, desk, look):
    row, chau = statement(look, VISITS), desk(cast.chau)
    elsewhere = f"/evaluations/999/statements/{row.id}"

    assert chau.get(elsewhere).status_code == 404
    assert chau.post(f"{draft}/statements/999999/place", data={}).status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_dung_and_all_but_the_office_change_nothing(draft, cast, desk, look, who):
    row, browser = statement(look, VISITS), desk(getattr(cast, who))
    acts = ("", "/place", "/order", "/joining", "/splitting", "/leaving-out", "/settling")

    replies = [browser.post(f"{draft}/statements/{row.id}{act}") for act in acts]
    replies.append(browser.post(f"{draft}/changes/1/undoing"))
    replies.append(browser.get(f"{draft}/changes"))

    assert {reply.status_code for reply in replies} == {403}


def test_the_history_asks_as_often_for_thirty_changes_as_for_three(app, draft, cast, desk, look):
    row, chau = statement(look, VISITS), desk(cast.chau)

    def write(numbers):
        for number in numbers:
            data = {"text": f"Lời {number}", "version": str(number)}
            chau.post(f"{draft}/statements/{row.id}", data=data)

    write(range(1, 4))
    few = counted(app, lambda: chau.get(f"{draft}/changes"))
    write(range(4, 31))

    assert counted(app, lambda: chau.get(f"{draft}/changes")) == few
    with app.app_context():
        assert db.session.get_one(Statement, row.id).version == 31
