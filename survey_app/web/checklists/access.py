"""The version that a page is about, when it is this person's to see."""

from __future__ import annotations

from flask import g

from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import find_version
from survey_app.checklists.rules import VersionState
from survey_app.core.permissions import Action, allows
from survey_app.core.problems import Code, Problem
from survey_app.edge import db


def version_of(code: str, version: str) -> ChecklistVersion:
    """The version; a draft is there only for those who manage checklists."""
    found = find_version(db.session, code, version)
    if found is None or not is_seen(found):
        raise Problem(Code.NOT_FOUND)
    return found


def draft_of(code: str, version: str) -> ChecklistVersion:
    """The draft; what was published can no longer be changed."""
    found = version_of(code, version)
    if found.state is not VersionState.DRAFT:
        raise Problem(Code.CHECKLIST_PUBLISHED)
    return found


def is_seen(version: ChecklistVersion) -> bool:
    """Whether whoever asks may see this version."""
    manages = allows(g.actor.role, Action.CHECKLIST_MANAGE)
    return manages or version.state is not VersionState.DRAFT
