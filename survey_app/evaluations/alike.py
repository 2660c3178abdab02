"""When two findings say the same. Careful: what is joined wrongly is a false figure in a report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from survey_app.core.vietnamese import clean, folded

# Of a hundred. Teams write the same thing with a word more or in another order, rarely farther.
CLOSE = 90.0
# Longer texts say several things; they are joined only when they are the same word for word.
LONGEST_COMPARED = 2_000

_WORD = re.compile(r"[^\W_]+")
_OPENERS = '.!?:;\n-–+•“"('
# Words that turn the meaning round, folded. Close texts have the same of them.
_TURNS = frozenset(
    """
    khong chua chang thieu du it nhieu tang giam kho de het mat tot yeu kem cham som cao thap
    moi cu dang se can nen tren duoi truoc sau ngoai hon nhat rat qua chi ca tat mot hai ba
    bon bay tam chin muoi tram nua dat vuot hoan dung sai khach chu quan nu
    """.split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is compared: its folded words sorted, and those that must not differ."""

    ordered: str
    weighty: tuple[str, ...]


def match_key(text: str) -> str:
    """64 hex digits, equal for texts of the same folded words, whatever stands between them."""
    return hashlib.sha256(" ".join(_tokens(text)).encode()).hexdigest()


def words_of(text: str) -> Words:
    """The words of a text for comparing; empty for a text too long to be compared."""
    if len(text) > LONGEST_COMPARED:
        return Words("", ())
    text = clean(text)
    weighty: list[str] = []
    plain: list[str] = []
    for found in _WORD.finditer(text):
        word = folded(found.group())
        plain.append(word)
        if word in _TURNS or _is_figure_or_name(text, found):
            weighty.append(word)
    return Words(" ".join(sorted(plain)), tuple(sorted(weighty)))


def closest(words: Words, among: Mapping[int, Words]) -> int | None:
    """The key of the text that says the same in other words, the first of equals, or None."""
    if not words.ordered:
        return None
    choices = {key: each.ordered for key, each in among.items() if each.weighty == words.weighty}
    found = process.extractOne(words.ordered, choices, scorer=fuzz.ratio, score_cutoff=CLOSE)
    return None if found is None else int(found[2])


def _tokens(text: str) -> list[str]:
    # NFC first: a combining mark that stands alone would end the word.
    return [folded(word) for word in _WORD.findall(clean(text))] or [text]


def _is_figure_or_name(text: str, found: re.Match[str]) -> bool:
    """Figures and names say which and how many; a capital that opens a sentence names nothing."""
    word = found.group()
    if any(char.isdigit() for char in word):
        return True
    if word.isupper() and len(word) > 1:
        return True
    before = text[: found.start()].rstrip(" ")
    return word[0].isupper() and bool(before) and before[-1] not in _OPENERS
