"""Every failure answered in one way: problem+json to phones, a page to desks."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_wtf.csrf import CSRFError
from redis.exceptions import RedisError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from survey_app.core.problems import Code, Problem
from survey_app.edge.database import db
from survey_app.fieldwork.photos import StoreUnavailable

log = structlog.get_logger()

BY_STATUS = {
    400: Code.BAD_REQUEST,
    401: Code.NOT_SIGNED_IN,
    403: Code.FORBIDDEN,
    404: Code.NOT_FOUND,
    405: Code.METHOD_NOT_ALLOWED,
    413: Code.TOO_LARGE,
    416: Code.RANGE_REFUSED,
    422: Code.UNACCEPTABLE,
    429: Code.TOO_MANY_REQUESTS,
    503: Code.BUSY,
}
# Seconds; of guesses, ten are free again after a minute.
RETRY_AFTER = {429: "60", 503: "5"}
# What a failure says in its headers: how the address may be asked, which parts there are.
TOLD_IN_HEADERS = ("Allow", "Content-Range")


def set_up(app: Flask) -> None:
    """Register the one handler of each sort of failure."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(CSRFError, lambda _: answer(Problem(Code.FORM_EXPIRED)))
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(StoreUnavailable, _gone)
    app.register_error_handler(RedisError, _gone)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def answer(problem: Problem) -> ResponseReturnValue:
    """The answer that tells this problem to whoever asked."""
    if request.path.startswith("/api/"):
        return _json(problem)
    return (
        render_template(
            "problem.html",
            status=problem.status,
            sentence=problem.on_page(_language()),
            details=problem.details,
            problem=problem,
        ),
        problem.status,
    )


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem as the object that phones match on (RFC 9457)."""
    sentence = problem.sentence(_language())
    return {
        "type": f"urn:khao-sat:problem:{problem.code}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code.value,
        "detail": sentence,
        **problem.details,
    }


def _json(problem: Problem) -> Response:
    response = make_response(jsonify(problem_json(problem)), problem.status)
    response.mimetype = "application/problem+json"
    if problem.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if problem.status in RETRY_AFTER:
        response.headers["Retry-After"] = RETRY_AFTER[problem.status]
    return response


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None and (error.code or 0) < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    if 300 <= (error.code or 0) < 400:
        return error.get_response()
    code = BY_STATUS.get(error.code or 500)
    if code is None:
        code = Code.BAD_REQUEST if (error.code or 500) < 500 else Code.INTERNAL
    response = make_response(answer(Problem(code, _fields(error))))
    for name, value in error.get_headers(request.environ):
        if name in TOLD_IN_HEADERS:
            response.headers[name] = value
    return response


def _fields(error: HTTPException) -> dict[str, object]:
    """What flask-smorest's parser found wrong with which field."""
    messages = (getattr(error, "data", None) or {}).get("messages")
    return {"fields": messages} if messages else {}


def _busy(error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    log.warning("database not available", error=str(error.orig))
    return answer(Problem(Code.BUSY))


def _gone(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    log.warning("storage or queue not available", error=str(error))
    return answer(Problem(Code.BUSY))


def _unforeseen(error: Exception) -> ResponseReturnValue:
    """Nobody is shown the inside; the number leads the log's reader to it."""
    db.session.rollback()
    number = uuid4().hex[:12]
    log.error("unforeseen failure", number=number, path=request.path, exc_info=error)
    return answer(Problem(Code.INTERNAL, {"number": number}))


def _language() -> str:
    return str(get_locale() or "vi")
