"""One's own account: the places where it is signed in, and the second step of signing in."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem, sentence
from survey_app.edge import commits, db, requires
from survey_app.edge.limits import limiter, refused
from survey_app.edge.login import factor_key
from survey_app.visits import accounts, factors
from survey_app.visits.models import Person
from survey_app.visits.people import digest
from survey_app.web.frame import language
from survey_app.web.qr import qr
from survey_app.web.sign_in.forms import CodeForm
from survey_app.web.speech import say

own_account = Blueprint("own_account", __name__)
GUESSES = "10 per minute"


@own_account.get("/account")
@requires(Action.ACCOUNT_USE)
def show() -> ResponseReturnValue:
    """Where I am signed in, and whether codes are asked of me."""
    return _page(CodeForm(formdata=None))


@own_account.post("/account/sign-outs")
@requires(Action.ACCOUNT_USE)
@commits
def sign_out_elsewhere() -> ResponseReturnValue:
    """End every sign-in but this one."""
    accounts.end_other_logins(db.session, g.actor, current_user.secret, at=clock.now())
    flash(say("Đã đăng xuất mọi nơi khác."), "success")
    return _back()


@own_account.post("/account/sign-outs/<int:login_id>")
@requires(Action.ACCOUNT_USE)
@commits
def sign_out(login_id: int) -> ResponseReturnValue:
    """End one of my own sign-ins."""
    if not accounts.end_login_of(db.session, g.actor, login_id, at=clock.now()):
        raise Problem(Code.NOT_FOUND)
    flash(say("Đã đăng xuất thiết bị này."), "success")
    return _back()


@own_account.post("/account/second-factor")
@requires(Action.ACCOUNT_PROTECT)
@commits
def begin() -> ResponseReturnValue:
    """Show a new secret to the app; one that is confirmed stays until it is switched off."""
    factors.begin(db.session, g.actor, at=clock.now())
    return _back()


@own_account.post("/account/second-factor/confirmation")
@requires(Action.ACCOUNT_PROTECT)
@limiter.limit(GUESSES, deduct_when=refused)
@commits
def confirm() -> ResponseReturnValue:
    """Ask for codes from now on; the recovery codes are shown on the page that answers, once."""
    form = CodeForm()
    if not form.validate():
        return _page(form), 422
    codes = factors.confirm(db.session, g.actor, form.code.data, key=factor_key(), at=clock.now())
    if codes is None:
        return _page(form, sentence(Code.SECOND_FACTOR_WRONG, language())), 422
    return render_template("own_account/recovery_codes.html", codes=codes)


@own_account.post("/account/second-factor/removal")
@requires(Action.ACCOUNT_USE)
@limiter.limit(GUESSES, deduct_when=refused)
@commits
def remove() -> ResponseReturnValue:
    """Ask for no codes any more; whoever found the desk unlocked has none to show."""
    form = CodeForm()
    if not form.validate():
        return _page(form), 422
    if not factors.check(db.session, g.actor, form.code.data, key=factor_key(), at=clock.now()):
        return _page(form, sentence(Code.SECOND_FACTOR_WRONG, language())), 422
    factors.remove(db.session, g.actor)
    flash(say("Đã tắt mã xác thực."), "success")
    return _back()


def _page(form: CodeForm, fault: str = "") -> str:
    person: Person = g.actor
    factor = factors.find(db.session, person)
    is_begun = factor is not None and factor.confirmed_at is None
    secret = factors.secret_of(factor, factor_key()) if factor and is_begun else ""
    return render_template(
        "own_account/show.html",
        person=person,
        logins=accounts.logins_of(db.session, person, at=clock.now()),
        this=digest(current_user.secret),
        factor=factor,
        picture=qr(factors.address_of(factor, person, factor_key())) if factor and is_begun else "",
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        left=factors.recovery_codes_left(db.session, person),
        form=form,
        fault=fault,
    )


def _back() -> ResponseReturnValue:
    return redirect(url_for(".show"), 303)
