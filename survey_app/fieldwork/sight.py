"""What a person may not see yet is not read: a filter under every query of a session.

Two members who score a visit apart see nothing of each other until both have handed over. That is
held here and nowhere else: whoever reads entries for one of them gets the entries of the other
left out, on pages and calls that know nothing of double scoring as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar, cast

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Row,
    Select,
    and_,
    bindparam,
    event,
    or_,
    select,
)
from sqlalchemy import cast as in_sql
from sqlalchemy.orm import LoaderCriteriaOption, ORMExecuteState, Session, with_loader_criteria

from survey_app.core.orm import Base
from survey_app.fieldwork.models import Entry, VisitLog
from survey_app.fieldwork.pairs import Pair
from survey_app.fieldwork.rules import DESK, EntryKind
from survey_app.visits.models import TeamPerson, Visit, VisitMember
from survey_app.visits.rules import Part
from survey_app.visits.scorer_models import ScorerChange

_READER, _SIGHT = "reader", "sight"
_PERSON: BindParameter[int] = bindparam("reader")
# A cursor fits into 31 bits, as it is documented.
_MOST_ENTRIES, _GENERATIONS = 10_000_000, 200
# More than there will ever be people, and a visit's number times it still fits into 63 bits.
_PEOPLE = 2**31
T = TypeVar("T", bound=type[Base])
# Tables with a row of a visit that is drawn from everybody's entries, or counts them.
_DRAWN: list[type[Base]] = [VisitLog]


@dataclass(frozen=True, slots=True)
class Apart:
    """A visit scored apart, as one person on it may see it.

    ``others``: everybody else who scores it or ever did. ``handed_over``: which of the present
    scorers have. ``changes``: how often its scorers were named or replaced.
    """

    pair: Pair
    others: frozenset[int]
    handed_over: frozenset[int]
    changes: int

    @property
    def is_open(self) -> bool:
        """Whether the scorers may see each other's."""
        return self.handed_over >= set(self.pair.scorers)

    @property
    def generation(self) -> int:
        """Moves whenever this person may see something else of the past than before."""
        return 2 * self.changes + self.is_open


@dataclass(frozen=True, slots=True)
class Cursors:
    """Cursors of a log that shows more of its past from one generation to the next.

    A cursor of an earlier generation counts as none: what was left out before comes then, with
    everything else once more. Of a log that hides nothing, a cursor is the number of an entry.
    """

    generation: int | None

    def number(self, cursor: int) -> int:
        """The number of the last entry that the holder of this cursor has."""
        if self.generation is None:
            return cursor
        generation, number = divmod(cursor, _MOST_ENTRIES)
        return number if generation == self.generation % _GENERATIONS else 0

    def after(self, number: int) -> int:
        """The cursor of who has everything up to this number."""
        if self.generation is None:
            return number
        return self.generation % _GENERATIONS * _MOST_ENTRIES + number


def drawn_of_a_visit(model: T) -> T:
    """A table whose row of a visit, ``visit_id``, nobody reads before the scorers are done."""
    _DRAWN.append(model)
    return model


def look_as(session: Session, person_id: int, *, leads: bool) -> None:
    """Whose eyes this session reads with. ``leads``: sees all of the teams that they lead."""
    session.info[_READER] = (person_id, leads)
    session.info.pop(_SIGHT, None)


@contextmanager
def seeing_everything(session: Session) -> Iterator[None]:
    """For what is written for all: a projection is drawn from what everybody recorded."""
    reader = session.info.pop(_READER, None)
    try:
        yield
    finally:
        session.info.pop(_SIGHT, None)
        if reader is not None:
            session.info[_READER] = reader


def sight_of(session: Session) -> Mapping[int, Apart]:
    """The visits scored apart on which the session's reader is a member, by visit."""
    reader = session.info.get(_READER)
    if reader is None:
        return {}
    if _SIGHT not in session.info:
        session.info[_SIGHT] = _sight(session, *reader)
    return cast(Mapping[int, Apart], session.info[_SIGHT])


def reader_of(session: Session) -> int | None:
    """Whose eyes the session reads with; None where it reads everything."""
    reader = session.info.get(_READER)
    return reader[0] if reader else None


def hidden(session: Session) -> dict[int, Apart]:
    """Those of them of which the reader may not see everything yet."""
    return {visit_id: each for visit_id, each in sight_of(session).items() if not each.is_open}


def _sight(session: Session, person_id: int, leads: bool) -> dict[int, Apart]:
    # Asked of the connection: what the filter asks is not filtered.
    asked = session.connection()
    found = {row.id: row for row in asked.execute(_APART[leads], {"reader": person_id})}
    if not found:
        return {}
    done: dict[int, set[int]] = defaultdict(set)
    submits = select(Entry.visit_id, Entry.author_id).where(
        Entry.visit_id.in_(found), Entry.kind == EntryKind.SUBMIT
    )
    for visit_id, author_id in asked.execute(submits.distinct()):
        done[visit_id].add(author_id)
    ever: dict[int, list[int | None]] = defaultdict(list)
    changes = select(ScorerChange.visit_id, ScorerChange.before_id, ScorerChange.after_id)
    for visit_id, before, after in asked.execute(changes.where(ScorerChange.visit_id.in_(found))):
        ever[visit_id] += [before, after]
    return {
        visit_id: _seen(row, person_id, done[visit_id], ever[visit_id])
        for visit_id, row in found.items()
    }


def _seen(
    row: Row[int, int | None, int | None],
    person_id: int,
    done: set[int],
    ever: Sequence[int | None],
) -> Apart:
    pair = Pair(row.first_scorer_id, row.second_scorer_id)
    scorers = {each for each in (*ever, *pair.scorers) if each is not None}
    return Apart(
        pair=pair,
        others=frozenset(scorers - {person_id}),
        handed_over=frozenset(done & set(pair.scorers)),
        changes=len(ever) // 2,
    )


def _apart() -> Select[int, int | None, int | None]:
    return (
        select(Visit.id, Visit.first_scorer_id, Visit.second_scorer_id)
        .join(VisitMember, VisitMember.visit_id == Visit.id)
        .where(Visit.first_scorer_id.is_not(None), VisitMember.person_id == _PERSON)
    )


def _apart_of_lead() -> Select[int, int | None, int | None]:
    """A lead who does not score sees the team's."""
    led = select(TeamPerson.team_id).where(
        TeamPerson.person_id == _PERSON, TeamPerson.part.in_([Part.LEAD, Part.DEPUTY])
    )
    scores = or_(Visit.first_scorer_id == _PERSON, Visit.second_scorer_id == _PERSON)
    return _apart().where(or_(scores, Visit.team_id.not_in(led)))


# Visits scored apart that a person is on; asked with every page and call, so put together once.
_APART = {False: _apart(), True: _apart_of_lead()}


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    if not state.is_select or state.is_column_load or _READER not in state.session.info:
        return
    apart = hidden(state.session)
    if not apart:
        return
    reader, _leads = state.session.info[_READER]
    state.statement = state.statement.options(*_only_what_is_shown(apart, reader))


def _only_what_is_shown(apart: Mapping[int, Apart], reader: int) -> list[LoaderCriteriaOption]:
    """Not the other's entries, and not what a desk wrote to somebody who had seen both.

    As functions of the class: the same table may stand in a query more than once, and each time
    under another name.
    """
    visits = sorted(apart)
    # Whose entries on which visit as one number: these functions take lists of plain values.
    others = [
        visit_id * _PEOPLE + other
        for visit_id in visits
        for other in sorted(apart[visit_id].others)
    ]
    options = [
        with_loader_criteria(
            Entry,
            lambda entry: and_(
                (in_sql(entry.visit_id, BigInteger) * _PEOPLE + entry.author_id).not_in(others),
                or_(
                    entry.device != DESK,
                    entry.author_id == reader,
                    entry.visit_id.not_in(visits),
                ),
            ),
            include_aliases=True,
        )
    ]
    return options + [
        with_loader_criteria(
            model, lambda drawn: drawn.visit_id.not_in(visits), include_aliases=True
        )
        for model in _DRAWN
    ]
