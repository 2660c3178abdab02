"""Photos as files: named by the hash of the bytes that were sent, shown clean and upright.

What is kept is the picture without its metadata: a JPEG that has none stays byte for byte; one
that has loses it without being encoded anew; anything else becomes an upright JPEG.
"""

from __future__ import annotations

import importlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast, get_args

import fsspec

from survey_app.core.disk import to_disk
from survey_app.core.problems import Code
from survey_app.fieldwork import pictures

# A phone waits for its answer: a store that does not answer is told of, not waited for.
_OPTIONS: dict[str, dict[str, object]] = {
    "s3": {
        "use_listings_cache": False,
        "config_kwargs": {
            "connect_timeout": 5,
            "read_timeout": 30,
            "retries": {"max_attempts": 2, "mode": "standard"},
        },
    }
}

Size = Literal["full", "screen", "thumb"]
SIZES: tuple[Size, ...] = get_args(Size)
# Seconds after which nobody is still sending the rest of a file.
_LEFT_BEHIND = 24 * 3600
LONGEST_SIDE: dict[Size, int] = {"full": 0, "screen": 1600, "thumb": 320}


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a photo's bytes."""

    media_type: str
    width: int | None
    height: int | None
    problem: Code | None = None


class StoreUnavailable(RuntimeError):
    """The object storage cannot be used now; whatever was sent should be sent again later."""


class PhotoStore:
    """A folder of photos, or an object store with a folder in front of it as its cache."""

    def __init__(self, address: str, *, cache: Path) -> None:
        remote = "://" in address and not address.startswith("file://")
        self._root = cache if remote else Path(address.removeprefix("file://"))
        scheme = address.partition("://")[0]
        options = _OPTIONS.get(scheme, {})
        self._remote = fsspec.core.url_to_fs(address, **options) if remote else None
        self._faults = _faults_of(scheme) if remote else ()
        self._root.mkdir(parents=True, exist_ok=True)
        (self._root / "incoming").mkdir(exist_ok=True)
        self._sweep()
        (self._root / "aside").mkdir(exist_ok=True)

    def incoming(self) -> Path:
        """A new temporary file on the same disk, for bytes that are still arriving."""
        fd, name = tempfile.mkstemp(dir=self._root / "incoming")
        os.close(fd)
        return Path(name)

    def keep(self, incoming: Path, sha256: str) -> Stored:
        """Take arrived bytes: clean, durable, named. Bytes that are no picture are put aside."""
        try:
            clean = pictures.cleaned(incoming)
        except pictures.Unreadable as fault:
            self.put_aside(incoming, sha256)
            return Stored(fault.media_type, None, None, fault.code)
        if clean.data is not None:
            incoming.write_bytes(clean.data)
        self._place(incoming, self._file(sha256, "full"))
        self._put(self._file(sha256, "full"), f"full/{sha256[:2]}/{sha256}.jpg")
        return Stored("image/jpeg", clean.width, clean.height)

    def put_aside(self, incoming: Path, sha256: str) -> None:
        """Keep bytes for the office to look at; they are never served as a picture."""
        target = self._root / "aside" / sha256
        self._place(incoming, target)
        self._put(target, f"aside/{sha256}")

    def aside(self, sha256: str) -> Path | None:
        """The file of bytes that were put aside."""
        target = self._root / "aside" / sha256
        if target.exists():
            return target
        return self._fetch(f"aside/{sha256}", target)

    def exists(self, sha256: str) -> bool:
        """Whether a picture of this hash can be shown."""
        return self.path(sha256) is not None

    def is_here(self, sha256: str) -> bool:
        """Whether the bytes of this photo are in the folder, object storage not asked."""
        return self._file(sha256, "full").exists() or (self._root / "aside" / sha256).exists()

    def has(self, sha256: str) -> bool:
        """Whether the bytes of this photo are here, as a picture or put aside."""
        if self.is_here(sha256):
            return True
        if not self._remote:
            return False
        fs, root = self._remote
        places = (f"{root}/full/{sha256[:2]}/{sha256}.jpg", f"{root}/aside/{sha256}")
        with self._reached():
            return any(fs.exists(place) for place in places)

    def path(self, sha256: str, size: Size = "full") -> Path | None:
        """The JPEG file of a photo in a size, made when first asked for; None without a picture."""
        wanted = self._file(sha256, size)
        if wanted.exists():
            return wanted
        if size == "full":
            return self._fetch(f"full/{sha256[:2]}/{sha256}.jpg", wanted)
        full = self.path(sha256)
        if full is None:
            return None
        return self._derive(full, wanted, LONGEST_SIDE[size])

    def names(self) -> Iterator[str]:
        """Every file that cannot be made again: ``full/ab/HASH.jpg`` or ``aside/HASH``."""
        for kept in ("full", "aside"):
            if self._remote:
                fs, root = self._remote
                found = [str(each).rpartition(f"/{kept}/")[2] for each in fs.find(f"{root}/{kept}")]
            else:
                top = self._root / kept
                found = [str(each.relative_to(top)) for each in top.rglob("*") if each.is_file()]
            yield from (f"{kept}/{each}" for each in sorted(found))

    def check(self) -> None:
        """Raise what the store raises where it cannot be used now."""
        self.incoming().unlink()
        if self._remote:
            fs, root = self._remote
            # Of the first folder: what is below it is there only once it holds a photo.
            with self._reached():
                if not fs.exists(root.partition("/")[0]):
                    raise StoreUnavailable(f"{root} is not there")

    def is_at(self, folder: Path) -> bool:
        """Whether this folder is the store's own, or the cache in front of it."""
        return folder.resolve() == self._root.resolve()

    def reading(self, name: str) -> IO[bytes]:
        """A file of ``names``, open for reading; FileNotFoundError where there is none."""
        if self._remote:
            fs, root = self._remote
            return cast(IO[bytes], fs.open(f"{root}/{name}", "rb"))
        return (self._root / name).open("rb")

    def bring_back(self, name: str, incoming: Path) -> None:
        """Place a file of ``names`` that comes out of a backup."""
        self._place(incoming, self._root / name)
        self._put(self._root / name, name)

    def _sweep(self) -> None:
        """Remove what arrived in part before the server was killed; its phone still has it."""
        oldest = time.time() - _LEFT_BEHIND
        for path in (self._root / "incoming").iterdir():
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _derive(self, full: Path, wanted: Path, side: int) -> Path:
        data = pictures.shrunk(full, side)
        temporary = self.incoming()
        temporary.write_bytes(data)
        wanted.parent.mkdir(parents=True, exist_ok=True)
        # It can be made again at any time, so it is renamed without waiting for the disk.
        temporary.replace(wanted)
        return wanted

    def _file(self, sha256: str, size: Size) -> Path:
        return self._root / size / sha256[:2] / f"{sha256}.jpg"

    def _place(self, incoming: Path, target: Path) -> None:
        """fsync, rename, fsync of the folder: only then may anybody be told that it is here."""
        made = not target.parent.exists()
        target.parent.mkdir(parents=True, exist_ok=True)
        to_disk(incoming)
        incoming.replace(target)
        to_disk(target.parent)
        if made:
            to_disk(target.parent.parent)

    def _put(self, file: Path, name: str) -> None:
        if self._remote:
            fs, root = self._remote
            with self._reached():
                fs.put_file(str(file), f"{root}/{name}")

    def _fetch(self, name: str, target: Path) -> Path | None:
        """A file of the object storage into the folder in front of it; None where there is none."""
        if not self._remote:
            return None
        fs, root = self._remote
        temporary = self.incoming()
        try:
            with self._reached():
                fs.get_file(f"{root}/{name}", str(temporary))
            self._place(temporary, target)
        except FileNotFoundError:
            return None
        finally:
            temporary.unlink(missing_ok=True)
        return target

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """What object storages raise, each its own, as one failure; a missing file stays one."""
        try:
            yield
        except FileNotFoundError:
            raise
        except self._faults as error:
            raise StoreUnavailable(str(error)) from error


PathOfPhoto = Callable[[str, Size], Path | None]


def _faults_of(scheme: str) -> tuple[type[Exception], ...]:
    """What this kind of storage raises besides the usual; asked only where it is used."""
    if scheme != "s3":
        return (OSError,)
    botocore = importlib.import_module("botocore.exceptions")
    return OSError, botocore.BotoCoreError, botocore.ClientError
