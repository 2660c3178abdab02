"""The one place that commits: on return, before the answer leaves; roll back on raise."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import structlog
from flask import Response, current_app, g
from flask.typing import ResponseReturnValue

from survey_app.edge.database import db, writing

P = ParamSpec("P")
log = structlog.get_logger()


def commits(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Mark and make an endpoint that writes."""

    @wraps(view)
    def committing(*args: P.args, **kwargs: P.kwargs) -> Response:
        with writing():
            try:
                response = current_app.make_response(view(*args, **kwargs))
                db.session.commit()
            except BaseException:
                db.session.rollback()
                raise
        _run_effects()
        return response

    committing.commits = True  # type: ignore[attr-defined]  # read by the test of all routes
    return committing


def after_commit(effect: Callable[[], None]) -> None:
    """Do this once the transaction is safe; if it fails, what was stored stays stored."""
    g.setdefault("effects", []).append(effect)


def _run_effects() -> None:
    for effect in g.pop("effects", []):
        try:
            effect()
        except Exception:
            # The answer is already true; an effect that failed is told to the log, not the sender.
            log.exception("effect failed")
