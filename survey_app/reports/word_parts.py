"""What a Word document has beside its text: pictures as parts of the file, and its footers."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import segno
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.parts.image import ImagePart
from docx.section import _Footer as Footer
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from survey_app.reports.word_xml import NAMESPACES

FOOTER = "SheetFooter"
_CODE, _BESIDE_CODE = Mm(15), Mm(22)
_CHECK = "Kiểm tra hiệu lực"


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
        # A second line of words stands below the first, not below the code.
        line.paragraph_format.left_indent = _BESIDE_CODE
        line.paragraph_format.first_line_indent = -_BESIDE_CODE
        picture = io.BytesIO()
        segno.make(address, error="m", micro=False).save(picture, kind="png", scale=6, border=2)
        line.add_run().add_picture(picture, width=_CODE)
        line.add_run("  ")
        # For who reads on a screen; the code is for who reads paper.
        _link(line, address)
    line.add_run(words)


def _link(line: Paragraph, address: str) -> None:
    id_ = line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    line._p.append(
        parse_xml(
            f'<w:hyperlink {NAMESPACES} r:id="{id_}"><w:r><w:rPr><w:u w:val="single"/></w:rPr>'
            f'<w:t xml:space="preserve">{_CHECK}</w:t></w:r></w:hyperlink>'
        )
    )
    line.add_run(" · ")
