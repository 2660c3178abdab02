"""Accounts: made, renamed, given another role, closed and opened, signed out; join sheets."""

from __future__ import annotations

import structlog
from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires, settings
from survey_app.fieldwork.devices import count_held_of, devices_of
from survey_app.visits import accounts as keeping
from survey_app.visits import factors, people
from survey_app.visits.models import Person
from survey_app.visits.rules import INVITES, Role
from survey_app.web.directory.forms import NewPersonForm, PersonForm
from survey_app.web.qr import qr
from survey_app.web.speech import say

accounts = Blueprint("accounts", __name__)
log = structlog.get_logger()


@accounts.get("/people/new")
@requires(Action.PEOPLE_MANAGE)
def blank() -> ResponseReturnValue:
    """An empty form for a new account."""
    return render_template("directory/new_person.html", form=_new_form())


@accounts.post("/people")
@requires(Action.PEOPLE_MANAGE)
@commits
def add() -> ResponseReturnValue:
    """Make an account; its first password is shown once, on the page that answers."""
    form = _new_form()
    if not form.validate():
        return render_template("directory/new_person.html", form=form), 422
    try:
        with db.session.begin_nested():
            person, password = _made(form)
    except IntegrityError:
        form.username.errors = [say("Đã có tài khoản với tên đăng nhập này.")]
        return render_template("directory/new_person.html", form=form), 422
    log.info("account made", of=person.id, role=person.role.value, by=g.actor.id)
    return render_template("directory/password.html", person=person, password=password, is_new=True)


@accounts.get("/people/<int:person_id>")
@requires(Action.PEOPLE_READ)
def show(person_id: int) -> ResponseReturnValue:
    """One account: teams, sign-ins, phones, and what may be done with it."""
    return _page(_person(person_id))


@accounts.post("/people/<int:person_id>")
@requires(Action.PEOPLE_MANAGE)
@commits
def change(person_id: int) -> ResponseReturnValue:
    """Another name or role; a new role holds from the next request of that person on."""
    person = _managed(person_id)
    form = _form(person)
    if not form.validate():
        return _page(person, form, 422)
    role = Role(form.role.data)
    if role is not person.role and _would_lock_out(person):
        return _refused(person)
    person.name, person.role = form.name.data, role
    log.info("account changed", of=person.id, role=role.value, by=g.actor.id)
    flash(say("Đã lưu tài khoản."), "success")
    return _back(person)


@accounts.post("/people/<int:person_id>/passwords")
@requires(Action.PEOPLE_MANAGE)
@commits
def renew(person_id: int) -> ResponseReturnValue:
    """A new password, shown once; whoever knew the old one is signed out."""
    person = _managed(person_id)
    password = people.renew_password(db.session, person, at=clock.now())
    log.info("password renewed", of=person.id, by=g.actor.id)
    return render_template(
        "directory/password.html", person=person, password=password, is_new=False
    )


@accounts.post("/people/<int:person_id>/second-factor-resets")
@requires(Action.PEOPLE_MANAGE)
@commits
def reset_second_factor(person_id: int) -> ResponseReturnValue:
    """Ask for no codes any more: the person has lost the app and the recovery codes."""
    person = _managed(person_id)
    if factors.remove(db.session, person):
        people.end_logins(db.session, person, at=clock.now())
        log.info("second factor reset", of=person.id, by=g.actor.id)
        flash(say("Đã tắt mã xác thực và đăng xuất mọi thiết bị."), "success")
    return _back(person)


@accounts.post("/people/<int:person_id>/closing")
@requires(Action.PEOPLE_MANAGE)
@commits
def close(person_id: int) -> ResponseReturnValue:
    """Let nobody sign in with the account; what its phones still send is kept and held."""
    person = _managed(person_id)
    if _would_lock_out(person):
        return _refused(person)
    people.close(db.session, person, at=clock.now())
    log.info("account closed", of=person.id, by=g.actor.id)
    flash(say("Đã khoá tài khoản và đăng xuất mọi thiết bị."), "success")
    return _back(person)


@accounts.post("/people/<int:person_id>/opening")
@requires(Action.PEOPLE_MANAGE)
@commits
def reopen(person_id: int) -> ResponseReturnValue:
    """Let the person sign in again, with the password as it was."""
    person = _managed(person_id)
    person.is_active = True
    log.info("account opened", of=person.id, by=g.actor.id)
    flash(say("Đã mở lại tài khoản."), "success")
    return _back(person)


@accounts.post("/people/<int:person_id>/sign-outs")
@requires(Action.PEOPLE_MANAGE)
@commits
def sign_out_everywhere(person_id: int) -> ResponseReturnValue:
    """End every sign-in: a lost phone, a shared desk."""
    person = _managed(person_id)
    people.end_logins(db.session, person, at=clock.now())
    log.info("signed out everywhere", of=person.id, by=g.actor.id)
    flash(say("Đã đăng xuất mọi thiết bị."), "success")
    return _back(person)


@accounts.post("/people/<int:person_id>/sign-outs/<int:login_id>")
@requires(Action.PEOPLE_MANAGE)
@commits
def sign_out(person_id: int, login_id: int) -> ResponseReturnValue:
    """End one sign-in."""
    person = _managed(person_id)
    if not keeping.end_login_of(db.session, person, login_id, at=clock.now()):
        raise Problem(Code.NOT_FOUND)
    log.info("signed out", of=person.id, login=login_id, by=g.actor.id)
    flash(say("Đã đăng xuất thiết bị này."), "success")
    return _back(person)


@accounts.post("/teams/<int:team_id>/join-sheets")
@requires(Action.PEOPLE_INVITE)
@commits
def join_sheet(team_id: int) -> ResponseReturnValue:
    """A slip to print for everybody of a team who may be invited; each code is shown here only."""
    team = keeping.find_team(db.session, team_id)
    if team is None:
        raise Problem(Code.NOT_FOUND)
    at, address = clock.now(), f"{settings().base_url}/phone"
    slips = []
    for each in team.people:
        if each.person.is_active and keeping.manages(g.actor.role, each.person):
            code = people.make_join_code(db.session, each.person, at=at)
            slips.append((each, f"{code[:5]} {code[5:]}", qr(f"{address}#join={code}")))
    log.info("join codes issued", team=team.id, count=len(slips), by=g.actor.id)
    until = at + people.JOIN_CODE_LASTS
    return render_template(
        "directory/join_sheet.html", team=team, slips=slips, address=address, until=until
    )


def _new_form() -> NewPersonForm:
    form = NewPersonForm()
    form.offer(INVITES[g.actor.role])
    return form


def _made(form: NewPersonForm) -> tuple[Person, str]:
    at = clock.now()
    person = people.add_person(
        db.session,
        username=form.username.data,
        name=form.name.data,
        role=Role(form.role.data),
        password="",
        at=at,
    )
    db.session.flush()
    return person, people.renew_password(db.session, person, at=at)


def _form(person: Person) -> PersonForm:
    form = PersonForm(obj=person)
    form.offer(INVITES[g.actor.role])
    return form


def _page(person: Person, form: PersonForm | None = None, status: int = 200) -> ResponseReturnValue:
    at = clock.now()
    may_manage = keeping.manages(g.actor.role, person)
    page = render_template(
        "directory/person.html",
        person=person,
        form=(form or _form(person)) if may_manage else None,
        teams=keeping.teams_of(db.session, person),
        logins=keeping.logins_of(db.session, person, at=at),
        devices=devices_of(db.session, person.id),
        held=count_held_of(db.session, person.id),
        is_self=person.id == g.actor.id,
        asks_code=factors.is_asked(db.session, person),
    )
    return page, status


def _person(person_id: int) -> Person:
    found = db.session.get(Person, person_id)
    if found is None or found.role is Role.UNIT:
        raise Problem(Code.NOT_FOUND)
    return found


def _managed(person_id: int) -> Person:
    person = _person(person_id)
    if not keeping.manages(g.actor.role, person):
        raise Problem(Code.FORBIDDEN)
    return person


def _would_lock_out(person: Person) -> bool:
    """Whether this takes the account away from whoever does it, or leaves no administrator."""
    return person.id == g.actor.id or keeping.is_last_admin(db.session, person)


def _refused(person: Person) -> ResponseReturnValue:
    flash(
        say("Không thể khoá hoặc đổi vai trò của chính mình, hay của quản trị viên cuối cùng."),
        "error",
    )
    return _page(person, status=409)


def _back(person: Person) -> ResponseReturnValue:
    return redirect(url_for(".show", person_id=person.id), 303)
