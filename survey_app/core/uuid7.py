"""Ids that sort by the time they were made (RFC 9562)."""

from __future__ import annotations

import os
from datetime import datetime
from uuid import UUID


def uuid7(at: datetime, random: bytes | None = None) -> UUID:
    """48 bits of the clock in milliseconds, then chance: as phones make their ids."""
    milliseconds = round(at.timestamp() * 1000)
    chance = int.from_bytes(random if random is not None else os.urandom(10), "big")
    number = (milliseconds & (2**48 - 1)) << 80 | chance & (2**80 - 1)
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=number)
