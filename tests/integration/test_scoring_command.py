"""``scoring explain``: what it prints, and what it says of files that it cannot score."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from survey_app.commands.scoring import scoring

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "forms" / "library"
DOCUMENT = ROOT / "docs" / "scoring.md"

SECTIONS = [
    {"code": "A", "title": "Mục A", "points": 95, "kind": "base", "items": [
        {"code": "A1", "kind": "yes_no", "label": "A1", "points": 3, "items": []},
        {"code": "A2", "kind": "scale", "label": "A2", "points": 2, "items": []},
        {"code": "A4", "kind": "yes_no", "label": "A4", "points": 2, "items": []},
        {"code": "C2", "kind": "indicator", "label": "C2", "points": 5, "items": []},
        {"code": "B3", "kind": "points", "label": "B3", "points": 4, "items": [
            {"code": "B3a", "kind": "yes_no", "label": "B3a", "points": 4, "items": []}]}]},
    {"code": "T", "title": "Thưởng", "points": 5, "kind": "bonus", "items": [
        {"code": "T1", "kind": "bonus", "label": "T1", "points": 2, "items": []}]}]  # fmt: skip
CHECKLIST = {
    "code": "NHO",
    "version": "1",
    "title": "Phiếu nhỏ",
    "base_points": 95,
    "sections": SECTIONS,
}
ANSWERS = {
    "layer": "team",
    "targets": {"C2": {"term": "500", "milestone": "250"}},
    "answers": {
        "A1": {"value": "yes"},
        "A2": {"value": 3},
        "A4": {"not_applicable": "đơn vị mới thành lập"},
        "C2": {"value": "231", "judged": "4", "reason": "đã có 30 hồ sơ đang xét"},
        "T1": {"value": "yes"},
    },
}


@pytest.fixture
def run(tmp_path):
    def explained(answers: object, checklist: object = CHECKLIST, *options: str) -> Result:
        files = [
            _file(tmp_path / "phieu.json", checklist),
            _file(tmp_path / "tra-loi.json", answers),
        ]
        return CliRunner().invoke(scoring, ["explain", *map(str, files), *options])

    return explained


def _file(path: Path, content: object) -> Path:
    if isinstance(content, Path):
        return content
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(json.dumps(content), "utf-8")
    return path


def test_a_score_is_printed_with_how_it_came_about(run):
    result = run(ANSWERS)

    said = json.loads(result.stdout)
    items = {item["code"]: item for item in said["items"]}
    assert result.exit_code == 0
    assert result.stderr == ""
    # A1 3 + A2 1,5 + C2 4 = 8,5 of 10; 95 × 8,5 / 10 = 80,75; and the bonus of 2.
    assert (said["base"], said["bonus"], said["total"]) == ("80.75", "2", "82.75")
    assert said["total_shown"] == "82,75"
    assert items["C2"]["rule_earned"] == "4.62"
    assert items["A4"]["why"] == "không áp dụng: đơn vị mới thành lập"
    assert "đơn vị mới" in result.stdout


def test_a_score_may_be_told_in_english(run):
    said = json.loads(run(ANSWERS, CHECKLIST, "--language", "en").stdout)

    assert said["items"][0]["why"] == "Yes"


@pytest.mark.parametrize("code", ["PKS-HUYEN", "PKS-NGANH", "PKS-CDVC"])
def test_a_starter_workbook_is_scored(run, code):
    result = run({"answers": {"A1": {"value": "yes"}}}, LIBRARY / f"{code}.xlsx")

    said = json.loads(result.stdout)
    assert said["checklist"]["code"] == code
    assert (said["base"], said["scored"]) == ("95", 1)


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        pytest.param({"A2": {"value": 5}}, "A2: mức phải là số nguyên từ 0 đến 4", id="a level"),
        pytest.param({"A1": "yes"}, "A1: câu trả lời phải có “value”", id="no object"),
        pytest.param({"Z9": {"value": 1}}, "Z9: phiếu không có tiêu chí này", id="unknown"),
        pytest.param({"B3": {"value": "1"}}, "B3: tiêu chí có các ý thành phần", id="a parent"),
        pytest.param({"A1": {"value": "\ud800"}}, "A1: chỉ nhận “yes” hoặc “no”", id="half"),
        pytest.param({"C2": {"value": "-1"}}, "C2: không nhận số âm", id="negative"),
        pytest.param(
            {"C2": {"value": "1", "judged": "6"}}, "C2: điểm phải từ 0 đến 5", id="judged"
        ),
        pytest.param(
            {"A4": {"not_applicable": " "}}, "A4: nêu lý do không áp dụng", id="no reason"
        ),
    ],
)
def test_an_answer_that_cannot_be_taken_is_named(run, answers, line):
    result = run({"answers": answers})

    assert result.exit_code == 1
    assert line in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (b"NaN", "C2: phải là số"),
        (b"-Infinity", "C2: phải là số"),
        (b"1e400", "C2: số quá dài"),
        (b"1e99999999999999999999", "C2: phải là số"),
        (b"9" * 5000, "C2: số quá dài"),
        (b"-0.5", "C2: không nhận số âm"),
    ],
)
def test_a_figure_that_is_none_is_named(run, value, line):
    result = run(b'{"answers": {"C2": {"value": ' + value + b"}}}")

    assert result.exit_code == 1
    assert line in result.stderr


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ([], "tra-loi.json: $: phải là một đối tượng JSON"),
        ({"answer": {}}, "answer: không hiểu khoá này"),
        ({"answers": []}, "answers: phải là một đối tượng JSON"),
        ({"layer": "unit"}, "layer: chỉ nhận “self”"),
        ({"layer": ["self"]}, "layer: chỉ nhận “self”"),
        ({"penalties": "yes"}, "penalties: chỉ nhận true hoặc false"),
        ({"today": "22/11/2020"}, "today: ngày phải theo dạng"),
        ({"targets": {"C2": {"term": "-5"}}}, "targets.C2: không nhận số âm"),
        ({"targets": {"A1": {"term": "5"}}}, "targets.A1: tiêu chí này không phải chỉ tiêu"),
        ({"targets": {"Z9": {"term": "5"}}}, "targets.Z9: phiếu không có tiêu chí này"),
        ({"evidence": {"A1": {"videos": 1}}}, "evidence.A1: minh chứng phải có"),
        ({"evidence": {"A1": {"photos": -1}}}, "evidence.A1: minh chứng phải có"),
        ({"evidence": {"Z9": {}}}, "evidence.Z9: phiếu không có tiêu chí này"),
    ],
)
def test_what_the_file_gets_wrong_is_named(run, answers, line):
    result = run(answers)

    assert result.exit_code == 1
    assert line in result.stderr


def test_every_fault_is_told_at_once(run):
    result = run({"answers": {"A1": {"value": 7}, "A2": {"value": 9}}, "layer": "x", "y": 1})

    assert result.exit_code == 1
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [
        "y",
        "A1",
        "A2",
        "layer",
    ]


def _with_item(**item: Any) -> dict[str, Any]:
    made = {"code": "X1", "kind": "yes_no", "label": "X1", "points": 1, "items": [], **item}
    section = {"code": "X", "title": "Mục X", "points": 0, "kind": "base", "items": [made]}
    return {**CHECKLIST, "sections": [*SECTIONS, section]}


@pytest.mark.parametrize(
    ("checklist", "line"),
    [
        (_with_item(points=-1), "sections[2].items[0].points: Điểm phải lớn hơn 0"),
        (
            _with_item(kind="choice", options=[{"code": "a", "label": "A", "share": 1.5}]),
            "sections[2].items[0].options[0].share: Phần điểm phải từ 0 đến 1",
        ),
        (_with_item(code="A1"), "sections[2].items[0].code: Mã “A1” đã dùng"),
        ({**CHECKLIST, "bonus_cap": -3}, "bonus_cap: Mức trần phải từ 0 đến 100"),
    ],
)
def test_a_checklist_whose_numbers_mean_nothing_is_not_scored(run, checklist, line):
    result = run({"answers": {"X1": {"value": "yes"}}}, checklist)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert line in result.stderr


def test_a_draft_whose_sums_do_not_agree_yet_is_scored(run):
    result = run({"answers": {"X1": {"value": "yes"}}}, _with_item())

    assert result.exit_code == 0


def test_a_key_with_half_a_character_does_not_break_the_message(run):
    result = run(b'{"answers": {"\\ud800": {"value": 1}}}')

    assert result.exit_code == 1
    assert "phiếu không có tiêu chí này" in result.stderr


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        (b"", "tra-loi.json: không phải JSON"),
        (b"{", "tra-loi.json: không phải JSON"),
        (b"\xff\xfe{}", "tra-loi.json: không phải JSON"),
        (b"[" * 100_000, "tra-loi.json: không phải JSON"),
        (b'{"answers": {"A1": 1, "A1": 2}}', "tra-loi.json: không phải JSON"),
        (Path("khong-co.json"), "không đọc được tệp"),
        (Path(__file__).parent, "không đọc được tệp"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_status_two(run, answers, line):
    result = run(answers)

    assert result.exit_code == 2
    assert line in result.stderr
    assert "Traceback" not in result.stderr


def test_a_byte_order_mark_is_no_fault(run):
    assert run(b"\xef\xbb\xbf{}").exit_code == 0


@pytest.mark.parametrize(
    ("checklist", "status", "line"),
    [
        (b"x", 2, "phieu.json: không phải JSON"),
        ({}, 1, "phieu.json: không phải bộ tiêu chí (checklist: code is missing)"),
        ([], 1, "phieu.json: không phải bộ tiêu chí"),
        ({**CHECKLIST, "thời hạn": 1}, 1, "unknown key"),
        ({**CHECKLIST, "base_points": "NaN"}, 1, "out of range"),
    ],
)
def test_a_checklist_that_is_none_is_named(run, checklist, status, line):
    result = run(ANSWERS, checklist)

    assert result.exit_code == status
    assert line in result.stderr


def test_a_workbook_that_is_none_is_named(run, tmp_path):
    workbook = _file(tmp_path / "phieu.xlsx", b"PK no workbook")

    result = run(ANSWERS, workbook)

    assert result.exit_code == 1
    assert result.stderr.startswith("phieu.xlsx: ")


def test_the_order_of_the_file_is_irrelevant(run):
    shuffled: dict[str, Any] = dict(reversed(list(ANSWERS.items())))

    assert run(shuffled).stdout == run(ANSWERS).stdout


def test_the_document_shows_what_the_command_prints(run):
    text = DOCUMENT.read_text("utf-8")
    given, shown = (
        json.loads(block) for block in re.findall(r"```json\n(.+?)```", text, re.DOTALL)
    )

    printed = json.loads(run(given, LIBRARY / "PKS-HUYEN.xlsx").stdout)

    assert _departures(shown, printed) == []


def _departures(shown: Any, printed: Any, where: str = "") -> list[str]:
    """Where the shortened example departs; “…” and empty lists stand for what is left out."""
    if isinstance(shown, dict):
        members = [_departures(shown[key], printed[key], f"{where}.{key}") for key in shown]
        return [gap for gaps in members for gap in gaps]
    if isinstance(shown, list) and shown and isinstance(shown[0], dict):
        by_code = {each["code"]: each for each in printed}
        return [gap for each in shown for gap in _departures(each, by_code[each["code"]], where)]
    return [] if shown in ("…", [], printed) else [f"{where}: {shown!r}, not {printed!r}"]
