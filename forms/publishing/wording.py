"""Words: present where a person must read them, tidy, and plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from forms.definition import Checklist, Text
from forms.faults import Fault, Path, fault
from forms.tidy import is_broken, tidy, trimmed

# Where a person cannot do without the words.
NEEDED = frozenset({"label", "title"})
# An Excel cell holds 32,767 characters; a question that long helps nobody.
LIMIT = 10_000
EXPRESSIONS = frozenset({"relevant", "constraint"})
# Codes have their own grammar.
CODES = frozenset({"code", "version"})


def faults(checklist: Checklist) -> Iterator[Fault]:
    """Faults of all words of a checklist."""
    yield from _of(checklist, ())


def _of(part: object, path: Path) -> Iterator[Fault]:
    if not is_dataclass(part):
        return
    for each in fields(part):
        held = getattr(part, each.name)
        where = (*path, each.name)
        if isinstance(held, Text):
            yield from _text(held, where)
        elif isinstance(held, tuple):
            for n, inner in enumerate(held):
                yield from _of(inner, (*where, n))
        elif type(held) is str and each.name in EXPRESSIONS:
            yield from _expression(held, where)
        elif type(held) is str and each.name not in CODES:
            yield from _words(held, where)


def _text(text: Text, path: Path) -> Iterator[Fault]:
    if path[-1] in NEEDED and not text.vi:
        yield fault("words-missing", path)
    yield from _words(text.vi, path)
    yield from _words(text.en, (*path[:-1], f"{path[-1]}_en"))


def _expression(text: str, path: Path) -> Iterator[Fault]:
    if is_broken(text):
        yield fault("bad-characters", path)
    elif text != trimmed(text):
        yield fault("words-untidy", path)


def _words(words: str, path: Path) -> Iterator[Fault]:
    if is_broken(words):
        yield fault("bad-characters", path)
    elif len(words) > LIMIT:
        yield fault("too-long", path, limit=LIMIT)
    elif words != tidy(words):
        yield fault("words-untidy", path)
    elif "${" in words:
        yield fault("words-refer", path)
