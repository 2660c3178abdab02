"""The zip around a workbook: refused before anything of it is parsed, when it means harm.

What a clerk's Excel never makes is not taken: macros, links to other files, passwords, parts that
unpack to a hundred times their size. Only the few parts that are needed are ever unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from forms.faults import fault
from forms.xlsform.faults import WorkbookFaults

MB = 1024 * 1024
MOST_BYTES = 5 * MB
MOST_PARTS = 1_000
MOST_UNPACKED = 50 * MB
# A part that is small when unpacked may shrink as well as it likes.
RATIO_MATTERS_FROM = 1 * MB
MOST_RATIO = 100
CHUNK = 64 * 1024

_ZIP = b"PK\x03\x04"
# The container of old Office files, and of new ones behind a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = ("vbaproject", "macrosheets/", "activex/")
_LINKED = ("externallinks/", "connections.xml", "querytables/", "embeddings/")
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


class Archive:
    """The parts of a workbook by name, checked; unpack one with ``chunks``."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_files(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except _BROKEN_ZIP as error:
            raise refusal("not-a-workbook") from error
        _refuse_bombs(parts)
        _refuse_foreign_parts(parts)
        self._parts = {part.filename: part for part in parts}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def xml_parts(self) -> list[str]:
        """The names of all parts that hold XML."""
        return [name for name in self._parts if name.lower().endswith((".xml", ".rels", ".vml"))]

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, a piece at a time."""
        try:
            with self._zip.open(self._parts[name]) as part:
                while chunk := part.read(CHUNK):
                    yield chunk
        except _BROKEN_ZIP as error:
            raise refusal("broken-part", part=name) from error


def refusal(code: str, **words: object) -> WorkbookFaults:
    """A fault of the whole file, after which nothing more can be said about it."""
    return WorkbookFaults((fault(code, **words),))


def _refuse_other_files(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise refusal("file-too-large", limit=MOST_BYTES // MB)
    if data.startswith(_OLE):
        raise refusal("password" if _ENCRYPTED in data else "old-excel")
    if not data.startswith(_ZIP):
        raise refusal("not-a-workbook")


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise refusal("too-many-parts", limit=MOST_PARTS)
    if len({part.filename for part in parts}) < len(parts):
        raise refusal("not-a-workbook")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        largest = max(parts, key=lambda part: part.file_size)
        raise refusal("unpacks-too-large", part=largest.filename)
    for part in parts:
        if part.flag_bits & 1:
            raise refusal("password")
        # Other methods than deflate unpack without bound on memory, and Excel never uses them.
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusal("broken-part", part=part.filename)
        if _is_bomb(part):
            raise refusal("unpacks-too-large", part=part.filename)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    grown = part.file_size > MOST_RATIO * max(part.compress_size, 1)
    return grown and part.file_size > RATIO_MATTERS_FROM


def _refuse_foreign_parts(parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        name = part.filename.lower()
        if any(mark in name for mark in _MACROS):
            raise refusal("macros", part=part.filename)
        if any(mark in name for mark in _LINKED):
            raise refusal("linked-parts", part=part.filename)
