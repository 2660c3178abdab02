"""What the pages of moderation and agreement show, drawn from the visits that a person may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import g, request
from sqlalchemy.orm import Session

from forms.definition import Item
from survey_app.checklists.queries import definition_of
from survey_app.core.vietnamese import name_key
from survey_app.scoring import agreement as figures
from survey_app.scoring.agreement import Agreement, Twice
from survey_app.scoring.twice import compared_of, twice_scored
from survey_app.visits.models import Round, Team, Visit
from survey_app.visits.names import names_of
from survey_app.visits.queries import visits_of_round
from survey_app.web.double.chart import Drift, drifts
from survey_app.web.filters import words
from survey_app.web.sheet.apart import ItemApart, item_apart

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page's filters ask for; empty or 0 for everything."""

    checklist: str = ""
    team: int = 0
    person: int = 0
    shows_all: bool = False


@dataclass(frozen=True, slots=True)
class FarItem:
    """An item that went to the lead."""

    visit: Visit
    item: Item
    apart: ItemApart


@dataclass(frozen=True, slots=True)
class Offered:
    """What the filters offer."""

    checklists: Sequence[tuple[str, str]]
    teams: Sequence[Team]
    people: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """How well an item's scores agree."""

    code: str
    label: str
    figures: Agreement


@dataclass(frozen=True, slots=True)
class PersonLine:
    """How well a scorer agrees with the others."""

    name: str
    figures: Agreement


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Everything of the agreement page. ``visits``: how many are compared, of how many apart."""

    round: Round
    chosen: Chosen
    offered: Offered
    visits: int
    apart: int
    whole: Agreement
    items: Sequence[ItemLine]
    people: Sequence[PersonLine]
    drifts: Sequence[Drift]


def chosen() -> Chosen:
    """What the address asks for; anything that is no number asks for nothing."""
    return Chosen(
        checklist=request.args.get("checklist", "")[:64],
        team=_number("team"),
        person=_number("person"),
        shows_all=request.args.get("show") == "all",
    )


def far_items(session: Session, visits: Sequence[Visit], asked: Chosen) -> list[FarItem]:
    """The items of these visits that are far apart, the largest gap first."""
    found = compared_of(session, visits)
    people = {person for each in found.values() for person in each.pair.scorers}
    names = names_of(session, people)
    lines = [
        FarItem(visit, each.item, item_apart(each, found[visit.id], names))
        for visit in _of_team(visits, asked)
        if visit.id in found
        for each in found[visit.id].moderation()
        if each.waits or asked.shows_all
    ]
    return sorted(lines, key=lambda line: -(line.apart.gap or 0))


def agreement_page(session: Session, round_: Round, asked: Chosen) -> AgreementPage:
    """The page for what is asked, over the visits that the reader may see."""
    apart = [
        visit
        for visit in visits_of_round(session, round_.id, g.actor)
        if visit.second_scorer_id is not None
    ]
    found = compared_of(session, apart)
    compared = [visit for visit in apart if visit.id in found]
    names = names_of(session, {person for each in found.values() for person in each.pair.scorers})
    kept = [visit for visit in _of_team(compared, asked) if _is_on(visit, asked.checklist)]
    pairs = [each for visit in kept for each in twice_scored(visit, found[visit.id])]
    pairs = [each for each in pairs if asked.person in (0, each.first, each.second)]
    return AgreementPage(
        round=round_,
        chosen=asked,
        offered=_offered(compared, names),
        visits=len({each.visit for each in pairs}),
        apart=len(apart),
        whole=figures.agreement(pairs),
        items=_items(kept, pairs),
        people=_people(pairs, names, asked),
        drifts=drifts(_asked_for(figures.drift(pairs), asked), names),
    )


def _items(visits: Sequence[Visit], pairs: Sequence[Twice]) -> list[ItemLine]:
    """In the order of the checklists; an item of the same code is the same item in all of them."""
    labels: dict[str, Item] = {}
    for version in {
        visit.checklist_version_id: visit.checklist_version for visit in visits
    }.values():
        labels = {item.code: item for _, item in definition_of(version).items()} | labels
    found = figures.by_item(pairs)
    return [
        ItemLine(code, words(item.label), found[code])
        for code, item in labels.items()
        if code in found
    ]


def _people(pairs: Sequence[Twice], names: Mapping[int, str], asked: Chosen) -> list[PersonLine]:
    found = _asked_for(figures.by_person(pairs), asked)
    lines = [PersonLine(names.get(person, ""), each) for person, each in found.items()]
    return sorted(lines, key=lambda line: name_key(line.name))


def _asked_for(found: Mapping[int, T], asked: Chosen) -> dict[int, T]:
    return {person: each for person, each in found.items() if asked.person in (0, person)}


def _offered(visits: Sequence[Visit], names: Mapping[int, str]) -> Offered:
    versions = {visit.checklist_version.code: visit.checklist_version.title for visit in visits}
    teams = {visit.team_id: visit.team for visit in visits}
    return Offered(
        checklists=sorted(versions.items()),
        teams=sorted(teams.values(), key=lambda team: team.number),
        people=sorted(names.items(), key=lambda pair: name_key(pair[1])),
    )


def _of_team(visits: Sequence[Visit], asked: Chosen) -> list[Visit]:
    return [visit for visit in visits if asked.team in (0, visit.team_id)]


def _is_on(visit: Visit, checklist: str) -> bool:
    return checklist in ("", visit.checklist_version.code)


def _number(name: str) -> int:
    asked = request.args.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
