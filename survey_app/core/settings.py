"""The settings: read from the environment once, every fault told at once."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from survey_app.core.outside import MailSettings, OidcSettings, read_mail, read_oidc

DATABASES = ("sqlite", "postgresql", "postgresql+psycopg", "postgres")
JOBS = ("redis", "rediss")
SHORTEST_SECRET = 32
MOST_WORKERS = 256
_DIGITS = re.compile(r"[0-9]{1,6}")


class SettingsFaults(ValueError):
    """What is wrong with the settings, one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between two installations.

    ``data`` holds what must be backed up: database, photos, reports, the secret key.
    ``photo_store`` is a folder or an fsspec address; ``jobs_url`` empty means a SQLite file.
    ``workers``: how many processes answer.
    ``log_requests``: a line in the log for each request, without who asked or what was sent.
    ``mail``: who sends reminders; None where they go by letter.
    ``oidc``: who else vouches for people at a desk; None where passwords alone let in.
    """

    data: Path
    port: int
    database_url: str
    photo_store: str
    jobs_url: str
    secret_key: str
    base_url: str
    workers: int = 1
    log_requests: bool = False
    mail: MailSettings | None = None
    oidc: OidcSettings | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is the one file in ``data``."""
        return self.database_url.startswith("sqlite")

    @property
    def is_https(self) -> bool:
        """Whether people reach us over TLS, so that cookies may be Secure."""
        return self.base_url.startswith("https://")


def read(environ: Mapping[str, str]) -> Settings:
    """The settings of this environment; raises SettingsFaults with every fault there is."""
    faults: list[str] = []
    data = Path(environ.get("SURVEY_DATA", "").strip() or "instance").absolute()
    _make_folder(data, faults)
    port = _port(environ.get("PORT", "").strip() or "8000", faults)
    database = _database(environ.get("DATABASE_URL", "").strip(), data, faults)
    jobs = _jobs(environ.get("JOBS_URL", "").strip(), faults)
    base = _base(environ.get("BASE_URL", "").strip() or f"http://localhost:{port}", faults)
    workers = _workers(environ.get("WEB_CONCURRENCY", "").strip() or "1", faults)
    log_requests = _switch("LOG_REQUESTS", environ.get("LOG_REQUESTS", "").strip(), faults)
    secret = _secret(environ.get("SECRET_KEY", ""), data, faults)
    mail = read_mail(environ, faults)
    oidc = read_oidc(environ, faults)
    if faults:
        raise SettingsFaults(faults)
    return Settings(
        data=data,
        port=port,
        database_url=database,
        photo_store=environ.get("PHOTO_STORE", "").strip() or str(data / "photos"),
        jobs_url=jobs,
        secret_key=secret,
        base_url=base,
        workers=workers,
        log_requests=log_requests,
        mail=mail,
        oidc=oidc,
    )


def _make_folder(data: Path, faults: list[str]) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o750)
        probe = data / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        faults.append(f"SURVEY_DATA: the folder {data} cannot be written: {error.strerror}.")


def _port(text: str, faults: list[str]) -> int:
    if _DIGITS.fullmatch(text) and 0 < int(text) < 65536:
        return int(text)
    faults.append(f"PORT: {text!r} is not a port from 1 to 65535.")
    return 8000


def _database(url: str, data: Path, faults: list[str]) -> str:
    if not url:
        return f"sqlite:///{data / 'survey.sqlite3'}"
    scheme, _, rest = url.partition("://")
    if scheme not in DATABASES or not rest:
        faults.append("DATABASE_URL: only sqlite:///FILE and postgresql://… are known.")
    return f"postgresql+psycopg://{rest}" if scheme.startswith("postgres") else url


def _jobs(url: str, faults: list[str]) -> str:
    parts = _parts(url)
    if url and (parts is None or parts.scheme not in JOBS):
        faults.append("JOBS_URL: only redis://… is known; leave it empty for a file.")
    return url


def _base(url: str, faults: list[str]) -> str:
    parts = _parts(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        faults.append("BASE_URL: must be the address people type, http://… or https://….")
    return url.rstrip("/")


def _parts(url: str) -> SplitResult | None:
    """The parts of an address; None where a bracket is left open, or the like."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _workers(text: str, faults: list[str]) -> int:
    if _DIGITS.fullmatch(text) and 0 < int(text) <= MOST_WORKERS:
        return int(text)
    faults.append(f"WEB_CONCURRENCY: {text!r} is not a number from 1 to {MOST_WORKERS}.")
    return 1


def _switch(name: str, text: str, faults: list[str]) -> bool:
    if text not in ("", "0", "1"):
        faults.append(f"{name}: only 1 (on) and 0 (off) are known.")
    return text == "1"


def _secret(given: str, data: Path, faults: list[str]) -> str:
    if given:
        if len(given) < SHORTEST_SECRET:
            faults.append(f"SECRET_KEY: at least {SHORTEST_SECRET} characters are needed.")
        return given
    kept = data / "secret-key"
    try:
        # Exclusive creation: of two processes starting at once, one makes the key, both read it.
        with open(kept, "x", opener=_only_us) as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    except OSError as error:
        faults.append(f"SECRET_KEY: cannot be kept in {kept}: {error.strerror}.")
        return ""
    secret = kept.read_text().strip()
    if len(secret) < SHORTEST_SECRET:
        faults.append(f"SECRET_KEY: the file {kept} holds no key; delete it to have one made.")
    return secret


def _only_us(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
