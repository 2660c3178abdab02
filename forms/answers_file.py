"""The file of answers that the command scores: read strictly, every fault told at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from forms import wire
from forms.answers import InvalidAnswer, Target, check_answer, check_target
from forms.canonical import once_each
from forms.definition import Checklist, Item
from forms.refusals import refuse

LAYERS = ("self", "team", "agreed", "final")
EVIDENCE_LIMIT = 10_000

_FILE_FAULTS: dict[str, tuple[str, str]] = {
    "file_shape": (
        "phải là một đối tượng JSON, khoá là mã tiêu chí",
        "must be a JSON object by item code",
    ),
    "file_key": ("không hiểu khoá này", "unknown key"),
    "layer_value": (
        "chỉ nhận “self”, “team”, “agreed” hoặc “final”",
        "takes “self”, “team”, “agreed” or “final” only",
    ),
    "switch_value": ("chỉ nhận true hoặc false", "takes true or false only"),
    "evidence_shape": (
        "minh chứng phải có “documents”, “photos” là số lượng từ 0 trở lên",
        "evidence must have “documents” and “photos”, counts from 0 on",
    ),
}


class NotJson(ValueError):
    """The bytes are no JSON; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that is wrong: where in the file, a stable code, and the sentence."""

    place: str
    code: str
    message_vi: str
    message_en: str


class AnswersFaults(ValueError):
    """The file cannot be scored; ``faults`` has all the reasons."""

    def __init__(self, faults: tuple[FileFault, ...]) -> None:
        super().__init__("; ".join(f"{each.place}: {each.message_vi}" for each in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What the file says; answers stay in their wire form, as ``explain`` takes them."""

    answers: Mapping[str, object]
    targets: Mapping[str, Target]
    layer: str = "team"
    penalties: bool | None = None
    levels: bool = True
    evidence: Mapping[str, Mapping[str, int]] | None = None
    today: date | None = None


def parse_json(data: bytes) -> object:
    """The value of JSON bytes, numbers as Decimal; raise NotJson, also where a key comes twice."""
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_float=_decimal,
            parse_int=_decimal,
            parse_constant=Decimal,
            object_pairs_hook=once_each,
        )
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from error


def read_answers(checklist: Checklist, raw: object) -> AnswersFile:
    """What the parsed file says for this checklist; raise AnswersFaults with every fault."""
    if not isinstance(raw, Mapping):
        raise AnswersFaults((_fault("$", _file_refusal("file_shape")),))
    reading = _Reading({item.code: item for item in _all_items(checklist)}, raw)
    for key in raw:
        if key not in AnswersFile.__dataclass_fields__:
            reading.faults.append(_fault(str(key), _file_refusal("file_key")))
    found = AnswersFile(
        answers=reading.answers(),
        targets=reading.targets(),
        layer=reading.layer(),
        penalties=reading.switch("penalties"),
        levels=reading.switch("levels") is not False,
        evidence=reading.evidence(),
        today=reading.today(),
    )
    if reading.faults:
        raise AnswersFaults(tuple(reading.faults))
    return found


class _Reading:
    """One file being read; what is wrong is gathered in ``faults``."""

    def __init__(self, items: Mapping[str, Item], raw: Mapping[str, object]) -> None:
        self.items = items
        self.raw = raw
        self.faults: list[FileFault] = []

    def answers(self) -> dict[str, object]:
        """The answers that are given; null is one withdrawn."""
        given = {code: raw for code, raw in self._members("answers") if raw is not None}
        for code, raw in given.items():
            try:
                check_answer(self._item(code), raw)
            except InvalidAnswer as error:
                self.faults.append(_fault(code, error))
        return given

    def targets(self) -> dict[str, Target]:
        """The targets by item code."""
        found: dict[str, Target] = {}
        for code, raw in self._members("targets"):
            try:
                found[code] = check_target(self.items.get(code), raw)
            except InvalidAnswer as error:
                self.faults.append(_fault(f"targets.{code}", error))
        return found

    def evidence(self) -> dict[str, dict[str, int]] | None:
        """Documents and photos by item code; None where the file does not speak of evidence."""
        if self.raw.get("evidence") is None:
            return None
        found: dict[str, dict[str, int]] = {}
        for code, raw in self._members("evidence"):
            try:
                self._item(code)
                found[code] = _counts(raw)
            except InvalidAnswer as error:
                self.faults.append(_fault(f"evidence.{code}", error))
        return found

    def layer(self) -> str:
        """Whose scores these are; the team's unless the file says otherwise."""
        layer = self.raw.get("layer", "team")
        if layer not in LAYERS:
            self.faults.append(_fault("layer", _file_refusal("layer_value")))
        return str(layer)

    def switch(self, key: str) -> bool | None:
        """True, false, or None where the file leaves it open."""
        value = self.raw.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.faults.append(_fault(key, _file_refusal("switch_value")))
        return None

    def today(self) -> date | None:
        """The day for conditions that ask for it."""
        try:
            value = self.raw.get("today")
            return None if value is None else date.fromisoformat(wire.day(value))
        except InvalidAnswer as error:
            self.faults.append(_fault("today", error))
            return None

    def _members(self, key: str) -> list[tuple[str, object]]:
        members = self.raw.get(key)
        if members is None:
            return []
        if isinstance(members, Mapping):
            return list(members.items())
        self.faults.append(_fault(key, _file_refusal("file_shape")))
        return []

    def _item(self, code: str) -> Item:
        if code not in self.items:
            raise refuse("item_unknown")
        return self.items[code]


def _counts(raw: object) -> dict[str, int]:
    if not isinstance(raw, Mapping) or not set(raw) <= {"documents", "photos"}:
        raise _file_refusal("evidence_shape")
    try:
        counts = {sort: wire.whole_number(count) for sort, count in raw.items()}
    except InvalidAnswer as error:
        raise _file_refusal("evidence_shape") from error
    if not all(0 <= count <= EVIDENCE_LIMIT for count in counts.values()):
        raise _file_refusal("evidence_shape")
    return counts


def _all_items(checklist: Checklist) -> Iterator[Item]:
    waiting = [*checklist.general, *(item for each in checklist.sections for item in each.items)]
    while waiting:
        item = waiting.pop()
        waiting.extend(item.items)
        yield item


def _file_refusal(code: str) -> InvalidAnswer:
    return InvalidAnswer(code, *_FILE_FAULTS[code])


def _fault(place: str, error: InvalidAnswer) -> FileFault:
    return FileFault(place, error.code, error.message_vi, error.message_en)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        # An exponent beyond all measure; the item that carries it is refused by name.
        return Decimal("NaN")
