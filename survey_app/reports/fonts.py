"""The typeface of the documents: registered once, checked at start, safe for what people type."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import groupby, product
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FOLDER = Path(__file__).parent / "fonts"

# Names of our own: reportlab keeps fonts by name, and would silently hand out another file that
# was registered before under the name that the file itself carries.
FAMILY = "Survey"
REGULAR, BOLD, ITALIC, BOLD_ITALIC = FAMILY, f"{FAMILY}-B", f"{FAMILY}-I", f"{FAMILY}-BI"

FILES = {
    REGULAR: "Tinos-Regular.ttf",
    BOLD: "Tinos-Bold.ttf",
    ITALIC: "Tinos-Italic.ttf",
    BOLD_ITALIC: "Tinos-BoldItalic.ttf",
}

# Drawn as a box to tick; never in the place of a character that no font has.
BOX = "\u25a1"
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SIGNS = "“”‘’–—…•≥≤±×÷%‰°§₫€«»½²³/()[]{}<>&@#*+=_|~^$!?;:,.'\"-\u00a0" + BOX
# Selects how an emoji is drawn; without the emoji it is nothing.
_SELECTORS = range(0xFE00, 0xFE10)


class FontFault(RuntimeError):
    """The documents cannot be printed rightly; the message says which file and what it lacks."""


class MissingGlyph(FontFault):
    """A character reached the paper that no font has; the message has its name."""


def vietnamese_letters() -> str:
    """All letters of Vietnamese outside ASCII, both cases: 134 code points."""
    made = {unicodedata.normalize("NFC", v + t) for v, t in product(_VOWELS, _TONES)} | {"đ"}
    lower = {each for each in made if not each.isascii()}
    return "".join(sorted(lower | {each.upper() for each in lower}))


def check_coverage() -> None:
    """Raise FontFault unless every style has every Vietnamese letter, sign and ASCII character."""
    needed = vietnamese_letters() + _SIGNS + "".join(map(chr, range(0x20, 0x7F)))
    for name, file in FILES.items():
        lacking = sorted(set(needed) - _characters(name))
        if lacking:
            codes = ", ".join(f"U+{ord(each):04X}" for each in lacking[:8])
            raise FontFault(f"the font {FOLDER / file} lacks {len(lacking)} characters: {codes}")


@cache
def register() -> None:
    """Make the four styles known to reportlab; raise FontFault where a file cannot be read."""
    for name in FILES:
        pdfmetrics.registerFont(_font(name))
    pdfmetrics.registerFontFamily(FAMILY, REGULAR, BOLD, ITALIC, BOLD_ITALIC)


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """The text as it can be drawn: NFC, no control characters; what no font has is named.

    A character without a glyph would be drawn as nothing or as a block that says nothing: instead
    its name stands there, ``[GRINNING FACE]``, in Word as well. New lines stay; what only steers
    other text (joiners, direction) goes.
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    known = _characters_of_all()
    return "".join(_drawn(char, len(list(run)), known) for char, run in groupby(composed))


def _drawn(char: str, times: int, known: frozenset[str]) -> str:
    """A character as often as it stands there; the name of one that no font has stands once."""
    if char == "\n" or (char in known and char.isprintable()):
        return char * times
    if char in "\t\v\f" or unicodedata.category(char) == "Zs":
        return ("\u00a0" if char in "\u00a0\u202f" else " ") * times
    if unicodedata.category(char) in ("Cc", "Cf", "Cs") or ord(char) in _SELECTORS:
        return ""
    return f"[{name_of(char)} ×{times}]" if times > 1 else f"[{name_of(char)}]"


def lacking(text: str) -> list[str]:
    """The characters that `printable` spells out by their names, each once, in their order."""
    if text.isascii():
        return []
    known = _characters_of_all()
    composed = dict.fromkeys(unicodedata.normalize("NFC", text))
    return [char for char in composed if _drawn(char, 1, known).startswith("[") and char != "["]


def name_of(char: str) -> str:
    """What Unicode calls a character; its number where it has no name: ``U+E000``."""
    return unicodedata.name(char, f"U+{ord(char):04X}")


def require(text: str) -> str:
    """The same text; raises MissingGlyph unless every style can draw all of it."""
    if text.isascii():
        return text
    for char in set(text) - _characters_of_all():
        if char != "\n":
            raise MissingGlyph(f"no font has {name_of(char)} (U+{ord(char):04X})")
    return text


@cache
def _characters_of_all() -> frozenset[str]:
    """What every style has, so that bold words lose nothing that plain ones keep."""
    return frozenset.intersection(*(_characters(name) for name in FILES))


@cache
def _characters(name: str) -> frozenset[str]:
    return frozenset(chr(code) for code, glyph in _font(name).face.charToGlyph.items() if glyph)


class _Face(TTFont):
    """A font that measures each word once: reports say the same words again and again."""

    @lru_cache(maxsize=65_536)  # noqa: B019 - four of them live as long as the process
    def stringWidth(  # noqa: N802 - reportlab's name
        self, text: str, size: float, encoding: str = "utf8"
    ) -> float:
        """The width of a text in points."""
        return super().stringWidth(text, size, encoding)

    def splitString(  # noqa: N802 - reportlab's name
        self, text: str, doc: object, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """The text as bytes for the file; every word that is drawn passes here, and is checked."""
        pieces: list[tuple[int, bytes]] = super().splitString(require(text), doc, encoding)
        return pieces


@cache
def _font(name: str) -> TTFont:
    path = FOLDER / FILES[name]
    try:
        return _Face(name, str(path))
    except (TTFError, OSError) as error:
        raise FontFault(f"the font {path} cannot be read: {error}. Run the setup again.") from error
