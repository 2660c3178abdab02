"""The survey sheet as sections and general items."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain, count
from string import ascii_uppercase

from forms.definition import Item, Section, SectionKind, Text
from forms.faults import Path
from forms.xlsform.items import ItemReader
from forms.xlsform.lists import Lists
from forms.xlsform.places import Places
from forms.xlsform.table import Row, Table
from forms.xlsform.tree import Node, tree_of

# What a row that opens a section may say; general information says only its title.
OF_GENERAL = frozenset({"type", "name", "label", "label_en", "kind", "appearance"})
OF_SECTION = OF_GENERAL | {"points", "owner", "hint", "hint_en", "relevant"}


class GroupKind(StrEnum):
    """What a group at the top can be: a section of some kind, or the general information."""

    BASE = SectionKind.BASE.value
    BONUS = SectionKind.BONUS.value
    PENALTY = SectionKind.PENALTY.value
    GENERAL = "general"


class SurveyReader:
    """Reads the tree of the survey sheet into ``general`` and ``sections``.

    Where it has no groups at all, ``gathering`` is the title of one section for all its questions.
    """

    def __init__(
        self, table: Table, lists: Lists, places: Places, *, gathering: Text | None = None
    ) -> None:
        self.general: list[Item] = []
        self.sections: list[Section] = []
        self._places = places
        self._items = ItemReader(lists, places)
        nodes = tree_of(table)
        if gathering is not None and nodes and not any(node.frame == "group" for node in nodes):
            self._gather(nodes, gathering)
        else:
            for node in nodes:
                self._top(node)

    def _gather(self, nodes: list[Node], title: Text) -> None:
        items = tuple(
            self._items.item(each, ("sections", 0, "items", n)) for n, each in enumerate(nodes)
        )
        taken = {leaf.code.casefold() for item in items for leaf in item.leaves()}
        code = next(code for code in _codes() if code.casefold() not in taken)
        self.sections.append(Section(code=code, title=title, items=items))

    def _top(self, node: Node) -> None:
        if node.frame != "group":
            # A question outside every group is about the visit, as people write plain forms.
            self._general(node)
            return
        kind = node.row.one_of("kind", GroupKind, otherwise=GroupKind.BASE)
        if kind is GroupKind.GENERAL:
            refuse_others(node.row, OF_GENERAL)
            for each in node.nodes:
                self._general(each)
        else:
            self._section(node, SectionKind(kind.value))

    def _general(self, node: Node) -> None:
        self.general.append(self._items.item(node, ("general", len(self.general))))

    def _section(self, node: Node, kind: SectionKind) -> None:
        row = node.row
        path: Path = ("sections", len(self.sections))
        self._places.put(path, row, node.last)
        refuse_others(row, OF_SECTION)
        items = (self._items.item(each, (*path, "items", n)) for n, each in enumerate(node.nodes))
        self.sections.append(
            Section(
                code=row.words("name"),
                title=row.text("label"),
                points=row.number_of("points"),
                kind=kind,
                owner=row.words("owner"),
                hint=row.text("hint"),
                relevant=row.expression("relevant"),
                items=tuple(items),
            )
        )


def _codes() -> Iterator[str]:
    """What the one section may be called, as sections are: A, or the next that is free."""
    return chain(ascii_uppercase, (f"A{number}" for number in count(1)))


def refuse_others(row: Row, allowed: frozenset[str]) -> None:
    """Whatever else is written in this row would be lost, so it is a fault."""
    for key in [key for key in row.values if key not in allowed]:
        words = {"header": row.spot(key).header, "type": row.words("type")}
        row.complain("value-unused", key, **words)
