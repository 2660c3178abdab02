"""Making a backup while the application runs: first the database at one moment, then the files.

Files are only ever added, so those that are read later are always enough for the database.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import uuid4

from alembic.migration import MigrationContext
from sqlalchemy import Engine, Table, create_engine, select
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

from survey_app.core.orm import Base
from survey_app.core.settings import Settings
from survey_app.edge.backups import archive
from survey_app.edge.backups.archive import BackupRefused, Manifest, TableFacts, Writer
from survey_app.edge.backups.rows import columns_of, lines_of
from survey_app.fieldwork.models import Epoch, Photo, RescueParcel
from survey_app.fieldwork.photos import PhotoStore
from survey_app.reports.models import SealedFile
from survey_app.visits.receiving.models import UnitReportFile

# In the data folder, and not to be kept: made again, of this machine only, or told apart.
TRANSIENT = frozenset({"drawings", "photo-cache", "secret-key", "audit.head"})
# What rows name by hash: each has to have its file.
_NAMED = (
    Photo.sha256,
    RescueParcel.sha256,
    SealedFile.sha256,
    UnitReportFile.sha256,
    UnitReportFile.original_sha256,
)
_PASSING = (".sqlite3", ".sqlite3-journal", ".sqlite3-wal", ".sqlite3-shm", ".lock", ".part")


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up."""

    engine: Engine
    photos: PhotoStore
    settings: Settings


def make(source: Source, file: Path, *, with_secret: bool, at: datetime) -> Manifest:
    """Write the backup of this installation to a new file; BackupRefused says why not."""
    _check_place(source.settings, file)
    part = file.with_name(f"{file.name}.part")
    try:
        with open(part, "wb", opener=_only_us) as target:
            with zipfile.ZipFile(target, "w") as zipped:
                writer = Writer(zipped)
                with _snapshot(source.engine, file.parent) as connection:
                    manifest = _begun(writer, connection, source.settings, at)
                manifest = _with_files(source, writer, manifest, with_secret=with_secret)
                writer.finish(manifest, source.settings.secret_key)
            target.flush()
            os.fsync(target.fileno())
        part.rename(file)
    except OSError as error:
        raise BackupRefused(
            f"Không ghi được {file}: {error.strerror}.", f"{file} cannot be written: {error}."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def revision_of(connection: Connection) -> str:
    """The shape that the database has; empty where it has none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def _check_place(settings: Settings, file: Path) -> None:
    if file.exists():
        raise BackupRefused(
            f"Đã có tệp {file}. Chọn tên khác.", f"There is {file} already. Choose another name."
        )
    if not file.parent.is_dir():
        raise BackupRefused(f"Không có thư mục {file.parent}.", f"There is no {file.parent}.")
    if file.resolve().is_relative_to(settings.data.resolve()):
        raise BackupRefused(
            "Bản sao lưu nằm trong SURVEY_DATA sẽ mất cùng dữ liệu. Chọn thư mục khác.",
            "A backup inside SURVEY_DATA would be lost with the data. Choose another folder.",
        )


def _begun(writer: Writer, connection: Connection, settings: Settings, at: datetime) -> Manifest:
    """The database; ``missing`` are all files that it names until they are seen."""
    return Manifest(
        id=str(uuid4()),
        made_at=at.isoformat(),
        revision=revision_of(connection),
        epoch=_epoch(connection),
        secret=archive.fingerprint(settings.secret_key),
        tables={
            str(table.name): _table(writer, connection, table)
            for table in Base.metadata.sorted_tables
        },
        missing=sorted({each for asked in _NAMED for each in connection.scalars(select(asked))}),
    )


def _with_files(
    source: Source, writer: Writer, manifest: Manifest, *, with_secret: bool
) -> Manifest:
    missing = set(manifest.missing)
    for name in source.photos.names():
        with suppress(FileNotFoundError), source.photos.reading(name) as stream:
            writer.add(f"{archive.PHOTOS}{name}", archive.chunks_of(stream))
            missing.discard(Path(name).stem)
    for path in _files(source.settings, source.photos):
        name = path.relative_to(source.settings.data).as_posix()
        with suppress(FileNotFoundError), path.open("rb") as stream:
            writer.add(f"{archive.FILES}{name}", archive.chunks_of(stream), deflated=True)
            missing.discard(path.stem)
    if with_secret:
        writer.add(archive.SECRET, [source.settings.secret_key.encode()])
    return replace(manifest, parts=writer.parts, missing=sorted(missing))


def _table(writer: Writer, connection: Connection, table: Table) -> TableFacts:
    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        for line in lines_of(connection, table):
            count += 1
            yield line

    writer.add(f"{archive.DATABASE}{table.name}.jsonl", counted(), deflated=True)
    return TableFacts(columns_of(table), count)


def _epoch(connection: Connection) -> str:
    found = connection.scalar(select(Epoch.value).order_by(Epoch.id.desc()).limit(1))
    return found or ""


@contextmanager
def _snapshot(engine: Engine, folder: Path) -> Iterator[Connection]:
    """The database as it is at one moment, whoever writes meanwhile."""
    with _still(engine, folder) as connection:
        if not revision_of(connection):
            raise BackupRefused(
                "Cơ sở dữ liệu chưa có gì để sao lưu.", "The database holds nothing to back up."
            )
        yield connection


@contextmanager
def _still(engine: Engine, folder: Path) -> Iterator[Connection]:
    if engine.dialect.name == "sqlite":
        # Whoever writes would wait for as long as somebody reads: so a copy is read, made at once.
        with tempfile.TemporaryDirectory(prefix=".survey-backup-", dir=folder) as near:
            copy = Path(near) / "copy.sqlite3"
            _copy(engine, copy)
            still = create_engine(f"sqlite:///{copy}", poolclass=NullPool)
            with still.connect() as connection:
                yield connection
        return
    with engine.connect() as connection:
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


def _copy(engine: Engine, copy: Path) -> None:
    raw = engine.raw_connection()
    try:
        with closing(sqlite3.connect(copy)) as target:
            cast(sqlite3.Connection, raw.driver_connection).backup(target)
            found = str(target.execute("PRAGMA integrity_check(3)").fetchall())
    except sqlite3.DatabaseError as error:
        found = str(error)
    finally:
        raw.close()
    if found != "[('ok',)]":
        raise BackupRefused(
            f"Tệp cơ sở dữ liệu bị hỏng, không sao lưu: {found}. Giữ tệp này, dùng bản trước.",
            f"The database file is damaged, no backup is made of it: {found}.",
        )


def _files(settings: Settings, photos: PhotoStore) -> Iterator[Path]:
    """Everything in the data folder that is neither database, photo nor passing."""
    seen: set[str] = set()
    for folder, inner, names in os.walk(settings.data, followlinks=True):
        seen.add(os.path.realpath(folder))
        inner[:] = sorted(
            each
            for each in inner
            if each not in TRANSIENT
            and not photos.is_at(Path(folder, each))
            and os.path.realpath(Path(folder, each)) not in seen
        )
        for name in sorted(names):
            path = Path(folder, name)
            if name not in TRANSIENT and not name.startswith(".") and _is_to_keep(path):
                yield path


def _is_to_keep(path: Path) -> bool:
    return path.is_file() and not path.name.endswith(_PASSING)


def _only_us(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
