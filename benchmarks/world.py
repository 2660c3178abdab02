"""A database with as many planned visits as a measurement needs, and people who may record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.payloads import ROOT, Share
from forms.canonical import canonical_json, content_hash
from forms.definition import Checklist
from forms.xlsform import read_workbook
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.rules import VersionState
from survey_app.core import clock
from survey_app.core.settings import Settings
from survey_app.core.settings import read as read_settings
from survey_app.core.vietnamese import folded
from survey_app.edge import schema
from survey_app.edge.database import db, writing
from survey_app.factory import create_app
from survey_app.fieldwork.models import VisitLog
from survey_app.visits import people
from survey_app.visits.models import Person, Round, Team, Unit, Visit, VisitMember
from survey_app.visits.rules import Mode, Plan, Role, UnitKind

LIBRARY = ROOT / "forms" / "library" / "PKS-HUYEN.xlsx"
NOW = datetime(2020, 11, 10, 2, 0, tzinfo=UTC)
SECRET_KEY = "b" * 64


def settings_for(data: Path, *, port: int = 8000, database_url: str = "") -> Settings:
    """The settings of an installation in this folder, as its processes read them."""
    return read_settings(environment_for(data, port=port, database_url=database_url))


def environment_for(data: Path, *, port: int, database_url: str = "") -> dict[str, str]:
    """What must be in the environment of a process of this installation."""
    return {
        "SURVEY_DATA": str(data),
        "PORT": str(port),
        "DATABASE_URL": database_url,
        "SECRET_KEY": SECRET_KEY,
        "PHOTO_STORE": "",
        "JOBS_URL": "",
        "BASE_URL": "",
    }


@contextmanager
def application(settings: Settings) -> Iterator[Flask]:
    """The application with a migrated database, in this process; no context is left open."""
    app = create_app(settings)
    with app.app_context():
        schema.upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


def seed(session: Session, *, clients: int, visits_each: int) -> list[Share]:
    """One person and so many planned visits for each client; returns what each works with."""
    round_, team, version = _frame(session)
    shares = []
    for client in range(clients):
        person = _person(session, f"may{client}", Role.MEMBER)
        units = _units(session, client * visits_each, visits_each)
        keys = _visits(session, (round_.id, team.id, version.id), units, person.id)
        shares.append(Share(_token(session, person), [str(key) for key in keys]))
    session.commit()
    return shares


def office_token(session: Session) -> str:
    """The token of somebody in the office, who sees every visit."""
    token = _token(session, _person(session, "vanphong", Role.OFFICE))
    session.commit()
    return token


def starter() -> Checklist:
    """The starter checklist that visits are recorded on."""
    return read_workbook(LIBRARY.read_bytes())


def seeding(settings: Settings, *, clients: int, visits_each: int) -> list[Share]:
    """Seed an installation and let go of its database."""
    with application(settings) as app, app.app_context(), writing():
        return seed(db.session, clients=clients, visits_each=visits_each)


def _frame(session: Session) -> tuple[Round, Team, ChecklistVersion]:
    round_ = Round(name="Đợt đo", starts_on=date(2020, 11, 2), ends_on=date(2020, 11, 30))
    checklist = starter()
    version = ChecklistVersion(
        code=checklist.code,
        version=checklist.version,
        title=checklist.title.vi,
        unit_kind=checklist.unit_kind,
        state=VersionState.PUBLISHED,
        content=canonical_json(checklist).decode(),
        content_hash=content_hash(checklist),
        imported_at=NOW,
        published_at=NOW,
    )
    session.add_all([round_, version])
    session.flush()
    team = Team(round_id=round_.id, number=1, name="Đoàn khảo sát số 1")
    session.add(team)
    session.flush()
    return round_, team, version


def _person(session: Session, username: str, role: Role) -> Person:
    # No password: nobody signs in with one here, and hashing sixteen of them would take a while.
    made = Person(username=username, name=username, role=role, password_hash="", made_at=NOW)
    session.add(made)
    session.flush()
    return made


def _units(session: Session, first: int, count: int) -> list[int]:
    rows = [
        {
            "code": f"LD-{at}",
            "name": f"LĐLĐ huyện số {at + 1}",
            "folded_name": folded(f"LĐLĐ huyện số {at + 1}"),
            "kind": UnitKind.DISTRICT,
            "protocol_order": at,
            "seat": "",
        }
        for at in range(first, first + count)
    ]
    return list(
        session.scalars(insert(Unit).returning(Unit.id, sort_by_parameter_order=True), rows)
    )


def _visits(
    session: Session, of: tuple[int, int, int], units: list[int], person_id: int
) -> list[UUID]:
    round_id, team_id, version_id = of
    rows = [
        {
            "key": uuid4(),
            "round_id": round_id,
            "unit_id": unit_id,
            "team_id": team_id,
            "checklist_version_id": version_id,
            "planned_on": date(2020, 11, 10),
            "place": "",
            "mode": Mode.ON_SITE,
            "plan": Plan.PLANNED,
            "plan_reason": "",
        }
        for unit_id in units
    ]
    made = insert(Visit).returning(Visit.id, sort_by_parameter_order=True)
    ids = list(session.scalars(made, rows))
    member = {"person_id": person_id, "assigned_at": NOW}
    session.execute(insert(VisitMember), [{"visit_id": id_, **member} for id_ in ids])
    session.execute(insert(VisitLog), [{"visit_id": id_, "last_number": 0} for id_ in ids])
    return [UUID(str(row["key"])) for row in rows]


def _token(session: Session, person: Person) -> str:
    secret, _ = people.open_login(session, person, at=clock.now(), lasts=timedelta(days=1))
    return secret
