"""The file of a backup: a ZIP of parts, and a manifest that has the SHA-256 of each of them."""

from __future__ import annotations

import hashlib
import hmac
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson

from survey_app.core.zips import DAMAGED, UNREADABLE

FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "manifest.hmac"
SECRET = "secret-key"  # noqa: S105 - the name of a part, not a secret
DATABASE, PHOTOS, FILES = "database/", "photos/", "files/"
CHUNK = 1024 * 1024
_PHOTO = re.compile(r"photos/(?:full/[0-9a-f]{2}/[0-9a-f]{64}\.jpg|aside/[0-9a-f]{64})")
_TABLE = re.compile(r"database/[a-z_]+\.jsonl")


class BackupRefused(Exception):
    """Why a backup cannot be made, read or restored, in Vietnamese and in English."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the backup: its size in bytes, and the SHA-256 of its content."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table as it was: its columns in the order of the lines, and how many rows."""

    columns: list[str]
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the backup is of. ``secret`` tells two secret keys apart without telling either.

    ``missing`` are hashes of photos and documents that had a row and no file when it was made.
    """

    id: str
    made_at: str
    revision: str
    epoch: str
    secret: str
    tables: dict[str, TableFacts] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT


def fingerprint(secret_key: str) -> str:
    """What tells two secret keys apart."""
    return hmac.new(secret_key.encode(), b"backup fingerprint", hashlib.sha256).hexdigest()[:32]


def signature(secret_key: str, manifest: bytes) -> str:
    """What only an installation with this key could have written beneath this manifest."""
    return hmac.new(secret_key.encode(), b"backup " + manifest, hashlib.sha256).hexdigest()


class Writer:
    """Puts parts into the file, and remembers what they were."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, Part] = {}

    def add(self, name: str, chunks: Iterable[bytes], *, deflated: bool = False) -> None:
        """A part from these bytes; they are never all in memory."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self._archive.open(info, "w", force_zip64=True) as target:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        self.parts[name] = Part(size, digest.hexdigest())

    def finish(self, manifest: Manifest, secret_key: str) -> None:
        """The manifest comes last: a file without one was broken off."""
        told = orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2)
        self._archive.writestr(MANIFEST, told, zipfile.ZIP_DEFLATED)
        self._archive.writestr(SIGNATURE, signature(secret_key, told))


class Reader:
    """An opened backup: its manifest, and its parts as streams."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest, signed: bool | None) -> None:
        self._archive = archive
        self.manifest = manifest
        # None where it was signed with another key than ours.
        self.signed = signed
        self.names = set(archive.namelist()) - {MANIFEST, SIGNATURE}

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A part as a stream; BackupRefused where its bytes are damaged."""
        try:
            with self._archive.open(name) as stream:
                yield stream
        except DAMAGED as error:
            raise _altered(name) from error

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self.names


@contextmanager
def opened(file: Path, secret_key: str) -> Iterator[Reader]:
    """The backup in this file; BackupRefused where it is none, is cut off or is of another kind."""
    try:
        archive = zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise BackupRefused(f"Không có tệp {file}.", f"There is no file {file}.") from error
    except UNREADABLE as error:
        raise BackupRefused(
            "Tệp này không phải bản sao lưu, hoặc đã bị cắt cụt. Dùng một bản khác.",
            "This file is no backup, or it was cut off. Use another one.",
        ) from error
    with archive:
        told = _whole(archive, MANIFEST)
        manifest = _manifest(told)
        ours = manifest.secret == fingerprint(secret_key)
        kept = _whole(archive, SIGNATURE).decode("ascii", "replace")
        is_true = hmac.compare_digest(kept.encode(), signature(secret_key, told).encode())
        yield Reader(archive, manifest, is_true if ours else None)


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """A stream in pieces."""
    while chunk := stream.read(CHUNK):
        yield chunk


def is_ours(name: str) -> bool:
    """Whether a part of this name may be written to a disk: nothing leads out of our folders."""
    if name.startswith(FILES):
        parts = name.removeprefix(FILES).split("/")
        return all(part not in ("", ".", "..") and "\\" not in part for part in parts)
    return name == SECRET or bool(_PHOTO.fullmatch(name) or _TABLE.fullmatch(name))


def _altered(name: str) -> BackupRefused:
    return BackupRefused(
        f"Phần {name} trong bản sao lưu đã hỏng hoặc bị sửa.",
        f"The part {name} of the backup is damaged or was altered.",
    )


def _whole(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (*UNREADABLE, KeyError) as error:
        raise BackupRefused(
            f"Bản sao lưu thiếu {name}, hoặc phần này đã hỏng.",
            f"The backup lacks {name}, or that part is damaged.",
        ) from error


def _manifest(told: bytes) -> Manifest:
    try:
        raw: dict[str, Any] = orjson.loads(told)
        if raw["format"] != FORMAT:
            raise BackupRefused(
                f"Bản sao lưu có dạng {raw['format']}; phiên bản này chỉ đọc dạng {FORMAT}.",
                f"The backup has format {raw['format']}; this version reads format {FORMAT} only.",
            )
        raw["tables"] = {name: TableFacts(**each) for name, each in raw["tables"].items()}
        raw["parts"] = {name: Part(**each) for name, each in raw["parts"].items()}
        return Manifest(**raw)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupRefused(
            f"{MANIFEST} trong bản sao lưu không đọc được.",
            f"The {MANIFEST} of the backup cannot be read.",
        ) from error
