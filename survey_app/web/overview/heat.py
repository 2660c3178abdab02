"""The heat map: units by sections, each cell with its figure; means over all rows below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from forms.definition import Section
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
    columns = [Column(_headed(view, each), named(each), url=_link(view, each)) for each in sections]

    def row(subject: Subject) -> Row:
        return _row(view, subject, [_section_cell(view, subject, code) for code in codes])

    def values(subject: Subject) -> list[int | None]:
        return [_section_score(view, subject, code) for code in codes]

    return Grid(
        title=say("Điểm theo mục"),
        first=say("Đơn vị"),
        columns=[_total_column(), *columns],
        rows=Made(view.subjects, row),
        notes=[
            say("Trong ô: điểm của mục, trên điểm chuẩn của mục ở đầu cột; màu theo tỷ lệ đạt."),
            *(named(each) for each in sections),
        ],
        foot=[_means(view, values)],
    )


def _link(view: View, section: Section) -> str:
    return link(ENDPOINT, view.round.id, section=section.code)


def _headed(view: View, section: Section) -> str:
    """A section and its points, where all of these checklists give it the same."""
    worths = {each[section.code] for each in view.worths.values() if section.code in each}
    if len(worths) != 1:
        return section.code
    return f"{section.code} (/{points(Fraction(worths.pop(), MILLION))})"


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

    told = {id_: known.of_section(section.code) for id_, known in view.figures.items()}

    def row(subject: Subject) -> Row:
        found = told.get(subject.id, {})
        whole = _section_cell(view, subject, section.code)
        cells = [_item_cell(found.get(code), code, subject) for code in items]
        return _row(view, subject, [whole, *cells])

    def values(subject: Subject) -> list[int | None]:
        found = told.get(subject.id, {})
        whole = _section_score(view, subject, section.code)
        return [whole, *[_item_score(found.get(code)) for code in items]]

    heads = [Column(code, f"{code}. {words(item.label)}") for code, item in items.items()]
    return Grid(
        title=say("Điểm từng tiêu chí của mục %(section)s", section=named(section)),
        first=say("Đơn vị"),
        columns=[_total_column(), Column(section.code, named(section)), *heads],
        rows=Made(view.subjects, row),
        notes=[f"{code}. {words(item.label)}" for code, item in items.items()],
        foot=[_means(view, values)],
    )


def _item_score(told: ItemFigures | None) -> int | None:
    return told[1] if told is not None and told[0] == "scored" else None


def _item_cell(told: ItemFigures | None, code: str, subject: Subject) -> Cell:
    if told is None:
        return Cell(said=say("chưa chấm"))
    if told[0] == "not_applicable":
        return Cell("KAD", "KAD", said=say("không áp dụng"), url=visit_url(subject, code))
    if told[0] != "scored" or told[1] is None:
        return Cell(say("chưa có chỉ tiêu"), say("chưa có chỉ tiêu"), url=visit_url(subject, code))
    earned, possible = Fraction(told[1], MILLION), Fraction(told[2] or 0, MILLION)
    said = say("%(score)s trên %(points)s điểm", score=points(earned), points=points(possible))
    share = float(earned / possible) if possible else None
    return Cell(
        points(earned), stored(earned), shade(share), said=said, url=visit_url(subject, code)
    )


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


def _means(view: View, values: Callable[[Subject], list[int | None]]) -> Row:
    """The mean of each column over the units that have a figure there, with how many they are."""
    if not view.subjects:
        return Row(say("Bình quân"), [])
    totals = [_whole(view.figures.get(each.id)) for each in view.subjects]
    columns = [totals, *zip(*(values(each) for each in view.subjects), strict=True)]
    cells = [_mean([each for each in column if each is not None]) for column in columns]
    return Row(say("Bình quân"), cells, under=say("của các ô có điểm"))


def _whole(known: Figures | None) -> int | None:
    return None if known is None or known.total is None else int(known.total * MILLION)


def _mean(found: Sequence[int]) -> Cell:
    """The mean of figures in millionths."""
    if not found:
        return Cell()
    mean = Fraction(sum(found), len(found) * MILLION)
    said = say("bình quân %(count)s đơn vị", count=len(found))
    return Cell(points(mean), stored(mean), said=said)
