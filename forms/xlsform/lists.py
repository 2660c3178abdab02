"""The choices sheet: lists by name, taken as options, levels, or yes and no."""

from __future__ import annotations

import re
from collections import defaultdict

from forms.definition import Level, Option
from forms.faults import Path
from forms.xlsform.faults import Spot
from forms.xlsform.places import Places
from forms.xlsform.table import Row, Table, guess, rows_with

_LEVEL = re.compile(r"[0-9]{1,3}")
YES_NO = frozenset({"yes", "no"})


class Lists:
    """Every list of choices; each use of one notes its faults at the cells of the list."""

    def __init__(self, table: Table | None, places: Places) -> None:
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._places = places
        for row in rows_with(table):
            name = row.needed("list_name")
            row.needed("name")
            if name:
                self._rows[name].append(row)

    def rows(self, name: str) -> list[Row]:
        """The rows of a list, none where there is no such list."""
        return self._rows.get(name, [])

    def find(self, name: str, asking: Row, key: str) -> list[Row]:
        """The rows of a list, and a fault at the asking cell where there is no such list."""
        if not self.rows(name):
            asking.complain("list-unknown", key, name=name, **guess(name, list(self._rows)))
        return self.rows(name)

    def names(self, name: str) -> list[str]:
        """The names of the choices of a list."""
        return [row.words("name") for row in self.rows(name)]

    def options(self, name: str, path: Path) -> tuple[Option, ...]:
        """The list as the options of a choice."""
        made = []
        for n, row in enumerate(self.rows(name)):
            self._places.put((*path, "options", n), row)
            share = row.number_of("share")
            made.append(Option(row.words("name"), row.text("label"), share))
        return tuple(made)

    def levels(self, name: str, path: Path) -> tuple[Level, ...]:
        """The list as the levels of a scale; its names are numbers."""
        made = []
        for n, row in enumerate(self.rows(name)):
            self._places.put((*path, "levels", n), row)
            said = row.words("name")
            _refuse_share(row)
            if _LEVEL.fullmatch(said):
                made.append(Level(int(said), row.text("label")))
            elif not row.broken:
                row.complain("level-not-a-number", "name", value=said)
        return tuple(made)

    def check_yes_no(self, name: str, asking: Row) -> None:
        """A question of yes or no takes a list of exactly these two."""
        if sorted(self.names(name)) != sorted(YES_NO):
            asking.complain("list-not-yes-no", "type", name=name)
        for row in self.rows(name):
            _refuse_share(row)

    def is_scale(self, name: str) -> bool:
        """Whether it reads as a scale: 0, 1, 2… without shares."""
        plain = [str(n) for n in range(len(self.rows(name)))]
        shares = any(row.has("share") for row in self.rows(name))
        return len(plain) > 1 and self.names(name) == plain and not shares


def _refuse_share(row: Row) -> None:
    if row.has("share"):
        spot: Spot = row.spot("share")
        row.complain("value-unused", "share", header=spot.header, type="scale, yes_no")
