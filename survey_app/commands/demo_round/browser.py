"""A browser in few words: pages with forms, and the cookie and token that the forms are tied to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from survey_app.commands.demo_round.client import Client, Refused, Reply

_PROOF: Final = "csrf_token"
_BOUNDARY: Final = "----khao-sat-minh-hoa"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a form."""

    name: str
    media_type: str
    data: bytes


@dataclass
class Browser:
    """Sees pages and sends their forms; ``secret`` is a part of its addresses never told."""

    client: Client
    secret: str = ""
    _cookies: dict[str, str] = field(default_factory=dict)

    def page(self, path: str) -> str:
        """A page as it is sent."""
        reply = self.client.ask("GET", path, headers=self._headers())
        self._keep_cookies(reply)
        if reply.status != HTTPStatus.OK:
            raise self._refused(f"GET {path}", reply)
        return reply.body.decode()

    def send(
        self, path: str, fields: Mapping[str, str], *, form_at: str, file: Attached | None = None
    ) -> str:
        """Fill in and send a form of the page ``form_at``; where it leads."""
        told = {**self._hidden(form_at, path), **fields}
        if file is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(told).encode()
        else:
            kind, body = f"multipart/form-data; boundary={_BOUNDARY}", _parts(told, file)
        headers = {**self._headers(), "Content-Type": kind}
        reply = self.client.ask("POST", path, body, headers)
        if reply.status != HTTPStatus.SEE_OTHER:
            raise self._refused(f"POST {path}", reply)
        self._keep_cookies(reply)
        return str(reply.headers.get("Location", ""))

    def _hidden(self, page: str, action: str) -> dict[str, str]:
        """What the form holds unseen; a form without an action sends to any address of its page."""
        forms = _Forms()
        forms.feed(self.page(page))
        found = forms.hidden.get(action, forms.hidden.get("", {}))
        if _PROOF not in found:
            raise LookupError(self._told(f"{page}: no form for {action}"))
        return found

    def _headers(self) -> dict[str, str]:
        held = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return {"Cookie": held} if held else {}

    def _keep_cookies(self, reply: Reply) -> None:
        for told in reply.headers.get_all("Set-Cookie", []):
            name, _, value = told.split(";")[0].partition("=")
            self._cookies[name] = value

    def _refused(self, asked: str, reply: Reply) -> Refused:
        return Refused(self._told(asked), reply)

    def _told(self, words: str) -> str:
        return words.replace(self.secret, "…") if self.secret else words


class _Forms(HTMLParser):
    """The hidden fields of each form of a page, by its action."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, dict[str, str]] = {}
        self._action = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a hidden field of the form that is open."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self._action = said.get("action", "")
        elif tag == "input" and said.get("type") == "hidden" and "name" in said:
            self.hidden.setdefault(self._action, {})[said["name"]] = said.get("value", "")


def _parts(fields: Mapping[str, str], file: Attached) -> bytes:
    """A form with a file, as browsers pack it."""
    said = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, value in fields.items()
    ]
    about = (
        f'Content-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
        f"Content-Type: {file.media_type}\r\n\r\n"
    )
    between = f"--{_BOUNDARY}\r\n".encode()
    pieces = [*said, about.encode() + file.data]
    return b"".join(between + each + b"\r\n" for each in pieces) + f"--{_BOUNDARY}--\r\n".encode()
