"""Addresses of electronic mail: which ones we write to."""

from __future__ import annotations

import re

LONGEST_ADDRESS = 254
# What every mail server takes. Quoted names and letters beyond ASCII are allowed by the rules of
# mail and refused by many servers; nothing here may end a header.
_NAME = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<name>{_NAME}(?:\.{_NAME})*)@{_LABEL}(?:\.{_LABEL})*\.[A-Za-z]{{2,63}}")


def is_address(text: str) -> bool:
    """Whether this is one address, and nothing around it."""
    found = _ADDRESS.fullmatch(text)
    return found is not None and len(text) <= LONGEST_ADDRESS and len(found["name"]) <= 64
