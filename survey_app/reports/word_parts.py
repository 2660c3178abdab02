"""What a Word document has beside its text: pictures as parts of the file, and its footers."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import segno
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.image import ImagePart
from docx.section import _Footer as Footer
from docx.shared import Mm

FOOTER = "SheetFooter"
_CODE = Mm(15)


def add_pictures(document: WordDocument, pictures: Mapping[str, Path]) -> dict[str, Path]:
    """Give each picture a part under its id; which file belongs into which member of the archive.

    The parts are empty: bytes are copied when the archive is written, so that only one picture at
    a time is in memory.
    """
    media: dict[str, Path] = {}
    for number, (id_, path) in enumerate(pictures.items(), start=1):
        member = f"word/media/photo{number}.jpg"
        part = ImagePart(PackURI(f"/{member}"), "image/jpeg", b"")
        document.part.load_rel(RELATIONSHIP_TYPE.IMAGE, part, id_)
        media[member] = path
    return media


def write_footers(document: WordDocument, words: str, address: str) -> None:
    """The words at the foot of each sheet, beside the code of the page that tells of it."""
    if not words:
        return
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        _write(footer, words, address)
    section.footer_distance = Mm(6)


def _write(footer: Footer, words: str, address: str) -> None:
    line = footer.paragraphs[0]
    line.style = FOOTER
    if address:
        picture = io.BytesIO()
        segno.make(address, error="m", micro=False).save(picture, kind="png", scale=6, border=2)
        line.add_run().add_picture(picture, width=_CODE)
        line.add_run("  ")
    line.add_run(words)
