"""The choice between entries that clash, and undoing the last decision."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select

from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.rules import EntryKind
from survey_app.reviews.models import Decision, NamedItem
from survey_app.reviews.rules import Move
from survey_app.scoring.models import LayerScore
from survey_app.visits.models import TeamPerson
from tests.support.desk import decide, hand_over, hidden, review_page
from tests.support.queries import sent


@pytest.fixture
def lead(cast, phone, desk):
    """Bình at a desk, when the visit is handed over."""
    hand_over(phone())
    return desk(cast.binh)


def page_of(browser, visit):
    return review_page(browser, visit).get_data(as_text=True)


def item_of(page, code):
    """The part of the page that is about one item."""
    return page.partition(f'id="item-{code}"')[2].partition("</article>")[0]


@pytest.fixture
def clashing(lead, cast, phone, look):
    """Bình at a desk, when Ánh has answered A2 without seeing An's answer; the two entries."""
    anh = phone(cast.anh)
    anh.receipts(anh.answer("A2", {"value": 0}))
    of_a2 = select(Entry.uuid).where(Entry.item == "A2", Entry.kind == EntryKind.ANSWER)
    return lead, look(of_a2.order_by(Entry.number))


def settle(browser, visit, chosen):
    fields = {"chosen": str(chosen), "item": "A2"}
    return browser.post(f"/reviews/{visit.key}/settlements", data=fields)


def test_the_lead_settles_a_clash_and_may_approve(clashing, cast, phone):
    lead, (first, _) = clashing
    refused = decide(lead, cast.visit, "approval")

    assert settle(lead, cast.visit, first).status_code == 303

    assert refused.status_code == 409
    assert phone().state() == "submitted"
    assert "Mức 3/4" in item_of(page_of(lead, cast.visit), "A2")
    assert decide(lead, cast.visit, "approval").status_code == 303


def test_a_choice_that_is_sent_twice_is_made_once(clashing, cast, look):
    lead, (first, second) = clashing

    replies = [settle(lead, cast.visit, chosen) for chosen in (first, first, second)]

    assert [reply.status_code for reply in replies] == [303, 303, 409]
    assert len(look(select(Entry).where(Entry.item == "A2"))) == 3


def test_whoever_chooses_waits_in_the_line_of_the_visit_before_it_is_asked_how_it_stands(
    app, clashing, cast
):
    lead, (first, _) = clashing

    statements = [
        " ".join(each.split()) for each in sent(app, lambda: settle(lead, cast.visit, first))
    ]

    line = next(at for at, each in enumerate(statements) if "FROM visit_log" in each)
    assert line < next(at for at, each in enumerate(statements) if "FROM decision" in each)


@pytest.mark.parametrize("chosen", ["x", "", "018f0000-0000-7000-8000-00000000dead"])
def test_a_choice_of_what_does_not_clash_is_told(clashing, cast, chosen):
    lead, _ = clashing

    reply = settle(lead, cast.visit, chosen)

    assert reply.status_code == 409
    assert "Nội dung trùng sửa đã thay đổi" in reply.get_data(as_text=True)


def test_what_the_lead_chose_does_not_answer_a_return(clashing, cast, phone):
    lead, (first, _) = clashing
    decide(lead, cast.visit, "returns", **{"items": "A2", "reason-A2": "Xem lại"})

    settle(lead, cast.visit, first)

    returned = phone().get("/visits").get_json()["visits"][0]["returned"]
    assert [each["answered"] for each in returned] == [False]


def undo(browser, visit):
    return decide(browser, visit, "undo")


def test_a_return_is_undone(lead, cast, phone, look):
    decide(
        lead, cast.visit, "returns", **{"items": ["A1", "A2"], "reason-A1": "1", "reason-A2": "2"}
    )

    assert undo(lead, cast.visit).status_code == 303

    assert phone().state() == "submitted"
    assert look(select(NamedItem.item).order_by(NamedItem.id)) == ["A1", "A2"]


def test_a_score_is_undone_to_what_it_was_before(lead, cast, look):
    for value in ("1", "2"):
        fields = {"item": "A2", "layer": "agreed", "value": value, "reason": "Rõ"}
        decide(lead, cast.visit, "scores", **fields)

    assert undo(lead, cast.visit).status_code == 303

    values = [given.value for given in look(select(LayerScore).order_by(LayerScore.id))]
    assert values == ['{"value":"1"}', '{"value":"2"}', '{"value":"1"}']


def test_a_confirmation_is_undone(lead, cast):
    decide(lead, cast.visit, "confirmations", items="A2")
    assert "đã nhất trí" in item_of(page_of(lead, cast.visit), "A2")

    undo(lead, cast.visit)

    assert "đã nhất trí" not in item_of(page_of(lead, cast.visit), "A2")


def test_what_the_team_has_answered_is_not_undone(lead, cast, phone, look):
    decide(lead, cast.visit, "returns", **{"items": "A2", "reason-A2": "Xem lại"})
    an = phone()
    an.receipts(an.entry("reply", {"agree": True, "text": ""}, item="A2"))

    assert "Hoàn tác" not in page_of(lead, cast.visit)
    assert undo(lead, cast.visit).status_code == 409
    assert [made.move for made in look(select(Decision))] == [Move.RETURN]


def test_nobody_undoes_what_somebody_else_decided(lead, cast, desk):
    decide(lead, cast.visit, "confirmations", items="A2")

    assert undo(desk(cast.chau), cast.visit).status_code == 409


@pytest.mark.parametrize("move", ["opening", "approval"])
def test_a_decision_that_closes_or_opens_is_not_undone(lead, cast, move):
    decide(lead, cast.visit, move)

    assert undo(lead, cast.visit).status_code == 409


def test_with_nothing_decided_there_is_nothing_to_undo(lead, cast):
    assert undo(lead, cast.visit).status_code == 409


def test_a_lead_who_was_taken_off_the_team_decides_nothing_more(lead, cast, change, look):
    page = page_of(lead, cast.visit)
    seen = {name: hidden(page, name) for name in ("seen", "entries_seen")}
    off = delete(TeamPerson).where(TeamPerson.person_id == cast.binh.id)
    change(lambda session: session.execute(off) and None)

    ways = ("opening", "confirmations", "returns", "approval", "undo", "comments", "looks")
    replies = [lead.post(f"/reviews/{cast.visit.key}/{way}", data=seen) for way in ways]

    assert {reply.status_code for reply in replies} == {404}
    assert look(select(Decision)) == []


def test_the_notice_of_the_last_decision_names_its_items(lead, cast):
    decide(lead, cast.visit, "confirmations", items=["A3", "B3"])

    assert "A3, B3" in page_of(lead, cast.visit)
