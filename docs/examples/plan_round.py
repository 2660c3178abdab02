"""Enters a whole round from a TOML file: ``python -m docs.examples.plan_round FILE``.

All of it or nothing; ``dot.toml`` beside this file shows every line that there can be.
"""

from __future__ import annotations

import json
import secrets
import tomllib
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from survey_app.checklists.queries import find_version
from survey_app.checklists.rules import VersionState
from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.fieldwork.service import open_log
from survey_app.visits import service
from survey_app.visits.models import Person, Round, Team, Unit
from survey_app.visits.people import add_person
from survey_app.visits.queries import find_person
from survey_app.visits.rules import Mode, Part, Role, UnitKind
from survey_app.visits.units import find_unit

Row = dict[str, Any]


def enter(session: Session, plan: Row, *, at: datetime) -> dict[str, str]:
    """Enter everything; the passwords of the new accounts, which are kept nowhere else."""
    passwords: dict[str, str] = {}
    people = {row["username"]: _person(session, row, passwords, at) for row in plan["person"]}
    units = {row["code"]: _unit(session, row) for row in plan["unit"]}
    heading = json.dumps(plan["round"].pop("heading", {}), ensure_ascii=False)
    round_ = Round(**plan["round"], heading=heading)
    session.add(round_)
    session.flush()
    teams = {row["number"]: _team(session, round_, row, people) for row in plan["team"]}
    session.flush()
    for row in plan["visit"]:
        _visit(session, row, units[row["unit"]], teams[row["team"]], at)
    for row in plan.get("target", []):
        service.set_target(session, round_, units[row["unit"]], _target(row))
    session.flush()
    return passwords


def _person(session: Session, row: Row, passwords: dict[str, str], at: datetime) -> Person:
    """Who has an account keeps it, with the password and the role that it has."""
    known = find_person(session, row["username"])
    if known is not None:
        return known
    password = passwords[row["username"]] = secrets.token_urlsafe(9)
    role = Role(row["role"])
    return add_person(
        session, username=row["username"], name=row["name"], role=role, password=password, at=at
    )


def _unit(session: Session, row: Row) -> Unit:
    known = find_unit(session, row["code"])
    if known is not None:
        return known
    facts = {**row, "kind": UnitKind(row["kind"]), "aliases": tuple(row.get("aliases", ()))}
    return service.add_unit(session, service.UnitFacts(**facts))


def _team(session: Session, round_: Round, row: Row, people: dict[str, Person]) -> Team:
    parts = [(people[username], Part(part)) for username, part in row["people"].items()]
    return service.add_team(session, round_, number=row["number"], name=row["name"], people=parts)


def _visit(session: Session, row: Row, unit: Unit, team: Team, at: datetime) -> None:
    version = find_version(session, *row["checklist"])
    if version is None or version.state is not VersionState.PUBLISHED:
        raise click.ClickException(f"Chưa ban hành phiếu {' '.join(row['checklist'])}.")
    plan = service.VisitPlan(
        planned_on=row.get("planned_on"),
        place=row.get("place", ""),
        mode=Mode(row.get("mode", "on_site")),
    )
    session.refresh(team, ["people"])
    visit = service.plan_visit(session, unit=unit, team=team, pinned=version, plan=plan)
    service.assign(visit, [each.person for each in team.people], at=at)
    session.flush()
    open_log(session, visit.id)


def _target(row: Row) -> service.TargetFacts:
    term, milestone = (Decimal(row[key]) if key in row else None for key in ("term", "milestone"))
    return service.TargetFacts(row["item"], term, milestone, row["source"])


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(file: Path) -> None:
    """Enter the round of FILE and print the passwords of the new accounts."""
    with writing():
        passwords = enter(db.session, tomllib.loads(file.read_text("utf-8")), at=clock.now())
        db.session.commit()
    for username, password in passwords.items():
        click.echo(f"{username}\t{password}")


if __name__ == "__main__":
    from wsgi import app

    with app.app_context():
        main()
