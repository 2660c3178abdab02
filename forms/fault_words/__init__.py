"""What each fault says: Vietnamese, then English. Every sentence tells what to do next.

A code is public (tests, the API and people's notes name it) and is never renamed.
"""

from forms.definition import Text
from forms.fault_words import rules, workbook

WORDS: dict[str, Text] = {
    **workbook.FILE,
    **workbook.SHEETS,
    **workbook.CELLS,
    **workbook.ROWS,
    **rules.DEFINITION,
    **rules.EXPRESSIONS,
    **rules.LEVELS,
}
