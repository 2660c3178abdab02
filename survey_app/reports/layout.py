"""How the documents of a visit look as PDF: each kind of block as what reportlab draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak

from survey_app.core.vietnamese import day
from survey_app.reports import blocks, styles
from survey_app.reports.blocks import Align, Block, Manuscript, Role
from survey_app.reports.content import Edition, Photo, VisitReport
from survey_app.reports.heading import (
    abreast_block,
    closing_block,
    heading_block,
    nation_block,
    salutation,
    title_block,
)
from survey_app.reports.outlines.findings import findings
from survey_app.reports.paper import DottedLine, Sheet, annex, draw, heading
from survey_app.reports.pictures import Picture, picture_grid
from survey_app.reports.styles import Look, look_of
from survey_app.reports.tables import DENSE, Band, Cell, Column, Row, ruled
from survey_app.reports.text import paragraph

PhotoPath = Callable[[str], Path | None]

DRAFT = "DỰ THẢO"
DEMO = "SỐ LIỆU MINH HOẠ"
UNANNOUNCED = "(chưa xác nhận đã thông báo việc chụp ảnh)"
NOT_ARRIVED = "ảnh chưa về máy chủ"
# The title on two lines, the headings and a first row, in points.
_ROOM_FOR_A_TABLE = 150.0
_CELLS = {Align.LEFT: styles.DENSE, Align.CENTRE: styles.DENSE_CENTRE}


def _roles(look: Look) -> dict[Role, ParagraphStyle]:
    return {
        Role.BODY: look.body,
        Role.FLUSH: look.body_flush,
        Role.ASIDE: look.aside,
        Role.CENTRED: look.centred,
        Role.LEAD: look.clause,
        Role.NOTE: styles.TABLE_NOTE,
        Role.CAPTION: look.point,
    }


def drawn(report: VisitReport, edition: Edition, photo_path: PhotoPath) -> bytes:
    """The findings of a visit as PDF."""
    return pdf(findings(report), edition, photo_path)


def pdf(written: Manuscript, edition: Edition, photo_path: PhotoPath) -> bytes:
    """A document as PDF; the same one in the same edition always gives the same bytes.

    ``photo_path`` gives the JPEG of a hash, or None where it is not on the server.
    """
    opening = (
        heading_block(written.heading, None) if written.dated else nation_block(written.heading)
    )
    look = look_of(written.heading.page)
    story = [
        *opening,
        *title_block(written.kind, written.about, look),
        *salutation(written.to, look),
        *_Story(photo_path, look).of(written),
    ]
    return draw(story, _sheet(written, edition))


def issue_of(edition: Edition) -> str:
    """Which issue it is, in words."""
    if edition.is_draft:
        return "Bản dự thảo"
    on = f", ngày {day(edition.sealed_on)}" if edition.sealed_on else ""
    return f"Bản chốt lần {edition.revision}{on}"


def footer_of(written: Manuscript, edition: Edition) -> str:
    """Small words on each sheet: which issue of what it belongs to, and the code of its content."""
    code = f"mã nội dung {written.code[:16]}" if written.code else ""
    issue = issue_of(edition) if written.code else ""
    return " · ".join(filter(None, (issue, code, written.unit)))


def _sheet(written: Manuscript, edition: Edition) -> Sheet:
    is_draft = edition.is_draft and bool(written.code)
    return Sheet(
        title=written.title,
        author=" ".join(written.heading.organisation),
        subject=written.subject,
        footer=footer_of(written, edition),
        stamps=((DRAFT,) if is_draft else ()) + ((DEMO,) if written.is_demo else ()),
        watermark=DRAFT if is_draft else "",
        made_at=edition.sealed_at,
        address=edition.address,
        look=look_of(written.heading.page),
    )


@dataclass
class _Story:
    """The blocks of a document as flowables, with how wide the sheet is where each stands."""

    photo_path: PhotoPath
    look: Look

    def __post_init__(self) -> None:
        self.width = self.look.width
        self.roles = _roles(self.look)

    def of(self, written: Manuscript) -> Iterator[Flowable]:
        for block, below in zip_longest(written.blocks, written.blocks[1:]):
            for each in _DRAWN[type(block)](self, block):
                if _stays(block, below):
                    each.keepWithNext = 1
                yield each

    def say(self, block: blocks.Say) -> Iterator[Flowable]:
        if block.role is Role.CAPTION:
            # It does not stand alone at the foot of a sheet.
            yield CondPageBreak(_ROOM_FOR_A_TABLE)
        yield paragraph(self.roles[block.role], *block.words)

    def title(self, block: blocks.Title) -> Iterator[Flowable]:
        yield from heading(block.words, block.level, self.look)

    def grid(self, block: blocks.Grid) -> Iterator[Flowable]:
        columns = [
            Column(each.title, each.share, styles.CELL_NOTE if each.faint else _CELLS[each.align])
            for each in block.columns
        ]
        yield ruled(columns, [_row(columns, row) for row in block.rows], self.width, DENSE)

    def pictures(self, block: blocks.Pictures) -> Iterator[Flowable]:
        drawn_ = [_picture(photo, self.photo_path) for photo in block.photos]
        yield from picture_grid(drawn_, self.width)

    def annex(self, block: blocks.Annex) -> Iterator[Flowable]:
        self._turn(wide=block.wide)
        yield from annex(block.label, block.title, block.note, wide=block.wide)

    def turn(self, block: blocks.Turn) -> Iterator[Flowable]:
        self._turn(wide=block.wide)
        yield NextPageTemplate("wide" if block.wide else "tall")
        yield PageBreak()

    def dots(self, block: blocks.Dots) -> Iterator[Flowable]:
        for _ in range(block.number):
            yield DottedLine()

    def ending(self, block: blocks.Ending) -> Iterator[Flowable]:
        before: list[Flowable] = []
        for each in block.before:
            if isinstance(each, blocks.Title):
                _, *title = heading(each.words, each.level, self.look)
                before += title
            else:
                before.append(paragraph(self.roles[each.role], *each.words))
        closing = abreast_block if block.abreast else closing_block
        yield closing(block.heading, *before)

    def _turn(self, *, wide: bool) -> None:
        self.width = self.look.room(wide=wide)


# Any: each takes the one kind of block that it stands under.
_DRAWN: dict[type[Block], Callable[[_Story, Any], Iterator[Flowable]]] = {
    blocks.Say: _Story.say,
    blocks.Title: _Story.title,
    blocks.Grid: _Story.grid,
    blocks.Pictures: _Story.pictures,
    blocks.Annex: _Story.annex,
    blocks.Turn: _Story.turn,
    blocks.Dots: _Story.dots,
    blocks.Ending: _Story.ending,
}


def _stays(block: Block, below: Block | None) -> bool:
    """Whether it stands on the sheet of what follows: the words above photos, with their first row.

    How much room that row wants is known only when its pictures are.
    """
    if not isinstance(block, blocks.Say):
        return False
    return block.role is Role.LEAD or isinstance(below, blocks.Pictures)


def _row(columns: list[Column], row: blocks.Row) -> Row:
    if isinstance(row, blocks.Across):
        words = row.words[0] if len(row.words) == 1 else "".join(row.words)
        return Band(words, styles.DENSE if row.opens else styles.CELL_NOTE, shaded=row.opens)
    return [_cell(column, cell) for column, cell in zip(columns, row, strict=True)]


def _cell(column: Column, cell: blocks.Cell) -> Cell:
    if isinstance(cell, str):
        return cell
    return paragraph(column.style, *cell)


def shown(photo: Photo) -> tuple[str, str]:
    """The caption of a photo with the mark of one nobody was told of; and why it is not shown."""
    caption = photo.caption if photo.announced else f"{photo.caption} {UNANNOUNCED}".strip()
    return caption, "" if photo.arrived else NOT_ARRIVED


def _picture(photo: Photo, photo_path: PhotoPath) -> Picture:
    caption, gap = shown(photo)
    if gap:
        return Picture(photo.sha256, None, photo.label, caption, gap)
    return Picture(photo.sha256, photo_path(photo.sha256), photo.label, caption)
