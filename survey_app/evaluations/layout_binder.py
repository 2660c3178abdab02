"""The pages that a binder adds: the contents over all volumes, and the stamps on annexes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from survey_app.evaluations import wording
from survey_app.evaluations.volumes import Placed
from survey_app.reports import fonts, styles
from survey_app.reports.heading import title_block
from survey_app.reports.page_setup import PageSetup
from survey_app.reports.paper import Sheet, SheetCanvas, draw
from survey_app.reports.styles import look_of
from survey_app.reports.tables import DENSE, Cell, Column, ruled
from survey_app.reports.text import paragraph

_COLUMNS = (
    Column("Phụ lục", 15, styles.DENSE_CENTRE),
    Column("Đơn vị", 54, styles.DENSE),
    Column("Văn bản", 54, styles.DENSE),
    Column("Tập", 11, styles.DENSE_CENTRE),
    Column("Trang", 15, styles.DENSE_CENTRE),
    Column("Số trang", 16, styles.DENSE_CENTRE),
)
_SIZE = 8
_FROM_SIDE = 8 * mm
# Above and below what sealed sheets have in their margins.
_FROM_EDGE = 4 * mm
_GREY = 0.35


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is put on a page of an annex, and the size of that page in points."""

    width: float
    height: float
    above: str
    below: str


def contents_pdf(
    title: str,
    volume: int,
    volumes: int,
    rows: Sequence[Placed],
    marks: tuple[str, ...],
    page: PageSetup,
) -> bytes:
    """The list of all annexes, as it opens each volume; that of a later one names its own only."""
    look = look_of(page)
    words = [title, f"{wording.VOLUME} {volume} / {volumes}"]
    cells: list[list[Cell]] = [_row(each) for each in rows]
    story = [
        *title_block(wording.LIST_OF_ANNEXES, words, look),
        ruled(list(_COLUMNS), cells, look.width, DENSE)
        if cells
        else paragraph(look.body, wording.NO_ANNEXES),
    ]
    sheet = Sheet(title=f"{title} – {words[1]}", footer=title, stamps=marks, look=look)
    return draw(story, sheet)


def stamps_pdf(stamps: Iterable[Stamp]) -> bytes:
    """A page for each stamp, to be laid over the page that it is for."""
    fonts.register()
    out = io.BytesIO()
    canvas = SheetCanvas(out, invariant=1, initialFontName=fonts.REGULAR, made_at=None)
    for stamp in stamps:
        canvas.setPageSize((stamp.width, stamp.height))
        canvas.setFont(fonts.REGULAR, _SIZE)
        canvas.setFillGray(_GREY)
        right = stamp.width - _FROM_SIDE
        top = stamp.height - _FROM_EDGE - _SIZE / 2
        canvas.drawRightString(right, top, fonts.printable(stamp.above))
        canvas.drawRightString(right, _FROM_EDGE, fonts.printable(stamp.below))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _row(each: Placed) -> list[Cell]:
    about = each.annex.about
    if each.annex.fault:
        about = f"{about} ({wording.NOT_BOUND}: {each.annex.fault})"
    where = ("–", "–") if each.annex.fault else (str(each.page), str(each.annex.pages))
    return [str(each.number), each.annex.title, about, str(each.volume), *where]
