"""What can happen to a request between a phone and a server, each by name."""

from __future__ import annotations

import json
import time
from dataclasses import replace

from tests.support.proxy import Fault, Line, Reply, Request

PORTAL = "<!doctype html><title>WiFi</title><p>Đăng nhập để dùng WiFi miễn phí</p>".encode()


def told(status: int, body: bytes = b"", *, type_: str = "text/html") -> Reply:
    """An answer that the server never gave."""
    return Reply(status, (("Content-Type", type_),), body)


def in_json(status: int, value: object) -> Reply:
    """The same, in JSON."""
    return told(status, json.dumps(value).encode(), type_="application/json")


def lose_request(line: Line) -> None:
    """The server never hears of it."""
    line.reset()


def cut_request(line: Line) -> None:
    """Half of it arrives."""
    line.ask_with_half()
    line.reset()


def lose_reply(line: Line) -> None:
    """The server did it, and the phone never hears."""
    line.ask()
    line.reset()


def cut_reply(line: Line) -> None:
    """The connection breaks in the middle of the answer."""
    reply = line.ask()
    line.answer(reply, most=len(reply.body) // 2)
    line.reset()


def shorten_reply(line: Line) -> None:
    """Half an answer that says it is whole."""
    reply = line.ask()
    line.answer(replace(reply, body=reply.body[: len(reply.body) // 2]))


def delay(line: Line) -> None:
    """It takes its time on both ways."""
    time.sleep(0.08)
    reply = line.ask()
    time.sleep(0.08)
    line.answer(reply)


def portal(line: Line) -> None:
    """A page of the WiFi, with a good status."""
    line.answer(told(200, PORTAL))


def redirect(line: Line) -> None:
    """To the page of the WiFi."""
    line.answer(Reply(302, (("Location", "/static/phone/icons/icon.svg"),)))


def say_nothing(line: Line) -> None:
    """A good status and no word."""
    line.answer(Reply(204))


def say_ok(line: Line) -> None:
    """Good JSON without a receipt."""
    line.answer(in_json(200, {"ok": True}))


def fail(line: Line) -> None:
    """The server is not well."""
    line.answer(told(500, b"<h1>Internal Server Error</h1>"))


def fail_behind(line: Line) -> None:
    """The proxy is not well, after the server did it."""
    line.ask()
    line.answer(told(502, b"<h1>Bad Gateway</h1>"))


def be_busy(line: Line) -> None:
    """Later, please."""
    busy = in_json(503, {"status": 503, "code": "busy", "detail": "busy"})
    line.answer(replace(busy, headers=(*busy.headers, ("Retry-After", "1"))))


def forge(line: Line) -> None:
    """Receipts of what the server never got: the right names over wrong hashes."""
    line.answer(in_json(200, _forged(line.request)))


def repeat_last(line: Line) -> None:
    """The answer to another request."""
    line.answer(line.last() or told(200, PORTAL))


def double(line: Line) -> None:
    """The request arrives twice."""
    line.ask()
    line.answer(line.ask())


FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        lose_request,
        cut_request,
        lose_reply,
        cut_reply,
        shorten_reply,
        delay,
        portal,
        redirect,
        say_nothing,
        say_ok,
        fail,
        fail_behind,
        be_busy,
        forge,
        repeat_last,
        double,
    )
}


def _forged(request: Request) -> dict[str, object]:
    wrong = "0" * 64
    if request.method == "PUT":
        return {"sha256": wrong, "bytes": len(request.body), "state": "stored", "epoch": ""}
    try:
        sent = json.loads(request.body)["entries"]
    except (ValueError, KeyError, TypeError):
        return {}
    receipts = [
        {"id": each["id"], "sha256": wrong, "number": at, "state": "stored"}
        for at, each in enumerate(sent, 1)
    ]
    return {"receipts": receipts, "epoch": ""}
