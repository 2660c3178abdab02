"""The Word document around its text: styles, margins, headers, sections, and its bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.section import _Header as Header
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles

from survey_app.reports.page_setup import LIMITS, USUAL, PageSetup
from survey_app.reports.word_chart import BarChart, add_charts
from survey_app.reports.word_notes import FOOTNOTE, write_footnotes
from survey_app.reports.word_parts import FOOTER, add_pictures, write_footers
from survey_app.reports.word_xml import NAMESPACES, gap
from survey_app.reports.word_xml import field as word_field

FONT = "Times New Roman"
BODY, CENTRED, NOTE, LIST = "Normal", "Centred", "TableNote", "UnitFinding"
CELL, HEAD, TITLE = "TableText", "TableHead", "DocumentTitle"
ISSUER, NATION, SIGNER, RECIPIENT = "Issuer", "Nation", "Signer", "Recipient"
MOTTO, NUMBER = "Motto", "DocumentNumber"
ASIDE, FLUSH, LEAD, CAPTION = "Aside", "Flush", "LeadIn", "PhotoCaption"
# Of running text at its usual size; what is set otherwise grows these styles with it.
_GROWING = (CENTRED, LIST, SIGNER, ASIDE, FLUSH, LEAD)
# Where none is set: the marks of a draft stand below the page number.
_USUAL_TOP = 25.0

# Style id -> size in points, bold, italic, first-line indent in mm, space after in points, centred.
_OWN: dict[str, tuple[float, bool, bool, float, float, bool]] = {
    CENTRED: (13, False, False, 0, 6, True),
    TITLE: (14, True, False, 0, 0, True),
    LIST: (12, False, False, 12.7, 2, False),
    CELL: (10, False, False, 0, 0, False),
    HEAD: (10, True, False, 0, 0, True),
    NOTE: (10, False, True, 0, 2, False),
    ISSUER: (12, False, False, 0, 0, True),
    NATION: (12, True, False, 0, 0, True),
    MOTTO: (13, True, False, 0, 0, True),
    NUMBER: (13, False, False, 0, 0, True),
    SIGNER: (13, True, False, 0, 0, True),
    RECIPIENT: (11, False, False, 0, 0, False),
    ASIDE: (12, False, True, 0, 6, False),
    FLUSH: (13, False, False, 0, 6, False),
    LEAD: (13, True, False, 12.7, 6, False),
    CAPTION: (11, False, False, 0, 2, True),
    FOOTER: (8, False, False, 0, 0, False),
    FOOTNOTE: (10, False, False, 0, 0, False),
}
_JUSTIFIED = (LIST, NOTE, ASIDE, FLUSH)
# What the schema has after the order to fill in fields; Word minds the order.
_AFTER_UPDATE = (
    "w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids",
    "m:mathPr", "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping",
    "w:doNotIncludeSubdocsInStats", "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator",
)  # fmt: skip
_MAIN = "word/document.xml"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Extras:
    """What only some documents have.

    ``footer`` stands small on each sheet, ``address`` beside it as a QR code. ``pictures`` are
    JPEG files by the id of their part, ``restarts`` the sections whose pages count from 1 again.
    """

    footer: str = ""
    address: str = ""
    pictures: Mapping[str, Path] = field(default_factory=dict)
    restarts: frozenset[int] = frozenset()
    # The words of footnotes, in the order of their numbers.
    footnotes: Sequence[str] = ()
    # Pictures of bars, in the order of their numbers.
    charts: Sequence[BarChart] = ()
    # Margins, and the size of running text.
    page: PageSetup = USUAL


def framed(
    sections: Sequence[tuple[bool, str]],
    *,
    title: str,
    marks: str,
    on: date,
    extras: Extras = Extras(),
) -> bytes:
    """A document of sections, each (is wide, XML of its paragraphs); equal in, equal bytes out."""
    document = Document()
    _set_styles(document, extras.page)
    _set_paper(document, marks, extras.page)
    write_footers(document, extras.footer, extras.address)
    write_footnotes(document, extras.footnotes)
    add_charts(document, extras.charts)
    _set_properties(document, title, on)
    if "fldChar" in "".join(xml for _, xml in sections):
        _have_fields_filled(document)
    media = add_pictures(document, extras.pictures)
    body = _emptied(document, sections, extras)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue(), body.encode(), media)


def _set_styles(document: WordDocument, page: PageSetup) -> None:
    styles, usual = document.styles, page.measure("size")
    grown = usual - LIMITS["size"].usual
    _dress(styles["Normal"], usual, bold=False, italic=False)
    body = styles["Normal"].paragraph_format
    body.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.first_line_indent, body.space_after, body.line_spacing = Mm(12.7), Pt(6), 1.15
    for level in (1, 2, 3):
        style = styles[f"Heading {level}"]
        _dress(style, usual, bold=level < 3, italic=False)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(6), Pt(6)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for id_, (size, bold, italic, indent, after, centred) in _OWN.items():
        style = _new(styles, id_)
        style.base_style = styles["Normal"]
        _dress(style, size + grown * (id_ in _GROWING), bold=bold, italic=italic)
        style.paragraph_format.first_line_indent = Mm(indent)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.0
        left = WD_ALIGN_PARAGRAPH.JUSTIFY if id_ in _JUSTIFIED else WD_ALIGN_PARAGRAPH.LEFT
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else left
        if id_ == ASIDE:
            style.paragraph_format.left_indent = Mm(12.7)
    for depth in (1, 2):
        _add_contents_style(styles, depth, page.room)


def _new(styles: Styles, name: str) -> ParagraphStyle:
    made: ParagraphStyle = cast(Any, styles).add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    return made


def _add_contents_style(styles: Styles, depth: int, room: float) -> None:
    """Lines of the contents list: dots up to the page number at the right margin."""
    style = _new(styles, f"TOC {depth}")
    style.base_style = styles["Normal"]
    _dress(style, 12, bold=depth == 1, italic=False)
    lines = style.paragraph_format
    lines.first_line_indent, lines.left_indent = Mm(0), Mm(6 * depth - 6)
    # So close that the list of the outline that is proposed stands on the first page.
    lines.space_after, lines.line_spacing = Pt(1), 1.0
    lines.alignment = WD_ALIGN_PARAGRAPH.LEFT
    lines.tab_stops.add_tab_stop(Mm(room), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _dress(style: ParagraphStyle, size: float, *, bold: bool, italic: bool) -> None:
    """The typeface in every slot: Word picks another one for letters it takes for Asian."""
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), FONT)
    properties.append(parse_xml(f'<w:lang {NAMESPACES} w:val="vi-VN" w:eastAsia="vi-VN"/>'))


def _set_paper(document: WordDocument, marks: str, page: PageSetup) -> None:
    section = document.sections[0]
    _turn(section, page, wide=False)
    section.different_first_page_header_footer = True
    number = word_field("PAGE", "")
    _write_header(section.header, number, marks)
    _write_header(section.first_page_header, "", marks)


def _write_header(header: Header, number: str, marks: str) -> None:
    """The page number in the middle; the marks of a draft or of demonstration figures below it."""
    # No air below: the text begins at the margin.
    placed = f'<w:pPr><w:pStyle w:val="{CENTRED}"/><w:spacing w:after="0"/></w:pPr>'
    xml = f"<w:p {NAMESPACES}>{placed}{number}</w:p>"
    header.paragraphs[0]._p.getparent().replace(header.paragraphs[0]._p, parse_xml(xml))
    if marks:
        line = header.add_paragraph(marks, style=CENTRED)
        line.paragraph_format.space_after = Pt(0)
        line.runs[0].bold = True
        line.runs[0].font.size = Pt(10)


def _turn(section: Section, page: PageSetup, *, wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.top_margin = Mm(_USUAL_TOP if page.top is None else page.top)
    section.bottom_margin = Mm(page.measure("bottom"))
    section.left_margin, section.right_margin = (Mm(page.measure(n)) for n in ("left", "right"))
    section.header_distance = Mm(10)


def _emptied(document: WordDocument, sections: Sequence[tuple[bool, str]], extras: Extras) -> str:
    """Take the body out of the document; gives the body that is to stand there, as XML.

    Moving ten thousand paragraphs from one tree to another takes longer than all the rest.
    """
    body = document.element.body
    properties, section = body[-1], document.sections[0]
    made = []
    for place, (wide, xml) in enumerate(sections):
        _turn(section, extras.page, wide=wide)
        begins = place in extras.restarts
        section.different_first_page_header_footer = place == 0 or begins
        _count_from_one(properties, begins=begins)
        ending = properties.xml
        is_last = place == len(sections) - 1
        made.append(xml + (ending if is_last else gap(ending)))
    for element in list(body):
        body.remove(element)
    return f"<w:body>{''.join(made)}</w:body>"


def _count_from_one(properties: Any, *, begins: bool) -> None:  # noqa: ANN401 - an lxml element
    """Let the pages of the section count from 1 again; or on."""
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    if begins:
        made = parse_xml(f'<w:pgNumType {NAMESPACES} w:start="1"/>')
        # The schema has it after the margins and before the columns.
        properties.find(qn("w:pgMar")).addnext(made)


def _have_fields_filled(document: WordDocument) -> None:
    """Word fills in the page numbers of the contents list when it opens the document."""
    update = parse_xml(f'<w:updateFields {NAMESPACES} w:val="true"/>')
    document.settings.element.insert_element_before(update, *_AFTER_UPDATE)


def _set_properties(document: WordDocument, title: str, on: date) -> None:
    """No time of drawing and no names of programs, so that equal content is an equal file."""
    properties = document.core_properties
    at = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - the format has no zone
    properties.title, properties.author, properties.language = title[:255], "", "vi-VN"
    properties.comments, properties.last_modified_by = "", ""
    properties.created = properties.modified = at
    properties.revision = 1


def _timeless(data: bytes, body: bytes, media: Mapping[str, Path]) -> bytes:
    """The same archive with the body in its place and every member dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as timeless:
        for member in made.infolist():
            entry = zipfile.ZipInfo(member.filename, _ZIP_DAY)
            if member.filename in media:
                # A JPEG as it is: packing it again makes it no smaller.
                timeless.writestr(entry, media[member.filename].read_bytes())
                continue
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = made.read(member)
            if member.filename == _MAIN:
                content = content.replace(b"<w:body/>", body)
            timeless.writestr(entry, content)
    return out.getvalue()
