"""Pieces of a Word document as WordprocessingML. Text is escaped here and nowhere else.

What no font has is spelled out as on paper, so that a document says the same in both formats.

Written as strings and parsed in one go: building some ten thousand cells object by object takes
minutes, and gives the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from survey_app.reports.fonts import printable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_EMU_PER_MM = 36_000
# Beside each other stands what is short of room; Word's own margins would take twice as much.
_NARROW = (
    '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
)
TWIPS_PER_MM = 1440 / 25.4
_STYLE = re.compile(r'(<w:pStyle w:val="\w+"/>)(?!<w:keepNext/>)')


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face."""

    text: str
    bold: bool = False
    italic: bool = False

    def xml(self) -> str:
        """The run; new lines in it are line breaks."""
        face = ("<w:b/>" if self.bold else "") + ("<w:i/>" if self.italic else "")
        lines = (
            f'<w:t xml:space="preserve">{escape(line)}</w:t>'
            for line in printable(self.text).split("\n")
        )
        return f"<w:r><w:rPr>{face}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def paragraph(
    style: str, *runs: Run | str, align: str = "", inside: str = "", keeps: bool = False
) -> str:
    """A paragraph of this style id; ``inside`` is XML put before the runs (bookmarks, fields).

    One that ``keeps`` is never the last thing on a page.
    """
    words = "".join(Run(each).xml() if isinstance(each, str) else each.xml() for each in runs)
    placed = ("<w:keepNext/>" if keeps else "") + (f'<w:jc w:val="{align}"/>' if align else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{placed}</w:pPr>{inside}{words}</w:p>'


def rule(style: str, room: float, length: float) -> str:
    """A line ``length`` mm long in the middle of ``room`` mm: the head of an empty paragraph."""
    beside = _twips((room - length) / 2)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        '<w:spacing w:before="80" w:line="120" w:lineRule="exact"/>'
        f'<w:ind w:left="{beside}" w:right="{beside}"/>'
        "</w:pPr></w:p>"
    )


def dotted(style: str, room: float) -> str:
    """A row of dots over ``room`` mm, to write on."""
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_twips(room)}"/></w:tabs>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tab}</w:pPr><w:r><w:tab/></w:r></w:p>'


def gap(inside: str = "", *, keeps: bool = False) -> str:
    """A paragraph that takes no room: Word wants one between two tables, and after the last.

    ``inside`` is XML that ends its properties, such as those of a section. One that ``keeps``
    holds the tables around it on one page.
    """
    held = "<w:keepNext/>" if keeps else ""
    return (
        f"<w:p><w:pPr>{held}"
        '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{inside}</w:pPr></w:p>'
    )


def kept(xml: str) -> str:
    """The same paragraph, never the last thing on a page."""
    return _STYLE.sub(r"\1<w:keepNext/>", xml, count=1)


def on_new_page(xml: str) -> str:
    """The same paragraph at the head of a page; a break of its own could leave a page empty."""
    return _STYLE.sub(r"\1<w:pageBreakBefore/>", xml, count=1)


def bookmark(number: int, name: str) -> str:
    """A place to jump to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def field(code: str, shown: str) -> str:
    """A field that Word fills in by itself; ``shown`` stands there until it does."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{Run(shown).xml()}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def contents(entries: Iterable[tuple[int, str, str]]) -> str:
    """A table of contents over headings 1 and 2: (depth, words, bookmark) until Word redraws it."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    told = list(entries)
    lines = []
    for at, (depth, words, name) in enumerate(told, start=1):
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{Run(words).xml()}'
        page = f"<w:r><w:tab/></w:r>{field(f'PAGEREF {name} ' + chr(92) + 'h', ' ')}</w:hyperlink>"
        closing = end if at == len(told) else ""
        lines.append(paragraph(f"TOC{depth}", inside=f"{begin}{link}{page}{closing}"))
        begin = ""
    return "".join(lines)


def grid(widths: Sequence[float], heading: str, rows: Iterable[str]) -> str:
    """A ruled table of column widths in mm whose heading row is repeated on each page."""
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        '<w:bottom w:w="15" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{heading}{''.join(rows)}</w:tbl>"
    )


def row(cells: Iterable[str], *, is_heading: bool = False) -> str:
    """A row; a heading row is repeated, and no row is torn over two pages."""
    repeated = "<w:tblHeader/>" if is_heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def cell(width: float, words: str, *, span: int = 1, shade: str = "") -> str:
    """A cell of so many mm around paragraphs of XML."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    size = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{spanned}{filled}</w:tcPr>{words}</w:tc>"


def columns(widths: Sequence[float], *rows: Sequence[str]) -> str:
    """Blocks of paragraphs side by side, without rules; those of a later row stand level."""
    made = "".join(
        row(cell(width, words) for width, words in zip(widths, cells, strict=True))
        for cells in rows
    )
    grid_columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_NARROW}</w:tblPr><w:tblGrid>{grid_columns}</w:tblGrid>'
        f"{made}</w:tbl>"
    )


def picture(part: str, number: int, size: tuple[float, float], said: str) -> str:
    """A picture in the line of text: the id of its part, width and height in mm, its words."""
    extent = " ".join(
        f'{name}="{round(mm * _EMU_PER_MM)}"' for name, mm in zip(("cx", "cy"), size, strict=True)
    )
    told = f'id="{number}" name="{part[:14]}-{number}" descr={quoteattr(printable(said))}'
    return (
        f'<w:r><w:drawing><wp:inline {_DRAWING} distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/><wp:docPr {told}/>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{part}"/><a:stretch><a:fillRect/></a:stretch>'
        "</pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _twips(mm: float) -> int:
    return round(mm * TWIPS_PER_MM)
