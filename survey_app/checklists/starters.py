"""The starter checklists that come with the application: proposals, to begin one's own from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import forms
from forms.definition import Checklist
from forms.xlsform import read_workbook

_LIBRARY = Path(forms.__file__).parent / "library"


@cache
def starters() -> dict[str, Checklist]:
    """The starters by their codes, in the order of the codes."""
    found = (read_workbook(path.read_bytes(), name=path.name) for path in _paths())
    return {each.code: each for each in found}


def _paths() -> list[Path]:
    return sorted(_LIBRARY.glob("*.xlsx"))
