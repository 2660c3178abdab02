"""One row of the survey sheet, with what stands inside it, as an item."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from forms.definition import Band, Column, Direction, Evidence, Format, Item, Kind, Level, Option
from forms.faults import Path
from forms.xlsform.lists import YES_NO, Lists
from forms.xlsform.places import Places
from forms.xlsform.table import Row
from forms.xlsform.tree import Node
from forms.xlsform.types import NUMBERS, QUESTIONS, SELECT, TYPES_OF_KIND

OF_COLUMN = frozenset({"type", "name", "label", "label_en", "appearance"})
DEEPEST = 1

_BAND = re.compile(r"\s*([0-9]{1,9}(?:[.,][0-9]{1,12})?)\s*=\s*([0-9]{1,9}(?:[.,][0-9]{1,12})?)\s*")


class ItemReader:
    """Makes items of nodes; one that cannot be read becomes a text item, its faults noted."""

    def __init__(self, lists: Lists, places: Places) -> None:
        self._lists = lists
        self._places = places

    def item(self, node: Node, path: Path, depth: int = 0) -> Item:
        """The item of this node, which stands at this path of the definition."""
        row = node.row
        self._places.put(path, row, node.last)
        kind = self._kind(node)
        return Item(
            code=row.words("name"),
            kind=kind,
            label=row.text("label"),
            points=row.number_of("points"),
            hint=row.text("hint"),
            guidance=row.text("guidance_hint"),
            owner=row.words("owner"),
            evidence=row.one_of("evidence", Evidence, otherwise=Evidence.NONE),
            required=row.yes_no("required", otherwise=False),
            relevant=row.expression("relevant"),
            constraint=row.expression("constraint"),
            constraint_message=row.text("constraint_message"),
            step=row.number_of("step"),
            direction=row.one_of("direction", Direction, otherwise=Direction.UP),
            measure=row.words("measure"),
            baseline=row.yes_no("baseline", otherwise=False),
            bands=_bands(row),
            prefill=row.words("prefill"),
            **self._inside(node, kind, path, depth),
        )

    def _inside(self, node: Node, kind: Kind, path: Path, depth: int) -> dict[str, Any]:
        """The parts that come from other rows. Any: arguments of several types, by name."""
        if node.frame == "group":
            return {"items": self._parts(node, path, depth)}
        return {
            "levels": self._levels(node, kind, path),
            "options": self._options(node, kind, path),
            "columns": self._columns(node, path) if kind is Kind.TABLE else (),
            "format": Format(node.type) if _is_words(node, kind) else Format.TEXT,
        }

    def _parts(self, node: Node, path: Path, depth: int) -> tuple[Item, ...]:
        if depth >= DEEPEST:
            node.row.complain("too-deep", "type")
            return ()
        if not node.nodes:
            node.row.complain("no-items", "type")
        parts = enumerate(node.nodes)
        return tuple(self.item(each, (*path, "items", n), depth + 1) for n, each in parts)

    def _kind(self, node: Node) -> Kind:
        row = node.row
        if not node.type:
            return Kind.TEXT
        if node.frame == "group":
            return row.one_of("kind", Kind, otherwise=Kind.POINTS)
        usual = self._usual(node)
        kind = row.one_of("kind", Kind, otherwise=usual)
        if kind in (Kind.BONUS, Kind.PENALTY):
            _in_steps(node)
        if node.type not in TYPES_OF_KIND[kind]:
            words = {"type": node.type, "allowed": ", ".join(TYPES_OF_KIND[kind])}
            row.complain("kind-of-type", "kind", kind=kind.value, **words)
            return usual
        return kind

    def _usual(self, node: Node) -> Kind:
        """The kind of a row that does not name one: what a plain XLSForm would mean by it."""
        if node.frame == "repeat":
            return Kind.TABLE
        scored = node.row.has("points")
        if node.type == SELECT:
            return self._usual_choice(node.argument, scored=scored)
        if scored and not node.row.has("kind"):
            allowed = "points, indicator" if node.type in NUMBERS else "scale, yes_no, indicator"
            node.row.complain("kind-missing", "kind", allowed=allowed)
        return Kind.TEXT

    def _usual_choice(self, name: str, *, scored: bool) -> Kind:
        if scored and sorted(self._lists.names(name)) == sorted(YES_NO):
            return Kind.YES_NO
        return Kind.SCALE if scored and self._lists.is_scale(name) else Kind.CHOICE

    def _levels(self, node: Node, kind: Kind, path: Path) -> tuple[Level, ...]:
        row = node.row
        if row.words("levels"):
            self._lists.find(row.words("levels"), row, "levels")
            return self._lists.levels(row.words("levels"), path)
        if kind is Kind.SCALE and node.argument:
            self._lists.find(node.argument, row, "type")
            return self._lists.levels(node.argument, path)
        return ()

    def _options(self, node: Node, kind: Kind, path: Path) -> tuple[Option, ...]:
        if node.type != SELECT or kind is Kind.SCALE or not node.argument:
            return ()
        found = self._lists.find(node.argument, node.row, "type")
        if kind is Kind.CHOICE:
            return self._lists.options(node.argument, path)
        if found:
            self._lists.check_yes_no(node.argument, node.row)
        return ()

    def _columns(self, node: Node, path: Path) -> tuple[Column, ...]:
        made = []
        for n, each in enumerate(node.nodes):
            self._places.put((*path, "columns", n), each.row)
            if each.type and each.type not in QUESTIONS:
                words = {"type": each.type, "allowed": ", ".join(dict.fromkeys(QUESTIONS.values()))}
                each.row.complain("kind-of-type", "type", kind="table", **words)
            for key in [key for key in each.row.values if key not in OF_COLUMN]:
                words = {"header": each.row.spot(key).header, "type": "begin_repeat"}
                each.row.complain("value-unused", key, **words)
            form = Format(each.type) if each.type in QUESTIONS else Format.TEXT
            made.append(Column(each.row.words("name"), each.row.text("label"), form))
        return tuple(made)


def _in_steps(node: Node) -> None:
    """Points beside the base are numbers in steps; a choice of yes or no has none."""
    row = node.row
    if node.type in NUMBERS and not row.has("step"):
        row.complain("step-missing", "step")
    elif node.type == SELECT and row.has("step"):
        words = {"header": row.spot("step").header, "type": row.words("type")}
        row.complain("value-unused", "step", **words)


def _is_words(node: Node, kind: Kind) -> bool:
    return kind is Kind.TEXT and node.type in QUESTIONS


def _bands(row: Row) -> tuple[Band, ...]:
    said = row.words("bands")
    if not said:
        return ()
    found = [_BAND.fullmatch(part) for part in said.split(";") if part.strip()]
    if None in found or not found:
        row.complain("not-bands", "bands", value=said)
        return ()
    return tuple(Band(_decimal(each[1]), _decimal(each[2])) for each in found if each)


def _decimal(said: str) -> Decimal:
    return Decimal(said.replace(",", "."))
