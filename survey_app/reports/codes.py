"""QR codes on paper: drawn once a document, named by nothing that changes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import segno
from reportlab.lib.units import mm

SIDE = 16 * mm
# Modules of white around the code, which readers need to find it.
_QUIET = 2
_FORM = "seal"


def place(
    canvas: Any,  # noqa: ANN401 - a Canvas; whether it has a form already has no public name
    address: str,
    x: float,
    y: float,
) -> None:
    """Draw the code of an address with its lower left corner here, in points."""
    if not canvas.hasForm(_FORM):
        canvas.beginForm(_FORM, 0, 0, SIDE, SIDE)
        _draw(canvas, address)
        canvas.endForm()
    canvas.saveState()
    canvas.translate(x, y)
    canvas.doForm(_FORM)
    canvas.restoreState()
    # For who reads on a screen.
    canvas.linkURL(address, (x, y, x + SIDE, y + SIDE))


@lru_cache(maxsize=64)
def modules(address: str) -> tuple[tuple[int, ...], ...]:
    """The code as rows of dark (1) and light (0)."""
    made = segno.make(address, error="m", micro=False)
    return tuple(tuple(row) for row in made.matrix_iter(border=_QUIET))


def _draw(canvas: Any, address: str) -> None:  # noqa: ANN401 - see place
    rows = modules(address)
    step = SIDE / len(rows)
    path = canvas.beginPath()
    for down, row in enumerate(rows, start=1):
        start = None
        for across, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                path.rect(start * step, SIDE - down * step, (across - start) * step, step)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)
