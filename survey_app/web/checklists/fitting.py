"""A foreign form of which only a part can be had: told first, taken on agreement, told again."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from forms.definition import Checklist, Text
from forms.tidy import tidy
from forms.xlsform import Cut, Fitted, fit_workbook
from survey_app.checklists import service
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Problem
from survey_app.edge import commits, db, requires
from survey_app.web.checklists.faults import FaultLine, from_workbook
from survey_app.web.checklists.words import CUTS
from survey_app.web.frame import language
from survey_app.web.speech import say

fitting = Blueprint("fitting", __name__)
log = structlog.get_logger()

# As a field of a form it is a third longer, and a form has bounds; plain forms are far smaller.
LARGEST = 2_500_000
# A checklist's own note may be as long as any words; it stays readable beside the checklist.
MOST_IN_NOTE = 8_000


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be taken of a workbook, what not, and the workbook to send back on agreement."""

    checklist: Checklist
    lines: list[tuple[Cut, FaultLine]]
    # The title of the one section that all questions of a form without groups become.
    gathered: str
    workbook: str


def offer_of(data: bytes) -> Offer | None:
    """The offer for a workbook with faults; None where nothing can be taken of it."""
    fitted = None if is_too_large(data) else fit_workbook(data)
    if fitted is None:
        return None
    workbook = base64.b64encode(data).decode()
    return Offer(fitted.checklist, lines_of(fitted, data), _gathered(fitted), workbook)


def is_too_large(data: bytes) -> bool:
    """Whether a workbook is larger than what can be taken in part."""
    return len(data) > LARGEST


def _gathered(fitted: Fitted) -> str:
    return fitted.checklist.sections[0].title.vi if fitted.gathered else ""


def lines_of(fitted: Fitted, data: bytes) -> list[tuple[Cut, FaultLine]]:
    """What was left out, beside what its cells say."""
    lines = from_workbook((each.fault for each in fitted.left_out), data)
    return [(each.cut, line) for each, line in zip(fitted.left_out, lines, strict=True)]


@fitting.post("/checklists/import/fitting")
@requires(Action.CHECKLIST_MANAGE)
@commits
def take() -> ResponseReturnValue:
    """Keep what fits of the workbook as a draft; the page and the draft's note tell the rest."""
    data = _brought()
    fitted = fit_workbook(data) if data else None
    if fitted is None:
        flash(say("Không nhập được phần nào của tệp này. Chọn lại tệp."), "error")
        return redirect(url_for("desk.checklists.bringing.show"), 303)
    lines = lines_of(fitted, data)
    noted = replace(fitted.checklist, note=_note(fitted))
    try:
        version = service.import_version(db.session, noted, at=clock.now())
    except Problem as problem:
        db.session.rollback()
        flash(problem.sentence(language()), "error")
        return redirect(url_for("desk.checklists.bringing.show"), 303)
    log.info("foreign form fitted", code=version.code, left_out=len(lines), by=g.actor.id)
    return render_template(
        "checklists/fitted.html",
        version=version,
        lines=lines,
        gathered=_gathered(fitted),
        CUTS=CUTS,
    )


def _brought() -> bytes:
    """The workbook that the page sent back; nothing where it is not what the page sent."""
    try:
        return base64.b64decode(request.form.get("workbook", ""), validate=True)[:LARGEST]
    except (binascii.Error, ValueError):
        return b""


def _note(fitted: Fitted) -> Text:
    """What everybody who opens the checklist is told of its origin, in both languages."""
    before = fitted.checklist.note
    return Text(_noted(fitted, "vi", before.vi), _noted(fitted, "en", before.en or before.vi))


def _noted(fitted: Fitted, tongue: str, before: str) -> str:
    left = fitted.left_out
    with force_locale(tongue):
        told = f"{before}\n{_origin(fitted)}".strip()
        for number, each in enumerate(left):
            sentence = getattr(each.fault.message, tongue)
            # In the words of a checklist a reference would be one to an answer.
            more = f"{each.fault.place} – {CUTS[each.cut]}: {sentence}".replace("${", "$ {")
            if len(told) + len(more) > MOST_IN_NOTE:
                return tidy(f"{told}\n{say('và %(count)s chỗ khác', count=len(left) - number)}")
            told = f"{told}\n{more}"
    return tidy(told)


def _origin(fitted: Fitted) -> str:
    """Where the checklist is from, what was done to it as a whole, and how much is left out."""
    sentences = [say("Lấy từ một phiếu XLSForm, không chấm điểm.")]
    if fitted.gathered:
        sentences.append(say("Phiếu gốc không chia nhóm: mọi câu thành một mục."))
    if fitted.left_out:
        sentences.append(say("Đã bỏ %(count)s chỗ:", count=len(fitted.left_out)))
    return " ".join(sentences)
