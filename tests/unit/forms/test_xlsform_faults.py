"""Whatever a workbook gets wrong is told, all at once, with sheet, row, column and a sentence."""

import pytest

from forms.definition import Kind
from forms.fault_words import WORDS
from forms.xlsform import WorkbookFaults, read_workbook
from tests.support.workbook import SOUND, changed, found, workbook


def told(data, name=""):
    """Place and code of every fault of a workbook."""
    with pytest.raises(WorkbookFaults) as refused:
        read_workbook(data, name=name)
    assert all(each.message.vi and each.message.en for each in refused.value.faults)
    return [(each.place, each.code) for each in refused.value.faults]


def test_the_sound_workbook_is_read():
    made = read_workbook(workbook(SOUND))

    assert [item.code for _, item in made.items()] == ["G1", "A1", "A2", "A3a", "A3b", "A4", "T1"]
    assert found(made, "A2").kind is Kind.SCALE
    assert [level.label.vi for level in found(made, "A2").levels][2] == "Đạt"


LABEL = "label::Tiếng Việt (vi)"
KIND, POINTS = "bind::lsv:kind", "bind::lsv:points"


@pytest.mark.parametrize(
    ("cell", "value", "place", "code"),
    [
        ("survey!A6", "select_on yes_no", "survey!A6 (type)", "type-unknown"),
        ("survey!A6", "note", "survey!A6 (type)", "type-unsupported"),
        ("survey!A6", "select_multiple yes_no", "survey!A6 (type)", "type-unsupported"),
        ("survey!A6", "image", "survey!A6 (type)", "type-unsupported"),
        ("survey!A6", "select_one", "survey!A6 (type)", "list-unnamed"),
        ("survey!A6", "select_one co_khong", "survey!A6 (type)", "list-unknown"),
        ("survey!A6", "select_one thang", "survey!A6 (type)", "list-not-yes-no"),
        ("survey!A6", "", "survey!A6 (type)", "value-missing"),
        ("survey!B6", "", "survey!B6 (name)", "code-missing"),
        ("survey!B6", "A 1", "survey!B6 (name)", "code-bad"),
        ("survey!B6", "Đ1", "survey!B6 (name)", "code-bad"),
        ("survey!B6", "A" * 33, "survey!B6 (name)", "code-bad"),
        ("survey!B3", "meta", "survey!B3 (name)", "code-reserved"),
        ("survey!B7", "A1", "survey!B7 (name)", "code-twice"),
        ("survey!B5", "G1", "survey!B5 (name)", "code-twice"),
        ("survey!C6", "", f"survey!C6 ({LABEL})", "words-missing"),
        ("survey!C6", "Có ${A2} không", f"survey!C6 ({LABEL})", "words-refer"),
        ("survey!C6", "a\x01b", f"survey!C6 ({LABEL})", "bad-characters"),
        ("survey!C6", "x" * 10_001, f"survey!C6 ({LABEL})", "too-long"),
        ("survey!C6", "=1+1", f"survey!C6 ({LABEL})", "formula"),
        ("survey!E6", "yesno", f"survey!E6 ({KIND})", "not-one-of"),
        ("survey!E6", "points", f"survey!E6 ({KIND})", "kind-of-type"),
        ("survey!E6", "bonus", f"survey!E6 ({KIND})", "kind-in-section"),
        ("survey!E9", "", f"survey!E9 ({KIND})", "kind-missing"),
        ("survey!F6", "hai", f"survey!F6 ({POINTS})", "not-a-number"),
        ("survey!F6", "1.250", f"survey!F6 ({POINTS})", "number-unclear"),
        ("survey!F6", "=1+1", f"survey!F6 ({POINTS})", "formula"),
        ("survey!F6", 1e20, f"survey!F6 ({POINTS})", "number-size"),
        ("survey!F3", 1, f"survey!F3 ({POINTS})", "points-of-general"),
        ("survey!F13", 1, f"survey!F13 ({POINTS})", "value-unused"),
        ("survey!F5", 11, f"survey!F5 ({POINTS})", "section-points"),
        ("survey!F8", 6, f"survey!F8 ({POINTS})", "item-points"),
        ("survey!G6", "VB", "survey!G6 (bind::lsv:evidence)", "not-one-of"),
        ("survey!H7", "maybe", "survey!H7 (required)", "not-yes-or-no"),
        ("survey!I7", "${A1} = ", "survey!I7 (relevant)", "expression-bad"),
        ("survey!I7", "${A9} = 'yes'", "survey!I7 (relevant)", "reference-unknown"),
        ("survey!I7", "${A3} = 'yes'", "survey!I7 (relevant)", "reference-to-group"),
        ("survey!I6", "${A2} = 1", "survey!I6 (relevant)", "relevance-circular"),
        ("survey!I5", "${A1} = 'yes'", "survey!I5 (relevant)", "relevance-circular"),
        ("survey!I7", ". = 1", "survey!I7 (relevant)", "relevance-circular"),
        ("survey!J9", "regex(., '(')", "survey!J9 (constraint)", "expression-bad"),
        ("survey!K9", 0.3, "survey!K9 (bind::lsv:step)", "step-range"),
        ("survey!K6", 1, "survey!K6 (bind::lsv:step)", "field-unused"),
        ("survey!L10", "80%", "survey!L10 (bind::lsv:bands)", "not-bands"),
        ("survey!L10", "1=2", "survey!L10 (bind::lsv:bands)", "share-range"),
        ("survey!M3", "unit", "survey!M3 (bind::lsv:prefill)", "prefill-unknown"),
        ("survey!M6", "unit_name", "survey!M6 (bind::lsv:prefill)", "prefill-place"),
        ("survey!N6", "thang", "survey!N6 (bind::lsv:levels)", "field-unused"),
        ("survey!A18", "", "survey!A16 (type)", "begin-without-end"),
        ("survey!A19", "end_group", "survey!A19 (type)", "end-without-begin"),
        ("survey!A14", "end_group", "survey!A14 (type)", "begin-without-end"),
        ("survey!O1", "lable", "survey!O1", "column-unknown"),
        ("survey!O1", "bind::lsv:poinst", "survey!O1", "column-unknown"),
        ("survey!A17", "decimal", "survey!K17 (bind::lsv:step)", "step-missing"),
        ("survey!K17", 1, "survey!K17 (bind::lsv:step)", "value-unused"),
        ("survey!O1", "label::Français (fr)", "survey!O1", "language-unknown"),
        ("survey!O1", "label::vi", "survey!O1", "column-twice"),
        ("survey!O6", "x", "survey!O6", "column-untitled"),
        ("choices!B5", "một", "choices!B5 (name)", "level-not-a-number"),
        ("choices!B5", 4, "survey!A7 (type)", "levels-order"),
        ("choices!D5", 0.5, "choices!D5 (share)", "value-unused"),
        ("choices!A5", "", "choices!A5 (list_name)", "value-missing"),
        ("settings!A2", "", "settings!A2 (form_title)", "words-missing"),
        ("settings!B2", "PKS THỬ", "settings!B2 (form_id)", "name-bad"),
        ("settings!C2", "", "settings!C2 (version)", "value-missing"),
        ("settings!D2", "", "settings!D2 (namespaces)", "namespace-missing"),
        ("settings!E2", 95, "settings!E2 (attribute::lsv:base_points)", "base-points"),
        ("settings!F2", "tắt", "settings!F2 (attribute::lsv:penalties)", "not-yes-or-no"),
        ("settings!A3", "Phiếu khác", "settings!3", "settings-rows"),
        ("thresholds!C2", 0, "thresholds!C3 (total_from)", "threshold-twice"),
        ("thresholds!C3", 10, "thresholds!C3 (total_from)", "threshold-lowest"),
        ("thresholds!C2", 101, "thresholds!C2 (total_from)", "threshold-range"),
        ("thresholds!A2", "inconclusive", "thresholds!A2 (name)", "code-reserved"),
        ("conditions!B2", "item", "conditions!B2 (kind)", "not-one-of"),
        ("conditions!D2", "kem", "conditions!D2 (cap)", "condition-cap"),
        ("conditions!E2", "A9", "conditions!E2 (item)", "condition-item"),
        ("conditions!F2", "2", "conditions!F2 (value)", "condition-value"),
        ("conditions!G3", 0, "conditions!G3 (percent)", "condition-percent"),
        ("conditions!H3", "A T", "conditions!H3 (sections)", "condition-section"),
        ("conditions!G2", 5, "conditions!G2 (percent)", "condition-unused"),
    ],
)
def test_one_wrong_cell_is_told_at_its_place(cell, value, place, code):
    assert (place, code) in told(changed({cell: value}))


@pytest.mark.parametrize("cell", ["survey!A6", "survey!F6", "survey!E6", "survey!G6", "survey!C6"])
def test_a_cell_that_cannot_be_read_brings_no_faults_in_its_train(cell):
    assert len(told(changed({cell: "=1+1"}))) == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"survey!E7": "thang"},
            [("survey!E7 (bind::lsv:kind)", "not-one-of")],
            id="the list of a kind that cannot be read is not judged",
        ),
        pytest.param(
            {"choices!B5": 1.5},
            [("choices!B5 (name)", "level-not-a-number")],
            id="a level that cannot be read leaves no gap",
        ),
        pytest.param(
            {"thresholds!C2": ">=70"},
            [("thresholds!C2 (total_from)", "not-a-number")],
            id="a threshold that cannot be read begins nowhere",
        ),
        pytest.param(
            {"survey!E16": "thuong"},
            [("survey!E16 (bind::lsv:kind)", "not-one-of")],
            id="items of a section of no kind stand in the right one",
        ),
        pytest.param(
            {"survey!E17": "thuong", "conditions!B2": "penalty_applies", "conditions!E2": "T1",
             "conditions!F2": ""},
            [("survey!E17 (bind::lsv:kind)", "not-one-of")],
            id="a condition may name an item whose kind cannot be read",
        ),
        pytest.param(
            dict.fromkeys((f"settings!{letter}2" for letter in "ABCDEF"), ""),
            [("settings", "sheet-empty")],
            id="settings that say nothing say nothing wrong",
        ),
    ],
)  # fmt: skip
def test_what_only_follows_from_an_unreadable_cell_is_not_told(changes, expected):
    assert told(changed(changes)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"survey!F6": -2, "survey!G6": "VB"},
            [
                ("survey!F5 (bind::lsv:points)", "section-points"),
                ("survey!F6 (bind::lsv:points)", "points-range"),
                ("survey!G6 (bind::lsv:evidence)", "not-one-of"),
            ],
            id="in one row",
        ),
        pytest.param(
            {"settings!C2": "", "settings!E2": 95},
            [
                ("settings!C2 (version)", "value-missing"),
                ("settings!E2 (attribute::lsv:base_points)", "base-points"),
            ],
            id="in the one row of the settings",
        ),
        pytest.param(
            {"survey!F5": 11, "survey!H7": "maybe", "settings!F2": "tắt"},
            [
                ("survey!F5 (bind::lsv:points)", "section-points"),
                ("survey!H7 (required)", "not-yes-or-no"),
                ("settings!F2 (attribute::lsv:penalties)", "not-yes-or-no"),
                ("settings!E2 (attribute::lsv:base_points)", "base-points"),
            ],
            id="a sum whose numbers are all read",
        ),
    ],
)
def test_faults_that_do_not_follow_from_each_other_are_told_at_once(changes, expected):
    assert sorted(told(changed(changes))) == sorted(expected)


def test_faults_of_all_sheets_are_told_at_once_in_order():
    many = changed(
        {
            "conditions!D2": "kem",
            "survey!F6": "hai",
            "survey!B7": "A 2",
            "choices!D5": 1,
            "settings!C2": "",
        }
    )

    assert told(many) == [
        ("survey!F6 (bind::lsv:points)", "not-a-number"),
        ("survey!B7 (name)", "code-bad"),
        ("choices!D5 (share)", "value-unused"),
        ("settings!C2 (version)", "value-missing"),
        ("conditions!D2 (cap)", "condition-cap"),
    ]


@pytest.mark.parametrize(
    ("without", "place", "code"),
    [
        (["survey"], "survey", "sheet-missing"),
        (["settings"], "settings", "sheet-missing"),
        (["choices"], "survey!A6 (type)", "list-unknown"),
    ],
)
def test_a_missing_sheet_is_told(without, place, code):
    assert (place, code) in told(changed({}, without=without))


def test_a_misspelled_sheet_is_told_with_the_right_name():
    data = workbook({**SOUND, "condition": [["x"]], "entities": [["x"]], "ghi chú": [["=1"]]})

    assert told(data) == [("condition", "sheet-misspelled"), ("entities", "sheet-unsupported")]


def test_a_missing_column_is_told_once():
    survey = [row[:2] + row[3:] for row in SOUND["survey"]]

    assert told(workbook({**SOUND, "survey": survey})) == [("survey!1", "column-missing")]


def test_a_sentence_names_the_other_cell_and_what_to_do():
    with pytest.raises(WorkbookFaults) as refused:
        read_workbook(changed({"survey!B7": "A1"}))

    first = refused.value.faults[0]
    assert first.message.vi == "Mã “A1” đã dùng ở survey!B6. Mỗi mã chỉ dùng một lần."
    assert first.message.en == "Code “A1” is already used at survey!B6. A code is used only once."


def test_a_near_word_stands_apart_from_what_was_written():
    with pytest.raises(WorkbookFaults) as refused:
        read_workbook(changed({"survey!O1": "relevnt"}))

    assert "“relevnt” (có phải “" in refused.value.faults[0].message.vi


def test_every_code_has_a_sentence_in_both_languages():
    assert [code for code, said in WORDS.items() if not (said.vi and said.en)] == []
