"""The binder: the evaluation and finished documents behind it as annexes, in volumes.

What is bound may come from elsewhere: scripts, attachments and forms stay behind. One volume is
held in memory at a time, however many there are.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf

from survey_app.evaluations import wording
from survey_app.evaluations.layout_binder import Stamp, contents_pdf, stamps_pdf
from survey_app.evaluations.volumes import MOST_BYTES, Annex, Placed, parted, placed
from survey_app.reports.page_setup import USUAL, PageSetup

# Called with how many annexes are bound, and of how many; may raise to stop the work.
Told = Callable[[int, int], None]
# What a page may carry that is no part of its look.
_BESIDES_LOOK = frozenset(
    ("/AA", "/AF", "/StructParents", "/PieceInfo", "/B", "/Metadata", "/Thumb")
)
_SAFE_LINKS = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Binder:
    """What is to be bound; ``marks`` are stamped on the pages that the binder adds.

    ``page`` is how those are set.
    """

    title: str
    evaluation: bytes
    annexes: tuple[Annex, ...]
    marks: tuple[str, ...] = ()
    page: PageSetup = USUAL


def measured(title: str, about: str, path: Path, sha256: str) -> Annex:
    """An annex with its pages counted; one that cannot be opened says why.

    Only what still is what was kept under this hash is bound.
    """
    try:
        with path.open("rb") as file:
            is_whole = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
    except FileNotFoundError:
        fault = wording.FILE_MISSING
    except pikepdf.PasswordError:
        fault = wording.FILE_LOCKED
    except pikepdf.PdfError:
        fault = wording.FILE_BROKEN
    else:
        if is_whole:
            return Annex(title, about, path, path.stat().st_size, pages, sha256)
        fault = wording.FILE_BROKEN
    return Annex(title, about, path, 0, 0, sha256, fault)


def bind(binder: Binder, folder: Path, told: Told, *, most: int = MOST_BYTES) -> list[Path]:
    """Write the volumes into a folder and give their files in order."""
    volumes = parted(binder.annexes, most=most)
    places, fronts = _layout(binder, volumes)
    bound = _Progress(told, len(binder.annexes))
    files = []
    for number in range(1, len(volumes) + 1):
        file = folder / f"tap-{number}.pdf"
        rows = [each for each in places if each.volume == number]
        _write(binder, number, fronts[number - 1], rows, file, bound)
        files.append(file)
    return files


@dataclass
class _Progress:
    """Counts annexes over all volumes."""

    told: Told
    of: int
    done: int = 0

    def step(self) -> None:
        """One annex more."""
        self.done += 1
        self.told(self.done, self.of)


def _layout(binder: Binder, volumes: Sequence[Sequence[Annex]]) -> tuple[list[Placed], list[bytes]]:
    """Where everything stands, and the contents pages of each volume.

    Page numbers change no line breaks worth a page, so contents are drawn twice: to count, to fill.
    """
    guessed = placed(volumes, [0] * len(volumes))
    own = _pages(binder.evaluation)
    lengths = [_pages(each) for each in _contents(binder, len(volumes), guessed)]
    fronts = [length + (own if at == 0 else 0) for at, length in enumerate(lengths)]
    places = placed(volumes, fronts)
    return places, list(_contents(binder, len(volumes), places))


def _contents(binder: Binder, volumes: int, places: Sequence[Placed]) -> Iterator[bytes]:
    for number in range(1, volumes + 1):
        # The first volume tells of all; a later one is read with what is in it.
        rows = [each for each in places if number in (1, each.volume)]
        yield contents_pdf(binder.title, number, volumes, rows, binder.marks, binder.page)


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _write(
    binder: Binder,
    number: int,
    front: bytes,
    rows: Sequence[Placed],
    file: Path,
    bound: _Progress,
) -> None:
    with ExitStack() as stack:
        opened = binder.evaluation if number == 1 else front
        volume = stack.enter_context(pikepdf.open(io.BytesIO(opened)))
        if number == 1:
            contents = stack.enter_context(pikepdf.open(io.BytesIO(front)))
            first = len(volume.pages)
            volume.pages.extend(contents.pages)
            _bookmark(volume, [OutlineItem(wording.LIST_OF_ANNEXES.capitalize(), first)])
        stamps: list[Stamp] = []
        begin = len(volume.pages)
        for row in rows:
            _append(stack, volume, row, stamps)
            bound.step()
        _stamp(stack, volume, begin, stamps)
        _bookmark(volume, [_item(row) for row in rows if not row.annex.fault])
        _share_fonts(volume)
        _identify(volume, [opened, front, *(row.annex.sha256.encode() for row in rows)])
        # What tells files apart stands in the first half of the ID; a second half that were made
        # from every byte written would cost as much again as the writing.
        volume.save(file, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def _identify(volume: Pdf, parts: Sequence[bytes]) -> None:
    """Give a volume the ID of what it is made from: other parts, another ID."""
    made_of = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts))
    identity = pikepdf.String(made_of.digest()[:16])
    volume.trailer.ID = Array([identity, identity])


def _append(stack: ExitStack, volume: Pdf, row: Placed, stamps: list[Stamp]) -> None:
    if row.annex.fault:
        return
    source = stack.enter_context(pikepdf.open(row.annex.path))
    flatten(source)
    for at, page in enumerate(source.pages, start=1):
        clean(page)
        _, _, width, height = _box(page)
        above = f"{wording.ANNEX} {row.number} – trang {at}/{row.annex.pages}"
        below = f"{wording.VOLUME} {row.volume} – trang {row.page + at - 1}"
        stamps.append(Stamp(width, height, above, below))
    volume.pages.extend(source.pages)


def flatten(source: Pdf) -> None:
    """What was filled into a form becomes part of the page; the form stays behind."""
    if Name.AcroForm in source.Root:
        source.generate_appearance_streams()
        source.flatten_annotations("print")


def clean(page: Page) -> None:
    """Leave of a page what is seen, and links to addresses."""
    there = page.obj.keys()
    for name in sorted(_BESIDES_LOOK & there):
        del page.obj[name]
    if "/Annots" in there:
        kept = [each for each in page.obj.Annots if _is_harmless(each)]
        del page.obj[Name.Annots]
        if kept:
            page.obj.Annots = Array(kept)


def _is_harmless(annotation: pikepdf.Object) -> bool:
    action = annotation.get(Name.A)
    if annotation.get(Name.Subtype) != Name.Link or not isinstance(action, Dictionary):
        return False
    if action.get(Name.S) != Name.URI or Name.Next in action or Name.AA in annotation:
        return False
    return str(action.get(Name.URI, "")).lower().startswith(_SAFE_LINKS)


def _box(page: Page) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of what is seen of a page, as it is turned."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    width, height = right - left, top - bottom
    if int(page.obj.get(Name.Rotate, 0)) % 180:
        width, height = height, width
    return left, bottom, width, height


def _stamp(stack: ExitStack, volume: Pdf, begin: int, stamps: Sequence[Stamp]) -> None:
    if not stamps:
        return
    drawn = stack.enter_context(pikepdf.open(io.BytesIO(stamps_pdf(stamps))))
    for at, stamp in enumerate(drawn.pages, start=begin):
        _lay_over(volume, Page(volume.pages[at]), Page(stamp), Name(f"/Stamp{at}"))


def _lay_over(volume: Pdf, page: Page, stamp: Page, name: Name) -> None:
    """Lay a stamp over a page as it is turned, under a name that no other page has.

    The pages of a foreign file may share what they draw with; a name that were left to chance
    would make other bytes of the same binder each time.
    """
    form = volume.copy_foreign(stamp.as_form_xobject())
    page.add_resource(form, Name.XObject, name=name)
    laid = page.calc_form_xobject_placement(
        form,
        name,
        _rectangle(page),
        invert_transformations=True,
        allow_shrink=True,
        allow_expand=False,
    )
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\nq\n" + laid + b"\nQ\n")


def _rectangle(page: Page) -> pikepdf.Rectangle:
    left, bottom, right, top = (float(side) for side in page.cropbox)
    return pikepdf.Rectangle(left, bottom, right, top)


def _item(row: Placed) -> OutlineItem:
    return OutlineItem(f"{wording.ANNEX} {row.number}. {row.annex.title}", row.page - 1)


def _bookmark(volume: Pdf, items: Sequence[OutlineItem]) -> None:
    with volume.open_outline() as outline:
        outline.root.extend(items)


def _share_fonts(volume: Pdf) -> None:
    """Equal font files of several annexes are stored once."""
    kept: dict[str, pikepdf.Object] = {}
    for found in volume.objects:
        if not isinstance(found, Dictionary) or found.get(Name.Type) != Name.FontDescriptor:
            continue
        for name in (Name.FontFile, Name.FontFile2, Name.FontFile3):
            file = found.get(name)
            if file is not None:
                digest = hashlib.sha256(file.read_raw_bytes()).hexdigest()
                found[name] = kept.setdefault(digest, file)
