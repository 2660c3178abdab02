"""What a checklist must be to be published, whatever file it came from."""

from dataclasses import replace
from decimal import Decimal

import pytest

from forms.definition import (
    Checklist,
    Column,
    Condition,
    ConditionKind,
    Format,
    Item,
    Kind,
    Level,
    Option,
    ReasonFor,
    Section,
    SectionKind,
    Text,
    Threshold,
)
from forms.publishing import faults_of, type_changes

WORDS = Text("Nội dung")
LEVELS = (Level(0, WORDS), Level(1, WORDS))


def item(code="A1", kind=Kind.YES_NO, points=10, **more):
    return Item(code, kind, WORDS, None if points is None else Decimal(points), **more)


def checklist(*items, section=None, **more):
    held = items or (item(),)
    points = sum((each.points for each in held if each.points is not None), Decimal(0))
    given = {"points": points or None, "items": held, **(section or {})}
    base = {"base_points": points or Decimal(100), **more}
    return Checklist("PKS", "1", WORDS, (Section("A", WORDS, **given),), **base)


def codes(made):
    return [(each.place, each.code) for each in faults_of(made)]


def test_a_sound_checklist_has_no_fault():
    assert codes(checklist()) == []


@pytest.mark.parametrize(
    ("made", "place", "code"),
    [
        (checklist(base_points=Decimal(9)), "base_points", "base-points"),
        (checklist(section={"points": Decimal(9)}), "sections[0].points", "section-points"),
        (checklist(item(points=None), section={"points": Decimal(1)}), "sections[0].points",
         "section-points"),
        (checklist(item(points=-1)), "sections[0].items[0].points", "points-range"),
        (checklist(item(points=2000)), "sections[0].items[0].points", "points-range"),
        (checklist(item(points="0.1234567890123")), "sections[0].items[0].points", "number-size"),
        (checklist(item("A")), "sections[0].code", "code-twice"),
        (checklist(item("1A")), "sections[0].items[0].code", "code-bad"),
        (replace(checklist(), sections=()), "sections", "no-sections"),
        (checklist(section={"items": (), "points": None}), "sections[0].items", "no-items"),
        (replace(checklist(), title=Text("", "Title")), "title", "words-missing"),
        (replace(checklist(), title=Text(" Phiếu")), "title", "words-untidy"),
        (replace(checklist(), title=Text("Phie\u0302\u0301u")), "title", "words-untidy"),
        (replace(checklist(), note=Text("a\x00b")), "note", "bad-characters"),
        (checklist(item(relevant=" true()")), "sections[0].items[0].relevant", "words-untidy"),
        (checklist(item(kind=Kind.SCALE)), "sections[0].items[0].levels", "levels-few"),
        (checklist(item(kind=Kind.SCALE, levels=LEVELS[::-1])), "sections[0].items[0].levels",
         "levels-order"),
        (checklist(item(levels=LEVELS)), "sections[0].items[0].levels", "field-unused"),
        (checklist(item(kind=Kind.POINTS)), "sections[0].items[0].step", "step-missing"),
        (checklist(item(kind=Kind.POINTS, step=Decimal(2))), "sections[0].items[0].step",
         "step-range"),
        (checklist(item(kind=Kind.POINTS, step=Decimal("0.1"))), "sections[0].items[0].step",
         "step-range"),
        (checklist(item(kind=Kind.POINTS, step=Decimal(3))), "sections[0].items[0].step",
         "step-range"),
        (checklist(item(kind=Kind.CHOICE, options=(Option("a", WORDS),))),
         "sections[0].items[0].options[0].share", "share-missing"),
        (checklist(item(kind=Kind.CHOICE, options=(Option("a", WORDS, Decimal(2)),))),
         "sections[0].items[0].options[0].share", "share-range"),
        (checklist(item(kind=Kind.TEXT)), "sections[0].items[0].points", "points-of-words"),
        (checklist(item(kind=Kind.BONUS)), "sections[0].items[0].kind", "kind-in-section"),
        (checklist(item(), section={"kind": SectionKind.BONUS}), "sections[0].items[0].kind",
         "kind-in-section"),
        (checklist(item(kind=Kind.TABLE, points=None)), "sections[0].items[0].columns",
         "columns-few"),
        (checklist(item(kind=Kind.TABLE, columns=(Column("c", WORDS),))),
         "sections[0].items[0].levels", "levels-points"),
        (checklist(item(items=(item("B1"),))), "sections[0].items[0].kind", "parent-kind"),
        (checklist(item(kind=Kind.POINTS, items=(item("B1", points=9),))),
         "sections[0].items[0].points", "item-points"),
        (checklist(general=(item("G1", points=1),)), "general[0].points", "points-of-general"),
        (checklist(gap_reason=Decimal(20)), "gap_reason", "share-of-points"),
        (checklist(bonus_cap=Decimal(-1)), "bonus_cap", "cap-range"),
        (checklist(reason_for=(ReasonFor.GAP, ReasonFor.GAP)), "reason_for", "reason-twice"),
        (checklist(conditions=(Condition("k", ConditionKind.EVIDENCE_MISSING, WORDS),)),
         "conditions[0]", "condition-levels"),
        (checklist(thresholds=(Threshold("a", WORDS, Decimal(5)),)),
         "thresholds[0].total_from", "threshold-lowest"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(made, place, code):
    assert (place, code) in codes(made)


def test_sub_items_go_one_level_deep():
    deepest = item("A1b", points=10)
    middle = item("A1a", Kind.POINTS, items=(deepest,))

    assert codes(checklist(item(kind=Kind.POINTS, items=(middle,)))) == [
        ("sections[0].items[0].items[0].items[0]", "too-deep")
    ]


def test_a_circle_of_conditions_is_told_once_with_its_way():
    made = checklist(
        item("A1", points=3, relevant="${A3} = 'yes'"),
        item("A2", points=3, relevant="${A1} = 'yes'"),
        item("A3", points=4, relevant="${A2} = 'yes'"),
    )

    (only,) = faults_of(made)
    assert only.place == "sections[0].items[0].relevant"
    assert "A1 → A3 → A2 → A1" in only.message.vi


def test_a_section_that_asks_its_own_item_goes_in_a_circle():
    made = checklist(section={"relevant": "${A1} = 'yes'"})

    assert codes(made) == [("sections[0].relevant", "relevance-circular")]


def test_a_column_may_be_named_when_only_one_has_the_code():
    columns = (Column("so", WORDS),)
    one = item("A1", Kind.TABLE, None, columns=columns)
    two = item("A2", Kind.TABLE, None, columns=columns)
    asking = item("A3", constraint="sum(${so}) > 1")

    assert codes(checklist(one, asking)) == []
    assert codes(checklist(one, two, asking)) == [
        ("sections[0].items[2].constraint", "reference-unclear")
    ]


def test_type_changes_name_the_codes_that_are_answered_in_another_way():
    old = checklist(item("A1", points=5), item("A2", points=5), item("A3", points=5))
    new = checklist(
        item("A1", points=5), item("A2", Kind.SCALE, 5, levels=LEVELS), item("A4", points=5)
    )

    assert type_changes(old, new) == ["A2"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            item("A1", Kind.TEXT, None), item("A1", Kind.TEXT, None, format=Format.DATE), id="words"
        ),
        pytest.param(
            item("A1", Kind.BONUS, 2), item("A1", Kind.BONUS, 2, step=Decimal(1)), id="yes or no"
        ),
        pytest.param(
            item("A1", Kind.POINTS, 2, step=Decimal(1)),
            item("A1", Kind.POINTS, 2, items=(item("A1a", points=2),)),
            id="by its sub-items",
        ),
    ],
)
def test_an_answer_of_another_form_is_another_way_of_answering(before, after):
    assert type_changes(checklist(before), checklist(after)) == ["A1"]
    assert type_changes(checklist(after), checklist(before)) == ["A1"]


def test_another_step_and_other_words_are_the_same_way_of_answering():
    old = checklist(item("A1", Kind.POINTS, 2, step=Decimal(1)))
    new = checklist(item("A1", Kind.POINTS, 4, step=Decimal("0.5"), hint=WORDS))

    assert type_changes(old, new) == []
