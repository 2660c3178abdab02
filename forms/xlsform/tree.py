"""The rows of the survey sheet as a tree: questions, and the groups and repeats around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from forms.xlsform.table import Row, Table, guess
from forms.xlsform.types import QUESTIONS, SELECT, SELECTS, TYPES, UNSUPPORTED

_FRAME = re.compile(r"(begin|end)[ _](group|repeat)")


@dataclass(slots=True)
class Node:
    """A row; ``type`` is one of TYPES or empty when it cannot be used, ``argument`` a list."""

    row: Row
    type: str
    argument: str = ""
    nodes: list[Node] = field(default_factory=list)
    last: int = 0

    @property
    def frame(self) -> str:
        """``group`` or ``repeat`` where this row opens one."""
        return self.type.removeprefix("begin_") if self.type.startswith("begin_") else ""


def tree_of(table: Table) -> list[Node]:
    """The rows at the top with what they hold; what is not closed or not opened is a fault."""
    top: list[Node] = []
    open_nodes: list[Node] = []
    for row in table.rows:
        node = _node(row)
        if node.type.startswith("end_"):
            _close(open_nodes, node)
            continue
        (open_nodes[-1].nodes if open_nodes else top).append(node)
        node.last = row.number
        if node.frame:
            open_nodes.append(node)
    for node in open_nodes:
        node.last = table.rows[-1].number
        node.row.complain("begin-without-end", "type", type=node.type, end=f"end_{node.frame}")
    return top


def _close(open_nodes: list[Node], end: Node) -> None:
    if not open_nodes:
        end.row.complain("end-without-begin", "type", type=end.type)
        return
    closed = open_nodes.pop()
    closed.last = end.row.number
    if end.type != f"end_{closed.frame}":
        words = {"type": closed.type, "end": f"end_{closed.frame}"}
        end.row.complain("begin-without-end", "type", **words)


def _node(row: Row) -> Node:
    written = row.needed("type")
    framed = _FRAME.fullmatch(written.casefold())
    if framed:
        return Node(row, f"{framed[1]}_{framed[2]}")
    if written.casefold() in QUESTIONS:
        return Node(row, QUESTIONS[written.casefold()].value)
    for select in SELECTS:
        if written.casefold() == select or written.casefold().startswith(f"{select} "):
            return _select(row, written[len(select) :].strip())
    if written:
        _refuse(row, written)
    return Node(row, "")


def _select(row: Row, argument: str) -> Node:
    if argument.endswith(" or_other"):
        _refuse(row, "or_other")
    elif not argument:
        row.complain("list-unnamed", "type")
    return Node(row, SELECT, argument.removesuffix(" or_other").strip())


def _refuse(row: Row, written: str) -> None:
    word = written.casefold()
    known = [each for each in UNSUPPORTED if word == each or word.startswith(f"{each} ")]
    if known:
        said = UNSUPPORTED[max(known, key=len)]
        words = {"advice_vi": said.vi, "advice_en": said.en}
        row.complain("type-unsupported", "type", type=written, **words)
    else:
        row.complain("type-unknown", "type", type=written, **guess(word, TYPES))
