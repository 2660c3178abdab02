"""Who there is: units and their targets, teams, people. Lists to read and to search."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.definition import Direction, Item
from survey_app.checklists.queries import definition_of
from survey_app.core.permissions import Action, allows
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean, folded, name_key
from survey_app.edge import db, requires
from survey_app.visits import queries
from survey_app.visits.models import Target, Unit, Visit
from survey_app.visits.queries import may_invite
from survey_app.visits.units import find_unit, visit_of_unit
from survey_app.web.checklists.words import DIRECTIONS
from survey_app.web.directory.accounts import accounts
from survey_app.web.directory.contact import contact
from survey_app.web.directory.devices import devices
from survey_app.web.directory.joining import joining
from survey_app.web.directory.merging import merging
from survey_app.web.directory.targets import targets
from survey_app.web.paging import page_of
from survey_app.web.speech import say

directory = Blueprint("directory", __name__)
directory.register_blueprint(joining)
directory.register_blueprint(accounts)
directory.register_blueprint(targets)
directory.register_blueprint(merging)
directory.register_blueprint(contact)
directory.register_blueprint(devices)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target with the words of its indicator; ``item`` is None where the checklist lost it."""

    code: str
    item: Item | None
    target: Target

    @property
    def direction(self) -> Direction | None:
        """Which way is better: what the office said of this unit, else the checklist."""
        return self.target.direction or (self.item.direction if self.item else None)


@directory.get("/units")
@requires(Action.ROUND_READ)
def units() -> ResponseReturnValue:
    """Units in protocol order; found with or without diacritics, by any spelling."""
    asked = _asked()
    page = page_of(queries.units(db.session, search=asked))
    newest = next(iter(queries.rounds(db.session)), None)
    return render_template("directory/units.html", page=page, asked=asked, round=newest)


@directory.get("/units/<code>")
@requires(Action.ROUND_READ)
def unit(code: str) -> ResponseReturnValue:
    """One unit: what is known of it, and its targets in the newest round."""
    found = find_unit(db.session, code)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    if found.merged_into_id is not None:
        kept = db.session.get_one(Unit, found.merged_into_id)
        flash(say("Đơn vị này đã gộp vào %(unit)s.", unit=kept.name), "success")
        return redirect(url_for(".unit", code=kept.code))
    rounds = queries.rounds(db.session)
    lines = _targets(found, rounds[0].id) if rounds else []
    return render_template(
        "directory/unit.html",
        unit=found,
        round=rounds[0] if rounds else None,
        lines=lines,
        DIRECTIONS=DIRECTIONS,
        may_enter=bool(rounds) and _may_enter(found, rounds[0].id),
    )


@directory.get("/teams")
@requires(Action.ROUND_READ)
def teams() -> ResponseReturnValue:
    """The teams of a round with their people; the newest round where none is asked for."""
    rounds = queries.rounds(db.session)
    asked = request.args.get("round", "")
    chosen = next((each for each in rounds if str(each.id) == asked), rounds[0] if rounds else None)
    found = queries.teams_of_round(db.session, chosen.id) if chosen else []
    return render_template(
        "directory/teams.html",
        rounds=rounds,
        chosen=chosen,
        page=page_of(found),
        may_invite_people=allows(g.actor.role, Action.PEOPLE_INVITE),
    )


@directory.get("/people")
@requires(Action.PEOPLE_READ)
def people() -> ResponseReturnValue:
    """Everybody with an account, in the order of Vietnamese names."""
    asked = folded(_asked())
    found = [
        person
        for person in queries.people(db.session)
        if asked in folded(person.name) or asked in person.username
    ]
    found.sort(key=lambda person: (name_key(person.name), person.id))
    return render_template(
        "directory/people.html", page=page_of(found), asked=_asked(), may_invite=may_invite
    )


def _may_enter(found: Unit, round_id: int) -> bool:
    """Whether this person may type targets, and a checklist says which."""
    if not allows(g.actor.role, Action.PLAN_MANAGE):
        return False
    return visit_of_unit(db.session, round_id, found.id) is not None


def _asked() -> str:
    return clean(request.args.get("q", ""))[:200]


def _targets(found: Unit, round_id: int) -> list[TargetLine]:
    """The unit's targets in the order of its checklist, the rest after them by code."""
    entered = queries.targets_of_units(db.session, round_id, [found.id])[found.id]
    visit = visit_of_unit(db.session, round_id, found.id)
    items = _items(visit) if visit else {}
    order = {code: place for place, code in enumerate(items)}
    codes = sorted(entered, key=lambda code: (order.get(code, len(order)), code))
    return [TargetLine(code, items.get(code), entered[code]) for code in codes]


def _items(visit: Visit) -> dict[str, Item]:
    return {item.code: item for _, item in definition_of(visit.checklist_version).items()}
