"""The reports that units of the demonstration send: plainly made up; and how forms are sent."""

from __future__ import annotations

import io
from http.client import HTTPMessage

import pytest
from docx import Document as Word
from pypdf import PdfReader
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from survey_app.commands.demo_round.browser import Attached, Browser
from survey_app.commands.demo_round.client import Client, Refused, Reply
from survey_app.commands.demo_round.findings import findings_of
from survey_app.commands.demo_round.own_reports import drawn
from survey_app.commands.demo_round.units import Fate, planned_units
from survey_app.commands.demo_round.words import words

REPORTS = {each["unit"]: each for each in words()["own_report"]}
PAGE = """
<form method="post" action="/tongue"><input type="hidden" name="csrf_token" value="a"></form>
<form method="post" action="/reports">
  <input type="hidden" name="csrf_token" value="b"><input name="version" type="hidden" value="3">
  <input name="note"></form>
<form method="post"><input type="hidden" name="csrf_token" value="c"></form>
"""


@pytest.mark.parametrize("unit", REPORTS)
def test_a_report_says_in_its_title_and_on_each_sheet_that_it_is_made_up(unit):
    said = REPORTS[unit]
    data = drawn(said)

    assert "minh hoạ" in said["title"]
    assert "minh hoạ" in said["note"]
    assert said["dated_on"] <= said["received_on"]
    if said["suffix"] == "pdf":
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
        assert all("SỐ LIỆU MINH HOẠ" in text for text in pages)
    else:
        header = Word(io.BytesIO(data)).sections[0].first_page_header
        assert "SỐ LIỆU MINH HOẠ" in [each.text for each in header.paragraphs]


def test_a_report_bears_out_what_was_found_at_its_unit_and_approved():
    approved = {each.facts.code for each in planned_units() if each.fate is Fate.APPROVED}
    cited = [each for each in REPORTS.values() if "bears_out" in each]

    assert [each["unit"] for each in cited] == ["LD-DONGHA"]
    for each in cited:
        found = findings_of(each["unit"], "PKS-HUYEN")
        assert each["unit"] in approved
        assert any(one.text.startswith(each["bears_out"]) for one in found)


class Server(Client):
    """Answers with one page, and notes what it was sent."""

    def ask(self, method, path, body=None, headers=None):
        """The page; or on to where a form leads."""
        if method == "GET":
            return Reply(200, _headers({"Set-Cookie": "session=s1; HttpOnly"}), PAGE.encode())
        told = EnvironBuilder(path, method=method, input_stream=io.BytesIO(body), headers=headers)
        told.content_length = len(body)
        self.sent = Request(told.get_environ())
        status = 303 if path != "/refused/key" else 409
        return Reply(status, _headers({"Location": "/reports/1"}), b"no")


def _headers(said):
    made = HTTPMessage()
    for name, value in said.items():
        made[name] = value
    return made


@pytest.mark.parametrize(
    ("path", "token", "version"),
    [("/reports", "b", "3"), ("/tongue", "a", None), ("/any", "c", None)],
)
def test_a_form_is_sent_with_what_it_holds_unseen(path, token, version):
    server = Server("nowhere", 1)

    led = Browser(server).send(path, {"note": "Đã nhận"}, form_at="/new")

    form = server.sent.form
    assert led == "/reports/1"
    assert (form["csrf_token"], form.get("version"), form["note"]) == (token, version, "Đã nhận")
    assert dict(server.sent.cookies) == {"session": "s1"}


def test_a_file_goes_with_its_form():
    server, data = Server("nowhere", 1), bytes(range(256))

    Browser(server).send(
        "/reports", {"note": "Đã nhận"}, form_at="/new", file=Attached("a.pdf", "a/b", data)
    )

    with server.sent as sent:
        file = sent.files["file"]
        assert (file.filename, file.mimetype, file.read()) == ("a.pdf", "a/b", data)
        assert sent.form["note"] == "Đã nhận"


def test_what_is_refused_is_told_without_the_key_of_the_address():
    with pytest.raises(Refused, match="POST /refused/…"):
        Browser(Server("nowhere", 1), secret="key").send("/refused/key", {}, form_at="/new")
