"""QR codes as pictures inside a page: no script, no style, nothing fetched."""

from __future__ import annotations

import segno
from markupsafe import Markup

# Modules of white around the code, which readers need to find it.
_QUIET = 4


def qr(text: str) -> Markup:
    """The SVG of a QR code for this text, as large as the place it is put into."""
    drawn = segno.make(text, error="m", micro=False)
    svg = drawn.svg_inline(
        omitsize=True, border=_QUIET, light="#fff", svgclass="qr", lineclass=None
    )
    # Drawn by us, of modules only: the text is nowhere in it.
    return Markup(svg)  # noqa: S704 - holds numbers of a path, never the text itself
