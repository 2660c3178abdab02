"""XML of a workbook's parts, read as a stream by expat: no document type, no entity, no tree.

expat is driven by hand because the size of what it may see must be bounded while it reads, not
after. Names come without their namespace, so that strict and transitional workbooks read alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from forms.xlsform.archive import Archive, refusal

DEEPEST = 64
# What the largest workbook within the limits of ``sheets`` can have, and a second's work.
MOST_ELEMENTS = 1_200_000


class Handler(Protocol):
    """What a part is read into."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Words stand between."""


def feed(archive: Archive, part: str, handler: Handler) -> None:
    """Send a part through the handler; broken or hostile XML raises WorkbookFaults."""
    parser = _Guard(part, handler).parser()
    try:
        for chunk in archive.chunks(part):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise refusal("broken-part", part=part) from error


def refuse_document_types(archive: Archive) -> None:
    """No part may declare a document type, not even one that is never parsed."""
    for part in archive.xml_parts():
        before = b""
        for chunk in archive.chunks(part):
            # Without its zero bytes, UTF-16 reads like ASCII here.
            seen = before + chunk.replace(b"\0", b"")
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise refusal("doctype", part=part)
            before = seen[-16:]


class _Guard:
    """Stands between expat and the handler, and counts."""

    def __init__(self, part: str, handler: Handler) -> None:
        self._part = part
        self._handler = handler
        self._elements = 0
        self._depth = 0

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._handler.text
        parser.StartDoctypeDeclHandler = self._document_type
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS or self._depth > DEEPEST:
            raise refusal("unpacks-too-large", part=self._part)
        self._handler.start(_local(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(_local(name))

    def _document_type(self, *_: object) -> None:
        raise refusal("doctype", part=self._part)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
