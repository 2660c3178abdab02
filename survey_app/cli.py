"""Every command of ``flask --app wsgi``; each group is a module in ``commands``."""

from __future__ import annotations

from flask import Flask

from survey_app.commands.audit import audit
from survey_app.commands.backup import backup
from survey_app.commands.checklists import checklists
from survey_app.commands.demo import demo
from survey_app.commands.fieldwork import fieldwork
from survey_app.commands.people import people
from survey_app.commands.progress import progress
from survey_app.commands.rounds import rounds
from survey_app.commands.scoring import scoring
from survey_app.commands.server import migrate, serve, work

COMMANDS = (
    audit,
    backup,
    checklists,
    scoring,
    fieldwork,
    people,
    progress,
    rounds,
    migrate,
    serve,
    work,
    demo,
)


def set_up(app: Flask) -> None:
    """Make the commands known."""
    for command in COMMANDS:
        app.cli.add_command(command)
