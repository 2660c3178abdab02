"""A forgotten password, a lost phone, somebody who leaves: ``python -m docs.examples.accounts``.

Each of them ends every login of the account; deposit grants stay good for what is not sent yet.
"""

from __future__ import annotations

import secrets
from datetime import datetime

import click
from sqlalchemy import update
from sqlalchemy.orm import Session

from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.visits.models import Login, Person
from survey_app.visits.people import hasher
from survey_app.visits.queries import find_person


def renew_password(session: Session, person: Person, *, at: datetime) -> str:
    """A new password, told once."""
    password = secrets.token_urlsafe(9)
    person.password_hash = hasher.hash(password)
    sign_out(session, person, at=at)
    return password


def close(session: Session, person: Person, *, at: datetime) -> None:
    """Let nobody sign in with this account any more; what it recorded stays."""
    person.is_active = False
    sign_out(session, person, at=at)


def sign_out(session: Session, person: Person, *, at: datetime) -> None:
    """End the account's logins on every phone and desk."""
    session.execute(
        update(Login)
        .where(Login.person_id == person.id, Login.ended_at.is_(None))
        .values(ended_at=at)
    )


@click.command()
@click.argument("act", type=click.Choice(["password", "close", "open", "sign-out"]))
@click.argument("username")
def main(act: str, username: str) -> None:
    """Do ACT to the account USERNAME."""
    with writing():
        person = find_person(db.session, username)
        if person is None:
            raise click.ClickException(f"Không có tài khoản {username}.")
        if act == "password":
            click.echo(renew_password(db.session, person, at=clock.now()))
        elif act == "close":
            close(db.session, person, at=clock.now())
        elif act == "open":
            person.is_active = True
        else:
            sign_out(db.session, person, at=clock.now())
        db.session.commit()


if __name__ == "__main__":
    from wsgi import app

    with app.app_context():
        main()
