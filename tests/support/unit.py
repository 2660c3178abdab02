"""A visited unit as a test holds it: a browser without an account, and the link of a visit."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from survey_app.core import clock
from survey_app.reviews.answering import set_window
from survey_app.visits.models import Person, Visit
from survey_app.visits.unit_links import make_link
from tests.support.desk import hidden

Change = Callable[[Callable[[Session], Any]], Any]


@dataclass(frozen=True)
class Unit:
    """One browser of a unit; what it posts, it posts from the page as it is now."""

    client: FlaskClient
    secret: str

    def get(self, path: str = "") -> TestResponse:
        """A page under the link."""
        return self.client.get(f"/unit/{self.secret}{path}")

    def words(self, path: str = "") -> str:
        """The page as text."""
        response = self.get(path)
        assert response.status_code == 200, response.get_data(as_text=True)
        return response.get_data(as_text=True)

    def post(self, path: str, **fields: Any) -> TestResponse:
        """A form under the link; dashes of names are written as double underscores."""
        data = {name.replace("__", "-"): value for name, value in fields.items()}
        return self.client.post(f"/unit/{self.secret}{path}", data=data)

    def score(self, section: str, **fields: str) -> TestResponse:
        """Save a section, saying of each typed item what the page had shown of it."""
        page = self.words(f"/sections/{section}")
        codes = {name.split("__")[1] for name in fields}
        seen = {f"seen__{code}": hidden(page, f"seen-{code}") for code in codes}
        return self.post(f"/sections/{section}", **{**seen, **fields})

    def add_photo(self, item: str, data: bytes, caption: str = "Kế hoạch") -> TestResponse:
        """Send a photo for an item."""
        file = (io.BytesIO(data), "anh.jpg")
        return self.post(f"/items/{item}/photos", file=file, caption=caption)


def link_of(change: Change, visit: Visit, by: Person, *, until: date | None = None) -> str:
    """The secret of a new link of a visit; through next week unless told otherwise."""
    last = until or clock.today() + timedelta(days=7)

    def make(session: Session) -> str:
        own = session.get_one(Visit, visit.id)
        return make_link(session, own, until=last, by=by, at=clock.now())

    secret: str = change(make)
    return secret


def unit_of(app: Flask, change: Change, visit: Visit, by: Person) -> Unit:
    """The unit of a visit with a link that is good for a week."""
    return Unit(app.test_client(), link_of(change, visit, by))


def open_replies(change: Change, visit: Visit, by: Person, *, days: int = 7) -> None:
    """Open the findings of a visit to its unit."""
    until = clock.today() + timedelta(days=days)

    def make(session: Session) -> None:
        own = session.get_one(Visit, visit.id)
        set_window(session, own, until=until, by=session.get_one(Person, by.id), at=clock.now())

    change(make)
