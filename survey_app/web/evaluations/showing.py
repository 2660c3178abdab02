"""What the pages of an evaluation share: its content, and where each statement stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.core.problems import Code, Problem
from survey_app.edge import db
from survey_app.evaluations import queries, service
from survey_app.evaluations.content import EvaluationContent, StatementLine, Statements
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.outline import numbered
from survey_app.evaluations.rules import OutlineRow


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft as it reads now, with its outline."""

    evaluation: Evaluation
    content: EvaluationContent
    outline: tuple[OutlineRow, ...]

    def line(self, statement_id: int) -> StatementLine | None:
        """A statement as it is printed; None for one that is not."""
        return next(
            (line for _, line in self.content.statements() if line.id == statement_id), None
        )

    def others(self, statement_id: int, code: str) -> Sequence[StatementLine]:
        """The other statements under the same heading."""
        placed = queries.codes_of_statements(db.session, self.evaluation.id)
        return [
            line
            for _, line in self.content.statements()
            if line.id != statement_id and placed.get(line.id) == code
        ]

    def neighbours(self, statement_id: int) -> list[int]:
        """The ids of the list that the statement stands in, in its order."""
        for block in self.content.all_blocks():
            for part in block.parts:
                if isinstance(part, Statements) and any(x.id == statement_id for x in part.lines):
                    return [line.id for line in part.lines]
        return []

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
    outline = queries.outline_of_round(db.session, found.round_id)
    return Desk(found, service.content_of(db.session, found), outline)
