"""Every state × move at the desk's pages, forms that are overtaken, and what nobody should type."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.reviews.models import Decision, ReturnedItem
from survey_app.reviews.rules import MOVES, Move, ReviewState
from survey_app.scoring.models import LayerScore
from tests.support.desk import decide, hand_over, hidden, review_page
from tests.support.moves import FIRST, body_of, bring_to

PAGES = {
    Move.OPEN: "opening",
    Move.AGREE: "scores",
    Move.CONFIRM: "confirmations",
    Move.RETURN: "returns",
    Move.TAKE_BACK: "take-backs",
    Move.APPROVE: "approval",
    Move.REOPEN: "reopening",
}


@pytest.fixture
def by_api(phone, cast):
    """Bình's moves through the API."""
    binh = phone(cast.binh)
    return lambda body: binh.post(f"/visits/{cast.visit.key}/decisions", body)


def fields_of(body):
    """The fields of the form that makes this move."""
    lines = body.get("items", [])
    fields = {"items": [line["item"] for line in lines], "reason": body.get("reason", "")}
    fields |= {f"reason-{line['item']}": line["reason"] for line in lines if "reason" in line}
    if body["move"] == "agree":
        fields |= {"item": body["item"], "layer": "agreed", "value": str(body["value"])}
    return fields


@pytest.mark.parametrize("state", ReviewState)
@pytest.mark.parametrize("move", Move)
def test_a_page_makes_a_move_exactly_where_the_table_has_it(
    cast, phone, desk, by_api, look, state, move
):
    bring_to(state, phone(), by_api)
    for body in FIRST.get((state, move), []):
        by_api(body)
    before = len(look(select(Decision)))

    reply = decide(desk(cast.binh), cast.visit, PAGES[move], **fields_of(body_of(state, move)))

    allowed = (state, move) in MOVES
    assert reply.status_code == (303 if allowed else 409)
    assert len(look(select(Decision))) == before + allowed


@pytest.fixture
def lead(cast, phone, desk):
    """Bình at a desk, when the visit is handed over."""
    hand_over(phone())
    return desk(cast.binh)


def test_a_form_that_was_overtaken_says_by_what_and_keeps_what_was_typed(lead, cast, desk, look):
    page = review_page(lead, cast.visit).get_data(as_text=True)
    old = {name: hidden(page, name) for name in ("seen", "entries_seen")}
    fields = {"item": "A1", "layer": "final", "value": "no", "reason": "Không có số hiệu"}
    decide(desk(cast.chau), cast.visit, "scores", **fields)

    typed = {"item": "A2", "layer": "agreed", "value": "1", "reason": "Còn sơ sài"}
    reply = lead.post(f"/reviews/{cast.visit.key}/scores", data=old | typed)

    told = reply.get_data(as_text=True)
    notice = told.partition('id="problems"')[2].partition("</div>")[0]
    assert reply.status_code == 409
    assert "Chau" in notice
    assert "Không có số hiệu" in notice
    assert "item-A1" in notice
    assert ">Còn sơ sài</textarea>" in told
    assert len(look(select(LayerScore))) == 1


def test_the_page_that_tells_can_be_sent_at_once(lead, cast, desk, look):
    decide(desk(cast.chau), cast.visit, "confirmations", items="A3")
    typed = {"items": "A2", "reason-A2": "Xem lại"}
    told = lead.post(f"/reviews/{cast.visit.key}/returns", data={"seen": "0", **typed})
    page = told.get_data(as_text=True)

    again = {name: hidden(page, name) for name in ("seen", "entries_seen")} | typed
    assert lead.post(f"/reviews/{cast.visit.key}/returns", data=again).status_code == 303

    assert [made.move for made in look(select(Decision))] == [Move.CONFIRM, Move.RETURN]


TWICE = [
    ("opening", {}),
    ("scores", {"item": "A2", "layer": "agreed", "value": "1", "reason": "Rõ"}),
    ("confirmations", {"items": ["A3", "B3"]}),
    ("returns", {"items": ["A2"], "reason-A2": "Rõ", "value-A2": "1"}),
    ("approval", {}),
]


@pytest.mark.parametrize(("way", "fields"), TWICE, ids=[way for way, _ in TWICE])
def test_a_form_that_is_sent_twice_counts_once(lead, cast, look, way, fields):
    page = review_page(lead, cast.visit).get_data(as_text=True)
    sent = {name: hidden(page, name) for name in ("seen", "entries_seen")} | fields

    replies = [lead.post(f"/reviews/{cast.visit.key}/{way}", data=sent) for _ in range(2)]

    assert [reply.status_code for reply in replies] == [303, 303]
    assert len(look(select(Decision))) == 1


SNEAKY = "<img src=x onerror=alert(1)>\"'&{{7*7}}"


def test_html_in_every_field_is_shown_as_it_was_typed(lead, cast, look):
    fields = {
        "items": ["A2", SNEAKY],
        "reason-A2": SNEAKY,
        "value-A2": SNEAKY,
        "then": SNEAKY,
        "seen": SNEAKY,
        "entries_seen": SNEAKY,
    }
    ways = ("opening", "scores", "confirmations", "returns", "take-backs", "approval", "reopening")
    for way in (*ways, "undo", "comments", "settlements"):
        more = {"item": SNEAKY, "layer": SNEAKY, "reason": SNEAKY, "text": SNEAKY, "chosen": SNEAKY}
        reply = lead.post(f"/reviews/{cast.visit.key}/{way}?show={SNEAKY}", data=fields | more)
        page = reply.get_data(as_text=True)
        assert 400 <= reply.status_code < 500, way
        assert "<img src=x" not in page, way
        assert "49" not in page.partition('role="alert"')[2].partition("</div>")[0], way
    assert look(select(Decision)) == []


def test_html_in_a_reason_is_kept_as_text(lead, cast):
    decide(lead, cast.visit, "returns", **{"items": "A2", "reason-A2": SNEAKY})

    page = review_page(lead, cast.visit).get_data(as_text=True)
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    ("way", "field", "fields"),
    [
        ("scores", "reason", {"item": "A2", "layer": "agreed", "value": "1"}),
        ("returns", "reason-A2", {"items": "A2"}),
    ],
)
def test_a_reason_of_5000_characters_is_kept_and_a_longer_one_told(
    lead, cast, look, way, field, fields
):
    longer = decide(lead, cast.visit, way, **fields, **{field: "ế" * 5_001})
    assert look(select(Decision)) == []
    longest = decide(lead, cast.visit, way, **fields, **{field: "ế" * 5_000})

    assert (longer.status_code, longest.status_code) == (422, 303)
    assert "nhiều nhất 5.000 ký tự" in longer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("A1", "maybe"),
        ("A2", "5"),
        ("A2", "-1"),
        ("A2", "2,5"),
        ("A3", "1,3"),
        ("A3", "99"),
        ("A3", "NaN"),
        ("A3", "1e400"),
        ("B1", "-5"),
        ("B3", "z"),
        ("B4", "9"),
        ("T1", "x"),
    ],
)
def test_a_score_outside_its_steps_is_neither_given_nor_proposed(lead, cast, look, item, value):
    given = {"item": item, "layer": "agreed", "value": value, "reason": "Rõ"}
    proposed = {"items": item, f"reason-{item}": "Rõ", f"value-{item}": value}

    replies = [
        decide(lead, cast.visit, "scores", **given),
        decide(lead, cast.visit, "returns", **proposed),
    ]

    assert [reply.status_code for reply in replies] == [422, 422]
    assert (look(select(LayerScore)), look(select(ReturnedItem))) == ([], [])
    assert "Rõ" in replies[0].get_data(as_text=True)
