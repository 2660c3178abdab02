"""What of a foreign XLSForm can be had: an unscored checklist, and everything it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from forms.definition import Checklist
from forms.xlsform.cutting import Cutting, LeftOut
from forms.xlsform.faults import ORDER, WorkbookFaults
from forms.xlsform.reader import read_sheets
from forms.xlsform.sheets import Workbook

# Cutting a question breaks the conditions that ask for it, and so on; nothing real needs as many.
MOST_ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Fitted:
    """A checklist of what could be taken; ``left_out`` is in the order of the workbook.

    ``gathered``: the form had no groups, and its questions became one section.
    """

    checklist: Checklist
    left_out: tuple[LeftOut, ...]
    gathered: bool = False


def fit_workbook(data: bytes) -> Fitted | None:
    """Take what fits of a plain XLSForm; None where it is none, or where no checklist is left.

    Only for somebody who sees ``left_out`` before and agrees. A workbook with our own headings is
    never fitted: it is scored, and a part less would be another score.
    """
    try:
        book = Cutting(Workbook(data))
    except WorkbookFaults:
        return None
    left: list[LeftOut] = []
    gathers = False
    for _ in range(MOST_ROUNDS if book.is_plain else 0):
        try:
            made = read_sheets(book, gathers=gathers)
            return Fitted(made, tuple(sorted(left, key=_place)), gathers)
        except WorkbookFaults as found:
            begins = not gathers and any(each.code == "no-sections" for each in found.faults)
            gathers = gathers or begins
            cuts = [(each, book.cut(each)) for each in found.faults]
            gone = [LeftOut(each, cut) for each, cut in cuts if cut is not None]
            if not gone and not begins:
                return None
            left += gone
    return None


def _place(left: LeftOut) -> tuple[int, int]:
    return ORDER.get(left.fault.sheet.strip().casefold(), -1), left.fault.row
