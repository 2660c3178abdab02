"""``people``: the first accounts of an installation, and join codes."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError

from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.visits import people as accounts
from survey_app.visits.queries import find_person
from survey_app.visits.rules import Role

people = AppGroup("people", help="Accounts.")
SHORTEST = 12


@people.command("add")
@click.argument("username")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.password_option()
def add(username: str, name: str, role: str, password: str) -> None:
    """Add an account."""
    if len(password) < SHORTEST:
        raise click.ClickException(f"The password needs at least {SHORTEST} characters.")
    with writing():
        accounts.add_person(
            db.session,
            username=username,
            name=name,
            role=Role(role),
            password=password,
            at=clock.now(),
        )
        try:
            db.session.commit()
        except IntegrityError as error:
            raise click.ClickException(f"There is an account {username!r} already.") from error
    click.echo(f"Đã thêm tài khoản {username}. / Added {username}.")


@people.command("join-code")
@click.argument("username")
def join_code(username: str) -> None:
    """Print a code that signs this person in once on a phone, valid for seven days."""
    with writing():
        person = find_person(db.session, username)
        if person is None:
            raise click.ClickException(f"There is no account {username!r}.")
        code = accounts.make_join_code(db.session, person, at=clock.now())
        db.session.commit()
    click.echo(code)
