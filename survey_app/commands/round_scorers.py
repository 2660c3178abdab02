"""Who scores which visit of a round's plan apart: named in the file, or by the round's scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from survey_app.core.problems import Problem
from survey_app.reviews import scorers
from survey_app.reviews.scorers import Change, Scheme
from survey_app.visits.models import Person, Round, Visit
from survey_app.visits.rules import DoubleScoring


def name_scorers(
    session: Session,
    rows: Sequence[Mapping[str, Any]],
    visits: Sequence[Visit],
    people: Mapping[str, Person],
    at: datetime,
) -> list[str]:
    """Name the scorers that the rows of these visits have; returns the faults, a line each."""
    faults = []
    for number, (row, visit) in enumerate(zip(rows, visits, strict=True), 1):
        if "scorers" not in row:
            continue
        named = [people[name].id for name in row["scorers"] if name in people]
        try:
            scorers.choose(session, visit, (named[0], named[-1]), Change(at))
        except (Problem, IndexError):
            faults.append(
                f"visit[{number}].scorers: two different members of the team who do not lead it"
            )
    return faults


def apply_scheme(session: Session, round_: Round, visits: Sequence[Visit], at: datetime) -> None:
    """Do for a whole round what its plan says of it: all of its visits, or a drawn share."""
    scheme = Scheme(round_.double_scoring, round_.double_share, round_.double_seed or "")
    if scheme.mode is DoubleScoring.ALL or scheme.draws:
        scorers.set_up(session, round_, visits, scheme, Change(at))
