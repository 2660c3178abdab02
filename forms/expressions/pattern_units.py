"""Sets of UTF-16 units as ranges, and the named ones of the patterns of ``regex``."""

from __future__ import annotations

LAST = 0xFFFF

Ranges = tuple[tuple[int, int], ...]

DIGIT: Ranges = ((48, 57),)
WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
# What JavaScript's \s means.
SPACE: Ranges = (
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
)
LINE_END: Ranges = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
CLASSES: dict[str, Ranges] = {"d": DIGIT, "w": WORD, "s": SPACE}
CONTROLS: dict[str, int] = {"n": 0x0A, "r": 0x0D, "t": 0x09}
PUNCTUATION = frozenset("\\^$.|?*+()[]{}/-")


def all_but(ranges: Ranges) -> Ranges:
    """All units but these."""
    out, start = [], 0
    for low, high in sorted(ranges):
        if low > start:
            out.append((start, low - 1))
        start = max(start, high + 1)
    if start <= LAST:
        out.append((start, LAST))
    return tuple(out)
