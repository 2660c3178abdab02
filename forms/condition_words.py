"""A condition in words: “khi A1 là “Có””; for people who do not read XPath.

Only what can be said plainly is said; of anything else there are no words, and a page shows the
expression as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from forms.canonical import plain_number
from forms.definition import Checklist, Condition, ConditionKind, Item, Kind, Text
from forms.expressions import ExpressionError, parse
from forms.expressions.parser import Call, Constant, Lookup

_COMPARED = {
    "=": Text("là", "is"),
    "!=": Text("khác", "is not"),
    "<": Text("nhỏ hơn", "is less than"),
    "<=": Text("không quá", "is at most"),
    ">": Text("lớn hơn", "is more than"),
    ">=": Text("ít nhất là", "is at least"),
    "selected": Text("là", "is"),
}
_JOINED = {"and": Text("và", "and"), "or": Text("hoặc", "or")}
_YES, _NO = Text("Có", "Yes"), Text("Không", "No")


@dataclass(frozen=True, slots=True)
class _Said:
    """Words of a part of an expression; ``joins`` is the word that holds it together, if any."""

    words: Text
    item: Item | None = None
    raw: str = ""
    joins: str = ""


class _Unsayable(Exception):
    """There are no plain words for this."""


def in_words(expression: str, checklist: Checklist) -> Text | None:
    """What the expression asks, or None where it cannot be said plainly."""
    try:
        steps = parse(expression).steps
        stack: list[_Said] = []
        for step in steps:
            stack.append(_said(step, stack, checklist))
        return stack[-1].words if len(stack) == 1 and stack[0].joins else None
    except (ExpressionError, _Unsayable, IndexError):
        return None


def level_condition_in_words(condition: Condition, checklist: Checklist) -> Text:
    """When a condition holds the level of implementation down, and to which level."""
    when = _WHEN[condition.kind](condition, checklist)
    caps = {each.code: each.label for each in checklist.thresholds}
    if condition.cap == "inconclusive":
        then = Text("thay mức bằng câu này", "these words stand in place of the level")
    elif condition.cap in caps:
        cap = caps[condition.cap]
        then = Text(f"cao nhất là “{cap.vi}”", f"at most “{cap.en or cap.vi}”")
    else:
        then = Text("hạ một mức", "one level lower")
    return Text(f"{when.vi}: {then.vi}", f"{when.en}: {then.en}")


def _item_equals(condition: Condition, checklist: Checklist) -> Text:
    item = checklist.find_item(condition.item)
    value = _value(item, condition.value)
    return Text(
        f"Khi {condition.item} là {value.vi}", f"When {condition.item} is {value.en or value.vi}"
    )


def _section_below(condition: Condition, _: Checklist) -> Text:
    percent = plain_number(condition.percent) if condition.percent is not None else "?"
    named = ", ".join(condition.sections)
    vi = f"mục {named}" if named else "một mục cơ bản"
    en = f"section {named}" if named else "any base section"
    return Text(
        f"Khi {vi} dưới {percent} % số điểm", f"When {en} is below {percent} % of its points"
    )


def _evidence_missing(_: Condition, __: Checklist) -> Text:
    return Text("Khi thiếu minh chứng bắt buộc", "When required evidence is missing")


def _penalty_applies(condition: Condition, _: Checklist) -> Text:
    return Text(f"Khi bị trừ điểm ở {condition.item}", f"When penalty {condition.item} applies")


_WHEN: dict[ConditionKind, Callable[[Condition, Checklist], Text]] = {
    ConditionKind.ITEM_EQUALS: _item_equals,
    ConditionKind.SECTION_BELOW: _section_below,
    ConditionKind.EVIDENCE_MISSING: _evidence_missing,
    ConditionKind.PENALTY_APPLIES: _penalty_applies,
}


def _said(step: object, stack: list[_Said], checklist: Checklist) -> _Said:
    if isinstance(step, Constant):
        return _constant(step)
    if isinstance(step, Lookup):
        name = step.code or "."
        shown = Text(step.code, step.code) if step.code else Text("câu trả lời", "the answer")
        return _Said(shown, checklist.find_item(name), name)
    if not isinstance(step, Call) or step.count > len(stack):
        raise _Unsayable
    taken = [stack.pop() for _ in range(step.count)][::-1]
    if step.name in _JOINED:
        return _joined(step.name, taken)
    if step.name in _COMPARED:
        return _compared(step.name, taken)
    if step.name == "not" and taken[0].joins:
        inner = taken[0].words
        return _Said(Text(f"không phải ({inner.vi})", f"not ({inner.en})"), joins="not")
    raise _Unsayable


def _constant(step: Constant) -> _Said:
    if isinstance(step.value, str):
        return _Said(Text(f"“{step.value}”", f"“{step.value}”"), raw=step.value)
    if isinstance(step.value, float):
        text = f"{step.value:g}"
        return _Said(Text(text.replace(".", ","), text), raw=text)
    raise _Unsayable


def _compared(name: str, taken: list[_Said]) -> _Said:
    left, right = taken
    if left.joins or right.joins or (left.item is None and left.raw != "."):
        raise _Unsayable
    word = _COMPARED[name]
    value = _value(left.item, right.raw) if right.item is None else right.words
    if right.raw == "" and right.item is None:
        empty = {"=": Text("để trống", "is empty"), "!=": Text("có trả lời", "is answered")}
        if name not in empty:
            raise _Unsayable
        said = empty[name]
        return _Said(Text(f"{left.words.vi} {said.vi}", f"{left.words.en} {said.en}"), joins="is")
    vi = f"{left.words.vi} {word.vi} {value.vi}"
    return _Said(Text(vi, f"{left.words.en} {word.en} {value.en or value.vi}"), joins="is")


def _joined(name: str, taken: list[_Said]) -> _Said:
    if not all(each.joins for each in taken):
        raise _Unsayable
    vi = [_bracketed(each.words.vi, each.joins, name) for each in taken]
    en = [_bracketed(each.words.en, each.joins, name) for each in taken]
    word = _JOINED[name]
    return _Said(Text(f" {word.vi} ".join(vi), f" {word.en} ".join(en)), joins=name)


def _bracketed(words: str, joins: str, within: str) -> str:
    return f"({words})" if joins in _JOINED and joins != within else words


def _value(item: Item | None, raw: str) -> Text:
    """The words of an answer where the item has such words, else the value itself."""
    words = _choices(item).get(raw) if item is not None else None
    if words is None:
        return (
            Text(f"“{raw}”", f"“{raw}”")
            if not _is_number(raw)
            else Text(raw.replace(".", ","), raw)
        )
    return Text(f"“{words.vi}”", f"“{words.en or words.vi}”")


def _choices(item: Item) -> dict[str, Text]:
    if item.options:
        return {option.code: option.label for option in item.options}
    if item.levels:
        return {str(level.value): level.label for level in item.levels}
    if item.kind in (Kind.YES_NO, Kind.BONUS, Kind.PENALTY):
        return {"yes": _YES, "no": _NO}
    return {}


def _is_number(raw: str) -> bool:
    return raw.replace(".", "", 1).isdigit()
