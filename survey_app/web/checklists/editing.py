"""Editing a draft in the browser: the whole, its sections, its items; one step back.

Nothing is judged before publishing: the faults of the draft stand beside what is edited. Whoever
edits what somebody changed meanwhile is told, and keeps what was typed.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms import editing as parts
from forms.definition import Checklist
from survey_app.checklists import service
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.web.checklists.access import draft_of
from survey_app.web.checklists.editing_forms import ItemForm, PartForm, SectionForm
from survey_app.web.checklists.editing_page import (
    GENERAL,
    around,
    conditions_in_words,
    grid_from,
    held_in,
    item_page,
    section_page,
    whole_page,
)
from survey_app.web.checklists.settings_form import NewItemForm, NewSectionForm, SettingsForm
from survey_app.web.frame import language
from survey_app.web.speech import say

editing = Blueprint("editing", __name__, url_prefix="/checklists/<code>/<version>/edit")


@editing.get("")
@requires(Action.CHECKLIST_MANAGE)
def show(code: str, version: str) -> ResponseReturnValue:
    """The settings of a draft, its sections with their sums, its faults."""
    return whole_page(draft_of(code, version))


@editing.post("")
@requires(Action.CHECKLIST_MANAGE)
@commits
def save(code: str, version: str) -> ResponseReturnValue:
    """Keep the settings; a section may be moved or taken out by the same form."""
    draft = draft_of(code, version)
    form = SettingsForm()
    form.offer()
    changed = form.changed(definition_of(draft)) if form.validate() else None
    if changed is None:
        return whole_page(draft, form, 422)
    refused = _kept(draft, form, _shuffled(changed))
    return whole_page(draft, form, refused) if refused else _to(".show", draft)


@editing.post("/sections")
@requires(Action.CHECKLIST_MANAGE)
@commits
def add_section(code: str, version: str) -> ResponseReturnValue:
    """A new section after the others."""
    draft = draft_of(code, version)
    form = NewSectionForm()
    form.offer()
    if not form.validate() or not form.is_free(definition_of(draft)):
        return whole_page(draft, new=form, status=422)
    grown = parts.with_new_section(definition_of(draft), form.made())
    refused = _kept(draft, form, grown)
    if refused:
        return whole_page(draft, new=form, status=refused)
    return _to(".section", draft, part=form.code.data)


@editing.get("/sections/<part>")
@requires(Action.CHECKLIST_MANAGE)
def section(code: str, version: str, part: str) -> ResponseReturnValue:
    """One section: what it says, and its items with their points."""
    return section_page(draft_of(code, version), part)


@editing.post("/sections/<part>")
@requires(Action.CHECKLIST_MANAGE)
@commits
def save_section(code: str, version: str, part: str) -> ResponseReturnValue:
    """Keep a section and the points and evidence of its items; one may be moved or taken out."""
    draft = draft_of(code, version)
    checklist = definition_of(draft)
    held = held_in(checklist, part)
    form = SectionForm()
    form.offer()
    if part == GENERAL:
        form.before.data = request.form.get("before", "")
    elif not form.validate():
        return section_page(draft, part, form, 422)
    grid, faults = grid_from(held.items, request.form)
    if faults:
        return section_page(draft, part, form, 422, faults)
    for item in grid:
        checklist = parts.with_item(checklist, item)
    if part != GENERAL:
        checklist = parts.with_section(checklist, form.changed(held))
    refused = _kept(draft, form, _shuffled(checklist))
    if refused:
        return section_page(draft, part, form, refused)
    return _to(".section", draft, part=part)


@editing.post("/items")
@requires(Action.CHECKLIST_MANAGE)
@commits
def add_item(code: str, version: str) -> ResponseReturnValue:
    """A new item at the end of a section, of an item, or of the general information."""
    draft = draft_of(code, version)
    inside = request.form.get("inside", "")
    checklist = definition_of(draft)
    form = NewItemForm()
    form.offer()
    if not form.validate() or not form.is_free(checklist):
        return section_page(draft, around(checklist, inside), new=form, status=422)
    try:
        at = "" if inside == GENERAL else inside
        grown = parts.with_new_item(checklist, at, form.made())
    except parts.NoSuchPart:
        raise Problem(Code.NOT_FOUND) from None
    refused = _kept(draft, form, grown)
    if refused:
        return section_page(draft, around(checklist, inside), new=form, status=refused)
    return _to(".item", draft, part=form.code.data)


@editing.get("/items/<part>")
@requires(Action.CHECKLIST_MANAGE)
def item(code: str, version: str, part: str) -> ResponseReturnValue:
    """One item with everything that its kind can say."""
    return item_page(draft_of(code, version), part)


@editing.post("/items/<part>")
@requires(Action.CHECKLIST_MANAGE)
@commits
def save_item(code: str, version: str, part: str) -> ResponseReturnValue:
    """Keep an item; it may be put into another section by the same form."""
    draft = draft_of(code, version)
    checklist = definition_of(draft)
    held = parts.find_item(checklist, part)
    if held is None:
        raise Problem(Code.NOT_FOUND)
    form = _item_form(checklist, part)
    changed = form.changed(held) if form.validate() else None
    if changed is None:
        return item_page(draft, part, form, 422)
    checklist = parts.with_item(checklist, changed)
    inside = request.form.get("inside", "")
    if inside and inside != around(checklist, part):
        try:
            checklist = parts.moved_into(checklist, part, "" if inside == GENERAL else inside)
        except parts.NoSuchPart:
            raise Problem(Code.NOT_FOUND) from None
    refused = _kept(draft, form, checklist)
    return item_page(draft, part, form, refused) if refused else _to(".item", draft, part=part)


@editing.post("/undo")
@requires(Action.CHECKLIST_MANAGE)
@commits
def undo(code: str, version: str) -> ResponseReturnValue:
    """Take the last edit back, or bring it again."""
    draft = draft_of(code, version)
    form = PartForm()
    try:
        done = service.undo_edit(db.session, draft, before=form.before.data or "", at=clock.now())
    except Problem as problem:
        flash(problem.sentence(language()), "error")
        return whole_page(draft, status=problem.status)
    flash(say("Đã hoàn tác lần sửa cuối.") if done else say("Chưa có lần sửa nào."), "success")
    return _to(".show", draft)


def _kept(draft: ChecklistVersion, form: PartForm, checklist: Checklist) -> int:
    """Keep the draft as edited; 0, or the status of why it could not be kept."""
    try:
        before = form.before.data or ""
        service.edit_draft(db.session, draft, checklist, before=before, at=clock.now())
    except Problem as problem:
        flash(problem.sentence(language()), "error")
        return problem.status
    flash(say("Đã lưu bản nháp."), "success")
    return 0


def _shuffled(checklist: Checklist) -> Checklist:
    """The checklist after the one button that moves a part or takes it out, if one was pressed."""
    try:
        if request.form.get("up"):
            return parts.moved(checklist, request.form["up"], -1)
        if request.form.get("down"):
            return parts.moved(checklist, request.form["down"], 1)
        if request.form.get("remove"):
            return parts.without(checklist, request.form["remove"])
    except parts.NoSuchPart:
        raise Problem(Code.NOT_FOUND) from None
    return checklist


def _item_form(checklist: Checklist, part: str) -> ItemForm:
    form = ItemForm()
    form.offer(conditions_in_words(checklist, part))
    return form


def _to(endpoint: str, draft: ChecklistVersion, *, part: str = "") -> ResponseReturnValue:
    # Nothing asked for is no part of the address.
    address = url_for(endpoint, code=draft.code, version=draft.version, part=part or None)
    return redirect(address, 303)
