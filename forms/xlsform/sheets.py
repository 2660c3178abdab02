"""The sheets of a workbook as cells, by row and column.

Styles, drawings and sheets that nobody asks for are never parsed. The declared dimension of a sheet
is not believed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.xlsform.archive import Archive, refusal
from forms.xlsform.cells import CellReader, Grid
from forms.xlsform.strings import DateStyles, Strings
from forms.xlsform.xml import feed, refuse_document_types

_ROOT = "_rels/.rels"


@dataclass(slots=True)
class Relations:
    """A .rels part: the targets by id, and by the last word of their type."""

    folder: str
    by_id: dict[str, str] = field(default_factory=dict)
    by_type: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A relation."""
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", "")))
        self.by_id[attributes.get("Id", "")] = target.lstrip("/")
        self.by_type.setdefault(attributes.get("Type", "").rpartition("/")[2], target.lstrip("/"))

    def end(self, name: str) -> None:
        """Nothing is held open."""

    def text(self, data: str) -> None:
        """Relations have no text."""


@dataclass(slots=True)
class Names:
    """The workbook part: the names of its sheets with the ids of their relations."""

    sheets: list[tuple[str, str]] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A sheet, if it is one."""
        if name == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(" id")), "")
            self.sheets.append((attributes.get("name", ""), relation))

    def end(self, name: str) -> None:
        """Nothing is held open."""

    def text(self, data: str) -> None:
        """The names stand in attributes."""


class Workbook:
    """A workbook whose sheets can be asked for by name; raises WorkbookFaults on a bad file."""

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data)
        refuse_document_types(self._archive)
        book = self._relations(_ROOT).by_type.get("officeDocument", "")
        if book not in self._archive or not book.lower().endswith(".xml"):
            raise refusal("not-a-workbook")
        folder, name = posixpath.split(book)
        relations = self._relations(posixpath.join(folder, "_rels", f"{name}.rels"))
        names = Names()
        feed(self._archive, book, names)
        self._parts = [
            (sheet, relations.by_id[relation])
            for sheet, relation in names.sheets
            if relations.by_id.get(relation, "") in self._archive
        ]
        self._strings = self._read_strings(relations.by_type.get("sharedStrings", ""))
        self._dates = self._read_dates(relations.by_type.get("styles", ""))

    @property
    def names(self) -> list[str]:
        """The names of the sheets, as they are written, in order."""
        return [name for name, _ in self._parts]

    def grid(self, name: str) -> Grid:
        """The cells of the sheet of this name."""
        part = next(part for sheet, part in self._parts if sheet == name)
        reader = CellReader(name, self._strings, self._dates)
        feed(self._archive, part, reader)
        return reader.grid

    def _relations(self, part: str) -> Relations:
        relations = Relations(posixpath.dirname(posixpath.dirname(part)))
        if part not in self._archive:
            raise refusal("not-a-workbook")
        feed(self._archive, part, relations)
        return relations

    def _read_strings(self, part: str) -> list[str]:
        strings = Strings()
        if part in self._archive:
            feed(self._archive, part, strings)
        return strings.kept

    def _read_dates(self, part: str) -> frozenset[int]:
        styles = DateStyles()
        if part in self._archive:
            feed(self._archive, part, styles)
        return frozenset(styles.dates)
