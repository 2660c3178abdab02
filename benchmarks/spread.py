"""How long most and nearly all of many measured times took."""

from __future__ import annotations

import math
from collections.abc import Sequence


def p95(times: Sequence[float]) -> float:
    """What 95 of 100 took at the most, by nearest rank; one of the times, in their unit."""
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]
