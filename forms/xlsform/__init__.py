"""XLSForm workbooks in and out: ``docs/xlsform.md`` tells the format.

``read_workbook`` gives all faults at once, each with sheet, row and column; ``write_workbook``
gives the same bytes for the same checklist. ``fit_workbook`` takes what fits of a foreign form and
tells what it leaves out.
"""

from forms.faults import Fault
from forms.xlsform.cutting import Cut, LeftOut
from forms.xlsform.faults import WorkbookFaults
from forms.xlsform.fitting import Fitted, fit_workbook
from forms.xlsform.reader import read_workbook
from forms.xlsform.writer import write_workbook

__all__ = [
    "Cut",
    "Fault",
    "Fitted",
    "LeftOut",
    "WorkbookFaults",
    "fit_workbook",
    "read_workbook",
    "write_workbook",
]
