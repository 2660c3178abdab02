"""Tables as they are pasted, days as they are typed, text in old encodings."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.legacy_text import Encoding, converted, encoding_of
from survey_app.core.vietnamese import typed_day
from survey_app.visits.entering.rules import Column, Fault, Verdict, rows_of, tabbed
from survey_app.visits.entering.units import kind_of
from survey_app.visits.rules import UnitKind
from survey_app.web.entering.reading import template, text_of_workbook
from tests.support.workbook import with_parts, workbook

COLUMNS = (
    Column("code", "Mã đơn vị", ("Mã",), needed=True),
    Column("name", "Tên đơn vị", needed=True),
    Column("seat", "Trụ sở"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A\tTên A\tX", [(1, "A", "Tên A", "X")], id="without headings"),
        pytest.param("MÃ\tTên đơn vị\nA\tTên A", [(2, "A", "Tên A", "")], id="with headings"),
        pytest.param("ten don vi\tma don vi\nTên A\tA", [(2, "A", "Tên A", "")], id="any order"),
        pytest.param("A\tTên A\n\n\t\nB\tTên B", [(1, "A", "Tên A", ""), (4, "B", "Tên B", "")],
                     id="blank rows"),
        pytest.param('A\t"Tên ""A"""\tX', [(1, "A", 'Tên "A"', "X")], id="quoted as Excel does"),
        pytest.param("A\tTên A\tX\tthừa", [(1, "A", "Tên A", "X")], id="surplus columns"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_a_pasted_table_is_read_by_its_headings_or_its_order(text, expected):
    rows = rows_of(text, COLUMNS)

    told = [(each.number, *(each.cells.get(c.key, "") for c in COLUMNS)) for each in rows]
    assert told == expected


def test_what_is_needed_and_missing_is_a_fault_of_the_row():
    (row,) = rows_of("\tTên A", COLUMNS)

    assert (row.verdict, [each.fault for each in row.wrongs]) == (Verdict.WRONG, [Fault.MISSING])


@given(st.lists(st.lists(st.text(max_size=20), min_size=3, max_size=3), max_size=5))
def test_whatever_is_pasted_is_read(rows):
    rows_of(tabbed(rows), COLUMNS)
    rows_of("\n".join("\t".join(row) for row in rows), COLUMNS)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("03/11/2020", date(2020, 11, 3)),
        ("3.11.2020", date(2020, 11, 3)),
        ("2020-11-03", date(2020, 11, 3)),
        ("31/02/2020", None),
        ("03/11/0020", None),
        ("0020-11-03", None),
        ("31/12/9999", None),
        ("1/1/" + "9" * 30, None),
        ("1/1/" + "9" * 5_000, None),
        ("3/11/20", None),
        ("mai", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed, expected):
    assert typed_day(typed) == expected


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("LĐLĐ huyện, thị xã, thành phố", UnitKind.DISTRICT),
        ("thành phố", UnitKind.DISTRICT),
        ("Công đoàn ngành", UnitKind.SECTOR),
        ("CONG_DOAN_VIEN_CHUC", UnitKind.CIVIL_SERVANTS),
        ("Công đoàn Viên chức tỉnh", UnitKind.CIVIL_SERVANTS),
        ("doanh nghiệp", None),
    ],
)
def test_a_kind_of_unit_is_known_by_its_words(typed, kind):
    assert kind_of(typed) is kind


@pytest.mark.parametrize(
    ("old", "encoding", "expected"),
    [
        (
            "Liªn ®oµn Lao ®éng tØnh Qu¶ng TrÞ",
            Encoding.TCVN3,
            "Liên đoàn Lao động tỉnh Quảng Trị",
        ),
        ("C«ng ®oµn ngµnh Y tÕ", Encoding.TCVN3, "Công đoàn ngành Y tế"),
        (
            "Lieân ñoaøn Lao ñoäng tænh Quaûng Trò",
            Encoding.VNI,
            "Liên đoàn Lao động tỉnh Quảng Trị",
        ),
        ("Ñöôøng Hoà Chí Minh, Ñoâng Haø", Encoding.VNI, "Đường Hồ Chí Minh, Đông Hà"),
    ],
)
def test_text_in_an_old_encoding_is_seen_and_converted(
    old: str, encoding: Encoding, expected: str
) -> None:
    seen = encoding_of(old)

    assert (seen, converted(old, encoding)) == (encoding, expected)


@pytest.mark.parametrize(
    "text", ["Liên đoàn Lao động huyện Hướng Hóa", "LD-01", "toà, khoá, hè, cà phê", ""]
)
def test_unicode_is_not_taken_for_an_old_encoding(text):
    assert encoding_of(text) is None


def test_the_first_sheet_of_a_workbook_is_the_table():
    data = workbook({"Trang 1": [["Mã", "Điểm"], ["A", 1.5], ["B", 12]], "Trang 2": [["x"]]})

    assert text_of_workbook(data) == "Mã\tĐiểm\nA\t1,5\nB\t12\n"


def test_a_number_beyond_all_numbers_is_shown_as_it_stands():
    sound = workbook({"Trang 1": [["Mã", 12]]})
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(sound)) as parts:
        sheet = parts.read(name).replace(b"<v>12</v>", b"<v>1e999</v>")

    assert text_of_workbook(with_parts({name: sheet}, data=sound)) == "Mã\t1e999\n"


def test_an_empty_table_has_the_headings_that_are_read():
    text = text_of_workbook(template("Đơn vị", COLUMNS))

    assert text == "Mã đơn vị\tTên đơn vị\tTrụ sở\n"
    assert rows_of(text, COLUMNS) == []


def test_what_is_no_workbook_is_none():
    assert text_of_workbook(b"khong phai") is None
