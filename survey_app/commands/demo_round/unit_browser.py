"""A visited unit at its own pages: opens its link and scores itself, as forms go."""

from __future__ import annotations

from types import TracebackType
from urllib.parse import urlsplit

from forms.definition import Item, Section
from forms.scoring import can_be_scored
from survey_app.commands.demo_round.answers import Value
from survey_app.commands.demo_round.browser import Browser
from survey_app.commands.demo_round.client import Client
from survey_app.commands.demo_round.visiting import Course
from survey_app.commands.demo_round.words import words

# A unit that is half way through.
_SECTIONS = 3


class UnitBrowser:
    """One browser without an account."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self._client = Client(host, port)
        self._path = urlsplit(address).path
        # Whoever knows the address of the link may use it.
        self._browser = Browser(self._client, secret=self._path)

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
            page = f"{self._path}/sections/{section.code}"
            self._browser.send(page, fields, form_at=page)
        first = next(course.checklist.sections[0].items[0].leaves())
        item = f"{self._path}/items/{first.code}"
        document = words()["by_link"]["document"]
        self._browser.send(f"{item}/documents", document, form_at=f"{item}/proofs")


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
