"""A workbook as a checklist, or everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Protocol

from forms.definition import Checklist
from forms.publishing import faults_of
from forms.xlsform.cells import Grid
from forms.xlsform.columns import NEEDED_SHEETS, PLANS, REFUSED_SHEETS
from forms.xlsform.faults import Faults, Spot, WorkbookFaults
from forms.xlsform.lists import Lists
from forms.xlsform.places import Places
from forms.xlsform.settings import (
    check_namespace,
    read_conditions,
    read_settings,
    read_thresholds,
)
from forms.xlsform.sheets import Workbook
from forms.xlsform.survey import SurveyReader
from forms.xlsform.table import Table, table_of
from forms.xlsform.trains import Trains


def read_workbook(data: bytes, *, name: str = "") -> Checklist:
    """The checklist of an XLSForm workbook; raise WorkbookFaults with all its faults.

    ``name`` is the name of the file, for faults that are of no single sheet.
    """
    try:
        return read_sheets(Workbook(data))
    except WorkbookFaults as refused:
        named = (each if each.sheet else replace(each, sheet=name) for each in refused.faults)
        raise WorkbookFaults(tuple(named)) from None


class Sheets(Protocol):
    """Sheets of cells, wherever they come from."""

    @property
    def names(self) -> list[str]:
        """The names of the sheets, as they are written, in order."""

    def grid(self, name: str) -> Grid:
        """The cells of the sheet of this name."""


def read_sheets(book: Sheets, *, gathers: bool = False) -> Checklist:
    """The checklist that these sheets are; raise WorkbookFaults with all their faults.

    Where ``gathers``, a survey without any group becomes one section with the form's title.
    """
    return _Reading(book, gathers).checklist()


@dataclass(slots=True)
class _Reading:
    """The steps of reading one workbook and what they share."""

    book: Sheets
    gathers: bool = False
    faults: Faults = field(default_factory=Faults)
    places: Places = field(default_factory=Places)
    tables: dict[str, Table] = field(default_factory=dict)

    def checklist(self) -> Checklist:
        self._read_sheets()
        # Without these nothing below could be placed; what else is wrong with sheets is told too.
        if not all(name in self.tables for name in NEEDED_SHEETS):
            raise WorkbookFaults(self.faults.all())
        made = self._definition()
        self._judge(made)
        if self.faults.all():
            raise WorkbookFaults(self.faults.all())
        return made

    def _read_sheets(self) -> None:
        names = {plan.name: plan for plan in PLANS}
        for written in self.book.names:
            known = written.strip().casefold()
            if known in self.tables:
                self.faults.add("sheet-twice", Spot(written), sheet=known)
            elif known in names:
                grid = self.book.grid(written)
                self.tables[known] = table_of(written, names[known], grid, self.faults)
            elif known in REFUSED_SHEETS:
                self.faults.add("sheet-unsupported", Spot(written), sheet=known)
            elif near := get_close_matches(known, list(names), n=1, cutoff=0.75):
                self.faults.add("sheet-misspelled", Spot(written), sheet=near[0])
        for name in NEEDED_SHEETS:
            if name not in self.tables:
                self.faults.add("sheet-missing", Spot(name), sheet=name)

    def _definition(self) -> Checklist:
        settings = read_settings(self.tables["settings"], self.places)
        check_namespace(list(self.tables.values()), self.tables["settings"])
        lists = Lists(self.tables.get("choices"), self.places)
        title = settings.title if self.gathers else None
        survey = SurveyReader(self.tables["survey"], lists, self.places, gathering=title)
        return Checklist(
            code=settings.code,
            version=settings.version,
            title=settings.title,
            sections=tuple(survey.sections),
            general=tuple(survey.general),
            thresholds=read_thresholds(self.tables.get("thresholds"), self.places),
            conditions=read_conditions(self.tables.get("conditions"), self.places),
            **dict(settings.more),
        )

    def _judge(self, made: Checklist) -> None:
        """The rules of publishing, except where a cell that cannot be read is to blame."""
        told = self.faults.cells()
        trains = Trains(self.tables, self.places, self.faults.rows(self.tables["survey"].name))
        for each in faults_of(made, naming=self.places.naming):
            spot = self.places.spot(each.path)
            if spot not in told and not trains.follows(each):
                self.faults.pin(each, spot)
