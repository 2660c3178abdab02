"""Reads of checklists."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.canonical import from_json
from forms.definition import Checklist
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.rules import VersionState


def find_version(session: Session, code: str, version: str) -> ChecklistVersion | None:
    """This version of this checklist, in whatever state."""
    return session.scalar(
        select(ChecklistVersion).where(
            ChecklistVersion.code == code, ChecklistVersion.version == version
        )
    )


def list_versions(session: Session) -> list[ChecklistVersion]:
    """Every version, by code, the newest import first."""
    return list(
        session.scalars(
            select(ChecklistVersion).order_by(ChecklistVersion.code, ChecklistVersion.id.desc())
        )
    )


def versions_of(session: Session, code: str) -> list[ChecklistVersion]:
    """Every version of one checklist, the newest first."""
    asked = select(ChecklistVersion).where(ChecklistVersion.code == code)
    return list(session.scalars(asked.order_by(ChecklistVersion.id.desc())))


def count_published(session: Session) -> int:
    """How many published versions visits can be pinned to."""
    asked = select(func.count()).where(ChecklistVersion.state == VersionState.PUBLISHED)
    return session.scalar(asked) or 0


def definition_of(version: ChecklistVersion) -> Checklist:
    """The definition of a version; read from its JSON once, since content never changes."""
    return _definition(version.content)


def definition_of_id(session: Session, version_id: int) -> Checklist:
    """The definition of the version of this id."""
    asked = select(ChecklistVersion.content).where(ChecklistVersion.id == version_id)
    return _definition(session.scalars(asked).one())


@lru_cache(maxsize=64)
def _definition(content: str) -> Checklist:
    return from_json(content)
