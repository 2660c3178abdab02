"""The pages of a draft being edited: what is edited, its sums, its faults with where they lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from forms import editing as parts
from forms.condition_words import in_words
from forms.definition import Checklist, Evidence, Item, Section, SectionKind, Text
from forms.faults import Path
from forms.publishing import faults_of
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import typed_number
from survey_app.web.checklists.editing_forms import (
    ItemForm,
    PartForm,
    SectionForm,
    conditions_for,
)
from survey_app.web.checklists.settings_form import NewItemForm, NewSectionForm, SettingsForm
from survey_app.web.checklists.sums import sum_of
from survey_app.web.checklists.words import FIELDS, SECTION_KINDS
from survey_app.web.filters import figure, words
from survey_app.web.speech import say

# The general information is no section, and no section may be called so.
GENERAL = "@general"


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault of a draft: the section and the item it is of, by code, and the field in words."""

    section: str
    item: str
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draft as its pages show it."""

    draft: ChecklistVersion
    checklist: Checklist
    faults: list[PlacedFault]

    @classmethod
    def of(cls, draft: ChecklistVersion) -> Drawn:
        """The draft as it stands now."""
        checklist = definition_of(draft)
        return cls(draft, checklist, placed_faults(checklist))

    def sign(self, *forms: PartForm) -> None:
        """Tell the forms what they are drawn from: what is sent later is compared with it."""
        for form in forms:
            form.before.data = self.draft.content_hash

    def context(self, part: str = "") -> dict[str, Any]:
        """What every page of the draft shows; the faults of its own part stand first."""
        mine = [each for each in self.faults if part in (each.section, each.item)]
        return {
            "version": self.draft,
            "checklist": self.checklist,
            "faults": mine + [each for each in self.faults if each not in mine],
            "mine": len(mine) if part else 0,
            "sum_of": sum_of,
            "base_sum": sum((each.points or Decimal(0) for each in self._base()), start=Decimal(0)),
            "SECTION_KINDS": SECTION_KINDS,
            "figure": figure,
            "before": self.draft.content_hash,
            "may_undo": bool(self.draft.content_before),
        }

    def _base(self) -> list[Section]:
        return [each for each in self.checklist.sections if each.kind is SectionKind.BASE]


def placed_faults(checklist: Checklist) -> list[PlacedFault]:
    """The faults of a draft, each with the part that its page edits."""
    found = faults_of(checklist, naming=lambda path: _named(checklist, path))
    return [_placed(checklist, each.path, words(each.message)) for each in found]


def grid_from(items: Sequence[Item], form: Mapping[str, str]) -> tuple[list[Item], dict[str, str]]:
    """The items whose points or evidence were changed in a grid; by code, what is no number."""
    changed: list[Item] = []
    faults: dict[str, str] = {}
    for item in _with_parts(items):
        typed = form.get(f"points-{item.code}")
        evidence = form.get(f"evidence-{item.code}", item.evidence.value)
        points = typed_number(typed) if typed else None
        if typed and (points is None or abs(points.adjusted()) > 12):
            faults[item.code] = typed[:40]
        new = replace(
            item,
            points=item.points if typed is None else points,
            evidence=Evidence(evidence) if evidence in list(Evidence) else item.evidence,
        )
        if new != item:
            changed.append(new)
    return changed, faults


def conditions_in_words(checklist: Checklist, code: str) -> list[tuple[str, str]]:
    """The common conditions on earlier items, each with its words."""
    found = []
    for expression in conditions_for(checklist, code):
        said = in_words(expression, checklist)
        if said is not None:
            found.append((expression, words(said)))
    return found


def held_in(checklist: Checklist, part: str) -> Section:
    """The section of this code; the general information as if it were one."""
    if part == GENERAL:
        return Section(GENERAL, Text(say("Thông tin chung")), items=checklist.general)
    found = parts.find_section(checklist, part)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def around(checklist: Checklist, part: str) -> str:
    """The section whose page shows this part."""
    if part == GENERAL or parts.find_section(checklist, part) is not None:
        return part
    return parts.section_of(checklist, part) or GENERAL


def _with_parts(items: Sequence[Item]) -> list[Item]:
    """Items with their sub-items after them."""
    return [each for item in items for each in (item, *item.items)]


def _placed(checklist: Checklist, path: Path, sentence: str) -> PlacedFault:
    section, item, held = "", "", checklist
    field = ""
    for step in path:
        if isinstance(step, str):
            field = step
            continue
        held = _step(held, field, step)
        if isinstance(held, Section):
            section = held.code
        elif isinstance(held, Item):
            item, section = held.code, section or GENERAL
    return PlacedFault(section, item, str(FIELDS.get(field, "")), sentence)


def _step(held: Any, field: str, at: int) -> Any:  # noqa: ANN401 - any part of a definition
    """The part at this place; what has no parts of its own stands for what it holds."""
    inside = getattr(held, field, ())
    return inside[at] if at < len(inside) else held


def _named(checklist: Checklist, path: Path) -> str:
    """Another place as a sentence names it: the codes that lead to it."""
    placed = _placed(checklist, path, "")
    return " › ".join(each for each in (placed.section, placed.item) if each) or say("phiếu")


def whole_page(
    draft: ChecklistVersion,
    form: SettingsForm | None = None,
    status: int = 200,
    new: NewSectionForm | None = None,
) -> ResponseReturnValue:
    """The page of the whole draft; a form that was refused keeps what was typed."""
    drawn = Drawn.of(draft)
    if form is None:
        form = SettingsForm(formdata=None)
        form.offer()
        form.show(drawn.checklist)
    if new is None:
        new = NewSectionForm(formdata=None)
        new.offer()
    drawn.sign(form, new)
    page = render_template("checklists/edit.html", **drawn.context(), form=form, new=new)
    return page, status


def section_page(
    draft: ChecklistVersion,
    part: str,
    form: SectionForm | None = None,
    status: int = 200,
    typed: dict[str, str] | None = None,
    new: NewItemForm | None = None,
) -> ResponseReturnValue:
    """The page of a section, or of the general information."""
    drawn = Drawn.of(draft)
    held = held_in(drawn.checklist, part)
    if form is None:
        form = SectionForm(formdata=None)
        form.offer()
        form.show(held)
    if new is None:
        new = NewItemForm(formdata=None)
        new.offer()
    drawn.sign(form, new)
    page = render_template(
        "checklists/edit_section.html",
        **drawn.context(part),
        section=held,
        is_general=part == GENERAL,
        form=form,
        new=new,
        grid_faults=typed or {},
    )
    return page, status


def item_page(
    draft: ChecklistVersion, part: str, form: ItemForm | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page of an item."""
    drawn = Drawn.of(draft)
    held = parts.find_item(drawn.checklist, part)
    if held is None:
        raise Problem(Code.NOT_FOUND)
    if form is None:
        form = ItemForm(formdata=None)
        form.offer(conditions_in_words(drawn.checklist, part))
        form.show(held)
    drawn.sign(form)
    page = render_template(
        "checklists/edit_item.html",
        **drawn.context(part),
        item=held,
        form=form,
        inside=around(drawn.checklist, part),
        GENERAL=GENERAL,
    )
    return page, status
