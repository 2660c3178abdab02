"""What the forms of a page would send, so that a test types into one as a person does."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

from flask.testing import FlaskClient

Attributes = list[tuple[str, str | None]]


class _Forms(HTMLParser):
    """The forms of a page: action, and the values of their fields as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """A form, or a field of the newest one."""
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((at.get("action", ""), {}))
        if not self.forms:
            return
        held = self.forms[-1][1]
        if tag == "input" and at.get("name") and _is_sent(at):
            held[at["name"]] = at.get("value", "on")
        elif tag == "select":
            self._select = at.get("name", "")
        elif tag == "option" and ("selected" in at or self._select not in held):
            held[self._select] = at.get("value", "")
        elif tag == "textarea":
            self._area = at.get("name", "")
            held[self._area] = ""

    def handle_endtag(self, tag: str) -> None:
        """A field that holds something ends."""
        if tag == "textarea":
            held = self.forms[-1][1]
            held[self._area] = held[self._area].removeprefix("\r").removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        """What stands in a field of several lines."""
        if self._area:
            self.forms[-1][1][self._area] += data


def form_of(browser: FlaskClient, path: str, action: str = "") -> dict[str, str]:
    """What the form with this action, by default the page's own, sends if nothing is typed."""
    page = _Forms()
    page.feed(browser.get(path).get_data(as_text=True))
    wanted = unquote(action or path)
    (held,) = [held for at, held in page.forms if unquote(at) == wanted]
    return held


def _is_sent(at: dict[str, str]) -> bool:
    return at.get("type") not in ("checkbox", "radio") or "checked" in at
