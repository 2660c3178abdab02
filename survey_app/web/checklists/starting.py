"""A new draft begun from what is there: a starter of the library, or any version."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.definition import Checklist
from survey_app.checklists import service
from survey_app.checklists.queries import definition_of, find_version, list_versions
from survey_app.checklists.starters import starters
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Problem
from survey_app.edge import commits, db, requires
from survey_app.web.checklists.forms import StartForm
from survey_app.web.filters import words
from survey_app.web.frame import language
from survey_app.web.speech import say

starting = Blueprint("starting", __name__)

# No checklist may be called so.
STARTER = "*"


@starting.get("/checklists/new")
@requires(Action.CHECKLIST_MANAGE)
def show() -> ResponseReturnValue:
    """What a new draft may begin from; ``from`` chooses one beforehand."""
    form = _form()
    asked = request.args.get("from", "")
    if asked in dict(form.source.choices or ()):
        form.source.data = asked
        source = _source(asked)
        if source is not None:
            form.code.data = source.code
    return render_template("checklists/new.html", form=form)


@starting.post("/checklists/new")
@requires(Action.CHECKLIST_MANAGE)
@commits
def begin() -> ResponseReturnValue:
    """Begin a draft with everything of what it begins from, under its own code and version."""
    form = _form()
    source = _source(form.source.data) if form.validate() else None
    if source is None:
        return render_template("checklists/new.html", form=form), 422
    named = replace(source, code=form.code.data, version=form.version.data)
    try:
        service.start_draft(db.session, named, at=clock.now())
    except Problem as problem:
        db.session.rollback()
        form.version.errors = [problem.sentence(language())]
        return render_template("checklists/new.html", form=form), problem.status
    flash(say("Đã tạo bản nháp. Sửa ngay trên trang, hoặc tải bảng tính về sửa."), "success")
    address = url_for("desk.checklists.show", code=named.code, version=named.version)
    return redirect(address, 303)


def _form() -> StartForm:
    form = StartForm()
    proposals = [
        (f"{STARTER} {code}", say("Đề xuất có sẵn: %(title)s", title=words(each.title)))
        for code, each in starters().items()
    ]
    versions = [
        (f"{each.code} {each.version}", f"{each.title} ({each.code} {each.version})")
        for each in list_versions(db.session)
    ]
    form.source.choices = versions + proposals
    return form


def _source(asked: str) -> Checklist | None:
    """What was chosen; None where it went away meanwhile."""
    code, _, version = asked.partition(" ")
    if code == STARTER:
        return starters().get(version)
    found = find_version(db.session, code, version)
    return definition_of(found) if found else None
