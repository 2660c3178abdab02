"""``/health`` and ``/ready``: plain words for machines that watch the server, and no data."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from survey_app.edge import public
from survey_app.edge.limits import limiter
from survey_app.edge.readiness import checks

health = Blueprint("health", __name__)
OFTEN = "120 per minute"


@health.get("/health")
@public
def show() -> ResponseReturnValue:
    """That this process answers; nothing else is asked."""
    return _plain(["ok"], 200)


@health.get("/ready")
@public
@limiter.limit(OFTEN)
def ready() -> ResponseReturnValue:
    """Whether database, photos and jobs can be reached, a line each; 503 where one cannot."""
    found = checks()
    lines = [f"{name} {'ok' if works else 'failed'}" for name, works in found.items()]
    return _plain(lines, 200 if all(found.values()) else 503)


def _plain(lines: list[str], status: int) -> Response:
    return Response("\n".join(lines) + "\n", status, mimetype="text/plain")
