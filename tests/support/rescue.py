"""Rescue files as phones write them, and as nobody should."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey_app.visits.models import Person


def packed(data: bytes) -> dict[str, str]:
    """A photo as the file holds it."""
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "type": "image/jpeg",
        "base64": base64.b64encode(data).decode(),
    }


def rescue_file(person: Person, entries: object, photos: object = (), **more: Any) -> bytes:
    """The file of this person's phone; ``more`` overrides any other field."""
    made = {
        "format": "survey-rescue-1",
        "user": {"id": person.id, "username": person.username, "name": person.name},
        "device": "may-thu",
        "made_at": "2020-11-12T08:00:00.000Z",
        "entries": entries,
        "photos": photos,
        **more,
    }
    return json.dumps(made).encode()


def bring(browser: FlaskClient, data: bytes) -> TestResponse:
    """Upload a file at the desk, and go where that leads."""
    file = (io.BytesIO(data), "khao-sat-2020-11-12.json")
    return browser.post("/held/parcels", data={"file": file}, follow_redirects=True)


def bring_in(browser: FlaskClient, data: bytes) -> TestResponse:
    """Upload a file and press the button below what it shows."""
    shown = bring(browser, data)
    assert shown.status_code == 200, shown.get_data(as_text=True)
    return browser.post(shown.request.path.replace("/contents", "/import"))
