"""The audit log at work: what a session writes is noted, and told in the same transaction.

The head of the log is also kept in a signed file in the data folder, outside of the database.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import structlog
from flask import current_app, g, has_app_context
from sqlalchemy import event, select
from sqlalchemy.orm import Session, SessionTransaction

from survey_app.audit.models import AuditHead
from survey_app.audit.rules import BEGINNING, Act
from survey_app.audit.service import Actor, Head, append, take_back, tell, told
from survey_app.core import clock
from survey_app.core.settings import Settings
from survey_app.edge import watched
from survey_app.visits.models import Person

log = structlog.get_logger()

_HEAD = "audit_head"


class Audited(Session):
    """A session that tells the audit log what it writes, and only if it is committed."""


@event.listens_for(Audited, "after_flush")
def _note(session: Session, _: object) -> None:
    for row in session.new:
        _tell(session, watched.made(row))
    for row in session.dirty:
        _tell(session, watched.changed(row))
    for row in session.deleted:
        _tell(session, watched.removed(row))


@event.listens_for(Audited, "before_commit")
def _write(session: Session) -> None:
    if session.in_nested_transaction() or not has_app_context():
        return
    session.flush()
    acts = told(session)
    if acts:
        actors = [(act, _actor(session, act)) for act in acts]
        session.info[_HEAD] = append(session, actors, key=key(), at=clock.now())


@event.listens_for(Audited, "after_commit")
def _anchor(session: Session) -> None:
    head = session.info.pop(_HEAD, None)
    if head is not None:
        anchor(head)


@event.listens_for(Audited, "after_soft_rollback")
def _forget(session: Session, previous: SessionTransaction) -> None:
    take_back(session, previous if previous.nested else None)
    if not previous.nested:
        session.info.pop(_HEAD, None)


def key() -> bytes:
    """The key of the log: made from the installation's secret, for nothing else."""
    settings: Settings = current_app.extensions["settings"]
    return hmac.new(settings.secret_key.encode(), b"audit log", hashlib.sha256).digest()


def anchored() -> Head | None:
    """The head as the file has it; None where there is none, or one that is not ours."""
    try:
        kept = json.loads(_file().read_text())
        head = Head(int(kept["number"]), str(kept["hash"]))
        return head if hmac.compare_digest(str(kept["signature"]), _signature(head)) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def anchor(head: Head, *, also_back: bool = False) -> None:
    """Keep the head in the file. It never goes back by itself: that is what it is there for."""
    path = _file()
    with path.with_suffix(".lock").open("a") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        before = anchored()
        if before is not None and before.number >= head.number and not also_back:
            if before.number > head.number:
                log.error("audit log too short", was=before.number, now=head.number)
            return
        kept = {"number": head.number, "hash": head.hash, "signature": _signature(head)}
        part = path.with_suffix(".part")
        part.write_text(json.dumps(kept))
        part.replace(path)


def newest(session: Session) -> Head:
    """The head as the database has it."""
    found = session.execute(select(AuditHead.number, AuditHead.hash)).first()
    return Head(*found) if found else Head(0, BEGINNING)


def _tell(session: Session, act: Act | None) -> None:
    if act is not None:
        tell(session, act)


def _actor(session: Session, act: Act) -> Actor:
    visitor: Any = g.get("visitor")
    if act.actor_id is not None:
        name = session.scalar(select(Person.name).where(Person.id == act.actor_id))
        return Actor(act.actor_id, name or "")
    if visitor is not None:
        return Actor(visitor.id, visitor.name)
    return Actor(None, "")


def _file() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return settings.data / "audit.head"


def _signature(head: Head) -> str:
    return hmac.new(key(), f"{head.number} {head.hash}".encode(), hashlib.sha256).hexdigest()
