"""Every sentence of a page has its English words, and none is kept that no page says."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT / "survey_app/translations/en/LC_MESSAGES/messages.po"
PLACE = re.compile(r"%\((\w+)\)[sd]")


def said_on_pages() -> set[str]:
    """What the templates and the Python of the pages hand to gettext."""
    found: set[str] = set()
    for folder, pattern, method in (
        ("survey_app/web", "**.py", "python"),
        ("survey_app/templates", "**.html", "jinja2.ext:babel_extract"),
    ):
        rows = extract_from_dir(
            str(ROOT / folder),
            method_map=[(pattern, method)],
            keywords={"_": None, "say": None, "gettext": None, "lazy_gettext": None},
        )
        found |= {str(row[2]) for row in rows}
    return found


def translated() -> dict[str, str]:
    """The English catalogue."""
    with CATALOGUE.open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id}


def test_every_sentence_has_its_english_words():
    known = translated()

    assert sorted(each for each in said_on_pages() if not known.get(each)) == []


def test_no_english_words_are_kept_for_nothing():
    assert sorted(set(translated()) - said_on_pages()) == []


def test_both_languages_name_the_same_facts():
    differing = [
        vietnamese
        for vietnamese, english in translated().items()
        if sorted(PLACE.findall(vietnamese)) != sorted(PLACE.findall(english))
    ]

    assert differing == []
