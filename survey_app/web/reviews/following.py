"""From the review of one visit to the next of the queue that it was opened from.

The review page carries the query of that queue in its own address, and so does everything that
leads back to it: two windows may go through two queues.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from flask import has_request_context, request

from survey_app.web.reviews.queue import Asked, asked_in

# The argument of an address that says from which queue its visit was opened.
QUEUE = "queue"
# Words of 200 signs, each of up to 4 bytes written as "%XX", and the other filters.
_LONGEST = 3_000
_MOST_FIELDS = 16


def queue_come_from() -> Asked:
    """The queue that the address names; where it names none, what waits longest for the reader."""
    return asked_in(dict(_given(request.args.get(QUEUE, ""))))


def keep_queue(_: str, values: dict[str, Any]) -> None:
    """Whatever leads to the same visit again leads to it from the same queue."""
    if not has_request_context() or QUEUE not in request.args:
        return
    if values.get("key") == (request.view_args or {}).get("key", ""):
        values.setdefault(QUEUE, request.args[QUEUE][:_LONGEST])


def _given(query: str) -> list[tuple[str, str]]:
    try:
        given = parse_qsl(query[:_LONGEST], max_num_fields=_MOST_FIELDS)
    except ValueError:
        return []
    # No database takes this sign; that it is not in the address itself was seen to before.
    return [(name, held) for name, held in given if "\0" not in held]
