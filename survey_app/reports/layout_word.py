"""How the documents of a visit look in Word: the same blocks, in real styles, to be written on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from survey_app.reports import blocks
from survey_app.reports.blocks import Block, Cell, Manuscript, Role, Words
from survey_app.reports.content import Edition, Photo
from survey_app.reports.fonts import printable
from survey_app.reports.heading import NO_DAY
from survey_app.reports.layout import DEMO, DRAFT, PhotoPath, footer_of, shown
from survey_app.reports.page_setup import PageSetup
from survey_app.reports.pictures import is_long, jpeg_size, short_caption
from survey_app.reports.text import Bold, Italic, trimmed
from survey_app.reports.word_frame import (
    ASIDE,
    BODY,
    CAPTION,
    CELL,
    CENTRED,
    FLUSH,
    HEAD,
    LEAD,
    NOTE,
    TITLE,
    Extras,
    framed,
)
from survey_app.reports.word_heading import closing, opening
from survey_app.reports.word_xml import (
    Run,
    cell,
    columns,
    dotted,
    gap,
    grid,
    kept,
    paragraph,
    picture,
    row,
    rule,
)

_ROLES = {
    Role.BODY: BODY,
    Role.FLUSH: FLUSH,
    Role.ASIDE: ASIDE,
    Role.CENTRED: CENTRED,
    Role.LEAD: LEAD,
    Role.NOTE: NOTE,
    Role.CAPTION: FLUSH,
}
_KEEPS = (Role.CAPTION, Role.LEAD, Role.NOTE)
_SHADE = "EEEEEE"
_FAINT = "F2F2F2"
_PICTURE = 78.0
# Of each of two pictures, to its neighbour and its edge, mm: wide margins leave no more.
_BESIDE = 2.5
_TALLEST = {True: 100.0, False: 60.0}
_NO_DAY = date(2000, 1, 1)


def word(written: Manuscript, edition: Edition, photo_path: PhotoPath) -> bytes:
    """A document as .docx; the same one in the same edition always gives the same bytes."""
    body = _Body(photo_path, written.heading.page)
    body.write("".join(_front(written)))
    for block in written.blocks:
        _WRITTEN[type(block)](body, block)
    is_draft = edition.is_draft and bool(written.code)
    marks = ((DRAFT,) if is_draft else ()) + ((DEMO,) if written.is_demo else ())
    return framed(
        [(wide, "".join(xml)) for wide, xml in body.sections],
        title=printable(written.title),
        marks=" – ".join(marks),
        on=edition.sealed_on or _NO_DAY,
        extras=Extras(
            footer=printable(footer_of(written, edition)),
            address=edition.address,
            pictures=body.pictures,
            restarts=frozenset(body.restarts),
            page=written.heading.page,
        ),
    )


def _front(written: Manuscript) -> Iterator[str]:
    yield opening(written.heading, NO_DAY if written.dated else "")
    yield paragraph(CENTRED)
    yield paragraph(TITLE, written.kind.upper())
    yield from (paragraph(TITLE, line) for line in written.about)
    room = written.heading.page.room
    yield rule(TITLE, room, room * 0.35)
    yield from _salutation(written.to)


def _salutation(to: Sequence[str]) -> Iterator[str]:
    if len(to) == 1:
        yield paragraph(CENTRED, f"Kính gửi: {to[0]}")
    elif to:
        ends = [*[";"] * (len(to) - 1), "."]
        lines = "\n".join(f"- {each}{end}" for each, end in zip(to, ends, strict=True))
        yield paragraph(CENTRED, f"Kính gửi:\n{lines}")


@dataclass
class _Body:
    """The sections of the document so far; the last one is being written."""

    photo_path: PhotoPath
    page: PageSetup
    sections: list[tuple[bool, list[str]]] = field(default_factory=lambda: [(False, [])])
    restarts: list[int] = field(default_factory=list)
    pictures: dict[str, Path] = field(default_factory=dict)

    @property
    def room(self) -> float:
        """The width of the text on this sheet, mm."""
        return self.page.wide_room if self.sections[-1][0] else self.page.room

    def write(self, *xml: str) -> None:
        """Add to the section."""
        self.sections[-1][1].extend(xml)

    def say(self, block: blocks.Say) -> None:
        style = _ROLES[block.role]
        self.write(paragraph(style, *_runs(block.words), keeps=block.role in _KEEPS))

    def title(self, block: blocks.Title) -> None:
        self.write(paragraph(f"Heading{block.level}", block.words))

    def grid(self, block: blocks.Grid) -> None:
        total = sum(each.share for each in block.columns)
        widths = [each.share * self.room / total for each in block.columns]
        titles = (
            cell(width, paragraph(HEAD, each.title), shade=_SHADE)
            for width, each in zip(widths, block.columns, strict=True)
        )
        rows = (_row(block, widths, each) for each in block.rows)
        self.write(grid(widths, row(titles, is_heading=True), rows), paragraph(NOTE))

    def pictures_(self, block: blocks.Pictures) -> None:
        for at in range(0, len(block.photos), 2):
            pair = block.photos[at : at + 2]
            wide = self.room / 2
            cells = [self._picture(each, at + place) for place, each in enumerate(pair, start=1)]
            cells += [paragraph(CAPTION)] * (2 - len(pair))
            self.write(columns([wide, wide], cells), gap())
            for each in pair:
                caption, _ = shown(each)
                if is_long(caption):
                    self.write(paragraph(CAPTION, Run(each.label, bold=True), f": {caption}"))

    def annex(self, block: blocks.Annex) -> None:
        self._turn(wide=block.wide)
        self.restarts.append(len(self.sections) - 1)
        self.write(
            paragraph("Heading1", f"{block.label}\n{block.title.upper()}", align="center"),
            paragraph(CENTRED, Run(block.note, italic=True)),
        )

    def turn(self, block: blocks.Turn) -> None:
        self._turn(wide=block.wide)

    def dots(self, block: blocks.Dots) -> None:
        self.write(*[dotted(FLUSH, self.room)] * block.number)

    def ending(self, block: blocks.Ending) -> None:
        for each in block.before:
            made = (
                paragraph(f"Heading{each.level}", each.words)
                if isinstance(each, blocks.Title)
                else paragraph(_ROLES[each.role], *_runs(each.words))
            )
            # The signature does not stand alone on a sheet: the last words go with it.
            self.write(kept(made))
        self.write(closing(block.heading, abreast=block.abreast))

    def _turn(self, *, wide: bool) -> None:
        self.sections.append((wide, []))

    def _picture(self, photo: Photo, number: int) -> str:
        caption, gap = shown(photo)
        path = None if gap else self.photo_path(photo.sha256)
        size = jpeg_size(path)
        words = paragraph(CAPTION, Run(photo.label, bold=True), short_caption(caption))
        if path is None or size is None:
            said = f"({gap or 'ảnh không đọc được'})"
            return paragraph(CAPTION, Run(said, italic=True), keeps=True) + words
        across, down = size
        scale = min(min(_PICTURE, self.room / 2 - _BESIDE) / across, _TALLEST[down > across] / down)
        name = f"photo-{photo.sha256}"
        self.pictures[name] = path
        drawn = picture(name, number, (across * scale, down * scale), caption)
        return paragraph(CAPTION, inside=drawn, keeps=True) + words


# Any: each takes the one kind of block that it stands under.
_WRITTEN: dict[type[Block], Callable[[_Body, Any], None]] = {
    blocks.Say: _Body.say,
    blocks.Title: _Body.title,
    blocks.Grid: _Body.grid,
    blocks.Pictures: _Body.pictures_,
    blocks.Annex: _Body.annex,
    blocks.Turn: _Body.turn,
    blocks.Dots: _Body.dots,
    blocks.Ending: _Body.ending,
}


def _row(block: blocks.Grid, widths: Sequence[float], each: blocks.Row) -> str:
    if isinstance(each, blocks.Across):
        words = paragraph(CELL, *_runs(each.words, italic=not each.opens), keeps=each.opens)
        shade = _FAINT if each.opens else ""
        return row([cell(sum(widths), words, span=len(widths), shade=shade)])
    return row(
        cell(
            width,
            paragraph(CELL, *_runs(_words(told), italic=column.faint), align=column.align.value),
        )
        for width, told, column in zip(widths, each, block.columns, strict=True)
    )


def _words(told: Cell) -> Words:
    return (told,) if isinstance(told, str) else told


def _runs(words: Words, *, italic: bool = False) -> list[Run]:
    return [
        Run(
            each,
            bold=isinstance(each, Bold),
            italic=italic or isinstance(each, Italic),
        )
        for each in trimmed(words)
    ]
