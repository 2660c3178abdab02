"""Units beside units: within a kind, and over kinds and versions on the items that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median, quantiles

from forms.definition import Checklist
from survey_app.progress.glance import Figures, Subject
from survey_app.scoring.rules import stored
from survey_app.visits.rules import UnitKind
from survey_app.web.filters import points
from survey_app.web.overview.grid import Cell, Column, Grid, Made, Row, shade
from survey_app.web.overview.view import MILLION, View, base_sections, leaves, named, visit_url
from survey_app.web.speech import say
from survey_app.web.words import UNIT_KINDS

BINS = 10
# Below this many units quartiles say nothing, and nobody is called an outlier.
_ENOUGH = 5
_FENCE = 1.5
_NOTHING = (0, 0, 0)
# By version and section: the items that count, or None where the section counts as a whole.
Counted = Mapping[int, Mapping[str, Sequence[str] | None]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A visit with its percentage on the shared items, and that of each section; in millionths."""

    subject: Subject
    millionths: int
    sections: Mapping[str, int]

    @property
    def percent(self) -> Fraction:
        """0 to 100."""
        return Fraction(self.millionths, MILLION)


def shared_items(definitions: Mapping[int, Checklist]) -> dict[str, list[str]]:
    """The scored items that all of these checklists have, by section of the first."""
    sets = [
        {item.code for section in base_sections(each) for item in leaves(section)}
        for each in definitions.values()
    ]
    shared = set.intersection(*sets) if sets else set()
    first = next(iter(definitions.values()), None)
    if first is None:
        return {}
    found = {
        section.code: [item.code for item in leaves(section) if item.code in shared]
        for section in base_sections(first)
    }
    return {code: items for code, items in found.items() if items}


def compared(view: View) -> list[Compared]:
    """The visits that have a score on the shared items, in the order of the view."""
    shared = {code for codes in shared_items(view.definitions).values() for code in codes}
    counted = _counted(view, shared)
    found = (_compared(view, each, view.figures.get(each.id), counted) for each in view.subjects)
    return [each for each in found if each is not None]


def basis_said(view: View, count: int) -> str:
    """On how many items the figures stand, and over how many units."""
    items = sum(len(codes) for codes in shared_items(view.definitions).values())
    if len(view.definitions) > 1:
        return say(
            "Tính lại trên %(items)s tiêu chí chung của %(versions)s phiếu; "
            "%(count)s đơn vị có điểm.",
            items=items,
            versions=len(view.definitions),
            count=count,
        )
    return say(
        "Tính trên %(items)s tiêu chí của cùng một phiếu; %(count)s đơn vị có điểm.",
        items=items,
        count=count,
    )


def by_group(view: View, found: Sequence[Compared]) -> Grid:
    """Kinds of unit and checklists: how many, mean, middle, lowest, highest, mean by section."""
    groups: dict[tuple[UnitKind, int], list[Compared]] = defaultdict(list)
    for each in found:
        groups[each.subject.kind, each.subject.version_id].append(each)
    shared = shared_items(view.definitions)
    heads = [view.sections[code] for code in shared if code in view.sections]
    rows = [_group_row(_group_name(view, *of), each, list(shared)) for of, each in groups.items()]
    whole = [_group_row(say("Tất cả"), found, list(shared))] if len(groups) > 1 else []
    return Grid(
        title=say("Theo loại đơn vị và phiếu"),
        first=say("Nhóm"),
        columns=[
            Column(say("Số đơn vị")),
            Column(say("Bình quân, %")),
            Column(say("Trung vị, %")),
            Column(say("Thấp nhất, %")),
            Column(say("Cao nhất, %")),
            *(Column(f"{each.code}, %", named(each), measure=", %") for each in heads),
        ],
        rows=rows,
        foot=whole,
        notes=[named(each) for each in heads],
    )


def _group_name(view: View, kind: UnitKind, version_id: int) -> str:
    checklist = view.definitions[version_id]
    return f"{UNIT_KINDS[kind]} – {checklist.code} {checklist.version}"


def by_unit(found: Sequence[Compared]) -> Grid:
    """Every unit with its percentage beside the mean of all."""
    mean = _mean([each.millionths for each in found])
    far = {each.subject.id for each in outliers(found)}

    def row(each: Compared) -> Row:
        beside = each.percent - mean
        noted = say("khác biệt") if each.subject.id in far else ""
        percent = stored(each.percent)
        cells = [
            Cell(points(each.percent), percent, shade(float(each.percent / 100))),
            Cell(_signed(beside), stored(beside)),
            Cell(noted, noted),
        ]
        kind = str(UNIT_KINDS[each.subject.kind])
        return Row(each.subject.unit, cells, url=visit_url(each.subject), under=kind)

    return Grid(
        title=say("Theo đơn vị"),
        first=say("Đơn vị"),
        columns=[
            Column(say("Tỷ lệ đạt, %")),
            Column(say("So với bình quân")),
            Column(say("Ghi chú"), is_number=False),
        ],
        rows=Made(found, row),
        notes=[
            say("“Khác biệt”: ngoài khoảng từ Q1 − 1,5 × (Q3 − Q1) đến Q3 + 1,5 × (Q3 − Q1)."),
        ],
    )


def distribution(found: Sequence[Compared]) -> list[int]:
    """How many units lie in each tenth of 0 to 100 %; the last one takes 100."""
    bins = [0] * BINS
    for each in found:
        bins[min(each.millionths * BINS // (100 * MILLION), BINS - 1)] += 1
    return bins


def outliers(found: Sequence[Compared]) -> list[Compared]:
    """The units far outside the middle half, the lowest first; none where there are too few."""
    if len(found) < _ENOUGH:
        return []
    low, _middle, high = quantiles([each.millionths for each in found], n=4, method="inclusive")
    reach = (high - low) * _FENCE
    far = [each for each in found if not low - reach <= each.millionths <= high + reach]
    return sorted(far, key=lambda each: (each.millionths, each.subject.order))


def _compared(
    view: View, subject: Subject, known: Figures | None, counted: Counted
) -> Compared | None:
    """By the rule of the total, on these items only: each section weighs its points."""
    if known is None:
        return None
    weighed = weight = 0
    sections = {}
    worths = view.worths[subject.version_id]
    for section, codes in counted[subject.version_id].items():
        earned, possible = _added(known, section, codes)
        if possible:
            percent = sections[section] = earned * 100 * MILLION // possible
            weighed, weight = weighed + worths[section] * percent, weight + worths[section]
    return Compared(subject, weighed // weight, sections) if weight else None


def _counted(view: View, shared: Collection[str]) -> Counted:
    """The shared items of each section by version; None for a section that is shared whole."""
    return {
        version: {
            section: None
            if all(code in shared for code in codes)
            else [code for code in codes if code in shared]
            for section, codes in sections.items()
        }
        for version, sections in view.codes.items()
    }


def _added(known: Figures, section: str, codes: Sequence[str] | None) -> tuple[int, int]:
    """Earned and possible of the shared items of a section; the whole section's were added."""
    if codes is None:
        return known.sections.get(section, _NOTHING)[:2]
    told = [known.items[code] for code in codes if code in known.items]
    scored = [each for each in told if each[0] == "scored"]
    return sum(each[1] or 0 for each in scored), sum(each[2] or 0 for each in scored)


def _group_row(name: str, found: Sequence[Compared], sections: Sequence[str]) -> Row:
    cells = [Cell(str(len(found)), len(found))]
    percents = [each.millionths for each in found]
    if percents:
        figures = [_mean(percents), Fraction(median(percents)) / MILLION]
        figures += [Fraction(end, MILLION) for end in (min(percents), max(percents))]
        cells += [Cell(points(each), stored(each)) for each in figures]
    else:
        cells += [Cell()] * 4
    for code in sections:
        told = [each.sections[code] for each in found if code in each.sections]
        if not told:
            cells.append(Cell(said=say("chưa chấm")))
            continue
        mean = _mean(told)
        said = say("bình quân %(count)s đơn vị", count=len(told))
        cells.append(Cell(points(mean), stored(mean), shade(float(mean / 100)), said=said))
    return Row(name, cells)


def _mean(millionths: Sequence[int]) -> Fraction:
    return Fraction(sum(millionths), len(millionths) * MILLION) if millionths else Fraction(0)


def _signed(value: Fraction) -> str:
    if not value:
        return "0"
    return ("+" if value > 0 else "−") + points(abs(value))
