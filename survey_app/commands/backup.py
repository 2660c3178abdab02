"""``backup``: the whole installation to one file, whether that is whole, and back."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.audit.verifying import verify
from survey_app.core import clock
from survey_app.edge import auditing, schema
from survey_app.edge.backups import restoring
from survey_app.edge.backups.archive import BackupRefused, Manifest, Reader, opened
from survey_app.edge.backups.making import Source, make
from survey_app.edge.backups.restoring import Target
from survey_app.edge.backups.verifying import faults_of, refuse_faults
from survey_app.edge.database import db, writing
from survey_app.edge.stores import photo_store, settings
from survey_app.fieldwork.service import begin_epoch

backup = AppGroup("backup", help="Everything in one file, and back into a new place.")
FILE = click.Path(dir_okay=False, path_type=Path)


@backup.command("make")
@click.argument("file", type=FILE)
@click.option("--with-secret", is_flag=True, help="Put the secret key in as well.")
def make_backup(file: Path, with_secret: bool) -> None:
    """Back up this installation to FILE, while it runs."""
    source = Source(db.engine, photo_store(), settings())
    try:
        manifest = make(source, file, with_secret=with_secret, at=clock.now())
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    _tell_of(manifest)
    if with_secret:
        click.echo(
            "Tệp có khoá bí mật: ai có tệp thì giả được quyền gửi. Cất như mật khẩu. / "
            "The file holds the secret key: keep it like a password.",
            err=True,
        )


@backup.command("verify")
@click.argument("file", type=FILE)
def verify_backup(file: Path) -> None:
    """Read all of FILE; ends with 1 where anything is missing, damaged or altered."""
    try:
        with opened(file, settings().secret_key) as reader:
            faults = list(faults_of(reader))
            _tell_of(reader.manifest)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    for fault in faults:
        click.echo(fault)
    if faults:
        raise SystemExit(1)
    click.echo("Bản sao lưu nguyên vẹn. / The backup is whole.")


@backup.command("restore")
@click.argument("file", type=FILE)
@click.option("--other-secret", is_flag=True, help="Go on without the secret key of the backup.")
def restore(file: Path, other_secret: bool) -> None:
    """Restore FILE into this new, empty place. Phones then send again what it lacks."""
    try:
        with opened(file, settings().secret_key) as reader:
            _restore(reader, other_secret=other_secret)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    _tell_of(reader.manifest)
    click.echo(
        "Đã khôi phục. Điện thoại sẽ đối chiếu và gửi lại phần bản sao lưu chưa có. / "
        "Restored. Phones compare and send again what the backup lacks."
    )


def _restore(reader: Reader, *, other_secret: bool) -> None:
    before = settings()
    with db.engine.connect() as connection:
        restoring.check_empty(connection, Target(photo_store(), before), reader.manifest)
    restoring.check_shape(reader.manifest, schema.newest())
    refuse_faults(reader)
    after = restoring.key_for(reader, before, other_secret=other_secret)
    target = Target(photo_store(), after)
    restoring.bring_files(reader, target)
    with writing(), db.engine.begin() as connection:
        schema.upgrade_on(connection)
        restoring.check_empty(connection, target, reader.manifest)
        restoring.bring_rows(reader, connection)
    if after != before:
        restoring.keep_key(after)
        current_app.extensions["settings"] = after
    _begin_anew(reader.manifest)
    restoring.finished(target)


def _begin_anew(manifest: Manifest) -> None:
    """A new epoch, told to the log, and the log's mark; what is wrong with the log is said."""
    faults = verify(db.session, auditing.newest(db.session), key=auditing.key())
    if faults:
        click.echo(
            "Nhật ký thao tác trong bản sao lưu không khớp; xem: flask --app wsgi audit verify. / "
            "The audit log of the backup does not fit; see: flask --app wsgi audit verify.",
            err=True,
        )
    with writing():
        detail = {"backup": manifest.id, "made_at": manifest.made_at}
        tell(db.session, Act("backup.restored", "log", detail))
        begin_epoch(db.session, at=clock.now())
        db.session.commit()
    auditing.anchor(auditing.newest(db.session), also_back=True)


def _tell_of(manifest: Manifest) -> None:
    size = sum(part.bytes for part in manifest.parts.values()) / 1024 / 1024
    entries = manifest.tables["entry"].rows if "entry" in manifest.tables else 0
    click.echo(
        f"{manifest.made_at} · {len(manifest.parts)} tệp, {size:.1f} MB · {entries} ghi nhận / "
        f"{len(manifest.parts)} files, {size:.1f} MB · {entries} entries"
    )
    for name in manifest.missing:
        click.echo(f"Mất tệp {name}. / The file {name} is missing.", err=True)
