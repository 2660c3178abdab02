"""Numbers as people type them: a decimal comma, and a point where it can only mean one."""

from __future__ import annotations

import re

_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")


def with_point(typed: str) -> str:
    """The number with a decimal point, as the engine reads it; what is no number stays as it is.

    With a comma, points group thousands: ``1.234,5`` is 1234.5. Without one, ``1.250`` is 1250, as
    it is on paper in Vietnam, while ``93.75`` and ``0.125`` can only be decimals.
    """
    text = re.sub(r"[\s\u00a0\u202f]", "", typed)
    if text.count(",") == 1:
        return text.replace(".", "").replace(",", ".")
    if _THOUSANDS.fullmatch(text):
        return text.replace(".", "")
    return text
