"""What the visited unit says to findings, and what it is answered: reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.fieldwork.queries import recorded
from survey_app.fieldwork.rules import Stance
from survey_app.fieldwork.state import EntryView, Recorded
from survey_app.reviews.models import ReplyAnswer, ReplyWindow


@dataclass(frozen=True, slots=True)
class UnitReply:
    """A finding and what the unit says to it; ``reply`` None where it has said nothing."""

    finding: EntryView
    reply: EntryView | None
    answer: ReplyAnswer | None

    @property
    def stance(self) -> Stance | None:
        """Whether the unit agrees, explains or disagrees."""
        return Stance.of(self.reply.value or {}) if self.reply else None

    @property
    def text(self) -> str:
        """The unit's words."""
        return str((self.reply.value or {}).get("text") or "") if self.reply else ""

    @property
    def owes_answer(self) -> bool:
        """Whether an approval waits for the lead's answer."""
        return self.stance in (Stance.EXPLAIN, Stance.DISAGREE) and self.answer is None


def replies_of(
    session: Session, visit_id: int, *, found: Recorded | None = None
) -> tuple[UnitReply, ...]:
    """Every finding of a visit with the unit's reply and the lead's answer, in order of arrival."""
    state = found if found is not None else recorded(session, visit_id)
    said = standing_replies(state)
    answers = answers_of(session, visit_id) if said else {}
    return tuple(_joined(finding, said, answers) for finding in state.findings())


def standing_replies(found: Recorded) -> dict[UUID, EntryView]:
    """The unit's reply to each finding, by the finding's slot; the newest where there are two."""
    slots = {finding.slot for finding in found.findings()}
    return {each.slot: each for each in found.replies() if each.slot and each.slot in slots}


def answers_of(session: Session, visit_id: int) -> dict[UUID, ReplyAnswer]:
    """The newest answer to each reply of a visit."""
    return {row.reply: row for row in all_answers(session, visit_id)}


def all_answers(session: Session, visit_id: int) -> list[ReplyAnswer]:
    """Every answer to a reply of a visit, of one reply the newest last."""
    rows = session.scalars(
        select(ReplyAnswer)
        .where(ReplyAnswer.visit_id == visit_id)
        .options(joinedload(ReplyAnswer.made_by))
        .order_by(ReplyAnswer.number, ReplyAnswer.id)
    )
    return list(rows)


def windows_of(session: Session, visit_id: int) -> list[ReplyWindow]:
    """Every opening and closing of a visit's findings to its unit, the newest first."""
    asked = select(ReplyWindow).where(ReplyWindow.visit_id == visit_id)
    named = asked.options(joinedload(ReplyWindow.made_by))
    return list(session.scalars(named.order_by(ReplyWindow.number.desc())))


def open_until(windows: Iterable[ReplyWindow], *, today: date) -> date | None:
    """Until which day the findings are open to the unit; None when they are not, or no more."""
    newest = next(iter(windows), None)
    if newest is None or newest.until is None or newest.until < today:
        return None
    return newest.until


def _joined(
    finding: EntryView, said: Mapping[UUID, EntryView], answers: Mapping[UUID, ReplyAnswer]
) -> UnitReply:
    reply = said.get(finding.slot) if finding.slot else None
    return UnitReply(finding, reply, answers.get(reply.uuid) if reply else None)
