"""What every page of the overview is made from: the round, the filters, the visits they leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from urllib.parse import quote
from uuid import UUID

from flask import g, url_for

from forms.definition import Checklist, Item, Kind, Section, SectionKind
from survey_app.core.permissions import Action, allows
from survey_app.core.problems import Code, Problem
from survey_app.edge import db
from survey_app.progress.glance import Figures, Glance, Subject, figures, glance
from survey_app.visits.models import Round, Team
from survey_app.visits.queries import find_round, teams_of_round
from survey_app.visits.queries import rounds as all_rounds
from survey_app.web.filters import words
from survey_app.web.overview.asked import Asked, asked, ordered
from survey_app.web.speech import say
from survey_app.web.words import LAYERS

MILLION = 1_000_000
_ANY = str(UUID(int=0))


@dataclass(frozen=True)
class View:
    """A page of the overview; figures are of the asked layer, or of the one that counts."""

    round: Round
    asked: Asked
    glance: Glance

    @cached_property
    def figures(self) -> Mapping[int, Figures]:
        """The figures of each visit that has any in this layer."""
        return figures(db.session, g.actor, self.round.id, self.glance.reading, self.asked.layer)

    @cached_property
    def subjects(self) -> Sequence[Subject]:
        """The visits that the filters leave, in the asked order."""
        taken = (each for each in self.glance.subjects if self.asked.takes(each))
        needs = self.asked.sort in ("high", "low")
        return ordered(taken, self.asked.sort, self.figures if needs else {})

    @cached_property
    def definitions(self) -> Mapping[int, Checklist]:
        """The checklists of these visits, by version."""
        used = {each.version_id for each in self.subjects}
        return {id_: each for id_, each in self.glance.definitions.items() if id_ in used}

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The base sections of these visits by code, in the order of their checklists."""
        found: dict[str, Section] = {}
        for checklist in self.definitions.values():
            for section in base_sections(checklist):
                found.setdefault(section.code, section)
        return found

    @cached_property
    def codes(self) -> Mapping[int, Mapping[str, Sequence[str]]]:
        """The scored items of each base section, by version and section."""
        return {
            id_: {
                section.code: [item.code for item in leaves(section)]
                for section in base_sections(checklist)
            }
            for id_, checklist in self.definitions.items()
        }

    @cached_property
    def code_sets(self) -> Mapping[int, AbstractSet[str]]:
        """All scored items of the base, by version."""
        return {
            id_: {code for codes in sections.values() for code in codes}
            for id_, sections in self.codes.items()
        }

    @cached_property
    def worths(self) -> Mapping[int, Mapping[str, int]]:
        """The points of each base section in millionths, by version and section."""
        return {
            id_: {each.code: _worth(each) for each in base_sections(checklist)}
            for id_, checklist in self.definitions.items()
        }

    @property
    def section(self) -> Section | None:
        """The section that is asked for, where there is one."""
        return self.sections.get(self.asked.section)

    def items(self, section: Section | None = None) -> Mapping[str, Item]:
        """The scored items of the base (of this section) over these checklists, by code."""
        found: dict[str, Item] = {}
        for checklist in self.definitions.values():
            for each in base_sections(checklist):
                if section is None or each.code == section.code:
                    found |= {item.code: item for item in leaves(each) if item.code not in found}
        return found

    @property
    def layer_said(self) -> str:
        """Which layer the figures are of: said on every page and in every workbook."""
        if self.asked.layer is not None:
            return str(LAYERS[self.asked.layer])
        return say("lớp điểm được tính: Văn phòng chốt, nếu không có thì thống nhất, rồi đoàn chấm")

    @cached_property
    def teams(self) -> list[Team]:
        """The teams whose visits this person sees."""
        seen = {each.team_id for each in self.glance.subjects}
        return [team for team in teams_of_round(db.session, self.round.id) if team.id in seen]

    @cached_property
    def rounds(self) -> list[Round]:
        """Every round, to change over."""
        return all_rounds(db.session)


def view_of(round_id: int) -> View:
    """The round as this person may see it, through the filters of the address."""
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return View(found, asked(), glance(db.session, g.actor, round_id))


def visit_url(subject: Subject, item: str = "") -> str:
    """The visit's page at an item; nothing for those who may not read visits."""
    # A page has hundreds of these links; the address is made once and the visits put into it.
    pattern: str | None = g.get("overview_visit_url")
    if pattern is None:
        pattern = g.overview_visit_url = _pattern()
    if not pattern:
        return ""
    address = pattern.replace(_ANY, str(subject.key))
    return f"{address}#item-{quote(item)}" if item else address


def _pattern() -> str:
    may = allows(g.actor.role, Action.VISIT_READ)
    return url_for("desk.visits.show", key=UUID(_ANY)) if may else ""


def base_sections(checklist: Checklist) -> Iterator[Section]:
    """The sections that the base is computed from."""
    return (each for each in checklist.sections if each.kind is SectionKind.BASE)


def leaves(section: Section) -> Iterator[Item]:
    """The items of a section that are answered and can be scored."""
    for item in section.items:
        for leaf in item.leaves():
            if leaf.kind not in (Kind.TEXT, Kind.ATTENDEES, Kind.BONUS, Kind.PENALTY):
                yield leaf


def _worth(section: Section) -> int:
    """Its points in millionths; where the checklist leaves them out, those of its items."""
    points = section.points
    if points is None:
        points = sum((item.points or Decimal(0) for item in leaves(section)), Decimal(0))
    return int(points * MILLION)


def named(section: Section) -> str:
    """A section as a heading says it."""
    return f"{section.code}. {words(section.title)}"
