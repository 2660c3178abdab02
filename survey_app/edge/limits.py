"""Limits: sizes of bodies before they are read, and a brake on guessing passwords."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import IO

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import ClientDisconnected, LengthRequired, NotFound

from survey_app.core.problems import Code, Problem
from survey_app.core.settings import Settings
from survey_app.edge.database import db
from survey_app.visits.people import account_name, digest

LARGEST_JSON = 4 * 1024 * 1024
LARGEST_PHOTO = 40 * 1024 * 1024
LARGEST_RESCUE = 64 * 1024 * 1024
# Forms, a workbook among them; whoever may send more says so.
LARGEST_FORM = 6 * 1024 * 1024
# What databases number their rows up to.
HIGHEST_NUMBER = 2**31 - 1
_CHUNK = 256 * 1024
_SIP = 16 * 1024
# Seconds for which somebody who was refused may go on sending.
_PATIENCE = 30.0
_HEARD_OUT = LARGEST_RESCUE + 1024 * 1024

limiter = Limiter(get_remote_address, default_limits=[], headers_enabled=False)


def set_up(app: Flask, settings: Settings) -> None:
    """Count in Redis where there is one, else in this process."""
    app.config.setdefault("RATELIMIT_STORAGE_URI", settings.jobs_url or "memory://")
    # Whoever signs in while Redis is away is counted here, and not turned away.
    app.config.setdefault("RATELIMIT_IN_MEMORY_FALLBACK_ENABLED", bool(settings.jobs_url))
    # Set, not set by default: Flask has defaults of its own, and the first of them is no limit.
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_JSON
    app.config["MAX_FORM_PARTS"] = 1_000
    limiter.init_app(app)
    app.before_request(_no_nul)
    app.before_request(_no_number_too_high)
    app.after_request(_hear_out)


def _no_nul() -> None:
    """Refuse an address with a NUL in it: no database could be asked for that."""
    if "\x00" in request.path or b"%00" in request.query_string:
        raise NotFound


def _no_number_too_high() -> None:
    """Refuse an address with a number in it that no database can have given."""
    numbers = [each for each in (request.view_args or {}).values() if isinstance(each, int)]
    if any(each > HIGHEST_NUMBER for each in numbers):
        raise NotFound


def refused(response: Response) -> bool:
    """Only a wrong guess costs an attempt; signing in rightly is never braked."""
    return response.status_code in (400, 401, 422)


def account_key() -> str:
    """The account that is being tried, so that a guess from many networks is braked as well.

    Where none is named, who asks: a join code is beyond guessing, and who tries all the same must
    not keep everybody else's from being taken.
    """
    data = request.get_json(silent=True) if request.is_json else request.form
    name = data.get("username", "") if isinstance(data, Mapping) else ""
    # As it is looked for: a name with something unseen in it is the same account's.
    account = account_name(str(name))
    return f"account:{digest(account)}" if account else f"nobody:{get_remote_address()}"


def body(limit: int = LARGEST_JSON) -> bytes:
    """The whole body; refused by its announced length, before anything is parsed."""
    _check_length(limit)
    # One more than is allowed: the stream refuses to be asked again at its limit.
    request.max_content_length = limit + 1
    data = request.get_data(cache=False)
    if len(data) > limit:
        raise Problem(Code.TOO_LARGE, {"limit": limit})
    _check_whole(len(data))
    return data


@contextmanager
def body_as_file(incoming: Path, limit: int) -> Iterator[tuple[Path, str, int]]:
    """The body streamed into this file, with its SHA-256 and size; the file is gone afterwards."""
    try:
        _check_length(limit)
        # One more than is allowed: the stream refuses to be asked again at its limit.
        request.max_content_length = limit + 1
        digest, size = _stream(request.stream, incoming, limit)
        yield incoming, digest, size
    finally:
        incoming.unlink(missing_ok=True)


def _stream(source: IO[bytes], target: Path, limit: int) -> tuple[str, int]:
    digest, size = sha256(), 0
    with target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise Problem(Code.TOO_LARGE, {"limit": limit})
            digest.update(chunk)
            file.write(chunk)
    _check_whole(size)
    return digest.hexdigest(), size


def _check_whole(size: int) -> None:
    """Refuse a body that broke off: the server reads a lost connection like an end."""
    if size != (request.content_length or 0):
        raise ClientDisconnected


def _check_length(limit: int) -> None:
    if "Transfer-Encoding" in request.headers:
        # Of a body without a length nobody could say afterwards that it was whole.
        raise LengthRequired
    if (request.content_length or 0) > limit:
        raise Problem(Code.TOO_LARGE, {"limit": limit})


def _hear_out(response: Response) -> Response:
    """Read what is still coming after a refusal: who is sending hears an answer only at the end.

    Otherwise a phone that should sign in again, or send something smaller, would take the closed
    connection for a bad network, and try the same for ever.
    """
    if response.status_code < 400 or not _something_comes():
        return response
    if request.environ.get("wsgi.input_terminated"):
        # Who sends slowly must not keep a transaction open meanwhile.
        db.session.rollback()
        source: IO[bytes] = request.environ["wsgi.input"]
        until, heard = monotonic() + _PATIENCE, 0
        while (sip := source.read(_SIP)) and heard < _HEARD_OUT and monotonic() < until:
            heard += len(sip)
    return response


def _something_comes() -> bool:
    """Whether a body follows that is worth hearing out, its length told or not."""
    if "Transfer-Encoding" in request.headers:
        return True
    return 0 < (request.content_length or 0) <= _HEARD_OUT
