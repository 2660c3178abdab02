"""The words of the heading block, as the office types them for a round. No session, no drawing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from survey_app.core.vietnamese import clean
from survey_app.reports.page_setup import USUAL, PageSetup, page_of


class Document(StrEnum):
    """Which document a heading is for; each may have lines of its own."""

    VISIT = "visit"
    MINUTES = "minutes"
    SCORES = "scores"
    EVALUATION = "evaluation"
    INVITATION = "invitation"
    SCHEDULE = "schedule"


# The documents of a visit, as they are called in addresses and file names.
NAMES: dict[Document, str] = {
    Document.VISIT: "findings",
    Document.MINUTES: "minutes",
    Document.SCORES: "score-sheet",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines around a document. What the office has not typed is empty and printed as dots.

    Which province it is, and its place, are typed for the round: no province is built in.

    ``signature`` has one block of one to four lines for each who signs, from left to right, at most
    three; ``names`` are the printed names under them, in the same order. ``to`` are the lines of
    "Kính gửi". ``page`` is how all documents of the round are set.
    """

    parent: tuple[str, ...] = ("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM")
    organisation: tuple[str, ...] = ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH …………")
    number: str = ""
    symbol: str = "BC-LĐLĐ"
    place: str = ""
    to: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    signature: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    page: PageSetup = USUAL


DEFAULTS: dict[Document, Heading] = {
    Document.VISIT: Heading(
        to=("Ban Thường vụ Liên đoàn Lao động tỉnh",),
        addressees=("Như trên", "Đơn vị được khảo sát", "Thành viên đoàn khảo sát", "Lưu: VT"),
        signature=(("TM. ĐOÀN KHẢO SÁT", "TRƯỞNG ĐOÀN"),),
    ),
    Document.MINUTES: Heading(
        symbol="BB-ĐKS",
        addressees=("Đơn vị được khảo sát", "Đoàn khảo sát", "Lưu: VT"),
        signature=(
            ("ĐẠI DIỆN ĐƠN VỊ", "ĐƯỢC KHẢO SÁT"),
            ("THƯ KÝ",),
            ("TRƯỞNG ĐOÀN", "KHẢO SÁT"),
        ),
    ),
    Document.SCORES: Heading(
        symbol="PKS-ĐKS",
        signature=(
            ("XÁC NHẬN", "CỦA ĐƠN VỊ"),
            ("NGƯỜI LẬP PHIẾU",),
            ("TRƯỞNG ĐOÀN", "KHẢO SÁT"),
        ),
    ),
    Document.EVALUATION: Heading(
        addressees=(
            "TLĐLĐ Việt Nam (B/c)",
            "BTV Tỉnh ủy (B/c)",
            "BCH, các ban LĐLĐ tỉnh",
            "Các CĐ cấp trên trực tiếp cơ sở",
            "Lưu: VT",
        ),
        signature=(("TM. BAN THƯỜNG VỤ",),),
    ),
    Document.INVITATION: Heading(
        symbol="GM-LĐLĐ",
        addressees=("Như trên", "Thành viên đoàn khảo sát", "Lưu: VT"),
        signature=(("TM. BAN THƯỜNG VỤ",),),
    ),
    Document.SCHEDULE: Heading(
        symbol="TB-LĐLĐ",
        to=("Các đơn vị được khảo sát", "Các đoàn khảo sát"),
        addressees=("Như trên", "Thường trực LĐLĐ tỉnh", "Lưu: VT"),
        signature=(("TM. BAN THƯỜNG VỤ",),),
    ),
}


MOST_SIGNERS, MOST_LINES = 3, 4
SIGNED_BY_BOTH = (Document.MINUTES, Document.SCORES)
_OF_ALL = ("parent", "organisation", "place")


def heading_of(typed: str, document: Document) -> Heading:
    """The heading from the JSON of a round.

    Its keys are the fields of ``Heading``; under the name of a document stand the keys that only
    that document has otherwise. Minutes and score sheets are signed by both sides: who signs,
    their symbol and their recipients are theirs alone.
    What is missing or not of the right shape keeps its default: a heading mistyped must never keep
    a report from being printed.
    """
    raw = _object(typed)
    own = raw.get(document.value)
    shared = {key: raw[key] for key in raw if document not in SIGNED_BY_BOTH or key in _OF_ALL}
    said = {**shared, **(own if isinstance(own, dict) else {})}
    fallback = DEFAULTS[document]
    return Heading(
        parent=_lines(said.get("parent"), fallback.parent),
        organisation=_lines(said.get("organisation"), fallback.organisation),
        number=_words(said.get("number"), fallback.number),
        symbol=_words(said.get("symbol"), fallback.symbol),
        place=_words(said.get("place"), fallback.place),
        to=_lines(said.get("to"), fallback.to),
        addressees=_lines(said.get("addressees"), fallback.addressees),
        signature=_blocks(said.get("signature"), fallback.signature),
        names=_lines(said.get("names"), fallback.names),
        page=page_of(raw.get("page")),
    )


def _object(typed: str) -> Mapping[str, Any]:
    try:
        raw = json.loads(typed or "{}")
    except ValueError:
        return {}
    return raw if isinstance(raw, dict) else {}


def _words(said: object, fallback: str) -> str:
    return clean(said) if isinstance(said, str) else fallback


def _lines(said: object, fallback: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(line, str) for line in said):
        return fallback
    return tuple(line for line in map(clean, said) if line)


def _blocks(said: object, fallback: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    if not isinstance(said, list) or not said:
        return fallback
    # One signer may be typed as a plain list of lines.
    blocks = [said] if all(isinstance(line, str) for line in said) else said
    told = tuple(filter(None, (_lines(block, ())[:MOST_LINES] for block in blocks)))
    return told[:MOST_SIGNERS] or fallback
