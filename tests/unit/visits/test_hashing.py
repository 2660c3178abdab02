"""How dear a password is to guess, where the application runs for people."""

from __future__ import annotations

from argon2 import Type

from tests.support.cheaper import DEPLOYED

MIB = 1024


def test_a_password_is_hashed_as_dearly_as_is_advised():
    """By the first choice of RFC 9106 where memory is short: argon2id, 64 MiB, three passes."""
    assert DEPLOYED.type is Type.ID
    assert DEPLOYED.memory_cost >= 64 * MIB
    assert DEPLOYED.time_cost >= 3
    assert DEPLOYED.parallelism == 4
