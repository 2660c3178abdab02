"""The group that every set of commands is: a database that was never made is told in words."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError

UNMADE = (
    "Cơ sở dữ liệu chưa có hoặc còn dạng cũ. Chạy “flask --app wsgi migrate” trước. / "
    "The database is not there yet or of an older shape. Run “flask --app wsgi migrate” first."
)
# What SQLite says, and PostgreSQL's codes of an undefined table and an undefined column.
UNMADE_WORDS = ("no such table", "no such column")
UNMADE_CODES = frozenset({"42P01", "42703"})


class Group(AppGroup):
    """Commands under one name; a database that has not their tables is no traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever the command returns
        """Carry out the command that was asked for."""
        try:
            return super().invoke(ctx)
        except DBAPIError as error:
            if not _is_unmade(error):
                raise
            raise click.ClickException(UNMADE) from error


def _is_unmade(error: DBAPIError) -> bool:
    said = str(error.orig)
    code = getattr(error.orig, "sqlstate", None)
    return code in UNMADE_CODES or any(words in said for words in UNMADE_WORDS)
