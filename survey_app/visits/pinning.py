"""Moving planned visits to another version of their checklist: said by the office, never silent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from survey_app.checklists.models import ChecklistVersion
from survey_app.visits.models import Person, PlanChange, Visit


def repin(
    session: Session, visit: Visit, version: ChecklistVersion, *, by: Person, at: datetime
) -> None:
    """Pin a visit to this version; what it had before stands among the changes of its plan."""
    before = visit.checklist_version
    if before.id == version.id:
        return
    visit.checklist_version = version
    said = f"Chuyển phiếu {version.code} từ phiên bản {before.version} sang {version.version}."
    session.add(
        PlanChange(
            visit_id=visit.id,
            made_by_id=by.id,
            made_at=at,
            planned_on=visit.planned_on,
            place=visit.place,
            mode=visit.mode,
            plan=visit.plan,
            reason=said,
        )
    )
