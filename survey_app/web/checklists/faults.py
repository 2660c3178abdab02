"""The faults of a workbook as lines of a table: sheet, row, column, what stands there, sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.faults import Fault
from forms.xlsform.quoting import Place, quoted
from survey_app.core.problems import Problem
from survey_app.web.filters import words
from survey_app.web.frame import language


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault; ``row`` is as Excel counts, empty where the whole sheet is meant.

    ``cell`` is the text of the cell, where it has some.
    """

    sheet: str
    row: str
    column: str
    sentence: str
    cell: str = ""


def from_workbook(faults: Iterable[Fault], data: bytes) -> list[FaultLine]:
    """The faults that reading a workbook found, beside what its cells say."""
    found = tuple(faults)
    return from_faults(found, quoted(data, found))


def from_faults(faults: Iterable[Fault], cells: Mapping[Place, str]) -> list[FaultLine]:
    """Faults as lines; ``cells`` has the texts of their cells."""
    return [
        FaultLine(
            sheet=fault.sheet or fault.place,
            row=str(fault.row) if fault.row else "",
            column=f"{fault.column} {fault.header}".strip(),
            sentence=words(fault.message),
            cell=cells.get((fault.sheet, fault.row, fault.column), ""),
        )
        for fault in faults
    ]


def from_problem(problem: Problem) -> list[FaultLine]:
    """The faults of a definition that a stage refused, each by its place in it."""
    told = problem.details.get("faults")
    if not isinstance(told, list):
        return []
    return [FaultLine(str(each["place"]), "", "", str(each[language()])) for each in told]
