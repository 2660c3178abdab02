"""The office's outline: replaced as a whole, each change a row of history. Adds, never commits."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import delete
from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.evaluations import queries
from survey_app.evaluations.models import EvaluationChange, OutlineSection
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.rules import ChangeKind, OutlineRow, Source
from survey_app.evaluations.telling import Clerk, Told, note
from survey_app.visits.models import Round

_DEEPEST = 3
_MOST_HEADINGS = 300

Rows = tuple[OutlineRow, ...]


def outline_of(session: Session, round_id: int) -> Rows:
    """The outline of a round: the office's, or the one that rounds start with."""
    return queries.outline_of_round(session, round_id) or default_outline()


def seen(row: OutlineRow) -> str:
    """What a heading is now, in few letters: who writes over another's change is told."""
    text = json.dumps(asdict(row), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def change(
    session: Session,
    round_id: int,
    act: Callable[[Rows], Rows],
    *,
    clerk: Clerk,
    about: str = "",
) -> None:
    """Do something to the outline. Statements move to new headings at the next merge.

    Problem unacceptable: what came out is no outline.
    """
    if session.get(Round, round_id, with_for_update=True) is None:
        raise Problem(Code.NOT_FOUND, {"round": round_id})
    before = outline_of(session, round_id)
    after = tuple(act(before))
    if after == before:
        return
    set_outline(session, round_id, after)
    now = outline_of(session, round_id)
    told = Told(ChangeKind.OUTLINED, None, about, _written(before), _written(now))
    note(session, round_id, clerk, told)


def turn_back(session: Session, done: EvaluationChange, *, clerk: Clerk) -> None:
    """The outline as it was before a change. Problem undo-overtaken: it was changed since."""
    now = outline_of(session, done.round_id)
    if _written(now) != done.after:
        raise Problem(Code.UNDO_OVERTAKEN, {"change": done.id})
    set_outline(session, done.round_id, _read(done.before))
    told = Told(ChangeKind.UNDONE, None, done.words, done.after, done.before, done.id)
    note(session, done.round_id, clerk, told)


def set_outline(session: Session, round_id: int, rows: Iterable[OutlineRow]) -> None:
    """Replace the outline of a round. Statements move to the new headings at the next merge.

    Problem unacceptable: no heading, a code twice or empty, an empty title, a depth that skips.
    """
    rows = tuple(rows)
    _check_outline(rows)
    session.execute(delete(OutlineSection).where(OutlineSection.round_id == round_id))
    session.add_all(
        OutlineSection(
            round_id=round_id,
            position=position,
            depth=row.depth,
            code=row.code,
            title=clean(row.title),
            source=row.source,
            section=row.section,
            addressee=row.addressee,
            words=clean(row.words),
        )
        for position, row in enumerate(rows, start=1)
    )
    session.flush()


def _check_outline(rows: Sequence[OutlineRow]) -> None:
    codes = Counter(row.code for row in rows)
    depth = 0
    for row in rows:
        wrong = not row.code or codes[row.code] > 1 or not clean(row.title)
        if wrong or not 1 <= row.depth <= min(depth + 1, _DEEPEST):
            raise Problem(Code.UNACCEPTABLE, {"outline": row.code})
        depth = row.depth
    if not 0 < len(rows) <= _MOST_HEADINGS:
        raise Problem(Code.UNACCEPTABLE, {"outline": ""})


def _written(rows: Iterable[OutlineRow]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False)


def _read(text: str) -> Rows:
    rows = (OutlineRow(**told) for told in json.loads(text))
    return tuple(
        OutlineRow(
            row.code,
            row.title,
            row.depth,
            Source(row.source),
            row.section,
            row.addressee,
            row.words,
        )
        for row in rows
    )
