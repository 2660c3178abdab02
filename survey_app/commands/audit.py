"""``audit``: whether the log of what was done is whole, and its new beginning after a restore."""

from __future__ import annotations

import click

from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.audit.verifying import said, verify
from survey_app.commands.groups import Group
from survey_app.edge import auditing
from survey_app.edge.database import db, writing

audit = Group("audit", help="The log of what was done.")


@audit.command("verify")
def check() -> None:
    """Find every altered, removed or inserted row; ends with 1 where there is one."""
    faults = verify(db.session, auditing.anchored(), key=auditing.key())
    for vi, en in zip(said(faults), said(faults, "en"), strict=True):
        click.echo(f"{vi} / {en.partition(': ')[2]}")
    if faults:
        raise SystemExit(1)
    click.echo("Nhật ký thao tác nguyên vẹn. / The audit log is whole.")


@audit.command("anchor")
@click.argument("reason")
def anchor(reason: str) -> None:
    """Take the log as it is for whole, for REASON: after a backup was restored."""
    with writing():
        tell(db.session, Act("log.anchored", "log", {"reason": reason}))
        db.session.commit()
    head = auditing.newest(db.session)
    auditing.anchor(head, also_back=True)
    click.echo(f"Đã ghi mốc mới: dòng {head.number}. / Anchored at row {head.number}.")
