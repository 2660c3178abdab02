"""Trying a version with an example: the score of what is typed explains itself; nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from forms.answers import InvalidAnswer, Target, check_answer, check_target
from forms.definition import Checklist, Item, Kind
from forms.relevance import relevant_codes
from forms.scoring import Explanation, can_be_scored, explain
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of
from survey_app.core.permissions import Action
from survey_app.edge import commits, requires
from survey_app.web.checklists.access import version_of
from survey_app.web.fields import tidy
from survey_app.web.figures import with_point
from survey_app.web.frame import language
from survey_app.web.reviews.values import options_of

trial = Blueprint("trial", __name__)

TYPED_LIMIT = 200


@dataclass(slots=True)
class Example:
    """What was typed for a trial, what it means, and what of it cannot be taken, by item."""

    typed: dict[str, str] = field(default_factory=dict)
    answers: dict[str, object] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


@trial.get("/checklists/<code>/<version>/trial")
@requires(Action.CHECKLIST_READ)
def show(code: str, version: str) -> ResponseReturnValue:
    """Empty fields for every item that is scored."""
    return _page(version_of(code, version), Example())


@trial.post("/checklists/<code>/<version>/trial")
@requires(Action.CHECKLIST_READ)
@commits
def score(code: str, version: str) -> ResponseReturnValue:
    """The score of what was typed, with its working; posted since it may be long, never kept."""
    found = version_of(code, version)
    example = example_from(definition_of(found), request.form)
    return _page(found, example, 422 if example.faults else 200)


def example_from(checklist: Checklist, form: Mapping[str, str]) -> Example:
    """What a form says, item by item; what cannot be taken is told and counts as not answered."""
    example = Example({name: tidy(text)[:TYPED_LIMIT] for name, text in form.items()})
    for _, item in checklist.items():  # noqa: PERF102 - pairs of section and item, no dict
        try:
            _take(item, example)
        except InvalidAnswer as refused:
            said = refused.message_en if language() == "en" else refused.message_vi
            example.faults[item.code] = said
    return example


def _take(item: Item, example: Example) -> None:
    typed = example.typed
    target = typed.get(f"target-{item.code}", "")
    if target:
        example.targets[item.code] = check_target(item, {"term": with_point(target)})
    answer = _answer(item, typed)
    if answer is not None:
        check_answer(item, answer)
        example.answers[item.code] = answer


def _answer(item: Item, typed: Mapping[str, str]) -> dict[str, Any] | None:
    if f"na-{item.code}" in typed:
        return {"not_applicable": "KAD"}
    value = typed.get(f"value-{item.code}", "")
    if not value:
        return None
    if item.kind is Kind.TABLE:
        return {"value": {"rows": [], "level": value}}
    is_number = item.kind in (Kind.POINTS, Kind.INDICATOR) or item.step is not None
    return {"value": with_point(value) if is_number else value}


def _page(version: ChecklistVersion, example: Example, status: int = 200) -> ResponseReturnValue:
    checklist = definition_of(version)
    page = render_template(
        "checklists/trial.html",
        version=version,
        checklist=checklist,
        example=example,
        score=_score(checklist, example) if example.typed else None,
        asked=relevant_codes(checklist, example.answers, None),
        takes_score=can_be_scored,
        options_of=options_of,
    )
    return page, status


def _score(checklist: Checklist, example: Example) -> Explanation:
    return explain(checklist, example.answers, targets=example.targets, language=language())
