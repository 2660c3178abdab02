"""A checklist goes into a workbook and comes out the same; pyxform takes every such workbook."""

import io

import openpyxl
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from forms.canonical import content_hash
from forms.publishing import faults_of
from forms.xlsform import read_workbook, write_workbook
from forms.xlsform.cells import Cell, Sort
from forms.xlsform.sheets import Workbook
from tests.forms_strategies import checklists

QUIET = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@QUIET
@given(checklists())
def test_a_generated_checklist_has_no_fault(checklist):
    assert faults_of(checklist) == ()


@QUIET
@given(checklists())
def test_workbook_to_definition_to_workbook_is_the_identity(checklist):
    workbook = write_workbook(checklist)

    again = read_workbook(workbook)

    assert again == checklist
    assert content_hash(again) == content_hash(checklist)
    assert write_workbook(again) == workbook


@settings(QUIET, max_examples=20)
@given(checklists())
def test_pyxform_compiles_what_is_written(checklist):
    made = convert(xlsform=write_workbook(checklist), file_type=".xlsx")

    assert 'xmlns:lsv="urn:khao-sat:phieu:1"' in made.xform


@settings(QUIET, max_examples=20)
@given(checklists())
def test_our_reader_of_cells_sees_what_openpyxl_sees(checklist):
    workbook = write_workbook(checklist)
    theirs = openpyxl.load_workbook(io.BytesIO(workbook))

    ours = Workbook(workbook)

    assert ours.names == theirs.sheetnames
    for name in ours.names:
        cells = {
            (cell.row, cell.column): cell.value
            for row in theirs[name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        grid = ours.grid(name)
        assert {(r, c): held(cell) for r, row in grid.items() for c, cell in row.items()} == cells


def held(cell: Cell) -> float | str:
    return float(cell.text) if cell.sort is Sort.NUMBER else cell.text
