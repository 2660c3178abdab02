"""What in a document acts by itself: formulas, links, scripts."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # comes without types
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


def formulas_in(data: bytes) -> list[str]:
    """The cells of a workbook that Excel would compute, and its links to elsewhere."""
    book = load_workbook(io.BytesIO(data))
    found = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or cell.hyperlink is not None
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found += [name for name in parts.namelist() if "externalLink" in name or "vba" in name]
    return found


def texts_in(data: bytes) -> list[str]:
    """The texts of a workbook, cell by cell and line by line."""
    cells = [cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet for cell in row]
    texts = [str(cell.value) for cell in cells if cell.data_type == "s"]
    return texts + [line for text in texts for line in text.splitlines()]


def acts_in_word(data: bytes) -> list[str]:
    """What a Word file has besides text: elements of other languages, links to elsewhere."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
        links = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]
    elements = [each for each in body.iter() if isinstance(each.tag, str)]
    foreign = {"script", "img", "svg", "object", "altChunk", "iframe", "para"}
    found = [each.tag for each in elements if etree.QName(each).localname in foreign]
    # A link of the contents list leads to a place in the file and has no address.
    found += [str(dict(each.attrib)) for each in elements
              if etree.QName(each).localname == "hyperlink"
              and any(etree.QName(name).localname == "id" for name in each.attrib)]  # fmt: skip
    found += [str(each) for each in links if b'TargetMode="External"' in each]
    assert "alert(1)" in "".join(body.itertext())
    return found


ACTIVE = {"/JavaScript", "/JS", "/Launch", "/URI", "/SubmitForm", "/GoToR", "/OpenAction", "/AA",
          "/EmbeddedFile", "/RichMedia"}  # fmt: skip


def links_of(reader: PdfReader) -> list[str]:
    """Where the links of a PDF lead."""
    marks = [mark.get_object() for page in reader.pages for mark in page.get("/Annots", [])]
    return [str(mark["/A"]["/URI"]) for mark in marks if "/URI" in mark.get("/A", {})]


def keys_of(reader: PdfReader) -> set[str]:
    """Every key of every dictionary in a PDF, and every name that is a value."""
    found: set[str] = set()
    waiting: list[Any] = [reader.trailer]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if each.idnum in seen:
                continue
            seen.add(each.idnum)
            each = each.get_object()
        if isinstance(each, DictionaryObject):
            found |= set(each) | {
                str(value) for value in each.values() if str(value).startswith("/")
            }
            waiting += list(each.values())
        elif isinstance(each, ArrayObject):
            waiting += list(each)
    return found
