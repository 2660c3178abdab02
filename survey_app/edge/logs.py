"""The log: one line of JSON an event, on standard error.

Never what was sent, a name or a secret: a failure is told with its traceback, without the values
of the variables in it.
"""

from __future__ import annotations

import sys

import structlog


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
