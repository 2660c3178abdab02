"""The list of units with what each sent: sifted as asked, and as a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from flask_babel import lazy_gettext as _

from survey_app.core.vietnamese import clean, day, folded
from survey_app.visits.models import Round
from survey_app.visits.receiving.models import UnitReport
from survey_app.visits.receiving.queries import UnitStanding
from survey_app.visits.receiving.rules import SENT, Receipt
from survey_app.web.overview.excel import workbook
from survey_app.web.overview.grid import Cell, Column, Grid, Row
from survey_app.web.speech import say

RECEIPTS = {
    Receipt.OVERDUE: _("Quá hạn"),
    Receipt.MISSING: _("Chưa nhận"),
    Receipt.LATE: _("Nhận trễ hạn"),
    Receipt.RECEIVED: _("Đã nhận"),
}
UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: words of a unit's name, where it stands."""

    search: str
    state: str

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.search or self.state)


@dataclass(frozen=True, slots=True)
class Listing:
    """The units asked for, and how many of all stand where."""

    asked: Asked
    shown: Sequence[UnitStanding]
    of: int
    counts: Counter[Receipt]
    unchecked: int

    @property
    def sent(self) -> int:
        """How many units have sent a report."""
        return sum(self.counts[each] for each in SENT)


def asked_for() -> Asked:
    """What the address asks for; a state that is none is none."""
    state = request.args.get("state", "")
    known = {*map(str, Receipt), UNCHECKED}
    return Asked(clean(request.args.get("q", ""))[:200], state if state in known else "")


def listing_of(standings: Sequence[UnitStanding], asked: Asked) -> Listing:
    """The units of the round that are asked for."""
    shown = [each for each in standings if _fits(each, asked)]
    return Listing(
        asked,
        shown,
        len(standings),
        Counter(each.receipt for each in standings),
        sum(_waits(each) for each in standings),
    )


def book_of(round_: Round, standings: Sequence[UnitStanding], today: date) -> bytes:
    """The list as a workbook: a row for each report, and one for each unit without any."""
    heads = (
        say("Tình trạng"),
        say("Số ngày trễ"),
        say("Ngày nhận"),
        say("Số, ký hiệu văn bản"),
        say("Ngày văn bản"),
        say("Trích yếu"),
        say("Người ghi nhận"),
        say("Đã kiểm tra"),
        say("Tệp"),
        say("Ghi chú của Văn phòng"),
    )
    rows = [row for each in standings for row in _rows(each)]
    grid = Grid(say("Báo cáo của đơn vị"), say("Đơn vị"), [Column(head) for head in heads], rows)
    lines = [round_.name, say("Tính đến ngày %(on)s.", on=day(today))]
    if round_.reports_due_on:
        lines.append(say("Hạn gửi: trước ngày %(on)s.", on=day(round_.reports_due_on)))
    return workbook([grid], lines)


def _rows(each: UnitStanding) -> list[Row]:
    if not each.reports:
        return [_row(each, None)]
    return [_row(each, report) for report in each.reports]


def _row(each: UnitStanding, report: UnitReport | None) -> Row:
    texts = ("", "", "", "", "", "", "", "")
    if report is not None:
        texts = (
            day(report.received_on),
            report.symbol,
            day(report.dated_on) if report.dated_on else "",
            report.title,
            report.noted_by.name,
            say("có") if report.checked_at else say("chưa"),
            "; ".join(file.name for file in report.kept_files),
            report.note,
        )
    cells = [
        _text(str(RECEIPTS[each.receipt])),
        Cell(str(each.days_late), each.days_late),
        *map(_text, texts),
    ]
    return Row(each.unit.name, cells)


def _text(words: str) -> Cell:
    return Cell(words, words)


def _fits(each: UnitStanding, asked: Asked) -> bool:
    if asked.search and folded(asked.search) not in folded(each.unit.name):
        return False
    if asked.state == UNCHECKED:
        return _waits(each)
    return not asked.state or each.receipt == asked.state


def _waits(each: UnitStanding) -> bool:
    """Whether something that came was not read through yet."""
    return bool(each.reports) and not each.is_checked
