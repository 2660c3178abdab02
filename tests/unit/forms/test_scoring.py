"""Figures as they are written, where a reason is owed, and what the vectors cannot say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from forms.definition import Checklist, Item, Kind, ReasonFor, Section, SectionKind, Text
from forms.scoring import Target, brief, explain, gap_needs_reason, plain, role_of, shown

ITEM = Item("A1", Kind.POINTS, Text("A1"), Decimal(5))


def checklist(*items: Item, **changes: object) -> Checklist:
    section = Section("A", Text("Mục A"), Decimal(10), items=items)
    return Checklist("X", "1", Text("X"), (section,), **changes)  # type: ignore[arg-type]  # a test names the fields it changes


@pytest.mark.parametrize(
    ("value", "unrounded", "paper", "line"),
    [
        (Fraction(95), "95", "95,00", "95"),
        (Fraction(0), "0", "0,00", "0"),
        (Fraction("4.62"), "4.62", "4,62", "4.62"),
        (Fraction(1, 3), "0.333333", "0,33", "0.33"),
        (Fraction(2, 3), "0.666667", "0,67", "0.67"),
        (Fraction(1, 3_000_000), "0", "0,00", "0"),
        (Fraction("12.345"), "12.345", "12,35", "12.345"),
        (Fraction("12.3449999"), "12.3449999", "12,34", "12.34"),
        (Fraction("0.005"), "0.005", "0,01", "0.005"),
        (Fraction("99.995"), "99.995", "100,00", "99.995"),
        (Fraction(1, 1024), "0.0009765625", "0,00", "0"),
        (Fraction("-8.75"), "-8.75", "-8,75", "-8.75"),
        (Fraction("-0.001"), "-0.001", "0,00", "-0.001"),
        (Fraction(10**20), "1" + "0" * 20, "1" + "0" * 20 + ",00", "1" + "0" * 20),
    ],
)
def test_a_figure_is_written(value, unrounded, paper, line):
    assert plain(value) == unrounded
    assert shown(value) == paper
    assert brief(value) == line


def test_no_figure_is_none():
    assert plain(None) is None
    assert shown(None) is None


@pytest.mark.parametrize(
    ("rules", "own", "team", "share", "owed"),
    [
        ("gap", Fraction(5), Fraction(4), Fraction("0.8"), "gap"),
        ("gap", Fraction(4), Fraction(5), Fraction(1), "gap"),
        ("gap", Fraction(5), Fraction("4.01"), Fraction("0.802"), None),
        ("gap", None, Fraction(0), Fraction(0), None),
        ("gap", Fraction(5), None, None, None),
        ("zero", Fraction(5), Fraction(0), Fraction(0), "zero"),
        ("zero full", None, Fraction(5), Fraction(1), "full"),
        ("full zero gap", Fraction(0), Fraction(5), Fraction(1), "gap"),
        ("zero", None, Fraction(1), Fraction("0.2"), None),
        ("", Fraction(0), Fraction(5), Fraction(1), None),
    ],
)
def test_a_reason_is_owed(rules, own, team, share, owed):
    asked = checklist(ITEM, reason_for=tuple(ReasonFor(rule) for rule in rules.split()))

    assert gap_needs_reason(asked, ITEM, own, team, share) == owed


def test_agreement_owes_no_reason_even_where_every_gap_counts():
    asked = checklist(ITEM, reason_for=(ReasonFor.GAP,), gap_reason=Decimal(0))

    assert gap_needs_reason(asked, ITEM, Fraction(3), Fraction(3), Fraction("0.6")) is None


@pytest.mark.parametrize(
    ("section", "kind", "role"),
    [
        (SectionKind.BASE, Kind.SCALE, SectionKind.BASE),
        (SectionKind.BASE, Kind.BONUS, SectionKind.BONUS),
        (SectionKind.BASE, Kind.PENALTY, SectionKind.PENALTY),
        (SectionKind.BONUS, Kind.YES_NO, SectionKind.BONUS),
        (SectionKind.PENALTY, Kind.SCALE, SectionKind.PENALTY),
    ],
)
def test_the_points_of_an_item_go_to(section, kind, role):
    assert role_of(Section("A", Text("A"), kind=section), Item("A1", kind, Text("x"))) is role


def test_a_bonus_item_in_a_base_section_is_no_part_of_its_arithmetic():
    bonus = Item("A2", Kind.BONUS, Text("A2"), Decimal(2))

    score = explain(checklist(ITEM, bonus), {"A1": {"value": "2.5"}, "A2": {"value": "yes"}})

    assert score.sections[0].possible == 5
    assert score.totals.bonus == 2
    assert score.total == 52


def test_a_negative_target_that_slipped_in_counts_as_none():
    item = Item("C2", Kind.INDICATOR, Text("C2"), Decimal(5))

    score = explain(
        checklist(item), {"C2": {"value": "3"}}, targets={"C2": Target(term=Decimal(-1))}
    )

    assert score.items[0].state == "no_target"


def test_the_day_is_handed_in():
    late = Item("A2", Kind.YES_NO, Text("A2"), Decimal(5), relevant="today() > date('2021-01-10')")
    asked = checklist(ITEM, late)

    before = explain(asked, {}, today=date(2020, 11, 22))
    after = explain(asked, {}, today=date(2021, 1, 11))

    assert [item.state for item in before.items] == ["not_answered", "not_applicable"]
    assert [item.state for item in after.items] == ["not_answered", "not_answered"]
    assert explain(asked, {}) == before


def test_a_score_names_what_it_came_from():
    said = explain(checklist(ITEM), {}, layer="final").to_json()

    assert said["engine"] == "1"
    assert said["layer"] == "final"
    assert said["checklist"]["code"] == "X"
    assert len(said["checklist"]["content_hash"]) == 64
