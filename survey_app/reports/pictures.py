"""Photos on paper: two beside each other, each with its number and caption; gaps are shown as gaps.

A JPEG goes into the file byte for byte, unread but for its header.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.platypus import Flowable, Table, TableStyle

from survey_app.reports import fonts, styles
from survey_app.reports.text import Bold, paragraph, paragraphs

_GAP = 5 * mm
_LANDSCAPE_HEIGHT = 60 * mm
_PORTRAIT_HEIGHT = 100 * mm
CAPTION_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo to be printed; ``gap`` is what stands in its place where there is no JPEG."""

    sha256: str
    path: Path | None
    label: str
    caption: str = ""
    gap: str = "ảnh không đọc được"


def picture_grid(pictures: Sequence[Picture], width: float) -> list[Flowable]:
    """The pictures two by two in their order; a row is as tall as its tallest picture needs.

    A caption too long to stay with its picture on one page is said in full below the row.
    """
    story: list[Flowable] = []
    for at in range(0, len(pictures), 2):
        pair = pictures[at : at + 2]
        story.append(_pair(pair, width))
        for each in pair:
            if is_long(each.caption):
                story += paragraphs(styles.CELL, each.caption, Bold(each.label), ": ")
    return story


def _pair(pair: Sequence[Picture], width: float) -> Flowable:
    wide = (width - _GAP) / 2
    frames = [_Frame(picture, wide) for picture in pair]
    tall = max(frame.natural_height for frame in frames)
    for frame in frames:
        frame.tall = tall
    captions = [
        paragraph(styles.CAPTION, Bold(each.label), short_caption(each.caption)) for each in pair
    ]
    empty = [""] * (2 - len(pair))
    # One row, so that a picture and its caption never part.
    cells = [[frame, caption] for frame, caption in zip(frames, captions, strict=True)]
    row = [*cells, *empty]
    return Table([[row[0], "", row[1]]], colWidths=[wide, _GAP, wide], style=_TIGHT, spaceAfter=6)


def is_long(caption: str) -> bool:
    """Whether a caption has no room below its picture, as it will be drawn."""
    return len(fonts.printable(caption)) > CAPTION_LIMIT


def short_caption(caption: str) -> str:
    """What stands right below a picture; a long caption is said in full below the row."""
    # On few lines, however many it was typed on: a picture and its caption share one page.
    caption = " ".join(fonts.printable(caption).split())
    if len(caption) > CAPTION_LIMIT:
        return f": {caption[:CAPTION_LIMIT]}… (toàn văn ở dưới)"
    return f": {caption}" if caption else ""


class _Frame(Flowable):
    """A photo as large as it fits into ``wide`` × ``tall`` points, or a box that says why not."""

    def __init__(self, picture: Picture, wide: float) -> None:
        super().__init__()
        self.picture = picture
        self.wide = wide
        self.image = _jpeg(picture)
        self.tall = self.natural_height

    @property
    def natural_height(self) -> float:
        """The height at full width, bounded so that two rows of photos fit on a page."""
        if self.image is None:
            return _LANDSCAPE_HEIGHT / 2
        across, down = self.image.width, self.image.height
        bound = _PORTRAIT_HEIGHT if down > across else _LANDSCAPE_HEIGHT
        return min(self.wide * down / across, bound)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The frame, and a little air below it."""
        return self.wide, self.tall + 4

    def draw(self) -> None:
        """The photo in the middle of its frame, down on its caption."""
        if self.image is None:
            self._draw_gap()
            return
        across, down = self.image.width, self.image.height
        scale = min(self.wide / across, self.tall / down)
        wide, tall = across * scale, down * scale
        _place(self.canv, self.image, ((self.wide - wide) / 2, 4, wide, tall))

    def _draw_gap(self) -> None:
        self.canv.setLineWidth(styles.RULE)
        self.canv.setDash(3, 2)
        tall = min(self.tall, _LANDSCAPE_HEIGHT)
        self.canv.rect(0, 4, self.wide, tall)
        self.canv.setFont(fonts.ITALIC, 11)
        self.canv.drawCentredString(self.wide / 2, tall / 2, f"({self.picture.gap})")


def _place(
    canvas: Any,  # noqa: ANN401 - a Canvas; what is needed of it has no public name
    image: PDFImageXObject,
    box: tuple[float, float, float, float],
) -> None:
    """Draw an image under its own name, keeping one copy of it in the file.

    ``Canvas.drawImage`` would name it by its path: another folder, other bytes.
    """
    document = canvas._doc
    inside = document.getXObjectName(image.name)
    if inside not in document.idToObject:
        canvas._setXObjects(image)
        document.Reference(image, inside)
        document.addForm(image.name, image)
    left, foot, wide, tall = box
    canvas.saveState()
    canvas.translate(left, foot)
    canvas.scale(wide, tall)
    canvas._code.append(f"/{inside} Do")
    canvas.restoreState()
    canvas._formsinuse.append(image.name)


def _jpeg(picture: Picture) -> PDFImageXObject | None:
    """The photo as the PDF holds it, or None where there is no JPEG that can be read."""
    if picture.path is None or jpeg_size(picture.path) is None:
        return None
    image = PDFImageXObject(f"photo-{picture.sha256}")
    with picture.path.open("rb") as file:
        readable = image.loadImageFromJPEG(file)
    return image if readable and image.width and image.height else None


def jpeg_size(path: Path | None) -> tuple[int, int] | None:
    """Width and height in pixels; None where it is no JPEG that can be read.

    Its header says so; reportlab itself would take any bytes in which a marker occurs.
    """
    if path is None:
        return None
    try:
        with Image.open(path, formats=["JPEG"]) as image:
            return image.size
    except (OSError, Image.DecompressionBombError):
        return None


_TIGHT = TableStyle([
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
])  # fmt: skip
