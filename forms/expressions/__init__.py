"""Conditions of a checklist: XPath as XLSForm writes it, in a small documented language.

The twin for phones is ``survey_app/phone/src/form/expressions.ts``; both give the same value for
every vector in ``tests/contract/expressions``. ``docs/expressions.md`` describes the language.
"""

from forms.expressions.evaluation import Answer, Context, boolean, evaluate, references
from forms.expressions.faults import ExpressionError
from forms.expressions.parser import ARITY, Expression, parse
from forms.expressions.values import Day, Nodes, Value

__all__ = [
    "ARITY",
    "Answer",
    "Context",
    "Day",
    "Expression",
    "ExpressionError",
    "Nodes",
    "Value",
    "boolean",
    "evaluate",
    "parse",
    "references",
]
