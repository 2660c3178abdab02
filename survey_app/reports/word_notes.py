"""Footnotes of a Word document: real ones, which Word numbers and moves with their text."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from survey_app.reports.fonts import printable
from survey_app.reports.word_xml import NAMESPACES

FOOTNOTE = "FootnoteText"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
# Word wants the line above the notes and its continuation among them, before the first.
_LINES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote>"
)


def reference(number: int) -> str:
    """The raised number that stands in the text, as XML of a run; counted from 1."""
    return f'<w:r>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'


def write_footnotes(document: WordDocument, notes: Sequence[str]) -> None:
    """Give the document these notes, in the order of their numbers from 1."""
    if not notes:
        return
    made = "".join(_note(number, words) for number, words in enumerate(notes, start=1))
    xml = f"<w:footnotes {NAMESPACES}>{_LINES}{made}</w:footnotes>"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        (head + xml).encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, words: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{FOOTNOTE}"/></w:pPr>'
        f"<w:r>{_RAISED}<w:footnoteRef/></w:r>"
        f'<w:r><w:t xml:space="preserve"> {escape(printable(words))}</w:t></w:r></w:p></w:footnote>'
    )
