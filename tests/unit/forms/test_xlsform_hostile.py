"""Files that mean harm, or were never workbooks: refused by name, soon, and in little memory."""

import contextlib
import io
import random
import struct
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.xlsform import WorkbookFaults, read_workbook
from tests.support.workbook import SOUND, changed, with_parts, workbook

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def refused(data):
    with pytest.raises(WorkbookFaults) as faults:
        read_workbook(data, name="phieu.xlsx")
    return [(each.place, each.code) for each in faults.value.faults]


def sheet(inside, declared="A1"):
    return f'<worksheet xmlns="{MAIN}"><dimension ref="{declared}"/>{inside}</worksheet>'


def rows(count, cells='<c t="inlineStr"><is><t>{noise}</t></is></c>'):
    """Numbered rows, each a little different: alike ones would be taken for a bomb."""
    made = (
        f'<row r="{n}">{cells.format(noise=n * 7919 % 99991)}</row>' for n in range(1, count + 1)
    )
    return "<sheetData>" + "".join(made) + "</sheetData>"


def strings(count):
    return "".join(f"<si><t>{n * 7919 % 99991:x}</t></si>" for n in range(count))


def long_cells(count):
    noise = random.Random(1)
    words = (noise.randbytes(1_500).hex() for _ in range(count))
    return "".join(f'<row><c t="str"><v>{each}</v></c></row>' for each in words)


def encrypted_zip():
    """A sound workbook whose parts claim to be encrypted."""
    data = bytearray(workbook(SOUND))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        flags = struct.unpack_from("<H", data, at + 8)[0]
        struct.pack_into("<H", data, at + 8, flags | 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def other_compression():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda: b"", "not-a-workbook", id="nothing"),
        pytest.param(lambda: b"ma,ten\n1,2\n", "not-a-workbook", id="csv"),
        pytest.param(lambda: b"PK\x03\x04" + b"\0" * 99, "not-a-workbook", id="half a zip"),
        pytest.param(lambda: workbook(SOUND)[:-40], "not-a-workbook", id="cut short"),
        pytest.param(lambda: OLE + b"\0" * 999, "old-excel", id="xls"),
        pytest.param(
            lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password", id="password"
        ),
        pytest.param(encrypted_zip, "password", id="encrypted zip"),
        pytest.param(other_compression, "broken-part", id="lzma"),
        pytest.param(lambda: b"PK\x03\x04" + b"\0" * 6_000_000, "file-too-large", id="6 MB"),
        pytest.param(
            lambda: with_parts({f"{n}.bin": b"" for n in range(1001)}), "too-many-parts", id="parts"
        ),
        pytest.param(
            lambda: with_parts({"x.bin": b"\0" * 30_000_000}), "unpacks-too-large", id="bomb"
        ),
        pytest.param(
            lambda: with_parts({"xl/vbaProject.bin": b"x"}), "macros", id="macros"
        ),
        pytest.param(
            lambda: with_parts({"xl/externalLinks/externalLink1.xml": "<x/>"}),
            "linked-parts",
            id="external link",
        ),
        pytest.param(lambda: with_parts({SHEET: BOMB + sheet("")}), "doctype", id="billion laughs"),
        pytest.param(lambda: with_parts({SHEET: OUTSIDE + sheet("")}), "doctype", id="entity"),
        pytest.param(
            lambda: with_parts({"docProps/app.xml": OUTSIDE + "<x/>"}), "doctype", id="unread part"
        ),
        pytest.param(
            lambda: with_parts({SHEET: (OUTSIDE + sheet("")).encode("utf-16")}),
            "doctype",
            id="entity in UTF-16",
        ),
        pytest.param(lambda: with_parts({SHEET: "<worksheet>"}), "broken-part", id="broken XML"),
        pytest.param(lambda: with_parts({SHEET: b"\xff\xfe\xfa"}), "broken-part", id="no XML"),
        pytest.param(
            lambda: with_parts({SHEET: sheet("<c>&#xD800;</c>")}), "broken-part", id="half a letter"
        ),
        pytest.param(lambda: with_parts({SHEET: sheet("&#0;")}), "broken-part", id="NUL"),
        pytest.param(
            lambda: with_parts({SHEET: "<a>" * 9_000 + "</a>" * 9_000}),
            "unpacks-too-large",
            id="deep XML",
        ),
        pytest.param(
            lambda: with_parts({SHEET: sheet(rows(100_000))}), "too-many-rows", id="100,000 rows"
        ),
        pytest.param(
            lambda: with_parts({SHEET: sheet(rows(400_000, ""))}), "too-many-cells", id="empty rows"
        ),
        pytest.param(
            lambda: with_parts({SHEET: sheet(rows(1, '<c t="str"><v>x</v></c>' * 300))}),
            "too-many-columns",
            id="300 columns",
        ),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_by_name_within_seconds(make, code):
    data = make()
    begun = time.process_time()

    codes = [each for _, each in refused(data)]

    assert codes == [code]
    assert time.process_time() - begun < 5


def test_too_many_rows_are_told_with_the_sheet_and_the_row():
    assert refused(with_parts({SHEET: sheet(rows(100_000))})) == [("survey!5001", "too-many-rows")]


def test_what_is_wrong_with_the_file_itself_is_told_under_its_name():
    assert refused(b"") == [("phieu.xlsx", "not-a-workbook")]


def test_the_declared_size_of_a_sheet_is_not_believed():
    with zipfile.ZipFile(io.BytesIO(workbook(SOUND))) as given:
        survey = given.read(SHEET).decode().replace('ref="A1:N18"', 'ref="A1:AMJ1048576"')
    assert "AMJ1048576" in survey

    assert read_workbook(with_parts({SHEET: survey})).code == "PKS-THU"


def test_bloated_styles_cost_nothing():
    bloated = f'<styleSheet xmlns="{MAIN}">' + "<xf/>" * 200_000 + "</styleSheet>"

    assert read_workbook(with_parts({"xl/styles.xml": bloated})).code == "PKS-THU"


@pytest.mark.parametrize("words", ["nửa\x00chữ", "nửa\ud800chữ", "\x1b[31m"])
def test_characters_that_are_none_are_told_at_their_cell(words):
    hidden = "".join(f"_x{ord(c):04X}_" if c < " " or c > "\ud7ff" else c for c in words)
    cell = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{hidden}</t></is></c></row>'
    data = with_parts({SHEET: sheet(f"<sheetData>{cell}</sheetData>")})

    assert ("survey!A2", "bad-characters") in refused(data)


def test_a_formula_is_told_at_its_cell_even_where_nothing_is_read():
    assert ("survey!P9", "formula") in refused(changed({"survey!P9": "=SUM(F1:F8)"}))


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(data):
    whole = bytearray(workbook(SOUND))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))

    with contextlib.suppress(WorkbookFaults):
        read_workbook(bytes(whole))


GREEDY = """
import sys
from pathlib import Path
from forms.xlsform import WorkbookFaults, read_workbook
code = "read"
try:
    read_workbook(sys.stdin.buffer.read())
except WorkbookFaults as refused:
    code = refused.faults[0].code
# Of this process alone: what getrusage tells begins with the size of whoever started it.
lines = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmHWM")), code)
"""


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({SHEET: sheet(rows(290_000, ""))}, id="empty rows"),
        pytest.param(
            {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + strings(199_000) + "</sst>"},
            id="many strings",
        ),
        pytest.param(
            {SHEET: sheet("<sheetData>" + long_cells(1_000) + "</sheetData>")}, id="long cells"
        ),
    ],
)  # fmt: skip
def test_a_large_workbook_stays_below_three_hundred_megabytes(parts):
    done = subprocess.run(
        [sys.executable, "-c", GREEDY], input=with_parts(parts), capture_output=True, check=True
    )

    kilobytes, code = done.stdout.split()
    assert int(kilobytes) / 1024 < 300
    assert code != b"unpacks-too-large", "the zip was refused before anything was read"
