"""The words of planning: kinds of unit, roles, modes. No database."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256


class Role(StrEnum):
    """What a person may do at all; whose things, is a filter in the queries."""

    MEMBER = "member"
    LEAD = "lead"
    OFFICE = "office"
    ADMIN = "admin"
    # The visited unit itself, which comes by the link of its visit: it has no account, signs in
    # nowhere and is in no row of the table of rights.
    UNIT = "unit"


ACCOUNTS = tuple(role for role in Role if role is not Role.UNIT)


class UnitKind(StrEnum):
    """The three kinds of unit that the federation visits."""

    DISTRICT = "LDLD_CAP_HUYEN"
    SECTOR = "CONG_DOAN_NGANH"
    CIVIL_SERVANTS = "CONG_DOAN_VIEN_CHUC"


# For whom each role may issue a code that signs in: nobody lets in somebody mightier.
INVITES: dict[Role, frozenset[Role]] = {
    Role.MEMBER: frozenset(),
    Role.LEAD: frozenset(),
    Role.OFFICE: frozenset({Role.MEMBER, Role.LEAD}),
    Role.ADMIN: frozenset(ACCOUNTS),
    Role.UNIT: frozenset(),
}


class Part(StrEnum):
    """What a person is on a team."""

    LEAD = "lead"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"


class Mode(StrEnum):
    """How the visit takes place."""

    ON_SITE = "on_site"
    ONLINE = "online"
    BY_FILE = "by_file"


class Plan(StrEnum):
    """What the office decided about the visit's date."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class RoundState(StrEnum):
    """What a round takes: the office's preparations only, everything, or nothing any more."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"


class RoundMove(StrEnum):
    """What the office does with a round as a whole."""

    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"


ROUND_MOVES: dict[tuple[RoundState, RoundMove], RoundState] = {
    (RoundState.PREPARING, RoundMove.OPEN): RoundState.OPEN,
    (RoundState.OPEN, RoundMove.CLOSE): RoundState.CLOSED,
    (RoundState.CLOSED, RoundMove.REOPEN): RoundState.OPEN,
}


class DoubleScoring(StrEnum):
    """Which visits of a round two members score, each without seeing the other."""

    OFF = "off"
    ALL = "all"
    SAMPLE = "sample"


class Seat(StrEnum):
    """Whose score a scorer gives: the first-named one's counts where the two are close."""

    FIRST = "first"
    SECOND = "second"


def drawn(codes: Iterable[str], *, share: int, seed: str) -> list[str]:
    """A sample of units: ``share`` percent of them, at least one, the same for the same seed.

    Each unit has its own place by the seed and its code: one that joins or leaves moves no other.
    """
    lots = sorted(set(codes), key=lambda code: (sha256(f"{seed}\n{code}".encode()).digest(), code))
    return sorted(lots[: -(-len(lots) * share // 100)])


class Mail(StrEnum):
    """How far the e-mail of a reminder is; ``NONE`` where it went by letter or telephone."""

    NONE = "none"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class MailFault(StrEnum):
    """Why an e-mail did not leave; ``LOST``: it was broken off, and may have left or not."""

    AWAY = "away"
    TLS = "tls"
    LOGIN = "login"
    ADDRESS = "address"
    REFUSED = "refused"
    LOST = "lost"
