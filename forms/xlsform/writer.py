"""A checklist as a workbook that a clerk can go on writing: the same checklist, the same bytes."""

from __future__ import annotations

from forms.definition import Checklist
from forms.publishing import faults_of
from forms.xlsform import columns
from forms.xlsform.drawing import Book
from forms.xlsform.faults import WorkbookFaults
from forms.xlsform.guide import guide_rows
from forms.xlsform.rows import (
    ChoiceLists,
    condition_rows,
    settings_row,
    survey_rows,
    threshold_rows,
)


def write_workbook(checklist: Checklist) -> bytes:
    """The bytes of an .xlsx that ``read_workbook`` reads back as this very checklist.

    A checklist that may not be published cannot be written: raises WorkbookFaults.
    """
    faults = faults_of(checklist)
    if faults:
        raise WorkbookFaults(faults)
    lists = ChoiceLists()
    survey = list(survey_rows(checklist, lists))
    book = Book()
    book.guide(guide_rows(checklist))
    book.sheet(columns.SURVEY, survey)
    book.sheet(columns.CHOICES, lists.rows)
    book.sheet(columns.SETTINGS, [settings_row(checklist)])
    book.sheet(columns.THRESHOLDS, list(threshold_rows(checklist)))
    book.sheet(columns.CONDITIONS, list(condition_rows(checklist)))
    return book.bytes()
