"""The pairs of alike statements that nobody has decided on yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.evaluations import queries
from survey_app.evaluations.alike import match_key
from survey_app.evaluations.models import Evaluation, Statement
from survey_app.evaluations.parts_of_merge import pair
from survey_app.evaluations.suggesting import Suggestion, suggestions


@dataclass(frozen=True, slots=True)
class Side:
    """One statement of a pair; ``visits`` are those that it comes from."""

    id: int
    version: int
    text: str
    visits: frozenset[int]
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two alike statements under one heading."""

    code: str
    likeness: float
    first: Side
    second: Side

    @property
    def together(self) -> int:
        """How many visits the joined statement would come from."""
        return len(self.first.visits | self.second.visits)


def open_pairs(session: Session, evaluation: Evaluation) -> list[OpenPair]:
    """What to decide on, heading by heading, the most alike first; a fixed number of queries."""
    apart = queries.apart_pairs(session, evaluation.id)
    by_code: dict[str, dict[int, Statement]] = defaultdict(dict)
    for row in queries.statements_of(session, evaluation.id):
        if not row.away:
            by_code[row.outline_code][row.id] = row
    outline = queries.outline_of_round(session, evaluation.round_id)
    codes = [row.code for row in outline if row.code in by_code]
    codes += sorted(by_code.keys() - set(codes))
    return [found for code in codes for found in _pairs(code, by_code[code], apart)]


def _pairs(
    code: str, rows: dict[int, Statement], apart: frozenset[tuple[str, str]]
) -> Iterator[OpenPair]:
    keys = {id_: match_key(row.text) for id_, row in rows.items()}
    for each in suggestions({id_: _words(row) for id_, row in rows.items()}):
        if pair(keys[each.first], keys[each.second]) not in apart:
            yield _pair(code, rows, each)


def _pair(code: str, rows: dict[int, Statement], each: Suggestion) -> OpenPair:
    return OpenPair(
        code,
        each.likeness,
        _side(rows[each.first], each.only_first),
        _side(rows[each.second], each.only_second),
    )


def _side(row: Statement, only: tuple[str, ...]) -> Side:
    visits = frozenset(source.visit_id for source in row.sources)
    return Side(row.id, row.version, _words(row), visits, only)


def _words(row: Statement) -> str:
    return row.text if row.edited is None else row.edited
