"""The outline of the evaluation at the desk: headings, their order, and what fills each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.evaluations import outline_moves, outlining, queries
from survey_app.evaluations.outline import numbered
from survey_app.evaluations.outlining import Rows, seen
from survey_app.evaluations.rules import OutlineRow, Source
from survey_app.fieldwork.rules import Addressee
from survey_app.visits.models import Round
from survey_app.visits.queries import find_round
from survey_app.web.evaluations.forms import clerk_now
from survey_app.web.evaluations.words import SOURCES
from survey_app.web.fields import tidy
from survey_app.web.frame import language
from survey_app.web.speech import say
from survey_app.web.words import ADDRESSEES

outline = Blueprint("outline", __name__)

BASE = "/rounds/<int:round_id>/outline"
_LONGEST_WORDS = 20_000
_DEPTHS = [
    ("1", _("Phần (I, II, III)")),
    ("2", _("Mục (1, 2, 3)")),
    ("3", _("Điểm (a, b, c)")),
]


def _choices(pairs: Iterable[tuple[str, object]]) -> list[SelectChoice]:
    return [SelectChoice(str(value), label) for value, label in pairs]


class HeadingForm(FlaskForm):
    """One heading; ``seen`` is what its writer saw of it."""

    seen = HiddenField()
    title = StringField(
        _("Tên đề mục"),
        filters=[tidy],
        validators=[
            DataRequired(_("Nhập tên đề mục.")),
            Length(max=500, message=_("Tên đề mục quá dài: nhiều nhất 500 ký tự.")),
        ],
    )
    depth = SelectField(_("Bậc"), choices=_choices(_DEPTHS), default="2")
    source = SelectField(_("Nội dung lấy từ"), choices=_choices(SOURCES.items()))
    section = StringField(_("Chỉ của mục trong phiếu"), filters=[tidy], validators=[Length(max=32)])
    addressee = SelectField(
        _("Chỉ kiến nghị gửi"),
        choices=_choices(
            [("", _("Mọi nơi nhận")), *((each, ADDRESSEES[each]) for each in Addressee)]
        ),
    )
    words = TextAreaField(
        _("Lời văn của Văn phòng dưới đề mục"),
        filters=[tidy],
        validators=[
            Length(max=_LONGEST_WORDS, message=_("Câu quá dài: nhiều nhất %(max)d ký tự."))
        ],
    )

    def row(self, code: str) -> OutlineRow:
        """The heading as it is to be."""
        source = Source(self.source.data)
        return OutlineRow(
            code,
            str(self.title.data),
            int(self.depth.data),
            source,
            str(self.section.data or ""),
            str(self.addressee.data or "") if source is Source.RECOMMENDATION else "",
            str(self.words.data or ""),
        )


@dataclass(frozen=True, slots=True)
class Said:
    """What the page tells of an attempt that failed, and at which heading it was made."""

    problem: str = ""
    code: str = ""
    form: HeadingForm | None = None


@outline.get(BASE)
@requires(Action.EVALUATION_READ)
def show(round_id: int) -> ResponseReturnValue:
    """Every heading, with what fills it."""
    return _page(_round(round_id), Said())


@outline.post(BASE)
@requires(Action.EVALUATION_MERGE)
@commits
def add(round_id: int) -> ResponseReturnValue:
    """A new heading behind another."""
    found, form = _round(round_id), HeadingForm()
    if not form.validate():
        return _page(found, Said(_faults(form), "", form)), 422
    after = request.form.get("after", "")

    def added(rows: Rows) -> Rows:
        return outline_moves.added(rows, form.row(outline_moves.free_code(rows)), after)

    return _attempt(found, Said("", "", form), added, str(form.title.data))


@outline.post(f"{BASE}/<code>")
@requires(Action.EVALUATION_MERGE)
@commits
def change(round_id: int, code: str) -> ResponseReturnValue:
    """Another title, depth, source or text for a heading."""
    found, form = _round(round_id), HeadingForm()
    row = _row(round_id, code)
    if not form.validate():
        return _page(found, Said(_faults(form), code, form)), 422
    if form.seen.data != seen(row):
        problem = say("Có người vừa sửa đề mục này. Nội dung vừa nhập còn trong ô bên dưới.")
        return _page(found, Said(problem, code, form)), 409
    made = form.row(code)
    said = Said("", code, form)
    return _attempt(found, said, lambda rows: outline_moves.changed(rows, made), made.title)


@outline.post(f"{BASE}/<code>/order")
@requires(Action.EVALUATION_MERGE)
@commits
def order(round_id: int, code: str) -> ResponseReturnValue:
    """A heading, with all below it, one place up or down."""
    found, row = _round(round_id), _row(round_id, code)
    up = request.form.get("towards") == "up"
    move = outline_moves.moved_up if up else outline_moves.moved_down
    return _attempt(found, Said("", code), lambda rows: move(rows, code), row.title)


@outline.post(f"{BASE}/<code>/removal")
@requires(Action.EVALUATION_MERGE)
@commits
def remove(round_id: int, code: str) -> ResponseReturnValue:
    """Take a heading out, with those below it."""
    found, row = _round(round_id), _row(round_id, code)
    if request.form.get("seen") != seen(row):
        problem = say("Có người vừa sửa đề mục này. Đề nghị xem lại rồi quyết định.")
        return _page(found, Said(problem, code)), 409
    return _attempt(
        found, Said("", code), lambda rows: outline_moves.removed(rows, code), row.title
    )


def _attempt(
    found: Round, said: Said, act: Callable[[Rows], Rows], about: str
) -> ResponseReturnValue:
    try:
        outlining.change(db.session, found.id, act, clerk=clerk_now(), about=about)
    except Problem as problem:
        db.session.rollback()
        words = problem.sentence(language())
        if problem.code is Code.UNACCEPTABLE:
            words = say("Đề cương phải có đề mục; mục con chỉ sâu hơn mục ngay trên một bậc.")
        return _page(_round(found.id), Said(words, said.code, said.form)), problem.status
    flash(say("Đã lưu đề cương. Các ý theo đề mục mới từ lần tổng hợp sau."), "success")
    return redirect(url_for(".show", round_id=found.id), 303)


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _row(round_id: int, code: str) -> OutlineRow:
    rows = outlining.outline_of(db.session, round_id)
    found = next((row for row in rows if row.code == code), None)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _faults(form: FlaskForm) -> str:
    return " ".join(str(fault) for faults in form.errors.values() for fault in faults)


def _page(found: Round, said: Said) -> str:
    rows = outlining.outline_of(db.session, found.id)
    return render_template(
        "evaluations/outline.html",
        round=found,
        evaluation=queries.evaluation_of_round(db.session, found.id),
        rows=list(numbered(rows)),
        below={row.code: len(outline_moves.below(rows, row.code)) for row in rows},
        sections=queries.sections_of_round(db.session, found.id),
        seen=seen,
        said=said,
        depths=_DEPTHS,
        sources=SOURCES,
        addressees=ADDRESSEES,
    )
