"""Writes of checklists: a draft is imported, replaced and published; what is published stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.canonical import canonical_json, content_hash
from forms.definition import Checklist
from forms.publishing import faults_of, type_changes
from survey_app.checklists.models import ChecklistItem, ChecklistVersion
from survey_app.checklists.queries import definition_of, find_version
from survey_app.checklists.rules import VersionState
from survey_app.core.problems import Code, Problem


def import_version(session: Session, checklist: Checklist, *, at: datetime) -> ChecklistVersion:
    """Keep this checklist as a draft; the draft of the same code and version is replaced.

    A version that left the draft state is never changed: the same content again gives it back,
    other content is refused.
    """
    _refuse_faults(checklist)
    known = find_version(session, checklist.code, checklist.version)
    if known is None:
        known = ChecklistVersion(
            code=checklist.code, version=checklist.version, state=VersionState.DRAFT
        )
        session.add(known)
    elif known.content_hash == content_hash(checklist):
        return known
    elif known.state is not VersionState.DRAFT:
        raise Problem(Code.CHECKLIST_PUBLISHED, _named(checklist.code, checklist.version))
    _fill(session, known, checklist, at=at)
    return known


def publish(session: Session, code: str, version: str, *, at: datetime) -> ChecklistVersion:
    """Publish a draft; from then on it never changes. Publishing twice changes nothing."""
    known = find_version(session, code, version)
    if known is None:
        raise Problem(Code.NOT_FOUND, _named(code, version))
    if known.state is not VersionState.DRAFT:
        return known
    checklist = definition_of(known)
    _refuse_faults(checklist)
    _refuse_type_changes(session, checklist)
    known.state, known.published_at = VersionState.PUBLISHED, at
    session.flush()
    return known


def _fill(
    session: Session, version: ChecklistVersion, checklist: Checklist, *, at: datetime
) -> None:
    version.title = checklist.title.vi
    version.unit_kind = checklist.unit_kind
    version.content = canonical_json(checklist).decode()
    version.content_hash = content_hash(checklist)
    version.imported_at = at
    version.items.clear()
    # The old items go before the new ones come: both may have the same codes.
    session.flush()
    version.items.extend(
        ChecklistItem(
            code=item.code,
            kind=item.kind.value,
            section=section.code if section else "",
            position=position,
        )
        for position, (section, item) in enumerate(checklist.items())
    )
    session.flush()


def _refuse_faults(checklist: Checklist) -> None:
    faults = faults_of(checklist)
    if faults:
        told = [
            {"place": each.place, "code": each.code, "vi": each.message.vi, "en": each.message.en}
            for each in faults
        ]
        raise Problem(Code.CHECKLIST_FAULTS, {"faults": told})


def _refuse_type_changes(session: Session, checklist: Checklist) -> None:
    earlier = session.scalars(
        select(ChecklistVersion)
        .where(
            ChecklistVersion.code == checklist.code,
            ChecklistVersion.state != VersionState.DRAFT,
        )
        .order_by(ChecklistVersion.id)
    )
    changed = {code for old in earlier for code in type_changes(definition_of(old), checklist)}
    if changed:
        named = _named(checklist.code, checklist.version)
        raise Problem(Code.CHECKLIST_TYPE_CHANGED, {**named, "items": sorted(changed)})


def _named(code: str, version: str) -> dict[str, object]:
    return {"checklist": code, "version": version}
