"""A table from Excel as somebody enters it at a desk: looked at, then stored."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.cast import Cast
from tests.support.desk import hidden, words_of


def enter(
    browser: FlaskClient, cast: Cast, what: str, text: str, act: str = "all", **more: str
) -> TestResponse:
    """Paste a table, look at the preview, store it from there."""
    path = f"/round/{cast.round.id}/enter/{what}"
    shown = browser.post(path, data={"text": text} | more)
    page = shown.get_data(as_text=True)
    if 'name="seen"' not in page:
        return shown
    form = {"text": text, "seen": hidden(page, "seen"), "act": act, "convert": "no"}
    return browser.post(path, data=form | more)


def preview(browser: FlaskClient, cast: Cast, what: str, text: str) -> str:
    """What the page says of the rows."""
    reply = browser.post(f"/round/{cast.round.id}/enter/{what}", data={"text": text})
    return words_of(reply.get_data(as_text=True))
