"""Reading a PDF or a Word file as somebody does who holds it in hand."""

from __future__ import annotations

import io

from docx import Document as Word
from pypdf import PdfReader


def file_words(data: bytes) -> str:
    """The words of a PDF or a Word file, on one line."""
    if data[:4] == b"%PDF":
        pages = PdfReader(io.BytesIO(data)).pages
        return " ".join(" ".join(each.extract_text().split()) for each in pages)
    body = Word(io.BytesIO(data)).element.body
    lines = ("".join(node.itertext()) for node in body.iter() if node.tag.endswith("}p"))
    return " ".join(" ".join(lines).split())
