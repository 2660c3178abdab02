"""One indicator over the units: target, milestone, result, ability to complete, with a bar."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from forms.ability import Outlook
from forms.definition import Direction, Item, Kind
from survey_app.core.vietnamese import number
from survey_app.edge import db
from survey_app.progress.glance import Subject
from survey_app.visits.models import Target
from survey_app.visits.queries import targets_of_item
from survey_app.web.filters import words
from survey_app.web.overview.grid import Cell, Column, Grid, Made, Row
from survey_app.web.overview.view import View, visit_url
from survey_app.web.speech import say
from survey_app.web.words import OUTLOOKS, STATES

# A bar is as wide as the target; what is over it is drawn up to half as much again.
_WIDEST = 1.5


def choices(view: View) -> Mapping[str, Item]:
    """The indicators of these checklists by code."""
    return {code: item for code, item in view.items().items() if item.kind is Kind.INDICATOR}


def chosen(view: View) -> Item | None:
    """The indicator that is asked for, else the first."""
    found = choices(view)
    return found.get(view.asked.item) or next(iter(found.values()), None)


def indicator(view: View, item: Item) -> Grid:
    """A row for each unit whose checklist has it."""
    targets = targets_of_item(db.session, view.round.id, item.code)
    asked = {id_ for id_, each in view.definitions.items() if each.find_item(item.code) is not None}
    subjects = [each for each in view.subjects if each.version_id in asked]
    measure = f" ({item.measure})" if item.measure else ""
    return Grid(
        title=f"{item.code}. {words(item.label)}{measure}",
        first=say("Đơn vị"),
        columns=[
            Column(say("Cả nhiệm kỳ")),
            Column(say("Mốc sơ kết")),
            Column(say("Kết quả")),
            Column(say("So với mốc, %")),
            Column(say("So với cả nhiệm kỳ, %")),
            Column(say("Khả năng hoàn thành"), is_number=False),
            Column(say("Kết quả so với mốc"), is_number=False, is_bar=True),
        ],
        rows=Made(subjects, lambda each: _row(view, each, item, targets.get(each.unit_id))),
        notes=_notes(item, targets),
    )


def _notes(item: Item, targets: Mapping[int, Target]) -> list[str]:
    notes = [say("Vạch đứng trên thanh là mốc; chưa nhập mốc thì là chỉ tiêu cả nhiệm kỳ.")]
    if item.direction is Direction.DOWN:
        notes.append(say("Chỉ tiêu này càng thấp càng tốt."))
    if any(each.is_demo for each in targets.values()):
        notes.append(say("Dấu (*): chỉ tiêu trình diễn, không phải số liệu chính thức."))
    return notes


def _row(view: View, subject: Subject, item: Item, target: Target | None) -> Row:
    known = view.figures.get(subject.id)
    told = known.items.get(item.code) if known else None
    actual = _decimal(told[3]) if told and told[0] != "not_applicable" else None
    term, milestone = (target.term, target.milestone) if target else (None, None)
    result = Cell("KAD", "KAD") if told and told[0] == "not_applicable" else _figure(actual)
    mark = "*" if target and target.is_demo else ""
    return Row(
        subject.unit,
        [
            _figure(term, mark),
            _figure(milestone, mark),
            result,
            _ratio(actual, milestone),
            _ratio(actual, term),
            _outlook(told[4] if told else None),
            _bar(actual, milestone if milestone is not None else term),
        ],
        url=visit_url(subject, item.code),
        under=str(STATES[subject.progress.state]),
    )


def _figure(value: Decimal | None, mark: str = "") -> Cell:
    return Cell() if value is None else Cell(number(value) + mark, value, tail=mark)


def _ratio(actual: Decimal | None, target: Decimal | None) -> Cell:
    if actual is None or not target:
        return Cell()
    ratio = actual * 100 / target
    return Cell(number(ratio, places=1), round(ratio, 6))


def _outlook(word: str | None) -> Cell:
    if word is None:
        return Cell(said=say("chưa nhận định"))
    label = str(OUTLOOKS[Outlook(word)])
    return Cell(label, label)


def _bar(actual: Decimal | None, aim: Decimal | None) -> Cell:
    if actual is None or not aim:
        return Cell(said=say("chưa đủ số liệu"))
    share = min(float(actual / aim), _WIDEST)
    said = say("kết quả %(actual)s, mốc %(aim)s", actual=number(actual), aim=number(aim))
    return Cell(
        number(actual * 100 / aim, places=1) + " %",
        round(actual * 100 / aim, 6),
        bar=max(share, 0) / _WIDEST,
        tick=1 / _WIDEST,
        said=said,
    )


def _decimal(raw: object) -> Decimal | None:
    try:
        found = Decimal(str(raw))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
