"""The shell of the phone app. Anybody may load it: it holds nothing until somebody signs in."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, send_from_directory
from flask.typing import ResponseReturnValue

from survey_app.edge import public
from survey_app.web.phone.built import built, phone_folder

phone = Blueprint("phone", __name__)
ENTRY = "src/main.tsx"


@phone.get("/phone")
@phone.get("/phone/<path:screen>")
@public
def show(screen: str = "") -> ResponseReturnValue:  # noqa: ARG001 - the app reads it itself
    """The shell; which screen is shown is the app's own affair."""
    page = make_response(render_template("phone.html", files=built(ENTRY)))
    # A round may ask where its photos are taken; no other page may ask where anybody is.
    page.headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()"
    return page


@phone.get("/phone/sw.js")
@public
def worker() -> Response:
    """The service worker, under the address whose pages it may serve."""
    response = send_from_directory(phone_folder(), "worker.js", mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/phone"
    return response
