"""Arbitrary input: texts, JSON, headers, bodies, queries; and sound bodies with one wrong place."""

from __future__ import annotations

import copy
import json
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st

AWKWARD = (
    "\ud800", "\udfff\ud800", "\x00", "a\x00b", "\u202eRTL\u202c", "\ufeff", "e\u0323\u0302",
    "x" * 10_240, "'; DROP TABLE entry; --", "../../../../etc/passwd", "%00", "%s%s%n", "{{7*7}}",
    "\r\nSet-Cookie: a=b", "<script>alert(1)</script>", "=1+1", "-1", "9" * 400, "1e999", "NaN",
    "١٢٣", "²", "true", "null", "[]", "0x10", " ", "\u2028", "🏳️‍🌈",
)  # fmt: skip
# Every character there is, halves of characters too.
TEXT = st.one_of(
    st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=()), max_size=40)
)
NUMBERS = st.one_of(
    st.integers(),
    st.sampled_from([2**31, 2**53, 2**63, 2**64, -(2**63) - 1, 10**400]),
    st.floats(),
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXT)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)
BROKEN = st.sampled_from(
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b"nul", b'"\xed\xa0\x80"', b"{}{}",
     b'{"entries": [' + b"1" * 6_000 + b"]}", b"\x00" * 100, b"a=b&c=%ff%00", b"[1,]"]
)  # fmt: skip
BODIES = st.one_of(BROKEN, st.binary(max_size=60), JSON.map(lambda each: json.dumps(each).encode()))
TYPES = st.sampled_from(
    ["application/json", "text/plain", "multipart/form-data", "application/json; charset=utf-7",
     "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/jpeg", "x",
     "application/problem+json", "\xff/\xff", "application/json;" * 50]
)  # fmt: skip
ODD_HEADERS = st.dictionaries(
    st.sampled_from(
        ["Authorization", "Range", "If-None-Match", "If-Modified-Since", "If-Range", "Accept",
         "Accept-Language", "Cookie", "X-Forwarded-For", "X-Forwarded-Proto", "Host", "Origin",
         "Accept-Encoding", "X-HTTP-Method-Override", "Expect", "Referer", "X-Forwarded-Host"]
    ),
    st.sampled_from(
        ["", "Bearer", "Bearer ", "Bearer \xff\xfe", "Bearer " + "a" * 8_000, "Basic OjpAOg==",
         "bytes=-999999999999999999999", "bytes=5-1", "bytes=0-,1-,2-", '"', "*", 'W/"\xe9',
         ",,,;q=",
         "vi;q=9999,en;q=-1", "session=.eJw; session=x; language", "::1, 127.0.0.1", "a b", "Sat"]
    ),
    max_size=4,
)  # fmt: skip
QUERIES = st.dictionaries(
    st.sampled_from(
        ["after", "limit", "size", "page", "state", "show", "tray", "round", "q", "next", "unit"]
    ),
    st.one_of(TEXT, st.integers().map(str)),
    max_size=3,
)


def sound_entry(visit: str) -> dict[str, Any]:
    """An entry that would be taken."""
    return {
        "id": str(uuid4()), "visit": visit, "kind": "answer", "item": "B1", "slot": None,
        "layer": "team", "value": {"value": "231", "judged": "8", "reason": "rõ"},
        "supersedes": [str(uuid4())], "device": "may-1", "seq": 1,
        "made_at": "2020-11-10T09:00:00+07:00",
    }  # fmt: skip


def sound_bodies(visit: str) -> list[tuple[str, str, Any]]:
    """One sound body for each call that takes JSON."""
    entries = f"/visits/{visit}/entries"
    sent = [("POST", entries, {"entries": [each]}) for each in sound_entries(visit)]
    return [*sent, *sound_calls(f"/visits/{visit}/decisions")]


def sound_entries(visit: str) -> list[dict[str, Any]]:
    """One entry of each kind."""
    kinds: list[tuple[str, object]] = [
        ("note", {"text": "rõ"}),
        ("photo", {"sha256": "0" * 64, "bytes": 9, "width": 1, "height": 1, "taken_at": "x"}),
        ("evidence", {"number": "1", "date": "2020-01-01", "about": "x"}),
        ("finding", {"type": "strength", "text": "x", "addressee": None, "about": []}),
        ("attendee", {"name": "x", "position": "y", "side": "unit"}),
        ("reply", {"agree": True, "text": "x"}),
        ("submit", {"heads_sha256": "0" * 64, "heads": 1, "photos": ["0" * 64]}),
    ]
    table = {"value": {"rows": [{"ten": "a", "so": "1"}], "level": 2}}
    plain = {"layer": None, "item": None}
    return [
        sound_entry(visit),
        sound_entry(visit) | {"item": "B4", "value": table},
        *(sound_entry(visit) | plain | {"kind": kind, "value": value} for kind, value in kinds),
    ]


def sound_calls(decisions: str) -> list[tuple[str, str, Any]]:
    """Bodies of the other calls."""
    return [
        ("POST", "/session", {"username": "an", "password": "sai"}),
        ("POST", "/session", {"join_code": "AAAA-BBBB"}),
        ("POST", "/reconcile", {"epoch": "x", "entries": [str(uuid4())], "photos": ["0" * 64]}),
        ("POST", decisions, {"move": "agree", "item": "A2", "layer": "agreed", "value": 2,
                             "reason": "x", "seen": 0}),
        ("POST", decisions, {"move": "return", "seen": 0, "items": [
            {"item": "A2", "reason": "x", "proposed": {"value": 2}}]}),
        ("POST", decisions, {"move": "approve", "seen": 0, "entries_seen": 3}),
        ("POST", decisions, {"move": "reopen", "reason": "x"}),
    ]  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value where something else could stand."""
    found = [at] if at else []
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, inner in pairs:
        found += places(inner, (*at, key))
    return found


def put(value: Any, at: tuple[Any, ...], other: object) -> Any:
    """The value with something else in this place."""
    made = copy.deepcopy(value)
    inner = made
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = other
    return made


def wire(value: object) -> bytes:
    """As a phone might write it, NaN, halves of characters and all."""
    return json.dumps(value).encode()
