"""A checklist as an XForm: what ODK Collect, Enketo and KoboToolbox read."""

from __future__ import annotations

import io

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from forms.definition import Checklist
from forms.xlsform import write_workbook


class NotCompiled(ValueError):
    """The compiler that every XLSForm tool shares does not take it; the message is its own."""


def xform_of(checklist: Checklist) -> bytes:
    """The XForm that pyxform makes of the checklist's own workbook.

    A checklist that may not be published cannot be written: raises WorkbookFaults.
    """
    try:
        made = convert(io.BytesIO(write_workbook(checklist)), pretty_print=True)
    except PyXFormError as error:
        raise NotCompiled(str(error)) from error
    return str(made.xform).encode()
