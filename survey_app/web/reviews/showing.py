"""Drawing the review page, also with what was typed and why it could not be taken."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import g, render_template, request, url_for

from survey_app.core.problems import Problem
from survey_app.edge import db
from survey_app.evaluations.uses import evaluations_using
from survey_app.reports.queries import reports_of
from survey_app.reviews.queries import may_decide
from survey_app.reviews.rules import GIVES
from survey_app.reviews.undoing import find_undo
from survey_app.visits.models import Visit
from survey_app.visits.rules import RoundState
from survey_app.web.fields import number_of
from survey_app.web.frame import language
from survey_app.web.reviews.following import queue_come_from
from survey_app.web.reviews.labels import SHOW_NOTHING, SHOW_WORDS
from survey_app.web.reviews.page import Entered, Overtaken, ReviewPage, Show
from survey_app.web.reviews.queue import following
from survey_app.web.reviews.values import options_of, takes_score
from survey_app.web.sheet.build import sheet_of
from survey_app.web.sheet.model import Sheet
from survey_app.web.speech import say
from survey_app.web.visits.access import visible_visit


def asked_show() -> Show:
    """Which items the address asks for; anything unknown is all of them."""
    asked = request.args.get("show", "")
    return Show(asked) if asked in list(Show) else Show.ALL


def sheet_for_me(visit: Visit) -> Sheet:
    """The visit as it stands, with what is new to who is here."""
    return sheet_of(db.session, visit, g.actor.id)


def draw(visit: Visit, sheet: Sheet, entered: Entered) -> str:
    """The review page of this visit."""
    decides = may_decide(db.session, visit, g.actor)
    page = ReviewPage(
        sheet=sheet,
        entered=entered,
        show=asked_show(),
        may_decide=decides and visit.round.state is not RoundState.CLOSED,
        reports=reports_of(db.session, visit.id),
        evaluations=evaluations_using(db.session, visit.id),
        undo=find_undo(db.session, sheet.decisions, g.actor, undo_reason()) if decides else None,
        following=following(db.session, g.actor, visit.id, queue_come_from()),
    )
    return render_template(
        "reviews/show.html",
        page=page,
        sheet=sheet,
        layers=sorted(GIVES[g.actor.role]),
        takes_score=takes_score,
        options_of=options_of,
        SHOW_WORDS=SHOW_WORDS,
        SHOW_NOTHING=SHOW_NOTHING,
    )


def tell(key: UUID, problem: Problem, entered: Entered) -> str:
    """The page as it is now, why nothing was done, and what happened since it was last drawn."""
    visit = visible_visit(key)
    sheet = sheet_for_me(visit)
    told = replace(
        entered,
        problem=problem.sentence(language()),
        about=_items_of(problem),
        overtaken=_overtaken(sheet),
    )
    return draw(visit, sheet, told)


def address_of(key: UUID, anchor: str = "") -> str:
    """The page that a form was on, showing the same items, at this place."""
    show = asked_show()
    asked = show.value if show is not Show.ALL else None
    return url_for("desk.reviews.show", key=key, show=asked, _anchor=anchor or None)


def undo_reason() -> str:
    """Why a decision is undone, as the history of the visit will say."""
    return say("Hoàn tác quyết định vừa ghi.")


def _overtaken(sheet: Sheet) -> Overtaken:
    """What was decided and recorded after the page that this form was on."""
    if "seen" not in request.form:
        return Overtaken()
    seen, entries = number_of(request.form["seen"]), number_of(request.form.get("entries_seen"))
    decisions = [made for made in sheet.decisions if made.number > seen >= 0]
    items = sheet.recorded_after(entries) if entries >= 0 else ()
    return Overtaken(decisions, items)


def _items_of(problem: Problem) -> list[str]:
    """The items that a problem names."""
    named = problem.details.get("items")
    return [str(each) for each in named] if isinstance(named, (list, tuple)) else []
