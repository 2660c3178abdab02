"""The plan of the round to take away: as rows for a workbook, and for the calendars of phones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from icalendar import Calendar, Event

from survey_app.core import clock
from survey_app.edge import db
from survey_app.edge.stores import settings
from survey_app.visits.models import Visit
from survey_app.visits.queries import visits_by_id
from survey_app.visits.rules import Plan
from survey_app.web.overview.grid import Cell, Column, Grid, Row
from survey_app.web.overview.view import View
from survey_app.web.speech import say
from survey_app.web.words import MODES, PLANS

MEDIA_TYPE = "text/calendar"
# RFC 5545, 3.8.1.11: what is put off may come yet, what is called off does not.
_STATUS = {Plan.PLANNED: "CONFIRMED", Plan.POSTPONED: "TENTATIVE", Plan.CANCELLED: "CANCELLED"}


def planned(view: View) -> list[Visit]:
    """The visits that the filters leave, by day; those without a day come last."""
    visits = visits_by_id(db.session, [each.id for each in view.subjects])
    return sorted(visits, key=lambda each: (each.planned_on or date.max, each.team.number))


def schedule(view: View) -> Grid:
    """A row for each visit: when, who, where and how."""
    heads = (
        say("Ngày"),
        say("Đoàn khảo sát"),
        say("Thành viên"),
        say("Địa điểm"),
        say("Hình thức"),
        say("Ghi chú đi lại"),
        say("Kế hoạch"),
        say("Lý do"),
    )
    return Grid(
        title=say("Lịch làm việc"),
        first=say("Đơn vị"),
        columns=[Column(label, is_number=False) for label in heads],
        rows=[Row(each.unit.name, list(_cells(each))) for each in planned(view)],
    )


def _cells(visit: Visit) -> Iterator[Cell]:
    texts = (
        visit.planned_on.strftime("%d/%m/%Y") if visit.planned_on else "",
        visit.team.name,
        "; ".join(_members(visit)),
        visit.place,
        str(MODES[visit.mode]),
        visit.travel,
        str(PLANS[visit.plan]),
        visit.plan_reason,
    )
    return (Cell(text, text) for text in texts)


def ics(view: View) -> bytes:
    """An event of a whole day for each visit that has a day; a later file replaces its events."""
    calendar = Calendar()
    calendar.add("prodid", "-//Survey app//vi")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", view.round.name)
    for visit in planned(view):
        if visit.planned_on is not None:
            calendar.add_component(_event(visit, visit.planned_on))
    data: bytes = calendar.to_ical()
    return data


def _event(visit: Visit, on: date) -> Event:
    event = Event()
    # The same visit is the same event in every file, whenever it is taken away.
    event.add("uid", f"{visit.key}@survey")
    event.add("dtstamp", clock.now())
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", say("Khảo sát: %(unit)s", unit=visit.unit.name))
    event.add("location", visit.place)
    event.add("status", _STATUS[visit.plan])
    event.add("description", "\n".join(_told(visit)))
    event.add("url", f"{settings().base_url}/visits/{visit.key}")
    return event


def _told(visit: Visit) -> Iterator[str]:
    yield f"{visit.team.name}: {', '.join(_members(visit))}"
    yield str(MODES[visit.mode])
    if visit.travel:
        yield visit.travel
    if visit.plan is not Plan.PLANNED:
        yield f"{PLANS[visit.plan]}: {visit.plan_reason}"


def _members(visit: Visit) -> list[str]:
    return [each.person.name for each in visit.members if each.removed_at is None]
