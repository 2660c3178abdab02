"""The shell of the phone app. Anybody may load it: it holds nothing until somebody signs in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    render_template,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue

from survey_app.core.problems import Code, Problem
from survey_app.edge import public

phone = Blueprint("phone", __name__)
ENTRY = "src/main.tsx"


@phone.get("/phone")
@phone.get("/phone/<path:screen>")
@public
def show(screen: str = "") -> ResponseReturnValue:  # noqa: ARG001 - the app reads it itself
    """The shell; which screen is shown is the app's own affair."""
    built = _entry(_folder())
    files = [f"phone/{name}" for name in (built["file"], *built.get("css", []))]
    script, *styles = [url_for("static", filename=name) for name in files]
    page = make_response(render_template("phone.html", entry_js=script, entry_css=styles))
    # A round may ask where its photos are taken; no other page may ask where anybody is.
    page.headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()"
    return page


@phone.get("/phone/sw.js")
@public
def worker() -> Response:
    """The service worker, under the address whose pages it may serve."""
    response = send_from_directory(_folder(), "worker.js", mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/phone"
    return response


def _folder() -> Path:
    return Path(current_app.static_folder or "") / "phone"


def _entry(folder: Path) -> dict[str, Any]:
    # Read each time: a running server must name the files of the build that is there now.
    try:
        manifest = json.loads((folder / "manifest.json").read_text())
    except FileNotFoundError as missing:
        # Without its build there is no phone app; ``make phone`` makes it.
        raise Problem(Code.NOT_FOUND) from missing
    entry: dict[str, Any] = manifest[ENTRY]
    return entry
