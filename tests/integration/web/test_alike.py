"""A person decides on alike statements: joined, or remembered as different; both undone."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from survey_app.evaluations import service
from survey_app.evaluations.alike import match_key
from survey_app.evaluations.models import ApartPair, EvaluationChange, Statement
from survey_app.evaluations.rules import ChangeKind
from tests.support.approved import Approvals
from tests.support.cast import NOW
from tests.support.desk import words_of

FEW = "Cán bộ công đoàn chuyên trách thiếu so với số công đoàn cơ sở"
LESS = "Thiếu cán bộ công đoàn chuyên trách, công đoàn cơ sở thì nhiều"


@pytest.fixture
def draft(cast, change):
    """The address of a draft with two alike statements."""

    def made(session):
        approvals = Approvals(session, cast)
        for visit, text in zip(approvals.visits(2), (FEW, LESS), strict=True):
            approvals.find(visit, text, type="limitation")
            approvals.approve(visit)
        return service.merge(session, cast.round.id, at=NOW, made_by_id=cast.chau.id).id

    return f"/evaluations/{change(made)}"


def decide(browser, draft, keeps):
    """Decide on the first pair of the page."""
    page = browser.get(f"{draft}/alike").text
    fields = re.findall(r'name="(first|second|version_\w+)"\s+value="(\d+)"', page)
    return browser.post(f"{draft}/alike", data={**dict(fields), "keeps": keeps})


def test_a_pair_is_shown_with_what_joining_would_count(draft, cast, desk):
    page = words_of(desk(cast.chau).get(f"{draft}/alike").text)

    assert FEW in page
    assert LESS in page
    assert "Nếu gộp: 2 cuộc khảo sát." in page


@pytest.mark.parametrize(("keeps", "words"), [("first", FEW), ("second", LESS)])
def test_joined_they_read_as_the_person_chose(draft, cast, desk, keeps, words):
    chau = desk(cast.chau)

    reply = decide(chau, draft, keeps)

    assert reply.status_code == 303
    assert "2 trên 2 đơn vị" in words_of(chau.get(draft).text)
    assert f"{words} <" in re.sub(r"\s+", " ", chau.get(draft).text)
    assert "Không còn cặp ý nào" in chau.get(f"{draft}/alike").text


def test_told_apart_they_are_not_suggested_until_that_is_undone(draft, cast, desk, look):
    chau = desk(cast.chau)

    decide(chau, draft, "")
    silent = chau.get(f"{draft}/alike").text
    (told,) = look(select(EvaluationChange).where(EvaluationChange.kind == ChangeKind.TOLD_APART))
    chau.post(f"{draft}/changes/{told.id}/undoing")

    assert "Không còn cặp ý nào" in silent
    assert look(select(ApartPair)) == []
    assert "Nếu gộp" in chau.get(f"{draft}/alike").text


def test_what_was_told_apart_is_not_joined_by_a_merge(draft, cast, desk, change, look):
    chau, near = desk(cast.chau), f"{FEW} ở xã"

    def found(session, number, text):
        approvals = Approvals(session, cast)
        (visit,) = approvals.visits_from(range(number, number + 1))
        approvals.find(visit, text, type="limitation")
        approvals.approve(visit)

    change(lambda session: session.add(_apart(session, FEW, near)))
    change(lambda session: found(session, 7, near))
    chau.post(f"/rounds/{cast.round.id}/evaluation")

    assert near in look(select(Statement.text))


def _apart(session, one, other):
    from_keys = sorted(map(_key, (one, other)))
    (id_,) = session.scalars(select(Statement.evaluation_id).limit(1))
    return ApartPair(evaluation_id=id_, first_key=from_keys[0], second_key=from_keys[1])


def _key(text):
    return match_key(text)


@pytest.mark.parametrize("data", [{}, {"first": "1", "second": "x"}, {"keeps": "first"}])
def test_a_pair_that_is_none_is_told(draft, cast, desk, data):
    assert desk(cast.chau).post(f"{draft}/alike", data=data).status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_dung_and_all_but_the_office_decide_nothing(draft, cast, desk, who):
    browser = desk(getattr(cast, who))

    assert browser.get(f"{draft}/alike").status_code == 403
    assert browser.post(f"{draft}/alike").status_code == 403
