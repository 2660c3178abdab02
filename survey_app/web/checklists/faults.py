"""The faults of a workbook as lines of a table: sheet, row, column, sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forms.faults import Fault
from survey_app.core.problems import Problem
from survey_app.web.filters import words
from survey_app.web.frame import language


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault; ``row`` is as Excel counts, empty where the whole sheet is meant."""

    sheet: str
    row: str
    column: str
    sentence: str


def from_workbook(faults: Iterable[Fault]) -> list[FaultLine]:
    """The faults that reading a workbook found."""
    return [
        FaultLine(
            sheet=fault.sheet,
            row=str(fault.row) if fault.row else "",
            column=f"{fault.column} {fault.header}".strip(),
            sentence=words(fault.message),
        )
        for fault in faults
    ]


def from_problem(problem: Problem) -> list[FaultLine]:
    """The faults of a definition that a stage refused, each by its place in it."""
    told = problem.details.get("faults")
    if not isinstance(told, list):
        return []
    return [FaultLine(str(each["place"]), "", "", str(each[language()])) for each in told]
