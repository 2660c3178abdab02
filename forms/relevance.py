"""Which items a checklist asks for, given the answers.

An item is asked when its own ``relevant`` holds and so do those of what it stands in. What is not
asked is blank to every other condition, whatever was answered before. The twin is
``survey_app/phone/src/form/relevance.ts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from forms.answers import InvalidAnswer, Table, check_answer
from forms.canonical import plain_number
from forms.definition import Checklist, Item, Kind
from forms.expressions import Context, Expression, ExpressionError, boolean, parse
from forms.values import Value

Values = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    """An answerable item with every condition that it hangs on, its own last."""

    item: Item
    conditions: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is asked, and what the conditions see of the answers to it."""

    asked: frozenset[str]
    context: Context


def relevant_codes(
    checklist: Checklist, answers: Mapping[str, object], today: date | None = None
) -> frozenset[str]:
    """The codes of the answerable items that are asked; answers are in their wire form, by code.

    Never raises: an answer that cannot be taken is blank, a condition that cannot be read holds.
    Without a day, ``today()`` is before every other day.
    """
    places = list(_places(checklist))
    if not any(place.conditions for place in places):
        return frozenset(place.item.code for place in places)
    return _settled(places, answers, today).asked


def constraint_broken(
    checklist: Checklist, item: Item, answers: Mapping[str, object], today: date | None = None
) -> bool:
    """Whether the answer to this item is there and its ``constraint`` does not hold for it.

    What is blank, not applicable, not asked or cannot be taken breaks nothing; never raises.
    """
    constraints = _read(item.constraint)
    if not constraints or _value(item, answers.get(item.code)) is None:
        return False
    seen = _settled(list(_places(checklist)), answers, today)
    if item.code not in seen.asked:
        return False
    own = replace(seen.context, current=seen.context.answers.get(item.code))
    return not all(boolean(constraint, own) for constraint in constraints)


def _settled(places: Sequence[_Place], answers: Mapping[str, object], today: date | None) -> _Seen:
    given = {place.item.code: _values(place.item, answers.get(place.item.code)) for place in places}
    blank = {code: text for place in places for code, text in _blank(place.item).items()}
    asked = frozenset(given)
    context = Context({}, today or date.min)
    # Each round settles what hangs on what the round before settled; conditions in a circle,
    # which no published checklist has, end with the last round.
    for _ in places:
        known = {code: text for each in asked for code, text in given[each].items()}
        context = replace(context, answers={**blank, **known})
        now = frozenset(place.item.code for place in places if _holds(place, context))
        if now == asked:
            break
        asked = now
    return _Seen(asked, context)


def _places(checklist: Checklist) -> Iterator[_Place]:
    yield from _within(checklist.general, ())
    for section in checklist.sections:
        yield from _within(section.items, _read(section.relevant))


def _within(items: Iterable[Item], above: tuple[Expression, ...]) -> Iterator[_Place]:
    for item in items:
        conditions = (*above, *_read(item.relevant))
        if item.items:
            yield from _within(item.items, conditions)
        else:
            yield _Place(item, conditions)


def _read(text: str) -> tuple[Expression, ...]:
    try:
        return (parse(text),) if text else ()
    except ExpressionError:
        return ()


def _holds(place: _Place, context: Context) -> bool:
    own = replace(context, current=context.answers.get(place.item.code))
    return all(boolean(condition, own) for condition in place.conditions)


def _values(item: Item, raw: object) -> Values:
    value = _value(item, raw)
    if isinstance(value, Table):
        columns = {each.code: _column(value.rows, each.code) for each in item.columns}
        return {item.code: "" if value.level is None else str(value.level), **columns}
    if isinstance(value, tuple):
        return {item.code: tuple(each.name for each in value)}
    if isinstance(value, Decimal):
        return {item.code: plain_number(value)}
    return {} if value is None else {item.code: str(value)}


def _blank(item: Item) -> Values:
    """What has rows has none: so ``count`` and ``sum`` over it are 0."""
    own: Values = {item.code: ()} if item.kind is Kind.ATTENDEES else {}
    return {**own, **{column.code: () for column in item.columns}}


def _value(item: Item, raw: object) -> Value | None:
    try:
        return None if raw is None else check_answer(item, raw).value
    except InvalidAnswer:
        return None


def _column(rows: Sequence[Sequence[tuple[str, str]]], code: str) -> tuple[str, ...]:
    return tuple(dict(row).get(code, "") for row in rows)
