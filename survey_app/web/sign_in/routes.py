"""Signing in and out at a desk, on a login that the server can end."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem, sentence
from survey_app.edge import commits, db, public, requires, settings
from survey_app.edge.limits import account_key, limiter, refused
from survey_app.edge.login import check_second_step, find_by_password
from survey_app.visits import factors, people
from survey_app.visits.models import Person
from survey_app.web.frame import know_visitor, language, own_path
from survey_app.web.sign_in.forms import CodeForm, SignInForm
from survey_app.web.sign_in.outside import outside
from survey_app.web.sign_in.steps import HALF, begin, begin_half
from survey_app.web.speech import say

sign_in = Blueprint("sign_in", __name__)
sign_in.register_blueprint(outside)
# Seconds in which the code must follow.
PATIENCE = 300


@sign_in.context_processor
def offered() -> dict[str, bool]:
    """Whether the pages offer the provider."""
    return {"has_provider": settings().oidc is not None}


@sign_in.get("/sign-in")
@public
def show() -> ResponseReturnValue:
    """The form; somebody who is already in goes on."""
    if know_visitor() is not None:
        return redirect(_onward())
    return render_template("sign_in/show.html", form=SignInForm(), fault="", onward=_onward())


@sign_in.post("/sign-in")
@public
@limiter.limit("20/minute", deduct_when=refused)
@limiter.limit("10/15 minutes", key_func=account_key, deduct_when=refused)
@commits
def enter() -> ResponseReturnValue:
    """Check the password and begin a login; nothing tells which of the two was wrong."""
    form = SignInForm()
    if not form.validate():
        return _again(form, ""), 422
    person = find_by_password(form.username.data, form.password.data)
    if person is None:
        return _again(form, sentence(Code.WRONG_PASSWORD, language())), 401
    if factors.is_asked(db.session, person):
        begin_half(person)
        return _ask_for_code(CodeForm(formdata=None))
    begin(person)
    return redirect(_onward(), 303)


@sign_in.post("/sign-in/code")
@public
@limiter.limit("20/minute", deduct_when=refused)
@limiter.limit("10/15 minutes", key_func=lambda: f"code:{_half_in_id()}", deduct_when=refused)
@commits
def enter_code() -> ResponseReturnValue:
    """The second step: the code of the app, or one of the recovery codes."""
    person = _half_in()
    if person is None:
        return _again(SignInForm(formdata=None), say("Đã quá lâu. Đề nghị đăng nhập lại.")), 401
    form = CodeForm()
    if not form.validate():
        return _ask_for_code(form), 422
    try:
        check_second_step(person, form.code.data)
    except Problem as problem:
        return _ask_for_code(form, problem.sentence(language())), 401
    begin(person)
    return redirect(_onward(), 303)


@sign_in.post("/sign-out")
@requires(Action.ACCOUNT_USE)
@commits
def leave() -> ResponseReturnValue:
    """End the login on the server as well; a copied cookie is worth nothing afterwards."""
    people.end_login(db.session, current_user.secret, at=clock.now())
    logout_user()
    session.clear()
    return redirect(url_for(".show"), 303)


def _half_in_id() -> int:
    kept = session.get(HALF)
    return int(kept[0]) if kept else 0


def _half_in() -> Person | None:
    """Who showed the right password a moment ago, if it still is their password."""
    kept = session.get(HALF)
    if not kept or clock.now().timestamp() - float(kept[2]) > PATIENCE:
        return None
    person = db.session.get(Person, _half_in_id())
    if person is None or not person.is_active:
        return None
    return person if people.digest(person.password_hash) == kept[1] else None


def _ask_for_code(form: CodeForm, fault: str = "") -> str:
    return render_template("sign_in/code.html", form=form, fault=fault, onward=_onward())


def _again(form: SignInForm, fault: str) -> str:
    return render_template("sign_in/show.html", form=form, fault=fault, onward=_onward())


def _onward() -> str:
    return own_path(request.values.get("next")) or url_for("desk.home.show")
