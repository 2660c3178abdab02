"""Visits that stand approved, written straight into the tables: what a merge starts from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from survey_app.fieldwork.models import Entry, Head
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.progress import service as progress
from survey_app.reports.models import Report, SealedContent
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import Move
from survey_app.visits.models import Visit
from tests.support.cast import NOW, Cast, unit, visit


@dataclass
class Approvals:
    """Records on visits and decides on them, without phones and without files."""

    session: Session
    cast: Cast

    def visits(self, number: int) -> list[Visit]:
        """So many visits of the cast's first team, each at a unit of its own."""
        return self.visits_from(range(number))

    def visits_from(self, numbers: range) -> list[Visit]:
        """The visits at the units of these numbers."""
        first = self.session.get_one(Visit, self.cast.visit.id)
        units = [
            unit(self.session, f"LD-{at:03d}", f"LĐLĐ huyện số {at}", 100 + at) for at in numbers
        ]
        self.session.flush()
        made = [
            visit(self.session, each, first.team, first.checklist_version, []) for each in units
        ]
        self.session.flush()
        return made

    def find(self, at: Visit, text: str, **more: object) -> Entry:
        """Record a finding; ``about``, ``addressee``, ``type`` and ``item`` as wanted."""
        item = more.pop("item", None)
        value = {"type": "strength", "text": text, **more}
        return self.record(at, EntryKind.FINDING, value, str(item) if item else None)

    def record(self, at: Visit, kind: EntryKind, value: object, item: str | None = None) -> Entry:
        """Record an entry that nothing has replaced yet."""
        newest = select(func.max(Entry.number)).where(Entry.visit_id == at.id)
        number = (self.session.scalar(newest) or 0) + 1
        entry = Entry(
            uuid=uuid4(),
            visit_id=at.id,
            number=number,
            kind=kind,
            item=item,
            slot=None if kind is EntryKind.ANSWER else uuid4(),
            layer=Layer.TEAM if kind is EntryKind.ANSWER else None,
            value=json.dumps(value, ensure_ascii=False),
            device="thiet-bi",
            seq=number,
            made_at="2020-11-10T09:00:00+07:00",
            author_id=self.cast.an.id,
            received_at=NOW,
            sha256="0" * 64,
        )
        self.session.add(entry)
        self.session.flush()
        self.session.add(Head(entry_id=entry.id, visit_id=at.id, kind=kind))
        self.session.flush()
        return entry

    def withdraw(self, entry: Entry) -> None:
        """As if a later entry stood in the finding's place."""
        self.session.execute(delete(Head).where(Head.entry_id == entry.id))

    def approve(self, at: Visit) -> Report:
        """Approve a visit and note its sealed report."""
        decision = self._decide(at, Move.APPROVE)
        progress.draw(self.session, at, at=NOW)
        newest = select(func.max(Report.revision)).where(Report.visit_id == at.id)
        revision = (self.session.scalar(newest) or 0) + 1
        self.session.merge(SealedContent(sha256="1" * 64, content="{}"))
        # Nothing says that its row is to be written first.
        self.session.flush()
        report = Report(
            visit_id=at.id,
            revision=revision,
            decision_id=decision.id,
            content_sha256="1" * 64,
            entries_seen=decision.entries_seen,
            engine="1",
            sealed_at=NOW,
            sealed_by_id=self.cast.binh.id,
        )
        self.session.add(report)
        self.session.flush()
        return report

    def reopen(self, at: Visit) -> None:
        """Take the approval back."""
        self._decide(at, Move.REOPEN)

    def _decide(self, at: Visit, move: Move) -> Decision:
        newest = select(func.max(Decision.number)).where(Decision.visit_id == at.id)
        number = (self.session.scalar(newest) or 0) + 1
        decision = Decision(
            visit_id=at.id,
            number=number,
            move=move,
            reason="lý do",
            entries_seen=0,
            made_by_id=self.cast.binh.id,
            made_at=NOW + timedelta(minutes=number),
        )
        self.session.add(decision)
        self.session.flush()
        return decision
