"""Pictures and headings that the documents point to are there, and are light."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.meta.tree import ROOT, files, name_of

DOCUMENTS = [path for path in files() if path.suffix == ".md" and "node_modules" not in path.parts]
IMAGES = ROOT / "docs" / "images"
HEAVIEST = 120 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchor(heading: str) -> str:
    """The anchor that a forge makes of a heading: words in lower case with hyphens."""
    kept = [
        char for char in heading.lower() if char in " -_" or unicodedata.category(char)[0] in "LNM"
    ]
    return "".join(kept).replace(" ", "-")


def wrong_anchors(document: Path) -> list[str]:
    """Links of this document to headings that are not there."""
    wrong = []
    for target, name in LINK.findall(text_of(document)):
        path = document.parent / target if target else document
        known = (
            {anchor(each) for each in HEADING.findall(text_of(path))} if path.is_file() else set()
        )
        if name not in known:
            wrong.append(f"{target}#{name}")
    return wrong


@pytest.mark.parametrize("document", DOCUMENTS, ids=map(name_of, DOCUMENTS))
def test_a_link_to_a_heading_finds_it(document):
    assert wrong_anchors(document) == []


def test_a_link_to_a_heading_that_is_gone_is_seen(tmp_path):
    document = tmp_path / "a.md"
    document.write_text("# Đăng nhập · Sign in\n[x](#đăng-nhập--sign-in) [y](#gone)", "utf-8")

    assert wrong_anchors(document) == ["#gone"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=map(name_of, DOCUMENTS))
def test_a_picture_is_there_and_has_words_for_who_cannot_see_it(document):
    found = PICTURE.findall(text_of(document))

    assert [
        target
        for words, target in found
        if not words.strip() or not (document.parent / target).is_file()
    ] == []


def test_every_picture_is_a_light_png_that_some_document_shows():
    shown = {
        (document.parent / target).resolve()
        for document in DOCUMENTS
        for _, target in PICTURE.findall(text_of(document))
    }
    pictures = [path for path in files() if path.parent == IMAGES]

    assert pictures
    assert [name_of(path) for path in pictures if path.read_bytes()[:8] != PNG] == []
    assert [name_of(path) for path in pictures if path.stat().st_size > HEAVIEST] == []
    assert [name_of(path) for path in pictures if path.resolve() not in shown] == []
