"""The sentences of scores and refusals are the same, word for word, on the phone."""

from pathlib import Path

import pytest

from forms.refusals import REFUSALS
from forms.scoring.words import WORDS

FORM = Path(__file__).parents[2] / "survey_app" / "phone" / "src" / "form"


@pytest.mark.parametrize(
    ("table", "twin"),
    [
        pytest.param(WORDS, FORM / "scoring" / "words.ts", id="of a score"),
        pytest.param(REFUSALS, FORM / "refusals.ts", id="of a refusal"),
    ],
)
def test_the_sentences_are_the_same(table, twin):
    text = " ".join(twin.read_text("utf-8").split())

    missing = [key for key, (vi, en) in table.items() if not _said(key, vi, en, text)]

    assert missing == []
    assert text.count(": [") == len(table)


def _said(key: str, vi: str, en: str, text: str) -> bool:
    start = text.find(f" {key}: [")
    entry = text[start : text.find("],", start)]
    return start >= 0 and vi in entry and en in entry
