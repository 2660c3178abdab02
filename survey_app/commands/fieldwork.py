"""``fieldwork``: rebuild the current state from the log; begin a new epoch after a restore."""

from __future__ import annotations

import click

from survey_app.commands.groups import Group
from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.fieldwork import heads, service

fieldwork = Group("fieldwork", help="The log of entries.")


@fieldwork.command("rebuild")
def rebuild() -> None:
    """Draw the current-state tables anew from the log."""
    with writing():
        count = heads.rebuild(db.session)
        db.session.commit()
    click.echo(f"Đã dựng lại: {count} mục hiện hành. / Rebuilt: {count} current entries.")


@fieldwork.command("new-epoch")
def new_epoch() -> None:
    """After restoring a backup: phones reconcile and send again what the server lacks."""
    with writing():
        value = service.begin_epoch(db.session, at=clock.now())
        db.session.commit()
    click.echo(value)
