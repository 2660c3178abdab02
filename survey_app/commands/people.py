"""``people``: the first accounts of an installation, and join codes."""

from __future__ import annotations

import click
from sqlalchemy.exc import IntegrityError

from survey_app.commands.groups import Group
from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.visits import factors
from survey_app.visits import people as accounts
from survey_app.visits.accounts import ANY_USERNAME
from survey_app.visits.models import Person
from survey_app.visits.people import LONGEST_PASSWORD
from survey_app.visits.queries import find_person
from survey_app.visits.rules import ACCOUNTS, Role

people = Group("people", help="Accounts.")
SHORTEST = 12


@people.command("add")
@click.argument("username")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in ACCOUNTS]), required=True)
@click.password_option()
def add(username: str, name: str, role: str, password: str) -> None:
    """Add an account."""
    account = username.strip().lower()
    if not ANY_USERNAME.fullmatch(account):
        raise click.ClickException(
            "Tên đăng nhập nhiều nhất 64 ký tự: chữ thường không dấu, chữ số, dấu . _ - / "
            "A user name has at most 64 characters: small letters, digits, . _ -"
        )
    if not SHORTEST <= len(password) <= LONGEST_PASSWORD:
        raise click.ClickException(
            f"Mật khẩu từ {SHORTEST} đến {LONGEST_PASSWORD} ký tự. / "
            f"A password has {SHORTEST} to {LONGEST_PASSWORD} characters."
        )
    with writing():
        accounts.add_person(
            db.session,
            username=account,
            name=name,
            role=Role(role),
            password=password,
            at=clock.now(),
        )
        try:
            db.session.commit()
        except IntegrityError as error:
            raise click.ClickException(
                f"Đã có tài khoản {account!r}. / There is an account {account!r} already."
            ) from error
    click.echo(f"Đã thêm tài khoản {account}. / Added {account}.")


@people.command("join-code")
@click.argument("username")
def join_code(username: str) -> None:
    """Print a code that signs this person in once on a phone, valid for seven days."""
    with writing():
        person = _known(username)
        code = accounts.make_join_code(db.session, person, at=clock.now())
        db.session.commit()
    click.echo(code)


@people.command("password")
@click.argument("username")
def password(username: str) -> None:
    """Give USERNAME a new password, told once, and end every sign-in."""
    with writing():
        person = _known(username)
        made = accounts.renew_password(db.session, person, at=clock.now())
        db.session.commit()
    click.echo(made)


@people.command("sign-out")
@click.argument("username")
def sign_out(username: str) -> None:
    """End every sign-in of USERNAME: a lost phone, a shared desk."""
    with writing():
        accounts.end_logins(db.session, _known(username), at=clock.now())
        db.session.commit()
    click.echo(f"Đã đăng xuất {username} trên mọi thiết bị. / Signed out everywhere.")


@people.command("reset-codes")
@click.argument("username")
def reset_codes(username: str) -> None:
    """Ask USERNAME for no codes any more: the authenticator app and the recovery codes are lost."""
    with writing():
        person = _known(username)
        if not factors.remove(db.session, person):
            raise click.ClickException(
                f"Tài khoản {username!r} không dùng mã xác thực. / {username!r} has no such codes."
            )
        accounts.end_logins(db.session, person, at=clock.now())
        db.session.commit()
    click.echo(f"Đã tắt mã xác thực của {username}. / {username} is asked for no codes.")


@people.command("close")
@click.argument("username")
def close(username: str) -> None:
    """Let nobody sign in as USERNAME any more; what was recorded stays."""
    with writing():
        accounts.close(db.session, _known(username), at=clock.now())
        db.session.commit()
    click.echo(f"Đã khoá tài khoản {username}. / Closed {username}.")


@people.command("open")
@click.argument("username")
def reopen(username: str) -> None:
    """Let USERNAME sign in again."""
    with writing():
        _known(username).is_active = True
        db.session.commit()
    click.echo(f"Đã mở lại tài khoản {username}. / Opened {username}.")


def _known(username: str) -> Person:
    person = find_person(db.session, username)
    if person is None:
        raise click.ClickException(
            f"Không có tài khoản {username!r}. / There is no account {username!r}."
        )
    return person
