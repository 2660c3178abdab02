"""An expression as tokens: pyxform's own lexer, so that we cut where the standard's tool cuts.

Nothing but the documented language comes out of here; all else is an ``ExpressionError``.
The lexer joins some signs to their neighbours (``5-1`` is a 5 and a -1 for it) and parts others
(``<=``); this module sets that right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pyxform.parsing.expression import parse_expression

from forms.expressions.faults import fault

MAX_LENGTH = 4_000
WHITESPACE = " \t\r\n"
REFERENCE = re.compile(r"\$\{([A-Za-z][A-Za-z0-9_]{0,31})\}")
WORD_OPERATORS = frozenset({"or", "and", "div", "mod"})
CURLY_QUOTES = "‘’“”„«»"


class Sort(StrEnum):
    """What a token is."""

    NUMBER = "number"
    STRING = "string"
    REFERENCE = "reference"
    SELF = "self"
    NAME = "name"
    OPERATOR = "operator"
    OPEN = "("
    CLOSE = ")"
    COMMA = ","


@dataclass(frozen=True, slots=True)
class Token:
    """One token, its text (a string without its quotes, a reference as its code), its place."""

    sort: Sort
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class _Raw:
    kind: str
    text: str
    position: int


PLAIN: dict[str, Sort] = {
    "NUMBER": Sort.NUMBER,
    "OPS_MATH": Sort.OPERATOR,
    "OPS_COMP": Sort.OPERATOR,
    "OPS_BOOL": Sort.OPERATOR,
    "OPEN_PAREN": Sort.OPEN,
    "CLOSE_PAREN": Sort.CLOSE,
    "COMMA": Sort.COMMA,
    "SELF_REF": Sort.SELF,
    "NAME": Sort.NAME,
}

REFUSED: dict[str, str] = {
    "DATETIME": "bare_date",
    "DATE": "bare_date",
    "TIME": "bare_date",
    "PARENT_REF": "path",
    "PATH_SEP": "path",
    "OPS_UNION": "path",
    "BRACKET": "path",
    "XPATH_PRED_START": "path",
    "XPATH_PRED_END": "path",
    "URI_SCHEME": "path",
    "PYXFORM_REF_START": "bad_reference",
    "PYXFORM_REF_END": "bad_reference",
}


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of the expression; ExpressionError at the first that is not of the language."""
    if len(text) > MAX_LENGTH:
        raise fault("too_long", MAX_LENGTH, limit=MAX_LENGTH)
    return tuple(_joined(each for raw in _raw(text) for each in _split(raw)))


def _raw(text: str) -> Iterator[_Raw]:
    """The lexer's tokens without the blanks it keeps around the operators that are words."""
    for each in parse_expression(text):
        shown = str(each)
        blank = len(shown) - len(shown.lstrip(WHITESPACE))
        if shown.strip(WHITESPACE):
            yield _Raw(each.type, shown.strip(WHITESPACE), (each.start_pos or 0) + blank)


def _split(raw: _Raw) -> Iterator[Token]:
    kind, text, position = raw.kind, raw.text, raw.position
    if kind == "NUMBER" and text.startswith("-"):
        yield Token(Sort.OPERATOR, "-", position)
        yield Token(Sort.NUMBER, text[1:], position + 1)
    elif kind == "FUNC_CALL":
        yield Token(Sort.NAME, text[:-1], position)
        yield Token(Sort.OPEN, "(", position + len(text) - 1)
    elif kind == "SYSTEM_LITERAL":
        yield Token(Sort.STRING, _unquoted(text, position), position)
    elif kind == "PYXFORM_REF":
        yield Token(Sort.REFERENCE, _code(text, position), position)
    elif kind in PLAIN:
        yield Token(PLAIN[kind], text, position)
    else:
        raise fault(_why_refused(kind, text), position, text=_shown(text))


def _joined(cut: Iterator[Token]) -> Iterator[Token]:
    """Put ``<=`` and ``>=`` together again, where no blank stands between their two signs."""
    held: Token | None = None
    for token in cut:
        if held is not None:
            if token == Token(Sort.OPERATOR, "=", held.position + 1):
                yield Token(Sort.OPERATOR, f"{held.text}=", held.position)
                held = None
                continue
            yield held
        held = token if token.sort is Sort.OPERATOR and token.text in ("<", ">") else None
        if held is None:
            yield token
    if held is not None:
        yield held


def _unquoted(text: str, position: int) -> str:
    if "${" in text:
        raise fault("quoted_reference", position)
    return text[1:-1]


def _code(text: str, position: int) -> str:
    match = REFERENCE.fullmatch(text)
    if match is None:
        raise fault("bad_reference", position, text=_shown(text))
    return match[1]


def _why_refused(kind: str, text: str) -> str:
    if kind in REFUSED:
        return REFUSED[kind]
    if text in CURLY_QUOTES:
        return "curly_quote"
    return "open_string" if text in "'\"" else "unknown_character"


def _shown(text: str) -> str:
    """The text as a message may carry it: no half characters, nothing invisible, not long."""
    return "".join(each if each.isprintable() else f"U+{ord(each):04X}" for each in text[:40])
