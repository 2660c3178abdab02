"""The settings of what stands outside: who sends our mail, who says who somebody is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from survey_app.core.addresses import is_address

_OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


class Cover(StrEnum):
    """How what is said to a mail server is kept from others; ``NONE`` within one machine."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_CLAIM = re.compile(r"[A-Za-z0-9_.:/-]{1,128}")
_PORTS = {Cover.STARTTLS: 587, Cover.TLS: 465, Cover.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The server that takes our mail, and as whom we write; ``user`` may be empty."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    sender: str
    cover: Cover


def read_mail(environ: Mapping[str, str], faults: list[str]) -> MailSettings | None:
    """The mail server; None where none is set. Every fault is added to ``faults``."""
    given = {
        "SMTP_HOST": environ.get("SMTP_HOST", "").strip(),
        "SMTP_PORT": environ.get("SMTP_PORT", "").strip(),
        "SMTP_USER": environ.get("SMTP_USER", "").strip(),
        "SMTP_PASSWORD": environ.get("SMTP_PASSWORD", ""),
        "SMTP_FROM": environ.get("SMTP_FROM", "").strip(),
        "SMTP_TLS": environ.get("SMTP_TLS", "").strip(),
    }
    if not any(given.values()):
        return None
    cover = _cover(given["SMTP_TLS"], faults)
    made = MailSettings(
        host=given["SMTP_HOST"],
        port=_port(given["SMTP_PORT"], _PORTS[cover], faults),
        user=given["SMTP_USER"],
        password=given["SMTP_PASSWORD"],
        sender=given["SMTP_FROM"],
        cover=cover,
    )
    _check_mail(made, faults)
    return made


def _cover(text: str, faults: list[str]) -> Cover:
    try:
        return Cover(text.lower()) if text else Cover.STARTTLS
    except ValueError:
        faults.append("SMTP_TLS: only starttls, tls and none are known.")
        return Cover.STARTTLS


def _port(text: str, otherwise: int, faults: list[str]) -> int:
    if not text:
        return otherwise
    if text.isascii() and text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    faults.append(f"SMTP_PORT: {text!r} is not a port from 1 to 65535.")
    return otherwise


def _check_mail(made: MailSettings, faults: list[str]) -> None:
    if not made.host:
        faults.append("SMTP_HOST: missing; without it no other SMTP setting means anything.")
    if not is_address(made.sender):
        faults.append("SMTP_FROM: must be one address that units may answer to.")
    if bool(made.user) != bool(made.password):
        faults.append("SMTP_USER, SMTP_PASSWORD: only together.")
    if not (made.user + made.password).isascii():
        faults.append("SMTP_USER, SMTP_PASSWORD: plain letters only; the protocol takes no others.")
    if made.user and made.cover is Cover.NONE and made.host not in _OWN_MACHINE:
        faults.append("SMTP_TLS: a password goes over TLS only; none is for this machine alone.")


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """An OpenID Connect provider; what its ``claim`` says is the name of an account here."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str


def read_oidc(environ: Mapping[str, str], faults: list[str]) -> OidcSettings | None:
    """The provider; None where none is set. Every fault is added to ``faults``."""
    made = OidcSettings(
        issuer=environ.get("OIDC_ISSUER", "").strip(),
        client_id=environ.get("OIDC_CLIENT_ID", "").strip(),
        client_secret=environ.get("OIDC_CLIENT_SECRET", "").strip(),
        claim=environ.get("OIDC_CLAIM", "").strip() or "preferred_username",
    )
    if not any((made.issuer, made.client_id, made.client_secret, environ.get("OIDC_CLAIM"))):
        return None
    if not _is_issuer(made.issuer):
        faults.append("OIDC_ISSUER: must be an https:// address; http:// on this machine alone.")
    if not made.client_id:
        faults.append("OIDC_CLIENT_ID: missing; the provider gives it with the secret.")
    if not made.client_secret:
        faults.append("OIDC_CLIENT_SECRET: missing; the provider gives it with the name.")
    if not _CLAIM.fullmatch(made.claim):
        faults.append(f"OIDC_CLAIM: {made.claim!r} is no name of a claim.")
    return made


def _is_issuer(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if not host or parts.query or parts.fragment or parts.username:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _OWN_MACHINE)
