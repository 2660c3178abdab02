"""What stands confirmed is what the decisions add up to; where layers differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.scoring import explain
from survey_app.fieldwork.rules import Layer
from survey_app.fieldwork.state import Recorded
from survey_app.reviews.confirming import Opinions
from survey_app.reviews.looks import Look, touched_since
from survey_app.reviews.returns import confirmed_in
from survey_app.reviews.rules import Move
from tests.support.checklist import SMALL

NOW = datetime(2020, 11, 10, tzinfo=UTC)
ITEMS = ("A1", "A2", "A3")


@dataclass
class Made:
    """As much of a decision as is read."""

    number: int
    move: Move
    item: str | None = None
    returned: list[Any] = field(default_factory=list)
    named: list[Any] = field(default_factory=list)
    made_by_id: int = 1
    entries_seen: int = 0

    @property
    def made_by(self) -> Any:
        return SimpleNamespace(name=f"người {self.made_by_id}")

    @property
    def made_at(self) -> datetime:
        return NOW + timedelta(minutes=self.number)


def made(number: int, move: Move, items: list[str], by: int = 1) -> Any:
    lines = [SimpleNamespace(item=item) for item in items]
    return Made(
        number,
        move,
        item=items[0] if move is Move.AGREE else None,
        returned=lines if move is Move.RETURN else [],
        named=lines if move in (Move.CONFIRM, Move.TAKE_BACK) else [],
        made_by_id=by,
    )


ABOUT = (Move.AGREE, Move.CONFIRM, Move.RETURN, Move.TAKE_BACK)
histories = st.lists(
    st.tuples(
        st.sampled_from(ABOUT),
        st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3, unique=True),
        st.sampled_from([1, 2]),
    ),
    max_size=12,
).map(lambda rows: [made(n, *row) for n, row in enumerate(rows, start=1)])


def spoken_of(each: Any) -> set[str]:
    return {line.item for line in [*each.returned, *each.named]} | {each.item or ""}


@given(histories)
def test_an_item_stands_confirmed_by_the_last_decision_that_speaks_of_it(history):
    standing = confirmed_in(history)

    for item in ITEMS:
        last = next((each for each in reversed(history) if item in spoken_of(each)), None)
        expected = last.number if last and last.move is Move.CONFIRM else None
        found = standing.get(item)
        assert (found.decision if found else None) == expected


@given(histories, st.integers(0, 12))
def test_what_is_new_was_touched_by_somebody_else_after_the_look(history, seen):
    touched = touched_since(history, Look(0, seen, NOW), person_id=1)

    later = [each for each in history if each.number > seen and each.made_by_id == 2]
    assert touched == frozenset().union(*map(spoken_of, later)) - {""}


@given(histories)
def test_who_has_looked_at_everything_finds_nothing_new(history):
    assert touched_since(history, Look(0, len(history), NOW), person_id=1) == frozenset()


class Said(Recorded):
    """A record in which these answers were given."""

    def __init__(self, team: dict[str, Any], own: dict[str, Any]) -> None:
        super().__init__()
        object.__setattr__(self, "_said", {Layer.TEAM: team, Layer.SELF: own})

    def wire_answers(self, layer: Layer) -> dict[str, Any]:
        said: dict[Layer, dict[str, Any]] = self.__dict__["_said"]
        return said.get(layer, {})


def opinions(team: Any, own: Any = None, given_: dict[Layer, Any] | None = None) -> Opinions:
    """What is said of A2 by the team, the unit and the desk."""
    explained = {Layer.TEAM: explain(SMALL, {"A2": team} if team else {})}
    desk = {layer: {"A2": value} for layer, value in (given_ or {}).items()}
    return Opinions(SMALL, Said({"A2": team}, {"A2": own} if own else {}), explained, desk)


@pytest.mark.parametrize(
    ("team", "own", "desk", "expected"),
    [
        pytest.param({"value": 3}, None, {}, False, id="only the team speaks"),
        pytest.param({"value": 3}, {"value": 3}, {}, False, id="both say the same"),
        pytest.param({"value": 3}, {"value": "3"}, {}, False, id="in another spelling"),
        pytest.param({"value": 3}, {"value": 2}, {}, True, id="the unit says less"),
        pytest.param({"value": 3}, {"not_applicable": "không có"}, {}, True, id="applies or not"),
        pytest.param(
            {"not_applicable": "a"},
            {"not_applicable": "b"},
            {},
            False,
            id="both say KAD, otherwise",
        ),
        pytest.param({"value": 3}, None, {Layer.AGREED: {"value": 2}}, True, id="the lead differs"),
        pytest.param({"value": 3}, {"value": 77}, {}, True, id="the unit says what cannot be"),
    ],
)
def test_layers_differ_when_two_that_speak_say_otherwise(team, own, desk, expected):
    item = SMALL.find_item("A2")
    assert item is not None

    assert opinions(team, own, desk).differs(item) is expected
    assert opinions(team, own, desk).is_plain(item) is not expected


def test_what_the_team_owes_can_be_confirmed_by_nobody():
    item = SMALL.find_item("A2")
    assert item is not None
    asked = opinions({"value": 3})

    assert asked.can_be_confirmed(item)
    assert not Opinions(SMALL, asked.recorded, asked.explained, {}, {"A2"}).can_be_confirmed(item)
