"""What an expression is worth, given the answers: a stack machine over its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms.expressions.functions import FUNCTIONS, matches
from forms.expressions.parser import Call, Constant, Expression, Lookup, Step
from forms.expressions.patterns import Pattern
from forms.expressions.values import UNIX_ORDINAL, Day, Nodes, Value, to_boolean, to_text

Answer = Value | Sequence[Value] | None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression may see.

    ``answers``: by code; a list is the rows of a column. A code that is missing is blank.
    ``current``: the answer that ``.`` stands for. ``today``: the calendar day of ``today()``.
    """

    answers: Mapping[str, Answer]
    today: date
    current: Answer = None


def evaluate(expression: Expression, context: Context) -> Value:
    """The value of the expression; it never fails on an expression that was parsed."""
    stack: list[Value | Pattern] = []
    for step in expression.steps:
        if isinstance(step, Call):
            split = len(stack) - step.count
            arguments = stack[split:]
            del stack[split:]
            stack.append(_called(step.name, arguments, context))
        else:
            stack.append(_pushed(step, context))
    result = stack[0]
    assert not isinstance(result, Pattern)  # the parser puts patterns under regex() only
    return result


def boolean(expression: Expression, context: Context) -> bool:
    """Whether the condition holds."""
    return to_boolean(evaluate(expression, context))


def references(expression: Expression) -> frozenset[str]:
    """The codes of the items and columns that the expression looks at, without ``.``."""
    return expression.codes


def _called(name: str, arguments: list[Value | Pattern], context: Context) -> Value:
    values = [each for each in arguments if not isinstance(each, Pattern)]
    if name == "today":
        return Day(float(context.today.toordinal() - UNIX_ORDINAL))
    for each in arguments:
        if isinstance(each, Pattern):
            return matches(values, each)
    return FUNCTIONS[name](values)


def _pushed(step: Step, context: Context) -> Value | Pattern:
    if isinstance(step, Lookup):
        found = context.current if step.code is None else context.answers.get(step.code)
        return as_nodes(found)
    assert isinstance(step, Constant)
    return step.value


def as_nodes(answer: Answer) -> Nodes:
    """An answer as the node-set that a reference to it gives; a blank one is a node too."""
    if answer is None:
        return Nodes(("",))
    if isinstance(answer, Nodes):
        return answer
    if isinstance(answer, str | float | int | Day):
        return Nodes((to_text(answer),))
    return Nodes(tuple(to_text(each) for each in answer))
