"""The originals of a visit's photos in one archive, named by visit, item and number.

The numbers are those of the sealed revision where there is one: the same as in its documents.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from survey_app.core.cells import harmless
from survey_app.core.vietnamese import folded
from survey_app.fieldwork.photos import PathOfPhoto
from survey_app.reports.content import Photo, VisitReport

INDEX = "danh-muc-anh.csv"
_NOBODY_CAN_SEE = "ảnh không đọc được"
_NOT_HERE = "ảnh chưa về máy chủ"
# No time of packing, so that the same photos are the same archive.
_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Packed:
    """A photo and the name of its file; empty where it is not in the archive."""

    photo: Photo
    group: str
    name: str


def pack(report: VisitReport, visit: str, photo_path: PathOfPhoto, out: IO[bytes]) -> None:
    """Write the archive: each photo as it is kept, and the list of them with their captions."""
    with zipfile.ZipFile(out, "w") as archive:
        rows = []
        for each in named(report, visit):
            path = photo_path(each.photo.sha256, "full") if each.photo.arrived else None
            if path is not None:
                # A JPEG as it is: packing it again makes it no smaller.
                with archive.open(_entry(each.name), "w") as member, path.open("rb") as file:
                    while chunk := file.read(1 << 20):
                        member.write(chunk)
            gap = _NOBODY_CAN_SEE if each.photo.arrived else _NOT_HERE
            rows.append([each.name if path else f"({gap})", *_about(each)])
        archive.writestr(_entry(INDEX, packed=True), _table(rows))


def named(report: VisitReport, visit: str) -> Iterator[Packed]:
    """Every photo with the name of its file: ``ld-huong-hoa_A2_A2.1.jpg``."""
    for group in report.photos:
        for photo in group.photos:
            number = photo.label.removeprefix("Ảnh ")
            item = number.rpartition(".")[0] or "chung"
            parts = (visit, item, number.removeprefix("chung "))
            yield Packed(photo, group.title, f"{'_'.join(map(_plain, parts))}.jpg")


def _about(packed: Packed) -> list[str]:
    photo = packed.photo
    return [photo.label, packed.group, photo.caption, photo.sha256]


def _table(rows: list[list[str]]) -> bytes:
    """A list that spreadsheets open with all marks; no cell is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Tệp", "Số ảnh", "Tiêu chí", "Chú thích", "SHA-256"])
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def _entry(name: str, *, packed: bool = False) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    return entry


def _plain(word: str) -> str:
    """A word of a file name that every system keeps; capitals of codes stay."""
    bare = folded(word) if not word.isascii() else word
    return re.sub(r"[^A-Za-z0-9.-]+", "-", bare).strip("-.") or "x"
