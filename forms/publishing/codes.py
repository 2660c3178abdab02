"""Codes: well formed, and each used once. Codes outlive versions, so they are looked at closely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from forms.definition import Checklist, Item
from forms.faults import Fault, Path, fault
from forms.publishing import walk

CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
NAME_LIMIT = 64
OPTION_LIMIT = 32
# "meta" is the group that XForms adds by itself, "data" the root of the form.
RESERVED = frozenset({"meta", "data"})
# The cap that replaces the level by the condition's own words.
INCONCLUSIVE = "inconclusive"

Coded = tuple[Path, str]


def faults(checklist: Checklist, naming: walk.Naming) -> Iterator[Fault]:
    """Faults of all codes of a checklist."""
    yield from _named(("code",), checklist.code, NAME_LIMIT)
    yield from _named(("version",), checklist.version, NAME_LIMIT)
    survey = list(_survey_codes(checklist))
    yield from _coded(survey)
    yield from _twice(survey, naming)
    for found in walk.items(checklist):
        yield from _inside(found.path, found.item, naming)
    for plural in ("thresholds", "conditions"):
        parts = [((plural, n), part.code) for n, part in enumerate(getattr(checklist, plural))]
        yield from _coded(parts, frozenset({INCONCLUSIVE}) if plural == "thresholds" else RESERVED)
        yield from _twice(parts, naming)


def _survey_codes(checklist: Checklist) -> Iterator[Coded]:
    """Sections and items share one set of codes: an XForm knows no difference."""
    for found in walk.items(checklist):
        yield found.path, found.item.code
    for path, section in walk.sections(checklist):
        yield path, section.code


def _inside(path: Path, item: Item, naming: walk.Naming) -> Iterator[Fault]:
    columns = [((*path, "columns", n), column.code) for n, column in enumerate(item.columns)]
    yield from _coded(columns)
    yield from _twice(columns, naming)
    options = [((*path, "options", n), option.code) for n, option in enumerate(item.options)]
    yield from _twice(options, naming)
    for where, code in options:
        yield from _named((*where, "code"), code, OPTION_LIMIT)


def _named(path: Path, value: str, limit: int) -> Iterator[Fault]:
    if not value:
        yield fault("code-missing", path)
    elif not NAME.fullmatch(value) or len(value) > limit:
        yield fault("name-bad", path, value=value, limit=limit)


def _coded(parts: Iterable[Coded], reserved: frozenset[str] = RESERVED) -> Iterator[Fault]:
    for path, code in parts:
        where = (*path, "code")
        if not code:
            yield fault("code-missing", where)
        elif not CODE.fullmatch(code):
            yield fault("code-bad", where, value=code)
        elif code in reserved:
            yield fault("code-reserved", where, value=code)


def _twice(parts: Iterable[Coded], naming: walk.Naming) -> Iterator[Fault]:
    first: dict[str, Path] = {}
    for path, code in parts:
        if code and first.setdefault(code, path) != path:
            other = naming((*first[code], "code"))
            yield fault("code-twice", (*path, "code"), value=code, other=other)
