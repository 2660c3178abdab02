"""A backup into a new, empty place. All of its database or nothing; files first, it last."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, inspect, select, text

from survey_app.core.orm import Base
from survey_app.core.settings import Settings
from survey_app.edge.backups import archive
from survey_app.edge.backups.archive import BackupRefused, Manifest, Reader, chunks_of
from survey_app.edge.backups.rows import AT_ONCE, columns_of, rows_of
from survey_app.fieldwork.photos import PhotoStore

# What a place has that was started once, and in which nobody has done anything.
_OF_THE_BEGINNING = ("epoch", "audit_row", "audit_head")
_MARK = "restoring.part"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a backup is restored to."""

    photos: PhotoStore
    settings: Settings


def check_empty(connection: Connection, target: Target, manifest: Manifest) -> None:
    """Refuse a place in which there is anything; a restore that was broken off may go on."""
    present = set(inspect(connection).get_table_names())
    for table in Base.metadata.sorted_tables:
        if table.name not in present or table.name in _OF_THE_BEGINNING:
            continue
        if connection.scalar(select(func.count()).select_from(table)):
            raise _not_empty(f"database: {table.name}")
    mark = target.settings.data / _MARK
    if mark.exists() and mark.read_text() == manifest.id:
        return
    photo = next(target.photos.names(), None)
    reports = target.settings.data / "reports"
    if photo is not None or (reports.is_dir() and any(reports.iterdir())):
        raise _not_empty(photo or str(reports))


def key_for(reader: Reader, settings: Settings, *, other_secret: bool) -> Settings:
    """The settings with the secret key of the backup, where it can be had.

    Without it old grants of phones are no longer accepted and the audit log cannot be verified,
    so that is refused unless ``other_secret`` says that it is meant.
    """
    if reader.manifest.secret == archive.fingerprint(settings.secret_key) or other_secret:
        return settings
    kept = settings.data / "secret-key"
    is_made_by_us = kept.is_file() and kept.read_text().strip() == settings.secret_key
    if reader.has(archive.SECRET) and is_made_by_us:
        with reader.open(archive.SECRET) as stream:
            return replace(settings, secret_key=stream.read().decode())
    raise BackupRefused(
        "SECRET_KEY ở đây không phải khoá của bản sao lưu: quyền gửi của điện thoại sẽ hết giá "
        "trị, nhật ký thao tác không kiểm tra được. Đặt SECRET_KEY như cũ, hoặc chấp nhận bằng "
        "--other-secret.",
        "SECRET_KEY is not that of the backup: what phones may still send would be refused, and "
        "the audit log could not be verified. Set the old SECRET_KEY, or accept that with "
        "--other-secret.",
    )


def bring_files(reader: Reader, target: Target) -> None:
    """Every photo and file of the backup, durable, to where it belongs."""
    data = target.settings.data
    (data / _MARK).write_text(reader.manifest.id)
    for name in sorted(reader.manifest.parts):
        if name.startswith(archive.PHOTOS):
            incoming = target.photos.incoming()
            _copy(reader, name, incoming)
            target.photos.bring_back(name.removeprefix(archive.PHOTOS), incoming)
        elif name.startswith(archive.FILES):
            file = data / name.removeprefix(archive.FILES)
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_name(f"{file.name}.part")
            _copy(reader, name, part)
            part.replace(file)


def bring_rows(reader: Reader, connection: Connection) -> None:
    """Every row of the backup, in the transaction of this connection."""
    for name in _OF_THE_BEGINNING:
        connection.execute(Base.metadata.tables[name].delete())
    for table in Base.metadata.sorted_tables:
        with reader.open(f"{archive.DATABASE}{table.name}.jsonl") as lines:
            _insert(connection, table, rows_of(table, lines))
        _go_on_counting(connection, table)


def check_shape(manifest: Manifest, revision: str) -> None:
    """Refuse a backup of another shape than this version's."""
    ours = {table.name: columns_of(table) for table in Base.metadata.sorted_tables}
    theirs = {name: table.columns for name, table in manifest.tables.items()}
    if manifest.revision != revision or ours != theirs:
        raise BackupRefused(
            f"Bản sao lưu thuộc phiên bản khác (cơ sở dữ liệu {manifest.revision}; ở đây "
            f"{revision}). Khôi phục bằng đúng phiên bản đã sao lưu, rồi nâng cấp.",
            f"The backup is of another version (database {manifest.revision}; here {revision}). "
            "Restore it with the version that made it, then upgrade.",
        )


def finished(target: Target) -> None:
    """Take the mark of a restore away."""
    (target.settings.data / _MARK).unlink(missing_ok=True)


def keep_key(settings: Settings) -> None:
    """Write the secret key of the backup where this installation keeps its own."""
    kept = settings.data / "secret-key"
    part = kept.with_suffix(".part")
    with open(part, "w", opener=_only_us) as file:
        file.write(settings.secret_key)
        file.flush()
        os.fsync(file.fileno())
    part.replace(kept)


def _insert(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    """Insert the rows; what points to a row of the same table is set when all of them are in."""
    inner = [
        column.key
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    later: dict[str, list[dict[str, Any]]] = {key: [] for key in inner}
    whole = _unpointed(rows, later)
    while some := list(islice(whole, AT_ONCE)):
        connection.execute(insert(table), some)
    for key, pointing in later.items():
        if pointing:
            aim = table.update().where(table.c.id == bindparam("row"))
            connection.execute(aim.values({key: bindparam("aim")}), pointing)


def _unpointed(
    rows: Iterable[dict[str, Any]], later: dict[str, list[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    for row in rows:
        for key, pointing in later.items():
            if row[key] is not None:
                pointing.append({"row": row["id"], "aim": row[key]})
                row[key] = None
        yield row


def _go_on_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL counts ids apart from the rows: it goes on after the greatest."""
    if connection.dialect.name != "postgresql" or "id" not in table.c:
        return
    counter = connection.scalar(
        text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": f'"{table.name}"'}
    )
    if counter is not None:
        last = connection.scalar(select(func.max(table.c.id)))
        connection.scalar(select(func.setval(counter, last or 1, last is not None)))


def _copy(reader: Reader, name: str, target: Path) -> None:
    with reader.open(name) as stream, target.open("wb") as file:
        for chunk in chunks_of(stream):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _not_empty(what: str) -> BackupRefused:
    return BackupRefused(
        f"Nơi này đã có dữ liệu ({what}). Chỉ khôi phục vào nơi mới, trống: đặt SURVEY_DATA, "
        "DATABASE_URL, PHOTO_STORE khác.",
        f"There is something here already ({what}). A backup is restored into a new, empty place "
        "only: set another SURVEY_DATA, DATABASE_URL, PHOTO_STORE.",
    )


def _only_us(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
