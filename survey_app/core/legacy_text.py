"""Text in the encodings before Unicode, TCVN3 and VNI: seen, and converted when somebody agrees.

Such text is what an old font shows properly and every other shows as “Liªn ®oµn” or “Lieân ñoaøn”.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Encoding(StrEnum):
    """An encoding that old files of units are written in."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3_FROM = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_TO = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

# In VNI a mark follows its vowel; a few letters are one sign.
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
}  # fmt: skip
_BREVES = {
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_ALONE = {"ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}
_MARKS = {
    "a": _TONES | _HATS | _BREVES,
    "e": _TONES | _HATS,
    "o": _TONES | _HATS,
    "u": _TONES,
    "y": _TONES,
    "ô": _TONES,
    "ö": _TONES,
}

# Signs that no Vietnamese word in Unicode has: the first are TCVN3's, the second VNI's as well.
_ONLY_TCVN3 = re.compile("[µ¸¶·¹¨»¾¼½©®ª«¬\u00ad§¡¢£¤¥¦ßÞþ÷×Ð]")
_ONLY_OLD = re.compile("[ñøûïåäëöüæîÑØÛÏÅÄËÖÜÆÎ]")
# Letters that those encodings cannot show: where one stands, the text is Unicode already.
_UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


def encoding_of(text: str) -> Encoding | None:
    """The old encoding that this text seems to be in; None for Unicode."""
    if _UNICODE.search(text):
        return None
    if _ONLY_TCVN3.search(text):
        return Encoding.TCVN3
    return Encoding.VNI if _ONLY_OLD.search(text) else None


def converted(text: str, encoding: Encoding) -> str:
    """The text in Unicode, NFC. Capitals of a TCVN3 capital font stay small: it has no others."""
    if encoding is Encoding.TCVN3:
        return unicodedata.normalize("NFC", text.translate(_TCVN3))
    return unicodedata.normalize("NFC", "".join(_from_vni(text)))


def _from_vni(text: str) -> list[str]:
    out: list[str] = []
    at = 0
    while at < len(text):
        sign, small = text[at], text[at].lower()
        base = _ALONE.get(small, small)
        mark = _MARKS.get(small, {}).get(text[at + 1].lower()) if at + 1 < len(text) else None
        out.append((base.upper() if sign != small else base) + (mark or ""))
        at += 2 if mark else 1
    return out
