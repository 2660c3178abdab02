"""What the unit may do now: score itself until the team hands over, reply while it is let."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from survey_app.core import clock
from survey_app.core.problems import Code, Problem
from survey_app.fieldwork.queries import hand_over
from survey_app.reviews.queries import state_of
from survey_app.reviews.replies import open_until, windows_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits.models import Visit
from survey_app.visits.rules import RoundState


@dataclass(frozen=True, slots=True)
class Standing:
    """``replies_until`` is None while the findings are not shown to the unit."""

    scores_open: bool
    replies_until: date | None

    def check_scores(self) -> None:
        """Raise Problem once the unit may no longer score itself."""
        if not self.scores_open:
            raise Problem(Code.UNIT_CLOSED)

    def check_replies(self) -> None:
        """Raise Problem while the findings are not open to the unit."""
        if self.replies_until is None:
            raise Problem(Code.UNIT_CLOSED)


def standing_of(session: Session, visit: Visit) -> Standing:
    """Where the visit stands, for its unit."""
    if visit.round.state is RoundState.CLOSED:
        return Standing(scores_open=False, replies_until=None)
    unopened = state_of(session, visit.id) is ReviewState.UNOPENED
    return Standing(
        scores_open=unopened and hand_over(session, visit.id) is None,
        replies_until=open_until(windows_of(session, visit.id), today=clock.today()),
    )
