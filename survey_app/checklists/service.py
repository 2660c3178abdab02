"""Writes of checklists: a draft is imported, replaced and published; what is published stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.canonical import canonical_json, content_hash, from_json
from forms.definition import Checklist
from forms.publishing import faults_of, type_changes
from survey_app.checklists.models import ChecklistItem, ChecklistVersion
from survey_app.checklists.queries import definition_of, find_version
from survey_app.checklists.rules import VersionState
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean


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


def start_draft(session: Session, checklist: Checklist, *, at: datetime) -> ChecklistVersion:
    """Keep this checklist as a new draft; a code and version that are there are not overwritten.

    A draft that is begun may still have faults: they are told while it is edited.
    """
    if find_version(session, checklist.code, checklist.version) is not None:
        raise Problem(Code.CHECKLIST_EXISTS, _named(checklist.code, checklist.version))
    made = ChecklistVersion(
        code=checklist.code, version=checklist.version, state=VersionState.DRAFT
    )
    session.add(made)
    _fill(session, made, checklist, at=at)
    return made


def edit_draft(
    session: Session, draft: ChecklistVersion, checklist: Checklist, *, before: str, at: datetime
) -> None:
    """Keep a draft as somebody edited it, faults and all; publishing is where faults refuse.

    ``before`` is the content hash of what was edited: where it is another one by now, somebody
    was faster, and nothing is overwritten.
    """
    if draft.state is not VersionState.DRAFT:
        raise Problem(Code.CHECKLIST_PUBLISHED, _named(draft.code, draft.version))
    if draft.content_hash != before:
        raise Problem(Code.CHECKLIST_STALE, _named(draft.code, draft.version))
    if content_hash(checklist) != before:
        draft.content_before = draft.content
        _fill(session, draft, checklist, at=at)


def undo_edit(session: Session, draft: ChecklistVersion, *, before: str, at: datetime) -> bool:
    """Take the last edit of a draft back, or bring it again; False where there was none."""
    if not draft.content_before:
        return False
    checklist = from_json(draft.content_before)
    edit_draft(session, draft, checklist, before=before, at=at)
    return True


def discard(session: Session, draft: ChecklistVersion) -> None:
    """Throw a draft away; what was published stays for good."""
    if draft.state is not VersionState.DRAFT:
        raise Problem(Code.CHECKLIST_PUBLISHED, _named(draft.code, draft.version))
    session.delete(draft)
    session.flush()


def publish(
    session: Session, code: str, version: str, *, at: datetime, notes: str = ""
) -> ChecklistVersion:
    """Publish a draft; from then on it never changes. Publishing twice changes nothing."""
    known = find_version(session, code, version)
    if known is None:
        raise Problem(Code.NOT_FOUND, _named(code, version))
    if known.state is not VersionState.DRAFT:
        return known
    checklist = definition_of(known)
    _refuse_faults(checklist)
    _refuse_type_changes(session, checklist)
    known.state, known.published_at, known.notes = VersionState.PUBLISHED, at, clean(notes)
    session.flush()
    return known


def retire(version: ChecklistVersion) -> None:
    """Take a published version out of use for new visits; visits that have it keep it."""
    if version.state is VersionState.PUBLISHED:
        version.state = VersionState.RETIRED


def reinstate(version: ChecklistVersion) -> None:
    """Let new visits have a retired version again."""
    if version.state is VersionState.RETIRED:
        version.state = VersionState.PUBLISHED


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
    version.items.extend(_items_of(checklist))
    session.flush()


def _items_of(checklist: Checklist) -> list[ChecklistItem]:
    """A row for each code; a draft being edited may have one twice, or one too long to keep."""
    rows: dict[str, ChecklistItem] = {}
    for position, (section, item) in enumerate(checklist.items()):
        row = ChecklistItem(
            code=item.code[:32],
            kind=item.kind.value,
            section=section.code[:32] if section else "",
            position=position,
        )
        rows.setdefault(row.code, row)
    return list(rows.values())


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
