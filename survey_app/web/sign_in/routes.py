"""Signing in and out at a desk, on a login that the server can end."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import generate_csrf

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, sentence
from survey_app.edge import commits, db, public, requires
from survey_app.edge.limits import account_key, limiter, refused
from survey_app.edge.login import SignedIn, find_by_password, open_login
from survey_app.visits import people
from survey_app.visits.models import Person
from survey_app.web.frame import know_visitor, language, own_path
from survey_app.web.sign_in.forms import SignInForm

sign_in = Blueprint("sign_in", __name__)


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
    _begin(person)
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


def _begin(person: Person) -> None:
    secret, _ = open_login(person, at=clock.now())
    chosen = session.get("language")
    session.clear()
    if chosen:
        session["language"] = chosen
    session.permanent = True
    login_user(SignedIn(person, secret=secret))
    generate_csrf()


def _again(form: SignInForm, fault: str) -> str:
    return render_template("sign_in/show.html", form=form, fault=fault, onward=_onward())


def _onward() -> str:
    return own_path(request.values.get("next")) or url_for("desk.home.show")
