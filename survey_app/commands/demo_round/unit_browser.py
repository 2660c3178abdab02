"""A visited unit at its own pages: opens its link and scores itself, as forms go."""

from __future__ import annotations

import re
from http import HTTPStatus
from types import TracebackType
from urllib.parse import urlencode, urlsplit

from forms.definition import Item, Section
from forms.scoring import can_be_scored
from survey_app.commands.demo_round.answers import Value
from survey_app.commands.demo_round.client import Client, Refused, Reply
from survey_app.commands.demo_round.visiting import Course
from survey_app.commands.demo_round.words import words

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
# A unit that is half way through.
_SECTIONS = 3


class UnitBrowser:
    """One browser without an account; it keeps the cookie that its forms are tied to."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self._client = Client(host, port)
        self._path = urlsplit(address).path
        self._cookie = ""

    def __enter__(self) -> UnitBrowser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def score(self, course: Course) -> None:
        """Fill the first sections from what the team is going to find, and name a document."""
        for section in course.checklist.sections[:_SECTIONS]:
            fields = dict(_fields(section, course))
            self._send(f"/sections/{section.code}", fields)
        first = next(course.checklist.sections[0].items[0].leaves())
        self._send(f"/items/{first.code}/documents", words()["by_link"]["document"])

    def _send(self, path: str, fields: dict[str, str]) -> None:
        token = self._token()
        body = urlencode({**fields, "csrf_token": token}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self._cookie}
        reply = self._client.ask("POST", self._path + path, body, headers)
        if reply.status != HTTPStatus.SEE_OTHER:
            raise Refused(f"POST /unit/…{path}", reply)
        self._keep_cookie(reply)

    def _token(self) -> str:
        reply = self._client.ask("GET", self._path, headers={"Cookie": self._cookie})
        self._keep_cookie(reply)
        found = _TOKEN.search(reply.body.decode())
        if found is None:
            raise Refused("GET /unit/…", reply)
        return found.group(1)

    def _keep_cookie(self, reply: Reply) -> None:
        told = reply.headers.get("Set-Cookie", "")
        self._cookie = told.split(";")[0] or self._cookie


def _fields(section: Section, course: Course) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for item in section.items:
        for leaf in item.leaves():
            answer = course.team.get(leaf.code)
            if answer is not None and can_be_scored(leaf):
                fields += _answered(leaf, answer)
    return fields


def _answered(item: Item, answer: Value) -> list[tuple[str, str]]:
    if "not_applicable" in answer:
        return [
            (f"not_applicable-{item.code}", "1"),
            (f"reason-{item.code}", answer["not_applicable"]),
        ]
    value = answer["value"]
    said = value.get("level") if isinstance(value, dict) else value
    return [(f"value-{item.code}", str(said).replace(".", ","))]
