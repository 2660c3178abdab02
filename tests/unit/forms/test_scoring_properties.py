"""What is true of every score, whatever is asked and answered."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Target
from forms.definition import Checklist, Item, Kind, Section, SectionKind, Text
from forms.scoring import Explanation, State, explain

POINTS = st.sampled_from([Decimal(1), Decimal("2.5"), Decimal(3), Decimal("0.75")])
KINDS = st.sampled_from([Kind.SCALE, Kind.YES_NO, Kind.INDICATOR])
ANSWERS: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.SCALE: st.integers(0, 4),
    Kind.YES_NO: st.sampled_from(["yes", "no"]),
    Kind.INDICATOR: st.integers(0, 200).map(str),
    Kind.BONUS: st.sampled_from(["yes", "no"]),
    Kind.PENALTY: st.sampled_from(["yes", "no"]),
}
NOT_APPLICABLE = {"not_applicable": "không thuộc phạm vi"}


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    sections = [
        Section(
            code,
            Text(code),
            draw(POINTS) * 5,
            items=tuple(
                Item(f"{code}{n}", draw(KINDS), Text("x"), draw(POINTS))
                for n in range(draw(st.integers(1, 4)))
            ),
        )
        for code in "ABC"[: draw(st.integers(1, 3))]
    ]
    beside = ((SectionKind.BONUS, Kind.BONUS, "T"), (SectionKind.PENALTY, Kind.PENALTY, "P"))
    sections += [
        Section(
            code, Text(code), None, role, items=(Item(f"{code}1", kind, Text("x"), draw(POINTS)),)
        )
        for role, kind, code in beside
    ]
    return Checklist(
        "X", "1", Text("X"), tuple(sections), penalties=draw(st.booleans()), base_points=Decimal(95)
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Checklist, dict[str, Any], dict[str, Target]]:
    checklist = draw(checklists())
    answers: dict[str, Any] = {}
    targets: dict[str, Target] = {}
    for item in _items(checklist):
        given_answer = st.fixed_dictionaries({"value": ANSWERS[item.kind]})
        answer = draw(st.one_of(st.none(), st.just(NOT_APPLICABLE), given_answer))
        if answer is not None:
            answers[item.code] = answer
        if item.kind is Kind.INDICATOR and draw(st.booleans()):
            targets[item.code] = Target(Decimal(draw(st.integers(0, 150))))
    return checklist, answers, targets


@given(cases())
def test_a_total_is_within_nought_and_a_hundred(case):
    checklist, answers, targets = case

    total = explain(checklist, answers, targets=targets).total

    assert total is None or 0 <= total <= 100


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(case, random):
    checklist, answers, targets = case
    shuffled = list(answers.items())
    random.shuffle(shuffled)

    first = explain(checklist, answers, targets=targets)

    assert explain(checklist, dict(shuffled), targets=targets) == first


@given(cases(), st.data())
def test_not_applicable_changes_no_other_section(case, data):
    checklist, answers, targets = case
    section, item = data.draw(st.sampled_from(list(checklist.items())))
    before = explain(checklist, answers, targets=targets)

    after = explain(checklist, {**answers, item.code: NOT_APPLICABLE}, targets=targets)

    assert _others(after, section.code) == _others(before, section.code)


@given(cases(), st.data())
def test_an_unanswered_item_is_not_nought(case, data):
    """Taking an answer away is the same as never having had the item."""
    checklist, answers, targets = case
    item = data.draw(st.sampled_from(_items(checklist)))
    without = {code: answer for code, answer in answers.items() if code != item.code}
    shorter = _without(checklist, item)

    left = explain(checklist, without, targets=targets)

    assert _scores(left) == _scores(explain(shorter, without, targets=targets))
    found = left.find_item(item.code)
    assert found is not None
    assert found.earned is None
    assert found.state is not State.SCORED


@given(checklists(), st.integers(1, 12), st.integers(0, 4))
def test_the_share_of_a_section_does_not_depend_on_how_many_items_it_has(checklist, count, level):
    first = checklist.sections[0]
    one = _answered(checklist, (_scale(0, first.points),), level)
    many = _answered(checklist, tuple(_scale(n, first.points / count) for n in range(count)), level)

    assert many.sections[0].score == one.sections[0].score
    assert many.totals == replace(one.totals, base_line=many.totals.base_line)
    assert one.sections[0].score == Fraction(first.points) * level / 4


@given(cases())
def test_a_section_is_null_exactly_when_nothing_of_it_is_scored(case):
    checklist, answers, targets = case

    for section in explain(checklist, answers, targets=targets).sections:
        assert (section.score is None) == (not any(item.is_scored for item in section.items))


@given(cases())
def test_every_item_has_its_reason_and_only_a_scored_one_its_points(case):
    checklist, answers, targets = case

    for item in explain(checklist, answers, targets=targets).items:
        assert item.why
        assert (item.earned is None) == (not item.is_scored)
        assert (item.share is None) == (not item.is_scored)


def _items(checklist: Checklist) -> list[Item]:
    return [item for section in checklist.sections for item in section.items]


def _scale(n: int, points: Decimal) -> Item:
    return Item(f"A{n}", Kind.SCALE, Text("x"), points)


def _answered(checklist: Checklist, items: tuple[Item, ...], level: int) -> Explanation:
    first = replace(checklist.sections[0], items=items)
    answers = {item.code: {"value": level} for item in items}
    return explain(replace(checklist, sections=(first, *checklist.sections[1:])), answers)


def _without(checklist: Checklist, gone: Item) -> Checklist:
    sections = (
        replace(each, items=tuple(item for item in each.items if item.code != gone.code))
        for each in checklist.sections
    )
    return replace(checklist, sections=tuple(sections))


def _scores(score: Explanation) -> object:
    return score.totals, [(each.code, each.score) for each in score.sections]


def _others(score: Explanation, code: str) -> object:
    return [each for each in score.sections if each.code != code]
