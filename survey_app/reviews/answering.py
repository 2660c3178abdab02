"""Opening findings to the visited unit, and answering what it says: writes, one row each."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.fieldwork.queries import hand_over, recorded
from survey_app.reviews import queries
from survey_app.reviews.models import ReplyAnswer, ReplyWindow
from survey_app.reviews.replies import standing_replies
from survey_app.reviews.rules import ReviewState
from survey_app.visits.models import Person, Visit
from survey_app.visits.rules import Plan

ANSWER_LIMIT = 5_000


def check_unit_may_come(session: Session, visit: Visit) -> None:
    """Raise Problem where a link would lead the unit to a closed door."""
    state = queries.state_of(session, visit.id)
    if state is ReviewState.APPROVED or visit.plan is Plan.CANCELLED:
        raise Problem(Code.REVIEW_MOVE_REFUSED, {"state": state, "move": "unit_link"})


def set_window(
    session: Session, visit: Visit, *, until: date | None, by: Person, at: datetime
) -> None:
    """Open the findings to the unit through a day, or close them with None."""
    _check_may(session, visit, by)
    if until is not None and hand_over(session, visit.id) is None:
        # Before, the team may still change its words: the unit would answer to something else.
        raise Problem(Code.REVIEW_MOVE_REFUSED, {"state": "not_handed_over", "move": "open_reply"})
    newest = select(func.max(ReplyWindow.number)).where(ReplyWindow.visit_id == visit.id)
    number = (session.scalar(newest) or 0) + 1
    row = ReplyWindow(visit_id=visit.id, number=number, until=until, made_by_id=by.id, made_at=at)
    _keep(session, row)


def answer_reply(
    session: Session, visit: Visit, reply: UUID, *, text: str, by: Person, at: datetime
) -> None:
    """Answer what the unit says to a finding; refused for a reply that no longer stands."""
    _check_may(session, visit, by)
    words = clean(text)
    if not words:
        raise Problem(Code.REASON_MISSING)
    if len(words) > ANSWER_LIMIT:
        raise Problem(Code.UNACCEPTABLE, {"field": "text", "limit": ANSWER_LIMIT})
    if reply not in {each.uuid for each in standing_replies(recorded(session, visit.id)).values()}:
        raise Problem(Code.REVIEW_STALE, {"reply": str(reply)})
    newest = select(func.max(ReplyAnswer.number)).where(
        ReplyAnswer.visit_id == visit.id, ReplyAnswer.reply == reply
    )
    number = (session.scalar(newest) or 0) + 1
    row = ReplyAnswer(
        visit_id=visit.id, reply=reply, number=number, text=words, made_by_id=by.id, made_at=at
    )
    _keep(session, row)


def _check_may(session: Session, visit: Visit, by: Person) -> None:
    if not queries.may_decide(session, visit, by):
        raise Problem(Code.FORBIDDEN)
    if queries.state_of(session, visit.id) is ReviewState.APPROVED:
        raise Problem(Code.REVIEW_MOVE_REFUSED, {"state": ReviewState.APPROVED, "move": "reply"})


def _keep(session: Session, row: ReplyWindow | ReplyAnswer) -> None:
    try:
        session.add(row)
        session.flush()
    except IntegrityError as error:
        # Somebody was quicker; the unique number keeps theirs.
        raise Problem(Code.REVIEW_STALE) from error
