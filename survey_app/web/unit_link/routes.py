"""The unit's pages: what it is asked for, a section to score, and what it has sent."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.definition import Checklist, Section
from survey_app.checklists.queries import definition_of
from survey_app.core import clock
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db
from survey_app.edge.unit_links import by_unit_link
from survey_app.visits.queries import targets_of
from survey_app.web.sheet.build import target_words
from survey_app.web.speech import say
from survey_app.web.unit_link.own import own_of, send
from survey_app.web.unit_link.proofs import proofs
from survey_app.web.unit_link.replying import replying
from survey_app.web.unit_link.scoring import (
    Line,
    figure_of,
    leaves_of,
    outlooks,
    sections_of,
    standing_lines,
    to_say,
    typed_lines,
)
from survey_app.web.unit_link.standing import standing_of

unit_link = Blueprint("unit_link", __name__, url_prefix="/unit/<secret>")
unit_link.register_blueprint(proofs)
unit_link.register_blueprint(replying)


@unit_link.url_defaults
def _keep_secret(_: str, values: dict[str, Any]) -> None:
    """Every link of these pages leads on by the secret that led here."""
    values.setdefault("secret", g.get("unit_secret", ""))


@unit_link.after_request
def _keep_private(response: Response) -> Response:
    """The address is a secret: no other site is told it, and no search engine keeps it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@unit_link.get("")
@by_unit_link
def show() -> ResponseReturnValue:
    """What this is, until when, and how far the unit has come."""
    own = own_of(db.session, g.link)
    parts = [(each, standing_lines(each, own)) for each in sections_of(_checklist())]
    return render_template(
        "unit_link/show.html",
        link=g.link,
        standing=standing_of(db.session, g.link.visit),
        parts=parts,
        own=own,
    )


@unit_link.get("/sections/<code>")
@by_unit_link
def section(code: str) -> ResponseReturnValue:
    """The items of a section with the unit's own scores."""
    found = _section(code)
    return _section_page(found, standing_lines(found, own_of(db.session, g.link)))


@unit_link.post("/sections/<code>")
@by_unit_link
@commits
def save(code: str) -> ResponseReturnValue:
    """Write what is new and sound; what is not stays in the page with what is wrong."""
    found = _section(code)
    standing_of(db.session, g.link.visit).check_scores()
    own = own_of(db.session, g.link)
    lines = typed_lines(found, own, request.form)
    said = to_say(lines, own)
    send(db.session, g.link, said, at=clock.now())
    if any(line.fault for line in lines):
        return _again(found, lines, saved=len(said))
    flash(_told(len(said)), "success")
    return redirect(_onward(found), 303)


def _again(found: Section, lines: list[Line], *, saved: int) -> ResponseReturnValue:
    """The page with its faults; a line that was saved is told as it stands now."""
    db.session.flush()
    own = own_of(db.session, g.link)
    fresh = {line.item.code: line for line in standing_lines(found, own)}
    shown = [line if line.fault else fresh[line.item.code] for line in lines]
    return _section_page(found, shown, saved=saved), 422


def _told(saved: int) -> str:
    if not saved:
        return say("Không có gì thay đổi.")
    return say("Đã lưu %(count)s tiêu chí.", count=saved)


def _onward(found: Section) -> str:
    """The next section, where the unit asked to go on; else the overview."""
    codes = [each.code for each in sections_of(_checklist())]
    after = codes[codes.index(found.code) + 1 :]
    if "onward" in request.form and after:
        return url_for(".section", code=after[0])
    return url_for(".show")


def _section_page(found: Section, lines: list[Line], saved: int = 0) -> str:
    codes = [each.code for each in sections_of(_checklist())]
    return render_template(
        "unit_link/section.html",
        link=g.link,
        standing=standing_of(db.session, g.link.visit),
        section=found,
        lines=lines,
        faults=[line for line in lines if line.fault],
        saved=saved,
        is_last=found.code == codes[-1],
        outlooks=outlooks(),
        figure_of=figure_of,
        targets=_targets(found),
    )


def _targets(found: Section) -> dict[str, str]:
    """The unit's own targets in words, by item."""
    rows = targets_of(db.session, g.link.visit)
    leaves = (item for _, item in leaves_of(found))
    return {item.code: target_words(item, rows.get(item.code)) for item in leaves}


def _section(code: str) -> Section:
    for each in sections_of(_checklist()):
        if each.code == code:
            return each
    raise Problem(Code.NOT_FOUND)


def _checklist() -> Checklist:
    return definition_of(g.link.visit.checklist_version)
