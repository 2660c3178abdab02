"""The only place where the time is read. Times are aware UTC; days are days in Vietnam."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Vietnam."""
    return local(now()).date()


def local(at: datetime) -> datetime:
    """The same instant on a Vietnamese wall clock."""
    return at.astimezone(VIETNAM)
