"""Words as a checklist keeps them: NFC, plain spaces, nothing invisible. Never respelled."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SPACES = re.compile(r"[^\S\n]+")
# Tab, line feed and carriage return are the only controls that XML and Excel carry.
_BROKEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """The text in NFC, trimmed, with single plain spaces and without invisible characters."""
    text = text.replace("\r\n", "\n").translate(_INVISIBLE)
    # NFC comes last: taking an invisible character away may bring a letter and its mark together.
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip())


def trimmed(text: str) -> str:
    """An expression in NFC without blank ends; what stands in its quotes stays as it is."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def is_broken(text: str) -> bool:
    """Whether there are control characters or halves of characters in it."""
    return _BROKEN.search(text) is not None
