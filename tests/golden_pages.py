"""Pictures of pages as they are to look, and how far a page of today is from its picture.

`.venv/bin/python -m tests.golden_pages` draws the pictures of `tests/golden/` anew: look at each
one before it is kept. Everything on the pages is made up, and the same on every day. PDFium brings
its own rasteriser, so that a page is the same picture on every machine.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from survey_app.evaluations import layout_pdf
from survey_app.evaluations.composing import compose
from survey_app.fieldwork.rules import Layer
from survey_app.reports.composing import content_of
from survey_app.reports.content import Edition, VisitReport
from survey_app.reports.layout import pdf
from survey_app.reports.outlines import OUTLINES
from survey_app.reports.outlines.blank import blank
from survey_app.reports.rules import Document
from tests.sample_evaluation import facts
from tests.sample_visit import ROUND, Log, complete, facts_of
from tests.support.checklist import SMALL

FOLDER = Path(__file__).parent / "golden"
# Dots to the inch: a line half a point wide is still to be seen.
_FINENESS = 64
# Shades of grey. An edge that is smoothed otherwise differs by less, a missing line by more.
_SHADES = 28
# So many dots may differ by more all the same.
_DOTS = 12
_GREYS = 16
_ADDRESS = "https://khaosat.example.vn/documents/0123456789abcdef01234567/1/findings"
_SEALED = Edition(1, date(2020, 11, 12), datetime(2020, 11, 12, 3, 0, tzinfo=UTC), _ADDRESS)
# Width and height of the photos by the sign that their hashes are made of.
_PHOTOS = {"a": (400, 300), "b": (300, 400), "c": (400, 300), "d": (400, 225), "e": (300, 400)}
_FOUND = (
    ("strength", "Đã ban hành kế hoạch sơ kết, phân công rõ người chủ trì từng nội dung", "A1"),
    ("limitation", "Số liệu đầu nhiệm kỳ chưa được đối chiếu với báo cáo hằng năm", "A2"),
    ("difficulty", "Địa bàn rộng, giao thông chia cắt sau lũ", None),
    ("objective_cause", "Mưa lũ kéo dài trong tháng 10/2020", None),
    ("subjective_cause", "Cán bộ kiêm nhiệm, chưa được phân công cụ thể", None),
    ("task", "Hoàn thành đối chiếu số liệu trước ngày 15/12/2020", None),
)


@cache
def visit() -> VisitReport:
    """A visit with findings, minutes, scores of three layers, and photos of both shapes."""
    log = complete()
    log.answer("A1", {"value": "yes"}, layer="self")
    for type_, text, item in _FOUND:
        log.finding(type_, text, item)
    log.finding("recommendation", "Bố trí kinh phí sửa hội trường sau lũ", addressee="state")
    _record(log)
    given = {Layer.AGREED: {"A2": {"value": 2}}}
    return content_of(facts_of(log, given=given, round=replace(ROUND, is_demo=True)))


def _record(log: Log) -> None:
    log.add("note", {"text": "Đơn vị đề nghị gửi bổ sung biểu số 3 trong tuần."}, "A1")
    log.add("evidence", {"number": "12/KH-LĐLĐ", "about": "Kế hoạch sơ kết"}, "A1")
    for name, position, side in (
        ("Đại diện đơn vị", "Chủ tịch", "unit"),
        ("Người ghi biên bản", "Thư ký đoàn", "team"),
    ):
        log.add("attendee", {"name": name, "position": position, "side": side})
    for sign in _PHOTOS:
        log.photo(sign * 64, "A2", f"Hội trường và hồ sơ, ảnh minh hoạ {sign.upper()}")


def _visit_pdf(document: Document) -> bytes:
    return pdf(OUTLINES[document](visit()), _SEALED, _photo)


@cache
def _evaluation() -> bytes:
    return layout_pdf.pdf(compose(facts(6, own_findings=1)))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document; counted from 1."""

    draw: Callable[[], bytes]
    number: int = 1

    def picture(self) -> Image.Image:
        """How it looks today."""
        return picture_of(self.draw(), self.number)


PAGES: dict[str, Page] = {
    "findings": Page(lambda: _visit_pdf(Document.VISIT)),
    "photos": Page(lambda: _visit_pdf(Document.VISIT), 6),
    "minutes": Page(lambda: _visit_pdf(Document.MINUTES)),
    "score-sheet": Page(lambda: _visit_pdf(Document.SCORES), 2),
    "evaluation-contents": Page(_evaluation),
    "evaluation-table": Page(_evaluation, 4),
    "blank-form": Page(lambda: pdf(blank(SMALL), Edition(), _photo)),
}


def picture_of(data: bytes, number: int) -> Image.Image:
    """A page of a PDF as a grey picture."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number - 1]
        drawn: Image.Image = page.render(scale=_FINENESS / 72, grayscale=True).to_pil()
        return drawn.convert("L")
    finally:
        document.close()


def kept(name: str) -> Image.Image:
    """The page as it is to look."""
    with Image.open(FOLDER / f"{name}.png") as file:
        return file.convert("L")


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many dots of two pages differ, beyond how an edge is smoothed."""
    if one.size != other.size:
        return one.width * one.height
    soft = [each.filter(ImageFilter.BoxBlur(1)) for each in (one, other)]
    apart = ImageChops.difference(*soft).point(lambda shade: 255 if shade > _SHADES else 0)
    return apart.histogram()[255]


def is_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures show the same page."""
    return differing(one, other) <= _DOTS


def marked(one: Image.Image, other: Image.Image) -> Image.Image:
    """What is only on the one in red, what is only on the other in blue."""
    beside = other.resize(one.size)
    return Image.merge("RGB", (beside, ImageChops.lighter(one, beside), one))


def _photo(sha256: str) -> Path | None:
    """A made-up photo by its hash."""
    return Path(_folder().name) / f"{sha256[:1]}.jpg"


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder of made-up photos: broad fields, which every decoder gives back alike."""
    folder = tempfile.TemporaryDirectory()
    for sign, (width, height) in _PHOTOS.items():
        photo = Image.new("L", (width, height), 200)
        pen = ImageDraw.Draw(photo)
        pen.rectangle((0, height * 2 // 3, width, height), fill=120)
        pen.ellipse((width // 4, height // 4, width * 3 // 4, height * 3 // 4), fill=60)
        photo.save(Path(folder.name) / f"{sign}.jpg", "JPEG", quality=90)
    return folder


def main() -> int:
    """Draw every picture anew; say which look otherwise than before."""
    FOLDER.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        file, drawn = FOLDER / f"{name}.png", page.picture()
        if file.exists() and is_alike(drawn, kept(name)):
            continue
        drawn.quantize(_GREYS).save(file, optimize=True)
        size = file.stat().st_size
        sys.stdout.write(f"{file.name}: {size} bytes; look at it before it is kept\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
