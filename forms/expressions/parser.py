"""Tokens -> a checked expression in postfix order. Never recursive, however deep the text nests."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from forms.expressions.faults import fault, unknown_function
from forms.expressions.pattern_syntax import PatternError
from forms.expressions.patterns import Pattern, compile_pattern
from forms.expressions.tokens import WORD_OPERATORS, Sort, Token, tokens

MAX_DEPTH = 64
ANY = 1_000

# How strongly an operator binds (XPath 1.0, 3.1 to 3.5); all group from the left.
BINDS: dict[str, int] = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
    "negate": 7,
}

# The fewest and the most arguments of each function of the language.
ARITY: dict[str, tuple[int, int]] = {
    "abs": (1, 1),
    "boolean": (1, 1),
    "ceiling": (1, 1),
    "coalesce": (2, 2),
    "concat": (1, ANY),
    "contains": (2, 2),
    "count": (1, 1),
    "count-selected": (1, 1),
    "date": (1, 1),
    "ends-with": (2, 2),
    "false": (0, 0),
    "floor": (1, 1),
    "if": (3, 3),
    "int": (1, 1),
    "max": (1, ANY),
    "min": (1, ANY),
    "not": (1, 1),
    "number": (1, 1),
    "regex": (2, 2),
    "round": (1, 2),
    "selected": (2, 2),
    "starts-with": (2, 2),
    "string": (1, 1),
    "string-length": (1, 1),
    "substr": (2, 3),
    "sum": (1, 1),
    "today": (0, 0),
    "true": (0, 0),
}


@dataclass(frozen=True, slots=True)
class Constant:
    """Push a number, a text, or the compiled pattern of ``regex``."""

    value: float | str | Pattern


@dataclass(frozen=True, slots=True)
class Lookup:
    """Push the answers of an item or a column; without a code, the answer itself (``.``)."""

    code: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """Take ``count`` values off the stack and push what this operator or function makes of them."""

    name: str
    count: int


Step = Constant | Lookup | Call


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: its text, its steps in postfix order, the codes it refers to."""

    text: str
    steps: tuple[Step, ...]
    codes: frozenset[str]


@dataclass(slots=True)
class _Group:
    """An open parenthesis; of a function, its name and where each argument begins."""

    token: Token
    function: Token | None
    starts: list[int]
    waiting: list[str] = field(default_factory=list)


@lru_cache(maxsize=4_096)
def parse(text: str) -> Expression:
    """Read an expression; raise ExpressionError where it leaves the documented language."""
    steps = _Parser(tokens(text), len(text)).steps()
    codes = (step.code for step in steps if isinstance(step, Lookup))
    return Expression(text, tuple(steps), frozenset(code for code in codes if code))


class _Parser:
    """Precedence by a stack of waiting operators, one such stack for each open parenthesis."""

    def __init__(self, given: tuple[Token, ...], end: int) -> None:
        self._tokens = given
        self._end = end
        self._out: list[Step] = []
        outermost = Token(Sort.OPEN, "(", 0)
        self._groups = [_Group(outermost, None, [0])]

    def steps(self) -> list[Step]:
        if not self._tokens:
            raise fault("empty", 0)
        wants_operand, at = True, 0
        while at < len(self._tokens):
            before = at
            at = self._operand(at) if wants_operand else self._operator(at)
            wants_operand = self._wants_operand(self._tokens[before:at], wants_operand)
        if len(self._groups) > 1:
            raise fault("open_parenthesis", self._groups[-1].token.position)
        if wants_operand:
            raise fault("unfinished", self._end)
        self._emit_waiting(0)
        return self._out

    @staticmethod
    def _wants_operand(read: tuple[Token, ...], wanted: bool) -> bool:
        last = read[-1].sort
        if last is Sort.CLOSE:
            return False
        return last in (Sort.OPEN, Sort.COMMA) or (last is Sort.OPERATOR) or not wanted

    def _operand(self, at: int) -> int:
        token = self._tokens[at]
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if _is_minus(token):
            if _is_minus(following):  # ODK's grammar has no double negation
                raise fault("wants_operand", token.position + 1, text="-")
            self._groups[-1].waiting.append("negate")
        elif token.sort is Sort.OPEN:
            self._open(token, None)
        elif token.sort is Sort.NAME and following and following.sort is Sort.OPEN:
            return self._function(at)
        else:
            self._out.append(_leaf(token))
        return at + 1

    def _function(self, at: int) -> int:
        """Open a function; one without arguments is closed at once."""
        name = self._tokens[at]
        if name.text not in ARITY:
            raise unknown_function(name.text, list(ARITY), name.position)
        after = self._tokens[at + 2] if at + 2 < len(self._tokens) else None
        self._open(self._tokens[at + 1], name)
        if after is None or after.sort is not Sort.CLOSE:
            return at + 2
        self._groups.pop()
        self._call(name, [])
        return at + 3

    def _open(self, token: Token, function: Token | None) -> None:
        if len(self._groups) > MAX_DEPTH:
            raise fault("too_deep", token.position, limit=MAX_DEPTH)
        self._groups.append(_Group(token, function, [len(self._out)]))

    def _operator(self, at: int) -> int:
        token = self._tokens[at]
        group = self._groups[-1]
        if token.sort is Sort.CLOSE:
            self._close(token)
        elif token.sort is Sort.COMMA:
            if group.function is None:
                raise fault("stray_comma", token.position)
            self._emit_waiting(0)
            group.starts.append(len(self._out))
        elif token.text in BINDS and token.sort in (Sort.OPERATOR, Sort.NAME):
            self._emit_waiting(BINDS[token.text])
            group.waiting.append(token.text)
        else:
            raise fault("wants_operator", token.position, text=token.text)
        return at + 1

    def _close(self, token: Token) -> None:
        if len(self._groups) == 1:
            raise fault("stray_parenthesis", token.position)
        self._emit_waiting(0)
        group = self._groups.pop()
        if group.function is not None:
            self._call(group.function, group.starts)

    def _emit_waiting(self, strength: int) -> None:
        """Write the operators of this group that bind at least this strongly."""
        waiting = self._groups[-1].waiting
        while waiting and BINDS[waiting[-1]] >= strength:
            name = waiting.pop()
            self._out.append(Call(name, 1 if name == "negate" else 2))

    def _call(self, name: Token, starts: list[int]) -> None:
        least, most = ARITY[name.text]
        if not least <= len(starts) <= most:
            raise fault(
                "arity",
                name.position,
                text=name.text,
                expected=_range(least, most),
                given=len(starts),
            )
        arguments = [self._out[a:b] for a, b in pairwise([*starts, len(self._out)])]
        _check_arguments(name, arguments)
        if name.text == "regex":
            self._out[-1] = Constant(_pattern(name, arguments[1]))
        self._out.append(Call(name.text, len(starts)))


def _is_minus(token: Token | None) -> bool:
    return token is not None and token.sort is Sort.OPERATOR and token.text == "-"


def _leaf(token: Token) -> Step:
    match token.sort:
        case Sort.NUMBER:
            return Constant(float(token.text))
        case Sort.STRING:
            return Constant(token.text)
        case Sort.REFERENCE:
            return Lookup(token.text)
        case Sort.SELF:
            return Lookup(None)
        case Sort.NAME if token.text not in WORD_OPERATORS:
            raise fault("name", token.position, text=token.text)
        case _:
            raise fault("wants_operand", token.position, text=token.text)


def _check_arguments(name: Token, arguments: list[list[Step]]) -> None:
    if name.text in ("sum", "count") and not _is_reference(arguments[0]):
        raise fault("wants_reference", name.position, text=name.text)
    if name.text == "round" and len(arguments) == 2 and not _is_decimals(arguments[1]):
        raise fault("wants_decimals", name.position)


def _is_reference(argument: list[Step]) -> bool:
    return len(argument) == 1 and isinstance(argument[0], Lookup)


def _is_decimals(argument: list[Step]) -> bool:
    """A whole number, written out, from -3 to 15: where ``10 ** n`` is the same everywhere."""
    match argument:
        case [Constant(float(value))]:
            return value.is_integer() and value <= 15
        case [Constant(float(value)), Call("negate")]:
            return value.is_integer() and value <= 3
    return False


def _pattern(name: Token, argument: list[Step]) -> Pattern:
    match argument:
        case [Constant(str(text))]:
            try:
                return compile_pattern(text)
            except PatternError as error:
                raise fault(
                    "bad_pattern", name.position, vi=error.message_vi, en=error.message_en
                ) from error
    raise fault("wants_pattern", name.position)


def _range(least: int, most: int) -> str:
    if most == ANY:
        return f"≥ {least}"
    return str(least) if least == most else f"{least}–{most}"
