"""What the pages of an evaluation share: the draft, and what one statement is shown beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import folded
from survey_app.edge import db
from survey_app.evaluations import queries, single
from survey_app.evaluations.content import StatementLine
from survey_app.evaluations.models import Evaluation, Statement
from survey_app.evaluations.outline import numbered
from survey_app.evaluations.rules import OutlineRow

# Of a heading's statements so many are offered at once; the rest are found by their words.
MOST_OFFERED = 50


@dataclass(frozen=True, slots=True)
class Others:
    """The other statements under a heading that have the words looked for, the first of them."""

    find: str
    shown: Sequence[StatementLine]
    found: int
    of: int

    @property
    def more(self) -> int:
        """How many more have these words than are shown."""
        return self.found - len(self.shown)


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft with its outline; what is read of its statements is read when asked for."""

    evaluation: Evaluation
    outline: tuple[OutlineRow, ...]

    def line(self, row: Statement) -> StatementLine | None:
        """A statement as it is printed; None for one that is not."""
        return single.line_of(db.session, self.evaluation, row)

    def others(self, row: Statement, find: str) -> Others:
        """The other statements under the same heading, those with these words."""
        parts = single.lines_under(db.session, self.evaluation, row.outline_code, self.outline)
        lines = [line for part in parts for line in part if line.id != row.id]
        words = folded(find)
        found = [line for line in lines if words in folded(line.text)] if words else lines
        return Others(find, found[:MOST_OFFERED], len(found), len(lines))

    def neighbours(self, row: Statement) -> list[int]:
        """The ids of the list that the statement stands in, in its order."""
        parts = single.lines_under(db.session, self.evaluation, row.outline_code, self.outline)
        lists = ([line.id for line in part] for part in parts)
        return next((ids for ids in lists if row.id in ids), [])

    def headings(self) -> list[tuple[str, str]]:
        """Code and words of each heading, as they are chosen from."""
        indent = "\u2003"
        return [
            (row.code, f"{indent * (row.depth - 1)}{number} {row.title}")
            for number, row in numbered(self.outline)
        ]


def evaluation_of(evaluation_id: int) -> Evaluation:
    """The evaluation of this id. Problem not-found."""
    found = queries.find_evaluation(db.session, evaluation_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def desk_of(found: Evaluation) -> Desk:
    """The draft as it reads now."""
    return Desk(found, queries.outline_of_round(db.session, found.round_id))
