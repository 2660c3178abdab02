"""The demonstration's round on paper: complete, valid, and about nobody."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from PIL import Image

from forms.answers import check_answer
from forms.definition import Kind, SectionKind
from survey_app.commands.demo_round import findings, words
from survey_app.commands.demo_round.pictures import Subject, draw
from survey_app.commands.demo_round.plan import accounts, library
from survey_app.commands.demo_round.targets import SOURCE, targets_of
from survey_app.commands.demo_round.units import Fate, planned_units
from survey_app.commands.demo_round.visiting import course_of
from survey_app.evaluations.alike import closest, words_of
from survey_app.fieldwork.rules import Addressee, FindingType

APPROVED = (Fate.APPROVED, Fate.CORRECTED)
PLAYED = (*APPROVED, Fate.WAITING, Fate.RETURNED)
# A family name and what follows it: nobody is called by name.
FAMILY_NAME = re.compile(
    r"\b(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Võ|Vũ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý)\s+[A-ZĐÀ-Ỹ]"
)


@cache
def _courses():
    by_kind = {each.unit_kind: each for each in library()}
    made = {}
    for planned in planned_units():
        checklist = by_kind[planned.facts.kind.value]
        told = {
            each.item: {"term": each.term, "milestone": each.milestone}
            for each in targets_of(planned.facts.code, checklist)
        }
        made[planned.facts.code] = course_of(planned, checklist, told)
    return made


def _with(*fates):
    return [each for each in _courses().values() if each.planned.fate in fates]


def test_the_units_are_those_that_are_attested():
    assert [each.facts.code for each in planned_units()] == [
        "LD-DONGHA",
        "LD-TXQT",
        "LD-VINHLINH",
        "LD-HUONGHOA",
        "LD-GIOLINH",
        "LD-CAMLO",
        "LD-TRIEUPHONG",
        "LD-HAILANG",
        "LD-DAKRONG",
        "CDN-GD",
        "CDN-YT",
        "CDN-CT",
        "CDN-XD",
        "CDVC",
    ]


def test_every_fate_is_to_be_seen():
    assert Counter(each.fate for each in planned_units()) == {
        Fate.APPROVED: 6,
        Fate.CORRECTED: 1,
        Fate.WAITING: 1,
        Fate.RETURNED: 1,
        Fate.IN_PROGRESS: 1,
        Fate.NOT_STARTED: 3,
        Fate.POSTPONED: 1,
    }


def test_teams_go_out_on_working_days_of_november_one_visit_a_day():
    days = [(each.team, each.plan.planned_on or date.min) for each in planned_units()]

    assert len(set(days)) == len(days)
    assert all(date(2020, 11, 2) <= on <= date(2020, 11, 30) for _, on in days)
    assert all(on.weekday() < 5 for _, on in days)


@pytest.mark.parametrize("course", _with(*PLAYED), ids=lambda each: each.planned.facts.code)
def test_every_scored_item_of_the_base_is_answered(course):
    owed = {
        item.code
        for section, item in course.checklist.items()
        if section and section.kind is SectionKind.BASE and item.points is not None
    }

    assert owed - course.team.keys() == set()


@pytest.mark.parametrize("course", _courses().values(), ids=lambda each: each.planned.facts.code)
def test_every_answer_is_valid(course):
    items = {item.code: item for _, item in course.checklist.items()}

    for layer in (course.team, course.own):
        for code, value in layer.items():
            assert not check_answer(items[code], value).is_blank, (code, value)


def test_all_kinds_of_findings_go_to_all_addressees():
    found = [each for course in _with(*APPROVED) for each in course.findings]

    assert {each.type for each in found} == set(FindingType)
    assert {each.addressee for each in found} == {None, *Addressee}


def test_only_recommendations_have_an_addressee():
    found = [each for course in _courses().values() for each in course.findings]

    assert all((each.type == "recommendation") == bool(each.addressee) for each in found)


def test_findings_are_about_items_that_exist():
    for course in _courses().values():
        codes = {item.code for _, item in course.checklist.items()} | {None}
        assert {each.item for each in course.findings} <= codes


def test_some_findings_say_the_same_in_other_words():
    texts = sorted({each["text"] for each in findings.words()["finding"]})
    known = {n: words_of(text) for n, text in enumerate(texts)}

    alike = [n for n, each in known.items() if closest(each, _without(known, n)) is not None]

    assert len(alike) >= 6


def _without(known, number):
    return {n: each for n, each in known.items() if n != number}


def test_at_least_forty_photos_are_taken():
    taken = [shot for course in _with(*PLAYED, Fate.IN_PROGRESS) for shot in course.shots]

    assert len(taken) >= 40
    assert all(shot.caption.startswith("Ảnh minh hoạ") for shot in taken)


def test_a_photo_is_a_jpeg_of_the_size_of_a_phones():
    made = draw(Subject("page", "LĐLĐ huyện Cam Lộ", "A1", 1))

    with Image.open(io.BytesIO(made.data)) as image:
        assert image.format == "JPEG"
        assert image.size == (made.width, made.height) == (1200, 1600)
    assert 80_000 < len(made.data) < 300_000


def test_the_same_photo_is_the_same_bytes():
    subject = Subject("meeting", "LĐLĐ huyện Cam Lộ", "chung", 5)

    assert draw(subject) == draw(subject)


@pytest.mark.parametrize("course", _courses().values(), ids=lambda each: each.planned.facts.code)
def test_every_target_says_that_it_is_made_up(course):
    targets = targets_of(course.planned.facts.code, course.checklist)

    assert targets
    assert all(each.is_demo and each.source == SOURCE for each in targets)


def test_some_targets_are_missing_and_one_is_nought():
    indicators = targets = 0
    noughts = []
    for course in _courses().values():
        code = course.planned.facts.code
        indicators += sum(item.kind is Kind.INDICATOR for _, item in course.checklist.items())
        found = targets_of(code, course.checklist)
        targets += len(found)
        noughts += [(code, each.item) for each in found if each.term == Decimal(0)]

    assert indicators - targets == 9
    assert noughts == [("CDN-GD", "C3")]


def test_nobody_is_called_by_name():
    said = [
        findings.WORDS.read_text(encoding="utf-8"),
        words.WORDS.read_text(encoding="utf-8"),
        *(each.name for each in accounts()),
    ]

    assert [FAMILY_NAME.findall(text) for text in said if FAMILY_NAME.search(text)] == []


def test_a_name_would_be_noticed():
    assert FAMILY_NAME.search("Đồng chí Nguyễn Văn An")
