"""Documents from elsewhere: what they are by content, and a PDF without what is not its look.

Nothing of a file is believed but its bytes: neither its name nor the type that came with it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

import pikepdf
from docx.oxml import parse_xml
from pikepdf import Name, Pdf

from survey_app.core.problems import Code, Problem
from survey_app.core.zips import UNREADABLE
from survey_app.evaluations.binding import clean, flatten
from survey_app.visits.receiving.rules import FileKind

LARGEST = 30 * 1024 * 1024
MOST_PAGES = 3_000
# What a packed document may grow to, and of how many parts it may be.
_MOST_UNPACKED = 400 * 1024 * 1024
_MOST_PARTS = 10_000
# Readers look for the mark of a PDF in its first kilobyte.
_MARK_WITHIN = 1_024
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FROM_NETWORK = re.compile(r"https?:|ftp:|\\\\|^//|file:(?://[^/]|/{4})", re.IGNORECASE)
# Bytes; a list of what a document leans on is far shorter.
_LONGEST_LIST = 1024 * 1024
_TEMPLATES = "word/_rels/settings.xml.rels"


@dataclass(frozen=True, slots=True)
class Opened:
    """A document to hand out: its kind, its clean bytes, its pages where they are known."""

    kind: FileKind
    data: bytes
    pages: int | None = None


def opened(data: bytes) -> Opened:
    """The document in these bytes.

    Problems file-too-large, file-not-a-document, file-broken, file-locked, file-has-macros.
    """
    if len(data) > LARGEST:
        raise Problem(Code.FILE_TOO_LARGE, {"bytes": len(data)})
    if b"%PDF-" in data[:_MARK_WITHIN]:
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _new_word(data)
    if data.startswith(_OLD_WORD):
        return _old_word(data)
    raise Problem(Code.FILE_NOT_A_DOCUMENT)


def _pdf(data: bytes) -> Opened:
    """Only the pages go over: what a document does, carries and asks stays behind."""
    try:
        with pikepdf.open(io.BytesIO(data)) as source, Pdf.new() as made:
            if not 0 < len(source.pages) <= MOST_PAGES:
                raise Problem(Code.FILE_BROKEN, {"pages": len(source.pages)})
            flatten(source)
            for page in source.pages:
                clean(page)
            made.pages.extend(source.pages)
            if Name.Lang in source.Root:
                made.Root.Lang = pikepdf.String(str(source.Root.Lang)[:40])
            out = io.BytesIO()
            made.save(out, deterministic_id=True)
            return Opened(FileKind.PDF, out.getvalue(), len(made.pages))
    except pikepdf.PasswordError as error:
        raise Problem(Code.FILE_LOCKED) from error
    except (
        pikepdf.PdfError,
        pikepdf.ForeignObjectError,
        RuntimeError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    ) as error:
        raise Problem(Code.FILE_BROKEN) from error


def _new_word(data: bytes) -> Opened:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            found = parts.infolist()
            names = {each.filename for each in found}
            if not {"[Content_Types].xml", "word/document.xml"} <= names:
                raise Problem(Code.FILE_NOT_A_DOCUMENT)
            is_bomb = sum(each.file_size for each in found) > _MOST_UNPACKED
            if is_bomb or len(found) > _MOST_PARTS:
                raise Problem(Code.FILE_BROKEN)
            if any(each.flag_bits & 1 for each in found):
                raise Problem(Code.FILE_LOCKED)
            if _runs(parts, names):
                raise Problem(Code.FILE_MACROS)
            if parts.testzip() is not None:
                raise Problem(Code.FILE_BROKEN)
    except UNREADABLE as error:
        raise Problem(Code.FILE_BROKEN) from error
    return Opened(FileKind.DOCX, data)


def _runs(parts: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether opening it could run something: macros, or a template from the network."""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return True
    if b"macroenabled" in parts.read("[Content_Types].xml").lower():
        return True
    return _TEMPLATES in names and _calls_a_template(parts)


def _calls_a_template(parts: zipfile.ZipFile) -> bool:
    """Whether a template comes from the network; the list is read as Word would read it."""
    with parts.open(_TEMPLATES) as part:
        told = part.read(_LONGEST_LIST)
    try:
        relations = list(parse_xml(told).iter("{*}Relationship"))
    except SyntaxError as error:
        # The parser's own fault is one of these.
        raise Problem(Code.FILE_BROKEN) from error
    return any(
        each.get("Type", "").endswith("attachedTemplate")
        and _FROM_NETWORK.search(each.get("Target", "").strip())
        for each in relations
    )


def _old_word(data: bytes) -> Opened:
    """A compound file is a Word document where it has a stream of that name."""
    if _stream("EncryptedPackage") in data:
        raise Problem(Code.FILE_LOCKED)
    if _stream("WordDocument") not in data:
        raise Problem(Code.FILE_NOT_A_DOCUMENT)
    if _stream("_VBA_PROJECT") in data or _stream("Macros") in data:
        raise Problem(Code.FILE_MACROS)
    return Opened(FileKind.DOC, data)


def _stream(name: str) -> bytes:
    """A stream's name as the directory of a compound file has it."""
    return name.encode("utf-16-le")
