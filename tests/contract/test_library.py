"""The starter checklists say word by word what their data says; pyxform takes them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from forms.definition import Evidence, Item, Kind, SectionKind, Text
from forms.publishing import faults_of
from forms.xlsform import read_workbook, write_workbook

ROOT = Path(__file__).parents[2]
DATA = json.loads((ROOT / "tests/contract/library/checklists_vi.json").read_text())
RAW = {raw["ma"]: raw for raw in DATA["phieu"]}
KINDS = {
    "THANG": Kind.SCALE,
    "SO": Kind.INDICATOR,
    "CK": Kind.YES_NO,
    "VB": Kind.TEXT,
    "DS": Kind.TABLE,
    "THUONG": Kind.BONUS,
    "TRU": Kind.PENALTY,
}
EVIDENCE = {
    "-": Evidence.NONE,
    "VB": Evidence.DOCUMENT,
    "ANH": Evidence.PHOTO,
    "VB|ANH": Evidence.EITHER,
}


@pytest.fixture(params=sorted(RAW))
def code(request):
    return request.param


@pytest.fixture
def workbook(code):
    return (ROOT / f"forms/library/{code}.xlsx").read_bytes()


@pytest.fixture
def checklist(workbook):
    return read_workbook(workbook)


def said(item: Item) -> tuple[object, ...]:
    return item.code, item.label.vi, item.kind, item.points or 0, item.evidence, item.hint.vi


def written(raw: dict) -> tuple[object, ...]:
    return (
        raw["ma"],
        raw["noi_dung"],
        KINDS[raw["loai"]],
        Decimal(abs(raw["diem"])),
        EVIDENCE[raw["minh_chung"]],
        raw["goi_y"],
    )


def test_every_section_and_item_is_word_by_word_the_data(code, checklist):
    base = [part for part in checklist.sections if part.kind is SectionKind.BASE]

    assert [(part.code, part.title.vi, part.points) for part in base] == [
        (raw["ma"], raw["ten"], raw["diem_toi_da"]) for raw in RAW[code]["muc"]
    ]
    assert [[said(item) for item in part.items] for part in base] == [
        [written(raw) for raw in part["tieu_chi"]] for part in RAW[code]["muc"]
    ]
    assert sum(len(part.items) for part in base) == RAW[code]["so_tieu_chi"]


def test_bonus_and_penalties_are_the_data_and_penalties_are_off(code, checklist):
    extra = RAW[code]["thuong_tru"]
    outside = [part for part in checklist.sections if part.kind is not SectionKind.BASE]

    assert [(part.code, part.kind) for part in outside] == [
        ("T", SectionKind.BONUS),
        ("P", SectionKind.PENALTY),
    ]
    assert [said(item) for part in outside for item in part.items] == [
        written(raw) for raw in extra["tieu_chi"]
    ]
    assert (checklist.bonus_cap, checklist.penalty_cap) == (5, 5)
    assert checklist.penalties is False


def test_the_checklist_itself_is_the_data(code, checklist):
    raw = RAW[code]

    assert (checklist.title.vi, checklist.version) == (raw["ten"], raw["phien_ban"])
    assert (checklist.code, checklist.unit_kind) == (code, raw["doi_tuong"])
    assert checklist.note.vi == DATA["ghi_chu"]
    assert checklist.base_points == 95
    assert checklist.base_points + checklist.bonus_cap == raw["thang_diem"]
    assert [item.label.vi for item in checklist.general] == DATA["khoi_thong_tin_chung"]


def test_every_scale_has_the_five_anchors(checklist):
    anchors = [words.split(" – ", 1) for words in DATA["thang_0_4"]]
    scales = [item for _, item in checklist.items() if item.kind in (Kind.SCALE, Kind.TABLE)]

    assert scales
    for item in scales:
        assert [[str(level.value), level.label.vi] for level in item.levels] == anchors


def test_thresholds_and_conditions_are_the_proposed_ones(checklist):
    assert [(each.total_from, each.label.vi) for each in checklist.thresholds] == [
        (90, "Thực hiện rất tốt"),
        (70, "Thực hiện tốt"),
        (50, "Đạt yêu cầu"),
        (0, "Chưa đạt"),
    ]
    assert [(each.kind, each.cap, each.item) for each in checklist.conditions] == [
        ("item_equals", "dat", "A1"),
        ("section_below", "tot", ""),
        ("penalty_applies", "", "P2"),
        ("evidence_missing", "inconclusive", ""),
    ]
    assert checklist.conditions[1].sections == ("A", "B", "C", "D")
    assert checklist.reason_for == ("gap",)
    assert checklist.gap_reason == Decimal("0.2")


def test_every_word_is_there_in_english_too(checklist):
    texts = [checklist.title, checklist.note]
    texts += [part.title for part in checklist.sections]
    texts += [each.label for each in (*checklist.thresholds, *checklist.conditions)]
    for item in (item for _, item in checklist.items()):
        texts += [item.label, item.hint]
        texts += [part.label for part in (*item.levels, *item.columns)]

    assert [text.vi for text in texts if text != Text("") and not text.en] == []


def test_it_may_be_published_and_is_written_back_to_the_same_bytes(workbook, checklist):
    assert faults_of(checklist) == ()
    assert write_workbook(checklist) == workbook


def test_pyxform_compiles_it_without_a_warning(workbook):
    made = convert(xlsform=workbook, file_type=".xlsx")

    assert made.warnings == []
    assert 'lsv:points="' in made.xform
