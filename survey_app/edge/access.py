"""Who may call an endpoint: declared on each, or the application does not start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, g
from flask_login import current_user

from survey_app.core.permissions import Action, allows
from survey_app.core.problems import Code, Problem
from survey_app.edge.database import db
from survey_app.edge.login import SignedIn
from survey_app.fieldwork.sight import look_as
from survey_app.visits.models import Person
from survey_app.visits.rules import Role

P = ParamSpec("P")
R = TypeVar("R")

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is here, for pages: also after a rollback, when the person's row may not be asked."""

    id: int
    name: str
    role: Role
    language: str


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Anybody may call this endpoint."""

    @wraps(view)
    def unchecked(*args: P.args, **kwargs: P.kwargs) -> R:
        return view(*args, **kwargs)

    unchecked.access = PUBLIC  # type: ignore[attr-defined]  # read at start and by tests
    return unchecked


def open_to_all(app: Flask, endpoint: str) -> None:
    """Declare an endpoint public that a library has registered."""
    view = public(app.view_functions[endpoint])
    app.view_functions[endpoint] = view  # type: ignore[assignment]  # wraps keeps its signature


def requires(action: Action, *, grant: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Only a person whose role has this action; ``grant``: a deposit grant will do as well."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            admit(action, grant=grant)
            return view(*args, **kwargs)

        checked.access = action  # type: ignore[attr-defined]  # read at start and by tests
        checked.takes_grant = grant  # type: ignore[attr-defined]  # read by tests
        return checked

    return declare


def admit(action: Action, *, grant: bool) -> None:
    """Set ``g.actor`` and ``g.grant`` or raise; the reading transaction that it took is ended."""
    user = current_user._get_current_object()
    # What follows may be a slow upload: no transaction is kept open over it.
    db.session.commit()
    if not isinstance(user, SignedIn) or (user.grant and not grant):
        raise Problem(Code.NOT_SIGNED_IN)
    # A grant was given for what was recorded then, whatever its person has become since.
    if user.grant is None and not allows(user.person.role, action):
        raise Problem(Code.FORBIDDEN)
    remember(user.person)
    g.grant = user.grant


def remember(person: Person) -> None:
    """Whose request it is from here on, and with whose eyes the database is read."""
    g.actor = person
    if person.role in (Role.MEMBER, Role.LEAD):
        look_as(db.session, person.id, leads=person.role is Role.LEAD)
    g.visitor = Visitor(person.id, person.name, person.role, person.language)


def check_every_endpoint(app: Flask) -> None:
    """Raise when an endpoint says neither who may call it nor that anybody may."""
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "access")
    ]
    if silent:
        raise RuntimeError(f"endpoints without @requires or @public: {sorted(set(silent))}")
