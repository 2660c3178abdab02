"""The log: one line of JSON an event, on standard error.

Never what was sent, a name or a secret: a failure is told with its traceback, without the values
of the variables in it.
"""

from __future__ import annotations

import sys
from time import perf_counter

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()


def set_up() -> None:
    """Configure the log of this process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )


def tell_requests(app: Flask) -> None:
    """A line for each request: which endpoint, how it ended, how long it took.

    The endpoint is named and not the address, which has ids in it; whoever asked is not named.
    """

    @app.before_request
    def begin() -> None:
        g.begun = perf_counter()

    @app.after_request
    def told(response: Response) -> Response:
        took = perf_counter() - g.pop("begun", perf_counter())
        log.info(
            "request",
            method=request.method,
            endpoint=request.endpoint or "",
            status=response.status_code,
            milliseconds=round(took * 1000),
            bytes=request.content_length or 0,
        )
        return response
