"""A large evaluation is drawn aside: order it, see how far it is, take it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.edge.jobs import BINDERS, Drawing, Step, queue
from survey_app.edge.papers import FORMATS, PDF, evaluation_name
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.queries import find_evaluation

drawings = Blueprint("drawings", __name__)


@drawings.post("/evaluations/<int:evaluation_id>/drawings/<suffix>")
@requires(Action.EVALUATION_READ)
@commits
def order(evaluation_id: int, suffix: str) -> ResponseReturnValue:
    """Have the evaluation drawn in this format."""
    found = _evaluation(evaluation_id)
    if suffix not in (*FORMATS, *BINDERS):
        raise Problem(Code.NOT_FOUND)
    drawing = queue().order(found.id, suffix)
    here = url_for(".show", evaluation_id=evaluation_id, drawing_id=drawing.id)
    return redirect(here, 303)


@drawings.get("/evaluations/<int:evaluation_id>/drawings/<drawing_id>")
@requires(Action.EVALUATION_READ)
def show(evaluation_id: int, drawing_id: str) -> ResponseReturnValue:
    """How far it is; the page asks again by itself, without script."""
    found = _evaluation(evaluation_id)
    drawing = _drawing(evaluation_id, drawing_id)
    volumes = queue().volumes(drawing) if drawing.step is Step.DONE else []
    return render_template(
        "drawings/show.html",
        evaluation=found,
        drawing=drawing,
        steps=Step,
        is_binder=drawing.suffix in BINDERS,
        sizes=[path.stat().st_size / 1_000_000 for path in volumes],
    )


@drawings.post("/evaluations/<int:evaluation_id>/drawings/<drawing_id>/cancelling")
@requires(Action.EVALUATION_READ)
@commits
def cancel(evaluation_id: int, drawing_id: str) -> ResponseReturnValue:
    """Stop it."""
    queue().cancel(_drawing(evaluation_id, drawing_id))
    return redirect(url_for(".show", evaluation_id=evaluation_id, drawing_id=drawing_id), 303)


@drawings.post("/evaluations/<int:evaluation_id>/drawings/<drawing_id>/restarting")
@requires(Action.EVALUATION_READ)
@commits
def restart(evaluation_id: int, drawing_id: str) -> ResponseReturnValue:
    """Begin anew what was broken off, under the same address; what goes on is left alone."""
    drawing = _drawing(evaluation_id, drawing_id)
    if drawing.step in (Step.BROKEN, Step.FAILED):
        queue().put_in_line(replace(drawing, tries=0))
    return redirect(url_for(".show", evaluation_id=evaluation_id, drawing_id=drawing_id), 303)


@drawings.get("/evaluations/<int:evaluation_id>/drawings/<drawing_id>/volumes/<int:number>")
@requires(Action.EVALUATION_READ)
def take_volume(evaluation_id: int, drawing_id: str, number: int) -> ResponseReturnValue:
    """A volume of a binder, once all of them are there."""
    found = _evaluation(evaluation_id)
    drawing = _drawing(evaluation_id, drawing_id)
    volumes = queue().volumes(drawing) if drawing.step is Step.DONE else []
    if not 1 <= number <= len(volumes):
        raise Problem(Code.NOT_FOUND)
    return send_file(
        volumes[number - 1],
        mimetype=PDF,
        as_attachment=True,
        download_name=f"so-ket-dot-{found.round_id}-tap-{number}.pdf",
        max_age=0,
    )


@drawings.get("/evaluations/<int:evaluation_id>/drawings/<drawing_id>/file")
@requires(Action.EVALUATION_READ)
def take(evaluation_id: int, drawing_id: str) -> ResponseReturnValue:
    """The file, once it is there."""
    found = _evaluation(evaluation_id)
    drawing = _drawing(evaluation_id, drawing_id)
    file = queue().file(drawing)
    if drawing.step is not Step.DONE or not file.is_file():
        raise Problem(Code.NOT_FOUND)
    return send_file(
        file,
        mimetype=FORMATS[drawing.suffix].media_type,
        as_attachment=True,
        download_name=evaluation_name(found, drawing.suffix),
        max_age=0,
    )


def _evaluation(evaluation_id: int) -> Evaluation:
    found = find_evaluation(db.session, evaluation_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _drawing(evaluation_id: int, drawing_id: str) -> Drawing:
    found = queue().find(drawing_id, evaluation_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
