"""``progress``: what lists know of the visits, drawn anew from the log and the decisions."""

from __future__ import annotations

import click

from survey_app.commands.groups import Group
from survey_app.edge import warming

progress = Group("progress", help="What lists know of the visits.")


@progress.command("redraw")
def redraw() -> None:
    """Drop every line and draw all anew."""
    _told(warming.redraw())


@progress.command("warm")
def warm() -> None:
    """Draw anew what is stale; the worker does the same every minute."""
    _told(warming.warm())


def _told(count: int) -> None:
    click.echo(f"Đã dựng lại: {count} cuộc khảo sát. / Drawn anew: {count} visits.")
