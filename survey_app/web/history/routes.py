"""The timeline of a visit and the audit log: to read, search, filter, and take along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from survey_app.audit import queries as log
from survey_app.audit.queries import LogFilter
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.vietnamese import name_key
from survey_app.edge import db, requires
from survey_app.web.filters import moment
from survey_app.web.history.events import kinds, labels, timeline
from survey_app.web.history.files import csv_of, xlsx_of
from survey_app.web.history.model import Event, Happening, Wanted
from survey_app.web.history.words import ACTIONS, HAPPENINGS
from survey_app.web.paging import ROWS, Page, asked_page, page_of
from survey_app.web.speech import say
from survey_app.web.visits.access import visible_visit

history = Blueprint("history", __name__)

# More rows than these do not go into one file; the page says to narrow the days.
MOST_IN_A_FILE = 20_000


@history.get("/visits/<uuid:key>/history")
@requires(Action.HISTORY_READ)
def show(key: UUID) -> ResponseReturnValue:
    """What happened to a visit, the newest first."""
    visit = visible_visit(key)
    events, wanted = timeline(db.session, visit), _wanted()
    found = [event for event in events if wanted.takes(event)]
    return render_template(
        "history/visit.html",
        visit=visit,
        page=page_of(found),
        all=len(events),
        wanted=wanted,
        people=sorted({event.who for event in events if event.who}, key=name_key),
        items=list(labels(visit).items()),
        kinds=kinds(),
        kept=_kept("q", "who", "item", "kind", "since", "until"),
    )


@history.get("/visits/<uuid:key>/history.xlsx")
@requires(Action.HISTORY_READ)
def workbook(key: UUID) -> Response:
    """The asked events as a workbook."""
    visit = visible_visit(key)
    return xlsx_of(f"lich-su-{visit.unit.code}", visit.unit.name, _rows(_found(key)))


@history.get("/visits/<uuid:key>/history.csv")
@requires(Action.HISTORY_READ)
def table(key: UUID) -> Response:
    """The asked events as CSV that Excel reads as UTF-8."""
    return csv_of(f"lich-su-{visible_visit(key).unit.code}", _rows(_found(key)))


@history.get("/audit")
@requires(Action.AUDIT_READ)
def audit() -> ResponseReturnValue:
    """The log of what was done."""
    asked = _asked()
    total = log.count(db.session, asked)
    pages = max(-(-total // ROWS), 1)
    number = min(asked_page(), pages)
    rows = log.rows(db.session, asked, limit=ROWS, offset=(number - 1) * ROWS)
    return render_template(
        "history/audit.html",
        page=Page(rows, number, pages, total),
        actions=[(each, str(ACTIONS.get(each, each))) for each in log.actions(db.session)],
        actors=sorted(log.actors(db.session), key=lambda pair: (name_key(pair[1]), pair[0])),
        asked=asked,
        words=ACTIONS,
        kept=_kept("action", "who", "subject", "since", "until"),
    )


@history.get("/audit.csv")
@requires(Action.AUDIT_READ)
def audit_table() -> Response:
    """The asked part of the log as CSV, hashes included."""
    rows = log.rows(db.session, _asked(), limit=MOST_IN_A_FILE, offset=0)
    head = ["number", "at", "actor_id", "actor", "action", "subject", "detail", "previous", "hash"]
    lines = [
        [
            str(each.number), each.at.isoformat(), str(each.actor_id or ""), each.actor,
            each.action, each.subject, each.detail, each.previous, each.hash,
        ]
        for each in rows
    ]  # fmt: skip
    return csv_of("nhat-ky", [head, *lines])


def _found(key: UUID) -> list[Event]:
    wanted = _wanted()
    events = timeline(db.session, visible_visit(key))
    return [event for event in events if wanted.takes(event)]


def _rows(events: Sequence[Event]) -> list[list[str]]:
    head = [
        say("Thời điểm"),
        say("Người"),
        say("Loại"),
        say("Việc"),
        say("Tiêu chí"),
        say("Nội dung"),
    ]
    return [
        head,
        *(
            [
                moment(event.at), event.who, str(HAPPENINGS[event.kind.value]),
                event.what, event.item, event.why,
            ]
            for event in events
        ),
    ]  # fmt: skip


def _wanted() -> Wanted:
    args = request.args
    kind = args.get("kind", "")
    return Wanted(
        search=args.get("q", "").strip()[:200],
        who=args.get("who", "")[:200],
        item=args.get("item", "")[:32],
        kind=Happening(kind) if kind in list(Happening) else None,
        since=_day(args.get("since")),
        until=_day(args.get("until")),
    )


def _asked() -> LogFilter:
    args = request.args
    until = _day(args.get("until"))
    who = args.get("who", "")
    return LogFilter(
        action=args.get("action", "")[:48],
        subject=args.get("subject", "").strip()[:160],
        actor_id=int(who) if who.isascii() and who.isdecimal() and len(who) < 10 else None,
        since=_midnight(_day(args.get("since"))),
        until=_midnight(until + timedelta(days=1) if until else None),
    )


def _kept(*names: str) -> dict[str, str]:
    """The filters of this page, for the address of its file."""
    return {name: request.args[name] for name in names if request.args.get(name)}


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if 1 < found.year < 9999 else None


def _midnight(on: date | None) -> datetime | None:
    """The beginning of a Vietnamese day."""
    return datetime.combine(on, time(), tzinfo=clock.VIETNAM) if on else None
