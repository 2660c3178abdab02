"""A table from Excel: brought, judged row by row, stored when all is right or the clerk says so."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app.core import clock
from survey_app.core.legacy_text import converted, encoding_of
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.edge.papers import document
from survey_app.visits import queries
from survey_app.visits.closing import check_takes
from survey_app.visits.entering import targets, teams, units, visits
from survey_app.visits.entering.rules import MOST_ROWS, Column, Judged, Verdict, Wrong
from survey_app.visits.models import Round
from survey_app.visits.queries import find_round
from survey_app.web.entering.reading import template, text_of_workbook
from survey_app.web.entering.words import FAULTS, HINTS, TITLES, VERDICTS
from survey_app.web.speech import say

entering = Blueprint("entering", __name__)
log = structlog.get_logger()

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 2_000_000
# Units belong to no round.
UNITS = "units"


@dataclass(frozen=True, slots=True)
class Table:
    """One of the tables: its columns, and who judges its rows."""

    columns: tuple[Column, ...]
    judge: Callable[[Session, Round, str, datetime], list[Judged]]


TABLES = {
    UNITS: Table(units.COLUMNS, units.judge),
    "teams": Table(teams.COLUMNS, teams.judge),
    "visits": Table(visits.COLUMNS, visits.judge),
    "targets": Table(targets.COLUMNS, targets.judge),
}


@entering.get("/round/<int:round_id>/enter/<what>")
@requires(Action.PLAN_MANAGE)
def show(round_id: int, what: str) -> ResponseReturnValue:
    """An empty field for the table, and its headings."""
    _table(what)
    return _page(_round(round_id), what, "")


@entering.get("/round/<int:round_id>/enter/<what>.xlsx")
@requires(Action.PLAN_MANAGE)
def blank(round_id: int, what: str) -> Response:
    """The table as an empty workbook."""
    _round(round_id)
    return document(template(what, _table(what).columns), f"mau-{what}.xlsx", EXCEL)


@entering.get("/round/<int:round_id>/targets.xlsx")
@requires(Action.PLAN_MANAGE)
def present_targets(round_id: int) -> Response:
    """The targets of the round in the same table: corrected in Excel, it is brought back here."""
    round_ = _round(round_id)
    rows = targets.workbook_rows(db.session, round_)
    data = template("targets", targets.COLUMNS, rows)
    return document(data, f"chi-tieu-dot-{round_.id}.xlsx", EXCEL)


@entering.get("/units.xlsx")
@requires(Action.PLAN_MANAGE)
def present_units() -> Response:
    """The units in the same table: corrected in Excel, it is brought back here."""
    rows = units.workbook_rows(queries.units(db.session))
    return document(template("units", units.COLUMNS, rows), "don-vi.xlsx", EXCEL)


@entering.post("/round/<int:round_id>/enter/<what>")
@requires(Action.PLAN_MANAGE)
@commits
def take(round_id: int, what: str) -> ResponseReturnValue:
    """Judge the rows; write them only from the page that showed these very verdicts."""
    round_, table = _round(round_id), _table(what)
    if what != UNITS:
        check_takes(round_)
    text = _brought()
    if text is None:
        flash(say("Tệp không phải bảng tính .xlsx đọc được."), "error")
        return _page(round_, what, "", status=422)
    encoding = encoding_of(text)
    if encoding is not None and request.form.get("convert") == "yes":
        text, encoding = converted(text, encoding), None
    rows = table.judge(db.session, round_, text, clock.now())
    if not rows:
        flash(say("Chưa có dòng nào. Dán bảng từ Excel hoặc chọn tệp."), "error")
        return _page(round_, what, text, status=422)
    undecided = encoding is not None and request.form.get("convert") != "no"
    if request.form.get("act") not in ("all", "right") or undecided:
        return _page(round_, what, text, rows, encoding=encoding)
    return _store(round_, what, text, rows)


def _store(round_: Round, what: str, text: str, rows: list[Judged]) -> ResponseReturnValue:
    if request.form.get("seen") != _seen(rows):
        flash(say("Dữ liệu vừa đổi. Đề nghị xem lại từng dòng rồi lưu."), "error")
        return _page(round_, what, text, rows, status=409)
    if request.form["act"] == "all" and any(row.wrongs for row in rows):
        flash(say("Còn dòng lỗi nên chưa lưu gì."), "error")
        return _page(round_, what, text, rows, status=422)
    try:
        with db.session.begin_nested():
            for row in rows:
                if row.store is not None:
                    row.store()
            db.session.flush()
    except IntegrityError:
        flash(say("Có người vừa nhập trùng. Đề nghị xem lại từng dòng rồi lưu."), "error")
        again = TABLES[what].judge(db.session, round_, text, clock.now())
        return _page(round_, what, text, again, status=409)
    counts = Counter(row.verdict for row in rows)
    log.info("table entered", what=what, round=round_.id, by=g.actor.id, new=counts[Verdict.NEW])
    facts = {"new": counts[Verdict.NEW], "changed": counts[Verdict.CHANGED]}
    flash(say("Đã lưu: thêm %(new)s dòng, sửa %(changed)s dòng.", **facts), "success")
    return redirect(url_for(".show", round_id=round_.id, what=what), 303)


def _brought() -> str | None:
    """The text of the field, or of a workbook; None where the file is no workbook."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return text_of_workbook(file.stream.read())
    return request.form.get("text", "")[:LONGEST_TEXT].replace("\r\n", "\n")


def _page(
    round_: Round,
    what: str,
    text: str,
    rows: list[Judged] | None = None,
    *,
    encoding: str | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    shown = rows or []
    page = render_template(
        "entering/show.html",
        round=round_,
        what=what,
        columns=_table(what).columns,
        text=text,
        rows=shown,
        counts=Counter(row.verdict for row in shown),
        sentences=[[_sentence(wrong) for wrong in row.wrongs] for row in shown],
        seen=_seen(shown),
        encoding=encoding,
        sample=_sample(text) if encoding else "",
        MOST_ROWS=MOST_ROWS,
        VERDICTS=VERDICTS,
        TITLES=TITLES,
        HINTS=HINTS,
    )
    return page, status


def _sentence(wrong: Wrong) -> str:
    said = str(FAULTS[wrong.fault])
    told = said.replace("%(about)s", wrong.about)
    return f"{wrong.column}: {told}" if wrong.column else told


def _sample(text: str) -> str:
    """The first line that the conversion changes, as it would be."""
    encoding = encoding_of(text)
    lines = (line for line in text.splitlines() if encoding and converted(line, encoding) != line)
    line = next(lines, "")
    return converted(line, encoding).replace("\t", " · ")[:120] if encoding else ""


def _seen(rows: list[Judged]) -> str:
    """What the clerk saw of the rows: whoever stores them stores these."""
    said = [(dict(row.cells), row.verdict.value) for row in rows]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _table(what: str) -> Table:
    if what not in TABLES:
        raise Problem(Code.NOT_FOUND)
    return TABLES[what]


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
