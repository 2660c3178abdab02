"""``rounds enter FILE``: a whole round from a TOML file, all of it or nothing."""

from __future__ import annotations

import json
import secrets
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of, find_version
from survey_app.checklists.rules import VersionState
from survey_app.commands.groups import Group
from survey_app.commands.round_plan import RoundPlan, told
from survey_app.commands.round_scorers import apply_scheme, name_scorers
from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.outlining import set_outline
from survey_app.visits import service
from survey_app.visits.models import Person, Round, Team, Unit, Visit
from survey_app.visits.people import add_person
from survey_app.visits.queries import find_person
from survey_app.visits.units import find_standing

rounds = Group("rounds", help="Đợt khảo sát. / Survey rounds.")
Row = dict[str, Any]


class Faults(ValueError):
    """What is wrong with a plan, a line each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))


@rounds.command("enter")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def enter(file: Path) -> None:
    """Enter the round of FILE and print the passwords of new accounts, which are kept nowhere."""
    try:
        with writing():
            passwords = entered(db.session, read(file.read_bytes()), at=clock.now())
            db.session.commit()
    except Faults as faults:
        raise click.ClickException(str(faults)) from None
    except IntegrityError as error:
        sentence = "Đợt khảo sát này đã có. / There is a round of this name already."
        raise click.ClickException(sentence) from error
    for username, password in passwords.items():
        click.echo(f"{username}\t{password}")


def read(data: bytes) -> Row:
    """The plan in these bytes; raises Faults with every line that is wrong."""
    try:
        plan: Row = RoundPlan().load(tomllib.loads(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Faults([f"TOML: {error}"]) from error
    except ValidationError as error:
        raise Faults(told(error.messages)) from error
    return plan


def entered(session: Session, plan: Row, *, at: datetime) -> dict[str, str]:
    """Enter a plan; the passwords of the accounts that it made. Raises Faults, all at once."""
    faults = list(_loose_ends(session, plan))
    if faults:
        raise Faults(faults)
    passwords: dict[str, str] = {}
    people = _people(session, plan, passwords, at)
    units = {row["code"]: _unit(session, row) for row in plan["unit"]}
    heading = json.dumps(plan["round"].pop("heading"), ensure_ascii=False)
    round_ = Round(**plan["round"], heading=heading)
    session.add(round_)
    session.flush()
    set_outline(session, round_.id, default_outline())
    teams = {row["number"]: _team(session, round_, row, people) for row in plan["team"]}
    session.flush()
    visits = [
        _visit(session, row, _known_unit(session, units, row["unit"]), teams[row["team"]], at)
        for row in plan["visit"]
    ]
    session.flush()
    faults = name_scorers(session, plan["visit"], visits, people, at)
    if faults:
        raise Faults(faults)
    apply_scheme(session, round_, visits, at)
    for row in plan["target"]:
        unit = _known_unit(session, units, row["unit"])
        facts = service.TargetFacts(
            row["item"], row.get("term"), row.get("milestone"), row["source"]
        )
        service.set_target(session, round_, unit, facts)
    session.flush()
    return passwords


def _loose_ends(session: Session, plan: Row) -> Iterator[str]:
    """What a plan names and nobody knows."""
    people = {row["username"] for row in plan["person"]}
    people |= set(session.scalars(select(Person.username)))
    units = {row["code"] for row in plan["unit"]} | set(session.scalars(select(Unit.code)))
    teams = {row["number"] for row in plan["team"]}
    for n, row in enumerate(plan["team"], 1):
        for username in sorted(set(row["people"]) - people):
            yield f"team[{n}].people: there is no account {username!r}"
    visited: set[str] = set()
    for n, row in enumerate(plan["visit"], 1):
        if row["unit"] not in units:
            yield f"visit[{n}].unit: there is no unit {row['unit']!r}"
        if row["unit"] in visited:
            yield f"visit[{n}].unit: {row['unit']!r} is visited twice"
        visited.add(row["unit"])
        if row["team"] not in teams:
            yield f"visit[{n}].team: there is no team {row['team']}"
        if _published(session, row["checklist"]) is None:
            yield f"visit[{n}].checklist: {' '.join(row['checklist'])} is not published"
    yield from _loose_targets(session, plan, units)


def _loose_targets(session: Session, plan: Row, units: set[str]) -> Iterator[str]:
    checklists = {row["unit"]: row["checklist"] for row in plan["visit"]}
    for n, row in enumerate(plan["target"], 1):
        if row["unit"] not in units:
            yield f"target[{n}].unit: there is no unit {row['unit']!r}"
            continue
        version = _published(session, checklists.get(row["unit"], ["", ""]))
        if version and definition_of(version).find_item(row["item"]) is None:
            yield f"target[{n}].item: {version.code} has no item {row['item']!r}"


def _published(session: Session, named: list[str]) -> ChecklistVersion | None:
    version = find_version(session, *named)
    return version if version and version.state is VersionState.PUBLISHED else None


def _people(
    session: Session, plan: Row, passwords: dict[str, str], at: datetime
) -> dict[str, Person]:
    """Who has an account keeps it, with the password and the role that it has."""
    found = {each.username: each for each in session.scalars(select(Person))}
    for row in plan["person"]:
        if find_person(session, row["username"]) is None:
            password = passwords[row["username"]] = secrets.token_urlsafe(9)
            person = add_person(session, **row, password=password, at=at)
            session.flush()
            found[person.username] = person
    return found


def _unit(session: Session, row: Row) -> Unit:
    known = find_standing(session, row["code"])
    if known is not None:
        return known
    return service.add_unit(
        session, service.UnitFacts(**{**row, "aliases": tuple(row.get("aliases", ()))})
    )


def _known_unit(session: Session, made: dict[str, Unit], code: str) -> Unit:
    unit = made.get(code) or find_standing(session, code)
    if unit is None:
        raise Faults([f"there is no unit {code!r}"])
    return unit


def _team(session: Session, round_: Round, row: Row, people: dict[str, Person]) -> Team:
    parts = [(people[username], part) for username, part in row["people"].items()]
    return service.add_team(session, round_, number=row["number"], name=row["name"], people=parts)


def _visit(session: Session, row: Row, unit: Unit, team: Team, at: datetime) -> Visit:
    version = _published(session, row["checklist"])
    if version is None:
        raise Faults([f"{' '.join(row['checklist'])} is not published"])
    more = {key: row[key] for key in ("place", "mode") if key in row}
    plan = service.VisitPlan(row.get("planned_on"), **more)
    session.flush()
    session.refresh(team, ["people"])
    visit = service.plan_visit(session, unit=unit, team=team, pinned=version, plan=plan)
    service.assign(visit, [each.person for each in team.people], at=at)
    return visit
