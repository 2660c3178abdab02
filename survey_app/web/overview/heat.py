"""The heat map: units by sections, each cell with its figure; means over all rows below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from forms.definition import Section
from forms.scoring.explanation import State
from survey_app.progress.glance import Figures, Subject
from survey_app.scoring.rules import ItemFigures, stored
from survey_app.web.filters import points, words
from survey_app.web.overview.asked import link
from survey_app.web.overview.grid import Cell, Column, Grid, Made, Row, shade
from survey_app.web.overview.view import MILLION, View, named, visit_url
from survey_app.web.speech import say
from survey_app.web.words import STATES

ENDPOINT = "desk.overview.scores"
_NOTHING = (0, 0, 0)


def heat(view: View) -> Grid:
    """By sections, or by the items of the section that is asked for."""
    return _by_items(view, view.section) if view.section else _by_sections(view)


def _by_sections(view: View) -> Grid:
    sections = list(view.sections.values())
    codes = [each.code for each in sections]
    columns = [_headed(view, each) for each in sections]

    def row(subject: Subject) -> Row:
        return _row(view, subject, [_section_cell(view, subject, code) for code in codes])

    def column(code: str) -> list[int]:
        scores = (_section_score(view, subject, code) for subject in view.subjects)
        return [each for each in scores if each is not None]

    return Grid(
        title=say("Điểm theo mục"),
        first=say("Đơn vị"),
        columns=[_total_column(), *columns],
        rows=Made(view.subjects, row),
        notes=[
            say("Trong ô: điểm của mục, trên điểm chuẩn của mục ở đầu cột; màu theo tỷ lệ đạt."),
            *(named(each) for each in sections),
        ],
        foot=[_means(view, [column(code) for code in codes])],
    )


def _link(view: View, section: Section) -> str:
    return link(ENDPOINT, view.round.id, section=section.code)


def _headed(view: View, section: Section) -> Column:
    """A section and its points, where all of these checklists give it the same."""
    code, url = section.code, _link(view, section)
    worths = {each[code] for each in view.worths.values() if code in each}
    worth = f" (/{points(Fraction(worths.pop(), MILLION))})" if len(worths) == 1 else ""
    return Column(f"{code}{worth}", named(section), url=url, measure=worth)


def _section_score(view: View, subject: Subject, code: str) -> int | None:
    """In millionths of a point."""
    known = view.figures.get(subject.id)
    earned, possible, _scored = known.sections.get(code, _NOTHING) if known else _NOTHING
    return view.worths[subject.version_id][code] * earned // possible if possible else None


def _section_cell(view: View, subject: Subject, code: str) -> Cell:
    codes = view.codes[subject.version_id].get(code)
    if codes is None:
        return Cell(said=say("phiếu không có mục này"))
    known = view.figures.get(subject.id)
    earned, possible, scored = known.sections.get(code, _NOTHING) if known else _NOTHING
    if not possible:
        return Cell(said=say("chưa chấm"))
    worth = Fraction(view.worths[subject.version_id][code], MILLION)
    score = worth * Fraction(earned, possible)
    said = say(
        "%(score)s trên %(points)s điểm, đã chấm %(scored)s/%(all)s tiêu chí",
        score=points(score),
        points=points(worth),
        scored=scored,
        all=len(codes),
    )
    url = visit_url(subject, codes[0] if codes else "")
    return Cell(points(score), stored(score), shade(earned / possible), said=said, url=url)


def _by_items(view: View, section: Section) -> Grid:
    items = view.items(section)
    cell = _ItemCells()
    told = {id_: known.of_section(section.code) for id_, known in view.figures.items()}

    def row(subject: Subject) -> Row:
        found = told.get(subject.id, {})
        whole = _section_cell(view, subject, section.code)
        cells = [cell.of(found.get(code), visit_url(subject, code)) for code in items]
        return _row(view, subject, [whole, *cells])

    def columns() -> Iterator[list[int]]:
        whole = (_section_score(view, subject, section.code) for subject in view.subjects)
        yield [each for each in whole if each is not None]
        yield from _scores_by_item(items, (told.get(each.id, {}) for each in view.subjects))

    heads = [Column(code, f"{code}. {words(item.label)}") for code, item in items.items()]
    return Grid(
        title=say("Điểm từng tiêu chí của mục %(section)s", section=named(section)),
        first=say("Đơn vị"),
        columns=[_total_column(), Column(section.code, named(section)), *heads],
        rows=Made(view.subjects, row),
        notes=[f"{code}. {words(item.label)}" for code, item in items.items()],
        foot=[_means(view, list(columns()))],
    )


def _scores_by_item(
    items: Iterable[str], told: Iterable[Mapping[str, ItemFigures]]
) -> Iterator[list[int]]:
    """The scores of each item in millionths, over the visits where it has one."""
    found: dict[str, list[int]] = {code: [] for code in items}
    for each in told:
        # By what is known and not by all items: a visit under way knows few of them.
        for code, (state, earned, *_) in each.items():
            if state == State.SCORED and earned is not None and code in found:
                found[code].append(earned)
    return iter(found.values())


class _ItemCells:
    """Cells of items; each figure is worded once, since many units have the same."""

    def __init__(self) -> None:
        self._worded: dict[tuple[str, int | None, int | None], Cell] = {}

    def of(self, told: ItemFigures | None, url: str) -> Cell:
        """The cell of these figures, leading to this address."""
        if told is None:
            return Cell(said=say("chưa chấm"))
        state, earned, possible, *_ = told
        worded = self._worded.get((state, earned, possible))
        if worded is None:
            worded = _item_cell(state, earned, possible)
            self._worded[state, earned, possible] = worded
        return replace(worded, url=url)


def _item_cell(state: str, earned: int | None, possible: int | None) -> Cell:
    if state == State.NOT_APPLICABLE:
        return Cell("KAD", "KAD", said=say("không áp dụng"))
    if state != State.SCORED or earned is None:
        return Cell(say("chưa có chỉ tiêu"), say("chưa có chỉ tiêu"))
    score, most = Fraction(earned, MILLION), Fraction(possible or 0, MILLION)
    said = say("%(score)s trên %(points)s điểm", score=points(score), points=points(most))
    share = float(score / most) if most else None
    return Cell(points(score), stored(score), shade(share), said=said)


def _total(known: Figures | None) -> Cell:
    if known is None or known.total is None:
        return Cell(said=say("chưa chấm"))
    said = say("đã chấm %(scored)s/%(all)s tiêu chí", scored=known.scored, all=known.scorable)
    return Cell(points(known.total), known.total, shade(known.total / 100), said=said)


def _total_column() -> Column:
    return Column(say("Tổng điểm"))


def _row(view: View, subject: Subject, cells: Sequence[Cell]) -> Row:
    state = str(STATES[subject.progress.state])
    total = _total(view.figures.get(subject.id))
    return Row(subject.unit, [total, *cells], url=visit_url(subject), under=state)


def _means(view: View, columns: Sequence[Sequence[int]]) -> Row:
    """The mean of each column over the units that have a figure there, with how many they are."""
    if not view.subjects:
        return Row(say("Bình quân"), [])
    known = (view.figures.get(each.id) for each in view.subjects)
    totals = [int(each.total * MILLION) for each in known if each and each.total is not None]
    cells = [_mean(column) for column in [totals, *columns]]
    return Row(say("Bình quân"), cells, under=say("của các ô có điểm"))


def _mean(found: Sequence[int]) -> Cell:
    """The mean of figures in millionths."""
    if not found:
        return Cell()
    mean = Fraction(sum(found), len(found) * MILLION)
    said = say("bình quân %(count)s đơn vị", count=len(found))
    return Cell(points(mean), stored(mean), said=said)
