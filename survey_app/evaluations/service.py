"""Writes of evaluations: the outline, the merge, the office's words. Adds and never commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.evaluations import queries
from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import EvaluationContent
from survey_app.evaluations.gathering import facts_of
from survey_app.evaluations.models import Evaluation, OutlineSection, Statement
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.pulling import pull_of, store, take_in
from survey_app.evaluations.rules import OutlineRow
from survey_app.visits.models import Round

LONGEST_STATEMENT = 20_000
_DEEPEST = 3


def merge(session: Session, round_id: int, *, at: datetime, made_by_id: int) -> Evaluation:
    """Make the draft of a round's evaluation, or pull into it what is new since the last time.

    Merging again with nothing new changes nothing. The office's words survive; a sentence goes
    only when it has no source left and nobody edited it. Problem: nothing-approved, not-found.
    """
    found = session.get(Round, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND, {"round": round_id})
    outline = queries.outline_of_round(session, round_id) or default_outline()
    pulled = pull_of(session, round_id, outline)
    if not pulled.reports:
        raise Problem(Code.NOTHING_APPROVED, {"round": round_id})
    if not queries.outline_of_round(session, round_id):
        set_outline(session, round_id, outline)
    evaluation = _evaluation(session, found, at=at, made_by_id=made_by_id)
    changed = [
        store(session, evaluation, pulled.pull),
        take_in(session, evaluation, pulled.reports),
    ]
    if any(changed):
        evaluation.merged_at = at
        evaluation.merges += 1
    session.flush()
    session.expire(evaluation, ["visits", "statements"])
    return evaluation


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
        )
        for position, row in enumerate(rows, start=1)
    )
    session.flush()


def edit_statement(
    session: Session, statement_id: int, text: str, *, edited_by_id: int, at: datetime
) -> Statement:
    """Put the office's words over a statement; blank ones take them back.

    Sources that a merge left behind as stale are let go: these words were written knowing it.
    """
    statement = queries.find_statement(session, statement_id)
    if statement is None:
        raise Problem(Code.NOT_FOUND, {"statement": statement_id})
    words = clean(text)
    if len(words) > LONGEST_STATEMENT:
        raise Problem(Code.UNACCEPTABLE, {"text": LONGEST_STATEMENT})
    statement.edited = words if words and words != statement.text else None
    statement.edited_by_id = edited_by_id
    statement.edited_at = at
    _let_go(session, statement)
    session.flush()
    return statement


def content_of(session: Session, evaluation: Evaluation) -> EvaluationContent:
    """What the evaluation says now, for the page and for each of its documents."""
    return compose(facts_of(session, evaluation))


def _check_outline(rows: Sequence[OutlineRow]) -> None:
    codes = Counter(row.code for row in rows)
    depth = 0
    for row in rows:
        wrong = not row.code or codes[row.code] > 1 or not clean(row.title)
        if wrong or not 1 <= row.depth <= min(depth + 1, _DEEPEST):
            raise Problem(Code.UNACCEPTABLE, {"outline": row.code})
        depth = row.depth
    if not rows:
        raise Problem(Code.UNACCEPTABLE, {"outline": ""})


def _evaluation(session: Session, found: Round, *, at: datetime, made_by_id: int) -> Evaluation:
    """The round's evaluation. Of two who make it at once the database keeps one, and both go on."""
    if queries.evaluation_of_round(session, found.id) is not None:
        return queries.locked_evaluation(session, found.id)
    made = Evaluation(
        round_id=found.id, title=_title(found.name), made_at=at, made_by_id=made_by_id, merged_at=at
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        made = queries.locked_evaluation(session, found.id)
    return made


def _title(name: str) -> str:
    """What the report is about: ``Tổng hợp kết quả khảo sát giữa nhiệm kỳ, tháng 11/2020``."""
    starts_a_sentence = name[:1].isupper() and name[1:2].islower()
    return f"Tổng hợp kết quả {name[:1].lower() + name[1:] if starts_a_sentence else name}"


def _let_go(session: Session, statement: Statement) -> None:
    """Drop links to reports that the draft has since taken anew, unless no other link is left."""
    taken = queries.taken_in(session, statement.evaluation_id)
    left_behind = [
        source
        for source in statement.sources
        if source.visit_id in taken and taken[source.visit_id].report_id != source.report_id
    ]
    if len(left_behind) < len(statement.sources):
        for source in left_behind:
            statement.sources.remove(source)
