"""The units' own reports: the office receives some that came, and names one in the draft."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from survey_app.commands.demo_round.browser import Attached, Browser
from survey_app.commands.demo_round.client import Client
from survey_app.commands.demo_round.words import words
from survey_app.reports.blocks import END, Ending, Manuscript, Say, Title
from survey_app.reports.content import Edition
from survey_app.reports.layout import pdf
from survey_app.reports.layout_word import word
from survey_app.reports.rules import Document, Heading, heading_of

_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_DRAW = {"pdf": pdf, "docx": word}
# Nobody's name stands under it.
_SIGNED = {"signature": [["TM. BAN THƯỜNG VỤ"]], "addressees": ["LĐLĐ tỉnh", "Lưu: VT"]}
_STATEMENT = re.compile(r'id="statement-(\d+)">\s*<p>\s*([^<]+?)\s*<')
_PAGES = 200


@dataclass(frozen=True, slots=True)
class Received:
    """A report that the office has noted: its number in the application, and what the demo says."""

    id: int
    said: dict[str, Any]


def receive(office: Client, round_id: int) -> list[Received]:
    """Note the reports, each with its file, and check the first one off."""
    browser = Browser(office)
    listing = f"/round/{round_id}/unit-reports"
    received = []
    for said in words()["own_report"]:
        noted = {name: said[name] for name in ("unit", "symbol", "title", "note")}
        days = {name: said[name].isoformat() for name in ("received_on", "dated_on")}
        file = Attached(f"{said['file']}.{said['suffix']}", _MEDIA[said["suffix"]], drawn(said))
        there = browser.send(listing, {**noted, **days}, form_at=f"{listing}/new", file=file)
        received.append(Received(int(there.rsplit("/", 1)[1]), said))
        if said["is_checked"]:
            browser.send(f"{there}/check", {}, form_at=there)
    return received


def cite(office: Client, evaluation_id: int, received: list[Received]) -> None:
    """Name reports at the statements of the draft that they bear out."""
    browser = Browser(office)
    for each in received:
        if "bears_out" in each.said:
            number = _statement(browser, evaluation_id, each.said["bears_out"])
            here = f"/evaluations/{evaluation_id}/statements/{number}"
            told = {"report": str(each.id), "place": each.said["place"]}
            browser.send(f"{here}/citations", told, form_at=here)


def drawn(said: dict[str, Any]) -> bytes:
    """The report as its unit would have sent it, marked as made up on every sheet."""
    return _DRAW[said["suffix"]](written(said), Edition(), lambda _: None)


def written(said: dict[str, Any]) -> Manuscript:
    """What the report says."""
    heading = _heading(said)
    *blocks, last = _body(said)
    return Manuscript(
        heading=heading,
        kind="Báo cáo",
        about=(said["title"],),
        blocks=(*blocks, Ending(heading, (last,))),
        subject=said["title"],
        code="",
        to=("Ban Thường vụ Liên đoàn Lao động tỉnh",),
        is_demo=True,
    )


def _heading(said: dict[str, Any]) -> Heading:
    number, _, symbol = said["symbol"].partition("/")
    typed = {"parent": said["parent"], "organisation": said["issuer"], "place": said["at"]}
    told = {**_SIGNED, **typed, "number": number, "symbol": symbol}
    return heading_of(json.dumps(told), Document.EVALUATION)


def _body(said: dict[str, Any]) -> list[Say | Title]:
    body: list[Say | Title] = []
    for part in said["part"]:
        body.append(Title(part["title"], 1))
        body += [Say((text,)) for text in part["texts"]]
    body[-1] = Say((said["part"][-1]["texts"][-1].removesuffix(".") + END,))
    return body


def _statement(browser: Browser, evaluation_id: int, opens: str) -> str:
    """The number of the statement that begins with these words."""
    for page in range(1, _PAGES):
        found = _STATEMENT.findall(browser.page(f"/evaluations/{evaluation_id}?page={page}"))
        match = next((number for number, text in found if text.startswith(opens)), None)
        if match is not None:
            return str(match)
        if not found and page > 1:
            break
    raise LookupError(f"no statement begins: {opens}")
