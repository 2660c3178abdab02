"""The end for desks: HTML, one area a package."""

from __future__ import annotations

from flask import Blueprint, Flask, request
from werkzeug.exceptions import UnsupportedMediaType

from survey_app.edge import exporting
from survey_app.web.api_docs.routes import api_docs
from survey_app.web.checklists.routes import checklists
from survey_app.web.directory.routes import directory
from survey_app.web.documents.routes import documents
from survey_app.web.double.routes import double
from survey_app.web.double.staffing import scorers_desk
from survey_app.web.drawings.routes import drawings
from survey_app.web.entering.routes import entering
from survey_app.web.evaluations.alikes import alikes
from survey_app.web.evaluations.changes import changes
from survey_app.web.evaluations.citing import citations
from survey_app.web.evaluations.outlines import outline
from survey_app.web.evaluations.routes import evaluations
from survey_app.web.evaluations.statements import statements
from survey_app.web.filters import FILTERS
from survey_app.web.following.routes import following
from survey_app.web.frame import frame
from survey_app.web.health.routes import health
from survey_app.web.held.parcels import bring
from survey_app.web.held.routes import held
from survey_app.web.history.routes import history
from survey_app.web.home.routes import home
from survey_app.web.overview.routes import overview
from survey_app.web.overview.words import context as overview_context
from survey_app.web.own_account.routes import own_account
from survey_app.web.phone.routes import phone
from survey_app.web.planning.letters import letters
from survey_app.web.planning.placing import placing
from survey_app.web.planning.routes import planning
from survey_app.web.reviews.routes import reviews
from survey_app.web.reviews.talk import talk
from survey_app.web.rounds.routes import rounds
from survey_app.web.sign_in.routes import sign_in
from survey_app.web.unit_desk.routes import unit_desk
from survey_app.web.unit_link.proofs import add_photo
from survey_app.web.unit_link.routes import unit_link
from survey_app.web.unit_reports.report import attach as attach_to_report
from survey_app.web.unit_reports.report import unit_report
from survey_app.web.unit_reports.routes import note as note_report
from survey_app.web.unit_reports.routes import unit_reports
from survey_app.web.visits.pictures import pictures
from survey_app.web.visits.routes import visits

BLUEPRINTS = (
    home,
    sign_in,
    own_account,
    rounds,
    overview,
    history,
    double,
    scorers_desk,
    visits,
    planning,
    placing,
    letters,
    following,
    entering,
    pictures,
    documents,
    reviews,
    unit_desk,
    unit_link,
    unit_reports,
    unit_report,
    talk,
    evaluations,
    statements,
    citations,
    changes,
    alikes,
    outline,
    drawings,
    checklists,
    held,
    directory,
    api_docs,
    phone,
)


def set_up(app: Flask) -> None:
    """Register every area, and what their templates stand on."""
    app.context_processor(frame)
    app.context_processor(overview_context)
    app.jinja_env.filters.update(FILTERS)
    # A page over a poor line: the margins of the template's own tags are not sent. Their line ends
    # are, since they part words.
    app.jinja_env.lstrip_blocks = True
    desk = Blueprint("desk", __name__)
    desk.before_request(_only_forms)
    desk.after_request(exporting.note)
    for blueprint in BLUEPRINTS:
        desk.register_blueprint(blueprint)
    app.register_blueprint(desk)
    app.register_blueprint(health)
    # Checked by their forms, after the sender is known: not everybody may send files so large.
    app.extensions["csrf"].exempt(bring)
    app.extensions["csrf"].exempt(add_photo)
    app.extensions["csrf"].exempt(note_report)
    app.extensions["csrf"].exempt(attach_to_report)


def _only_forms() -> None:
    """Pages take what their forms send; a library would read JSON as if it were a form."""
    if request.is_json:
        raise UnsupportedMediaType
