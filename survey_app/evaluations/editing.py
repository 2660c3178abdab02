"""What the office does to statements, each time a row of history. Adds and never commits.

One writer at a time: the evaluation is locked first, then the version that the clerk had seen is
compared. Problem statement-moved: somebody was faster; nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.evaluations import moves, queries
from survey_app.evaluations.alike import match_key
from survey_app.evaluations.joining import best_words
from survey_app.evaluations.models import Evaluation, Statement
from survey_app.evaluations.recording import texts_of
from survey_app.evaluations.rules import ChangeKind
from survey_app.evaluations.shapes import Shape, written
from survey_app.evaluations.telling import Clerk, Told, note, reshaped, shapes_of

LONGEST_STATEMENT = 20_000
LONGEST_REASON = 2_000

Act = Callable[[dict[int, Shape]], Mapping[int, Shape]]


def word(
    session: Session, statement_id: int, text: str, *, clerk: Clerk, version: int | None = None
) -> Statement:
    """Put the office's words over a statement; blank ones take them back."""
    row = _found(session, statement_id, version)
    words = checked(text)
    gone = _gone(session, row)
    _change(session, [row], ChangeKind.WORDED, clerk, lambda now: {
        row.id: moves.worded(now[row.id], words, gone)
    })  # fmt: skip
    row.edited_by_id, row.edited_at = clerk.id, clerk.at
    session.flush()
    return row


def write(session: Session, evaluation: Evaluation, code: str, text: str, *, clerk: Clerk) -> int:
    """A statement of the office's own under a heading; its id."""
    words = checked(text)
    if not words:
        raise Problem(Code.UNACCEPTABLE, {"text": ""})
    queries.locked_evaluation(session, evaluation.round_id)
    row = _new(session, evaluation.id, _heading(session, evaluation, code), words)
    _change(session, [row], ChangeKind.WRITTEN, clerk, lambda now: {
        row.id: replace(now[row.id], away=False, held=True, edited=words)
    })  # fmt: skip
    return row.id


def place(session: Session, statement_id: int, code: str, *, clerk: Clerk) -> None:
    """Put a statement under another heading, where the next merge leaves it."""
    row = _found(session, statement_id, None)
    code = _heading(session, row.evaluation, code)
    _change(session, [row], ChangeKind.PLACED, clerk, lambda now: {
        row.id: moves.placed(now[row.id], code)
    })  # fmt: skip


def order(session: Session, evaluation: Evaluation, ids: Sequence[int], *, clerk: Clerk) -> None:
    """Give neighbours this order. Ids of no statement of this evaluation are passed over."""
    queries.locked_evaluation(session, evaluation.round_id)
    rows = {row.id: row for row in queries.some_statements(session, evaluation.id, ids)}
    wanted = [id_ for id_ in dict.fromkeys(ids) if id_ in rows]
    _change(
        session,
        list(rows.values()),
        ChangeKind.ORDERED,
        clerk,
        lambda now: moves.ordered(now, wanted),
    )


def join(
    session: Session, into_id: int, ids: Collection[int], *, clerk: Clerk, version: int
) -> Statement:
    """Make statements one: its words are those of ``into_id``, its sources those of all."""
    into = _found(session, into_id, version)
    others = queries.some_statements(session, into.evaluation_id, set(ids) - {into_id})
    if not others or into.away or any(each.away for each in others):
        raise Problem(Code.STATEMENT_MOVED, {"statement": into_id})
    rows = [into, *others]
    _change(session, rows, ChangeKind.JOINED, clerk, lambda now: moves.joined(now, into.id))
    return into


def split(
    session: Session,
    statement_id: int,
    entry_ids: Collection[int],
    *,
    clerk: Clerk,
    version: int,
) -> int:
    """Make a statement of its own of some sources; its id. They must leave at least one behind."""
    row = _found(session, statement_id, version)
    here = {source.entry_id for source in row.sources}
    going = here & set(entry_ids)
    if not going or going == here:
        raise Problem(Code.NOTHING_TO_SPLIT, {"statement": statement_id})
    told = texts_of(session, going)
    new = _new(session, row.evaluation_id, row.outline_code, best_words(told) if told else row.text)
    new.into_id = row.id
    session.flush()
    act: Act = lambda now: moves.split(now, row.id, new.id, going)  # noqa: E731 - named to be typed
    _change(session, [row, new], ChangeKind.SPLIT, clerk, act)
    return new.id


def leave_out(session: Session, statement_id: int, *, clerk: Clerk, version: int) -> None:
    """Do not print a statement; it keeps its sources. A reason must be given."""
    row = _found(session, statement_id, version)
    if not clerk.reason:
        raise Problem(Code.REASON_MISSING)
    _change(session, [row], ChangeKind.LEFT_OUT, clerk, lambda now: {
        row.id: moves.left_out(now[row.id])
    })  # fmt: skip


def settle(
    session: Session, statement_id: int, *, takes_new: bool, clerk: Clerk, version: int
) -> None:
    """Decide on a statement whose findings changed: the teams' new words, or those that stand."""
    row = _found(session, statement_id, version)
    gone = _gone(session, row)
    if takes_new:
        words = _new_words(session, row, gone)
        _change(session, [row], ChangeKind.TOOK_NEW, clerk, lambda now: {
            row.id: moves.took_new(now[row.id], gone.keys(), words)
        })  # fmt: skip
    else:
        _change(session, [row], ChangeKind.KEPT_OURS, clerk, lambda now: {
            row.id: moves.kept_ours(now[row.id], gone)
        })  # fmt: skip


def set_aside(
    session: Session, evaluation: Evaluation, statement_id: int, text: str, *, clerk: Clerk
) -> None:
    """Keep words that came too late, so that they can be read and taken up again."""
    words = clean(text)[:LONGEST_STATEMENT]
    if words:
        note(session, evaluation.round_id, clerk, Told(ChangeKind.SET_ASIDE, statement_id, words))


def checked(text: str) -> str:
    """Words of the office as they are kept. Problem unacceptable: too long."""
    words = clean(text)
    if len(words) > LONGEST_STATEMENT:
        raise Problem(Code.UNACCEPTABLE, {"text": LONGEST_STATEMENT})
    return words


def _found(session: Session, statement_id: int, version: int | None) -> Statement:
    """The statement, its evaluation held; problems not-found and statement-moved."""
    row = queries.find_statement(session, statement_id)
    if row is None:
        raise Problem(Code.NOT_FOUND, {"statement": statement_id})
    queries.locked_evaluation(session, row.evaluation.round_id)
    session.refresh(row)
    if version is not None and row.version != version:
        raise Problem(Code.STATEMENT_MOVED, {"statement": statement_id})
    return row


def _heading(session: Session, evaluation: Evaluation, code: str) -> str:
    codes = {row.code for row in queries.outline_of_round(session, evaluation.round_id)}
    if code not in codes:
        raise Problem(Code.HEADING_GONE, {"heading": code})
    return code


def _new(session: Session, evaluation_id: int, code: str, text: str) -> Statement:
    """A statement that is not printed yet, under a key of its own."""
    row = Statement(
        evaluation_id=evaluation_id,
        outline_code=code,
        position=queries.last_position(session, evaluation_id, code) + 1,
        match_key=match_key(f"{uuid4()} {text}"),
        text=text,
        away=True,
        held=True,
    )
    session.add(row)
    session.flush()
    return row


def _new_words(session: Session, row: Statement, gone: Collection[int]) -> str:
    """What the teams say now: those who worded it anew, else those who still say it."""
    anew = [each.entry_id for each in row.sources if each.seen_entry_id is not None]
    left = [each.entry_id for each in row.sources if each.entry_id not in gone]
    told = texts_of(session, anew or left)
    return best_words(told) if told else ""


def _gone(session: Session, row: Statement) -> dict[int, int]:
    """Sources that the last merge found withdrawn, each with the report that has them no more."""
    taken = queries.taken_in(session, row.evaluation_id)
    return {
        each.entry_id: taken[each.visit_id].report_id
        for each in row.sources
        if each.visit_id in taken and taken[each.visit_id].report_id != each.report_id
    }


def _change(
    session: Session, rows: Sequence[Statement], kind: ChangeKind, clerk: Clerk, act: Act
) -> None:
    """Do it, count it, and tell it; what changes nothing is not told."""
    before = shapes_of(rows)
    after = {**before, **act(dict(before))}
    if after == before:
        return
    reshaped(session, {row.id: row for row in rows}, after)
    first = rows[0]
    words = first.text if first.edited is None else first.edited
    told = Told(kind, first.id, words, written(before), written(shapes_of(rows)))
    note(session, first.evaluation.round_id, clerk, told)
