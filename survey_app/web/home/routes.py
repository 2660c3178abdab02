"""The start page leads each person to the day's work; language and help are open to anybody."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from survey_app.checklists.queries import count_published
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, public, settings
from survey_app.edge.language import LANGUAGES
from survey_app.fieldwork.held import count_open
from survey_app.progress.queries import progress_among
from survey_app.visits.models import Person
from survey_app.visits.queries import count_people, ids_visible_to
from survey_app.visits.rules import Role
from survey_app.web.frame import know_visitor, own_path
from survey_app.web.home.tiles import Day, tiles_for
from survey_app.web.qr import qr

home = Blueprint("home", __name__)


@home.get("/")
@public
def show() -> ResponseReturnValue:
    """What waits for this person, by role."""
    visitor = know_visitor()
    if visitor is None:
        return redirect(url_for("desk.sign_in.show"))
    address = f"{settings().base_url}/phone"
    return render_template(
        "home/show.html",
        tiles=tiles_for(visitor.role, _day(visitor)),
        phone=qr(address) if visitor.role is Role.MEMBER else None,
        address=address,
    )


@home.get("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001 - the endpoint's word, never called as a builtin
    """How the work goes, in short, for each role."""
    know_visitor()
    return render_template("home/help.html")


@home.post("/language")
@public
@commits
def choose_language() -> ResponseReturnValue:
    """Remember the language, with the person where one is signed in, and go back."""
    chosen = request.form.get("language")
    if chosen not in LANGUAGES:
        raise Problem(Code.BAD_REQUEST)
    session["language"] = chosen
    visitor = know_visitor()
    if visitor is not None:
        visitor.language = chosen
    return redirect(own_path(request.form.get("next")) or url_for(".show"), 303)


def _day(visitor: Person) -> Day:
    stands = progress_among(db.session, ids_visible_to(visitor)).values()
    return Day(
        counts=Counter(each.state for each in stands),
        visits=len(stands),
        held=count_open(db.session),
        checklists=count_published(db.session),
        people=count_people(db.session),
    )
