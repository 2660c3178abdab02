"""XLSForm workbooks in and out: ``docs/xlsform.md`` tells the format.

``read_workbook`` gives all faults at once, each with sheet, row and column; ``write_workbook``
gives the same bytes for the same checklist.
"""

from forms.faults import Fault
from forms.xlsform.faults import WorkbookFaults
from forms.xlsform.reader import read_workbook
from forms.xlsform.writer import write_workbook

__all__ = ["Fault", "WorkbookFaults", "read_workbook", "write_workbook"]
