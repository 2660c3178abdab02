"""Counting the statements that something takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import event

from survey_app.edge.database import db


def counted(app: Flask, act: Callable[[], object]) -> int:
    """How many statements this sends to the database."""
    return len(sent(app, act))


def sent(app: Flask, act: Callable[[], object]) -> list[str]:
    """The statements that this sends to the database, in their order."""
    statements: list[str] = []

    def note(*args: Any) -> None:
        statements.append(str(args[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return [each for each in statements if not each.startswith(("BEGIN", "PRAGMA"))]
