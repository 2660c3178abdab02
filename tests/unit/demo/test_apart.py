"""The visit that two score apart: both answer everything, and differ where there is a reason."""

from __future__ import annotations

import pytest

from forms.answers import check_answer
from survey_app.commands.demo_round import apart
from survey_app.commands.demo_round.plan import accounts, library
from survey_app.commands.demo_round.targets import targets_of
from survey_app.commands.demo_round.units import Fate, planned_units
from survey_app.commands.demo_round.visiting import course_of
from survey_app.commands.demo_round.words import words


@pytest.fixture(scope="module")
def course():
    planned = next(each for each in planned_units() if each.facts.code == apart.UNIT)
    checklist = next(each for each in library() if each.unit_kind == planned.facts.kind.value)
    told = {
        each.item: {"term": each.term, "milestone": each.milestone}
        for each in targets_of(apart.UNIT, checklist)
    }
    return course_of(planned, checklist, told)


def test_it_waits_for_its_lead(course):
    assert course.planned.fate is Fate.WAITING


def test_the_second_answers_every_item_that_the_first_does_and_validly(course):
    items = {item.code: item for _, item in course.checklist.items()}

    second = apart.second_answers(course.team)

    assert second.keys() == course.team.keys()
    for code, value in second.items():
        assert not check_answer(items[code], value).is_blank, code


def test_they_differ_where_the_second_has_a_reason_and_nowhere_else(course):
    second = apart.second_answers(course.team)

    differing = {code for code, value in second.items() if value != course.team[code]}

    assert differing == words()["apart"].keys()
    for code in differing:
        assert second[code]["value"] != course.team[code]["value"], code
        assert second[code]["reason"], code


def test_both_are_of_the_team_that_visits_and_only_the_second_is_on_no_other_visit(course):
    both = {each.username: each for each in accounts() if each.username in vars(apart).values()}

    assert {each.team for each in both.values()} == {course.planned.team}
    assert both[apart.FIRST].unit == ""
    assert both[apart.SECOND].unit == apart.UNIT
