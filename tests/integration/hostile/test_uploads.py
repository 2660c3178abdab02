"""Workbooks that nobody in the office would bring: told with words, and nothing is kept."""

from __future__ import annotations

import io
import time

import pytest
from sqlalchemy import select

from forms.xlsform import write_workbook
from survey_app.checklists.models import ChecklistVersion
from survey_app.edge.limits import LARGEST_FORM
from tests.support.checklist import SMALL
from tests.support.desk import words_of
from tests.support.phone import jpeg
from tests.support.workbook import changed, with_parts

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)
CELL = "<row><c t='inlineStr'><is><t>{}</t></is></c></row></sheetData></worksheet>"

HOSTILE = {
    "nothing": b"",
    "words": b"khong phai bang tinh",
    "a picture": jpeg(),
    "a PDF": b"%PDF-1.7\n%%EOF",
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000,
    "half a workbook": write_workbook(SMALL)[:3_000],
    "a workbook with its end only": write_workbook(SMALL)[-3_000:],
    "an external entity": with_parts({SHEET: XXE + HEAD + CELL.format("&a;")}),
    "a billion laughs": with_parts({SHEET: LAUGHS + HEAD + CELL.format("&j;")}),
    "a bomb": with_parts({SHEET: HEAD + "<row/>" * 20_000_000 + "</sheetData></worksheet>"}),
    "macros": with_parts({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100}),
    "a path out of the file": with_parts({"../../../../tmp/x.txt": b"x"}),
    "two thousand parts": with_parts({f"xl/media/{n}.bin": b"" for n in range(2_000)}),
    "a formula for a code": changed({"survey!B6": "=1+1"}),
    "a link to a file": with_parts({"xl/externalLinks/externalLink1.xml": "<x/>"}),
    "no sheet": with_parts({"xl/workbook.xml": "<workbook/>"}),
}  # fmt: skip
# Parts that hold nothing of the checklist are not read; the rest is a sound workbook.
HARMLESS = {"macros", "a path out of the file", "a link to a file"}


def bring(browser, data, name="phieu.xlsx", kind="application/octet-stream"):
    return browser.post(
        "/checklists/import",
        data={"workbook": (io.BytesIO(data), name, kind)},
        content_type="multipart/form-data",
    )


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_workbook_is_told_with_words_and_nothing_is_kept(cast, desk, look, what):
    began = time.process_time()

    reply = bring(desk(cast.chau), HOSTILE[what])

    took = time.process_time() - began
    if what in HARMLESS and reply.status_code == 303:
        return
    page = reply.get_data(as_text=True)
    assert reply.status_code == 422
    assert len(look(select(ChecklistVersion))) == 1
    assert 'role="alert"' in page or "faults" in page or "error" in page, words_of(page)
    assert "root:" not in page
    assert took < 20


def test_a_workbook_that_is_too_large_is_refused_before_it_is_read(cast, desk, look):
    kind = "multipart/form-data; boundary=x"

    reply = desk(cast.chau).post(
        "/checklists/import", data=b"x" * (LARGEST_FORM + 2), content_type=kind
    )

    assert reply.status_code == 413
    assert len(look(select(ChecklistVersion))) == 1


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x.xlsx", "x.exe", "a" * 5_000 + ".xlsx", "\u202eslx.exe", "CON", ""]
)
def test_what_a_file_is_called_decides_nothing(cast, desk, name):
    reply = bring(desk(cast.chau), b"khong phai", name, "text/html")

    assert reply.status_code == 422
