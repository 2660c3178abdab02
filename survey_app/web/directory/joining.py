"""A join code for a person: shown once, large, to be printed or photographed."""

from __future__ import annotations

import structlog
from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires, settings
from survey_app.visits.models import Person
from survey_app.visits.people import JOIN_CODE_LASTS, make_join_code
from survey_app.visits.queries import may_invite
from survey_app.web.qr import qr

joining = Blueprint("joining", __name__)
log = structlog.get_logger()


@joining.post("/people/<int:person_id>/join-codes")
@requires(Action.PEOPLE_INVITE)
@commits
def issue(person_id: int) -> ResponseReturnValue:
    """Issue a code; only its hash is kept, so that this page is the one place that shows it."""
    person = db.session.get(Person, person_id)
    if person is None:
        raise Problem(Code.NOT_FOUND)
    if not may_invite(g.actor.role, person):
        raise Problem(Code.FORBIDDEN)
    at = clock.now()
    code = make_join_code(db.session, person, at=at)
    log.info("join code issued", of=person.id, by=g.actor.id)
    address = f"{settings().base_url}/phone"
    return render_template(
        "directory/join_code.html",
        person=person,
        code=f"{code[:5]} {code[5:]}",
        address=address,
        picture=qr(f"{address}#join={code}"),
        until=at + JOIN_CODE_LASTS,
    )
