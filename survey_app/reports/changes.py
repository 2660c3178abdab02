"""What a revision says otherwise than the one before it: line by line, as it stands on paper."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import zip_longest

from survey_app.reports import blocks, score_changes
from survey_app.reports.blocks import Manuscript
from survey_app.reports.content import VisitReport
from survey_app.reports.outlines.findings import findings

_MOST = 300
# Told figure by figure: with a layer more, every line of the table would be another one.
_SCORES = "Phụ lục I. Bảng điểm"
_BETWEEN = " | "
_NUMBER = re.compile(r"^[\w.]{1,5}[.)] ")
# A heading of this level is told with the one above it.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is new (``before`` empty), gone (``after`` empty) or worded otherwise."""

    place: str
    before: str
    after: str


Line = tuple[str, str]


def changes(before: VisitReport, after: VisitReport) -> tuple[Change, ...]:
    """The differences between two revisions: words in the order of the later one, then points.

    At most 300 are told.
    """
    figures = score_changes.differences(before.scores, after.scores)
    found = [*_of_words(before, after), *(Change(*each) for each in figures)]
    return tuple(found[:_MOST])


def _of_words(before: VisitReport, after: VisitReport) -> Iterator[Change]:
    """Lines of one place that went and came, side by side, in their order."""
    old, new = (list(lines_of(findings(each))) for each in (before, after))
    gone, come = _beyond(old, new), _beyond(new, old)
    places = list(dict.fromkeys(place for place, _ in [*new, *old]))
    for place in places:
        sides = zip_longest(_at(place, gone), _at(place, come), fillvalue="")
        yield from (Change(place, one, other) for one, other in sides)


def lines_of(written: Manuscript) -> Iterator[Line]:
    """Each line of a document with the heading that it stands under; points are left out."""
    place, above = "", ""
    for block in written.blocks:
        inner = block.before if isinstance(block, blocks.Ending) else (block,)
        for each in inner:
            if isinstance(each, blocks.Title):
                # Without its number: what stands before it may have come or gone.
                words = _NUMBER.sub("", each.words)
                above = words if each.level < _LEAST else above
                place = words if each.level < _LEAST else f"{above} – {words}"
            elif isinstance(each, blocks.Annex):
                place = f"{each.label}. {each.title}"
            elif place != _SCORES:
                yield from ((place, line) for line in _told(each))


def stored(found: Sequence[Change]) -> str:
    """Changes as JSON."""
    return json.dumps([astuple(each) for each in found], ensure_ascii=False)


def read(text: str) -> tuple[Change, ...]:
    """Changes from JSON."""
    return tuple(Change(*each) for each in json.loads(text))


def _told(block: blocks.Block) -> Iterator[str]:
    if isinstance(block, blocks.Say):
        yield "".join(block.words)
    elif isinstance(block, blocks.Grid):
        yield from (_row(each) for each in block.rows)
    elif isinstance(block, blocks.Pictures):
        # The hash: another photo under the same number is another line.
        yield from (f"{each.label}: {each.caption} ({each.sha256[:8]})" for each in block.photos)


def _row(row: blocks.Row) -> str:
    if isinstance(row, blocks.Across):
        return "".join(row.words)
    return _BETWEEN.join(cell if isinstance(cell, str) else "".join(cell) for cell in row)


def _beyond(these: Sequence[Line], those: Sequence[Line]) -> list[Line]:
    """The lines of these that those have not, as often as they are more."""
    left = Counter(those)
    out = []
    for line in these:
        if left[line]:
            left[line] -= 1
        else:
            out.append(line)
    return out


def _at(place: str, found: Sequence[Line]) -> list[str]:
    return [text for where, text in found if where == place]
