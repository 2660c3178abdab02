"""The matrix of gaps: units by sections or items, by one question at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from survey_app.progress.glance import Subject
from survey_app.reviews.rules import VisitState
from survey_app.web.filters import words
from survey_app.web.overview.asked import link
from survey_app.web.overview.grid import Cell, Column, Grid, Made, Row, shade
from survey_app.web.overview.view import View, named, visit_url
from survey_app.web.speech import say
from survey_app.web.words import STATES

ENDPOINT = "desk.overview.evidence"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the items of one visit, as sets of codes."""

    all: AbstractSet[str]
    scored: AbstractSet[str]
    marks: Mapping[str, tuple[int, int, int]]
    returned: AbstractSet[str]
    is_approved: bool

    def marked(self, place: int, least: int = 1) -> set[str]:
        """The items that have so many documents (0), photos (1) or scorers (2)."""
        return {code for code, mark in self.marks.items() if mark[place] >= least} & self.all


# Questions of which a yes is something to be mended.
WORSE = frozenset({"gaps", "returned"})
Holds = Callable[[Known], AbstractSet[str]]
# The items of which the answer is yes, by visit.
Found = Mapping[int, AbstractSet[str]]
QUESTIONS: dict[str, tuple[object, Holds]] = {
    "gaps": (
        _("Đã chấm, chưa có minh chứng"),
        lambda known: known.scored - known.marked(0) - known.marked(1),
    ),
    "scored": (_("Đã chấm"), lambda known: known.scored),
    "document": (_("Có văn bản"), lambda known: known.marked(0)),
    "photo": (_("Có ảnh"), lambda known: known.marked(1)),
    "double": (_("Hai người chấm"), lambda known: known.marked(2, least=2)),
    "returned": (_("Đang trả lại"), lambda known: known.returned & known.all),
    "approved": (_("Đã duyệt"), lambda known: known.all if known.is_approved else frozenset()),
}


def question(view: View) -> str:
    """The question that is asked; the gaps where none is."""
    return view.asked.what if view.asked.what in QUESTIONS else "gaps"


def matrix(view: View) -> Grid:
    """How many items of each section the answer is yes for; of a section, which."""
    label, holds = QUESTIONS[question(view)]
    section = view.section
    columns: list[Column] = []
    if section is None:
        columns += [
            Column(each.code, named(each), url=link(ENDPOINT, view.round.id, section=each.code))
            for each in view.sections.values()
        ]
        notes = [named(each) for each in view.sections.values()]
    else:
        items = view.items(section)
        columns += [Column(code, f"{code}. {words(item.label)}") for code, item in items.items()]
        notes = [f"{code}. {words(item.label)}" for code, item in items.items()]
    found = {each.id: holds(_known(view, each)) for each in view.subjects}
    return Grid(
        title=str(label),
        first=say("Đơn vị"),
        columns=[Column(say("Cộng")), *columns],
        rows=Made(view.subjects, lambda subject: _row(view, subject, found[subject.id])),
        notes=[
            say("Trong ô: số tiêu chí thoả điều kiện, trên số tiêu chí có chấm điểm của mục."),
            *notes,
        ],
        foot=[_sums(view, found)],
    )


def _known(view: View, subject: Subject) -> Known:
    figures = view.figures.get(subject.id)
    return Known(
        all=view.code_sets[subject.version_id],
        scored=figures.scored_items if figures else frozenset(),
        marks=subject.marks,
        returned={line.item for line in subject.progress.returned if not line.settled},
        is_approved=subject.progress.state is VisitState.APPROVED,
    )


def _row(view: View, subject: Subject, found: AbstractSet[str]) -> Row:
    codes = view.codes[subject.version_id]
    if view.section is None:
        asked = [code for each in codes.values() for code in each]
        cells = [_count(view, found, codes.get(code, ()), subject) for code in view.sections]
    else:
        asked = list(codes.get(view.section.code, ()))
        cells = [_yes(view, found, code, subject) for code in view.items(view.section)]
    state = str(STATES[subject.progress.state])
    whole = _count(view, found, asked, subject)
    return Row(subject.unit, [whole, *cells], url=visit_url(subject), under=state)


def _count(view: View, found: AbstractSet[str], codes: Sequence[str], subject: Subject) -> Cell:
    if not codes:
        return Cell(said=say("phiếu không có mục này"))
    there = [code for code in codes if code in found]
    said = say("%(count)s trên %(all)s tiêu chí", count=len(there), all=len(codes))
    url = visit_url(subject, there[0]) if there else ""
    share = len(there) / len(codes)
    # Where an empty cell is the good one, the warm shades are for the full.
    share = 1 - share if question(view) in WORSE else share
    of = f"/{len(codes)}"
    return Cell(f"{len(there)}{of}", len(there), shade(share), said=said, url=url, tail=of)


def _yes(view: View, found: AbstractSet[str], code: str, subject: Subject) -> Cell:
    is_worse = question(view) in WORSE
    if code not in view.code_sets[subject.version_id]:
        return Cell(said=say("phiếu không có tiêu chí này"))
    if code not in found:
        return Cell(say("không"), 0, 4 if is_worse else 0)
    return Cell(say("có"), 1, 0 if is_worse else 4, url=visit_url(subject, code))


def _sums(view: View, found: Found) -> Row:
    """For how many items of all visits the answer is yes."""
    by_version: dict[int, Counter[str]] = defaultdict(Counter)
    for subject in view.subjects:
        by_version[subject.version_id].update(found[subject.id])
    counts: Counter[str] = Counter()
    for version_id, yes in by_version.items():
        for section, codes in view.codes[version_id].items():
            if view.section is None:
                counts[section] += sum(yes[code] for code in codes)
            elif section == view.section.code:
                counts.update({code: yes[code] for code in codes})
    heads = list(view.sections) if view.section is None else list(view.items(view.section))
    cells = [Cell(str(each), each) for each in (counts.total(), *(counts[at] for at in heads))]
    return Row(say("Cộng"), cells, under=say("mọi đơn vị đang lọc"))
