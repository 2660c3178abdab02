"""What a cell says, beside the fault that is told of it."""

from __future__ import annotations

from collections.abc import Iterable

from forms.faults import Fault, letters
from forms.xlsform.cells import Grid
from forms.xlsform.faults import WorkbookFaults
from forms.xlsform.sheets import Workbook

LONGEST = 160
Place = tuple[str, int, str]


def quoted(data: bytes, faults: Iterable[Fault]) -> dict[Place, str]:
    """The text of the cells of these faults, by sheet, row and letter; shortened, empty left out.

    A workbook that cannot be opened has none.
    """
    wanted = {(each.sheet, each.row, each.column) for each in faults if each.row and each.column}
    try:
        book = Workbook(data)
        grids = {name: book.grid(name) for name in book.names if name in {at[0] for at in wanted}}
    except WorkbookFaults:
        return {}
    cells = {at: _text(grids.get(at[0], {}), at[1], at[2]) for at in wanted}
    return {at: text for at, text in cells.items() if text}


def _text(grid: Grid, row: int, column: str) -> str:
    held = {letters(number): cell for number, cell in grid.get(row, {}).items()}
    text = " ".join(held[column].text.split()) if column in held else ""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
