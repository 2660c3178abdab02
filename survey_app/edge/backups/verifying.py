"""Whether a backup is whole: every part is there, is what it was, and nothing else is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import IO

from survey_app.edge.backups import archive
from survey_app.edge.backups.archive import BackupRefused, Part, Reader, chunks_of, is_ours


def faults_of(reader: Reader) -> Iterator[str]:
    """What is wrong with a backup, a sentence each; reads all of it."""
    manifest = reader.manifest
    if reader.signed is False:
        yield _said(
            "Bản kê không do hệ thống này ký: đã bị sửa.",
            "The manifest was not signed by this installation: it was altered.",
        )
    for name in sorted(reader.names - manifest.parts.keys()):
        yield _said(f"Phần {name} không có trong bản kê.", f"{name} is not in the manifest.")
    for table in sorted(manifest.tables):
        if f"{archive.DATABASE}{table}.jsonl" not in manifest.parts:
            yield _said(f"Bản kê thiếu bảng {table}.", f"The manifest lacks the table {table}.")
    for name, part in sorted(manifest.parts.items()):
        if not is_ours(name):
            yield _said(f"Tên phần {name!r} không hợp lệ.", f"The name {name!r} is not allowed.")
        elif not reader.has(name):
            yield _said(f"Thiếu phần {name}.", f"The part {name} is missing.")
        else:
            yield from _faults_of_part(reader, name, part)


def refuse_faults(reader: Reader) -> None:
    """Raise BackupRefused with the first thing that is wrong with the backup."""
    for fault in faults_of(reader):
        vi, _, en = fault.partition(" / ")
        raise BackupRefused(f"{vi} Không khôi phục gì.", f"{en} Nothing was restored.")


def _faults_of_part(reader: Reader, name: str, part: Part) -> Iterator[str]:
    try:
        with reader.open(name) as stream:
            found, lines = _read(stream)
    except BackupRefused as fault:
        yield str(fault)
        return
    if found != part:
        yield _said(f"Phần {name} đã bị sửa.", f"The part {name} was altered.")
    table = reader.manifest.tables.get(name.removeprefix(archive.DATABASE).removesuffix(".jsonl"))
    if name.startswith(archive.DATABASE) and (table is None or table.rows != lines):
        yield _said(f"{name}: số dòng không khớp.", f"{name}: not the rows that it should have.")


def _read(stream: IO[bytes]) -> tuple[Part, int]:
    digest, size, lines = hashlib.sha256(), 0, 0
    for chunk in chunks_of(stream):
        digest.update(chunk)
        size += len(chunk)
        lines += chunk.count(b"\n")
    return Part(size, digest.hexdigest()), lines


def _said(vi: str, en: str) -> str:
    return f"{vi} / {en}"
