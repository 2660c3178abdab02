"""Whose folder it is: what is not the demonstration's stays as it was, to the byte."""

from __future__ import annotations

import socket
from datetime import date

import pytest
from sqlalchemy import delete, func, select

from survey_app.checklists import service as checklists
from survey_app.commands.demo_round import guard, plan
from survey_app.commands.demo_round.guard import AlreadyPlaying, Standing
from survey_app.core import clock
from survey_app.core.orm import Base
from survey_app.core.problems import Code, Problem
from survey_app.core.settings import read
from survey_app.edge import schema
from survey_app.edge.database import db, writing
from survey_app.evaluations.models import Evaluation
from survey_app.factory import create_app
from survey_app.fieldwork.models import Epoch
from survey_app.visits.models import Person, Round, Unit
from survey_app.visits.people import add_person
from survey_app.visits.rules import Role, UnitKind
from survey_app.visits.service import UnitFacts, add_unit
from tests.support.databases import settings_for_tests
from tests.support.server import free_port


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A migrated installation of its own, for the tests of this module."""
    data = tmp_path_factory.mktemp("guard")
    own = {"SURVEY_DATA": str(data), "PORT": str(free_port())} | settings_for_tests()
    made = create_app(read(own))
    with made.app_context():
        schema.upgrade()
        yield made
        db.engine.dispose()


@pytest.fixture
def installed(migrated):
    """The installation with nothing in it but its epoch."""
    with migrated.app_context():
        _keep(_empty)
        yield migrated
        db.session.close()


def _empty(session):
    for table in reversed(Base.metadata.sorted_tables):
        if table.name != Epoch.__tablename__:
            session.execute(delete(table))


def _keep(act):
    with writing():
        act(db.session)
        db.session.commit()


def _contents(installed):
    """The file to the byte on SQLite, else every row of every table."""
    settings = installed.extensions["settings"]
    if settings.is_sqlite:
        return (settings.data / "survey.sqlite3").read_bytes()
    with db.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in Base.metadata.sorted_tables
        }


def _own_round(session):
    session.add(
        Round(name="Đợt của Văn phòng", starts_on=date(2020, 11, 2), ends_on=date(2020, 11, 30))
    )


def _own_person(session):
    add_person(
        session,
        username="chau",
        name="Văn phòng",
        role=Role.OFFICE,
        password="mot-mat-khau-dai",
        at=clock.now(),
    )


def _own_unit(session):
    add_unit(session, UnitFacts("LD-X", "LĐLĐ huyện X", UnitKind.DISTRICT, 1))


def _own_checklists(session):
    for checklist in plan.library():
        checklists.import_version(session, checklist, at=clock.now())


@pytest.mark.parametrize(
    "theirs",
    [
        pytest.param(_own_round, id="a round"),
        pytest.param(_own_person, id="an account"),
        pytest.param(_own_unit, id="a unit"),
        pytest.param(_own_checklists, id="a checklist"),
    ],
)
def test_the_command_refuses_a_folder_that_holds(installed, theirs):
    _keep(theirs)
    db.session.close()
    before = _contents(installed)

    result = installed.test_cli_runner().invoke(args=["demo"])

    assert result.exit_code == 1
    assert Problem(Code.DEMO_REFUSED).sentence("vi") in result.output
    assert _contents(installed) == before


def test_the_command_refuses_a_database_that_it_cannot_read(tmp_path):
    (tmp_path / "survey.sqlite3").write_bytes(b"somebody's notes, not a database at all" * 40)
    made = create_app(read({"SURVEY_DATA": str(tmp_path), "PORT": str(free_port())}))

    result = made.test_cli_runner().invoke(args=["demo"])

    assert result.exit_code == 1
    assert Problem(Code.DEMO_REFUSED).sentence("vi") in result.output


def test_a_port_that_is_taken_is_told_in_a_sentence(installed):
    port = installed.extensions["settings"].port
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        result = installed.test_cli_runner().invoke(args=["demo"])

    assert result.exit_code == 1
    assert f"Không dùng được cổng {port}" in result.output


def test_a_new_folder_is_nobodys(installed):
    assert guard.standing(db.session) is Standing.EMPTY


def test_a_round_laid_down_and_not_evaluated_is_unfinished(installed):
    _keep(lambda session: plan.lay_down(session, at=clock.now()))

    assert guard.standing(db.session) is Standing.UNFINISHED


def test_a_demonstration_with_its_evaluation_is_complete(installed):
    _keep(_evaluated)

    assert guard.standing(db.session) is Standing.COMPLETE


def _evaluated(session):
    round_ = plan.lay_down(session, at=clock.now())
    office = session.scalar(select(Person).where(Person.username == "vanphong"))
    at = clock.now()
    session.add(
        Evaluation(round_id=round_.id, title="x", made_at=at, made_by_id=office.id, merged_at=at)
    )


def test_what_an_interrupted_run_left_can_be_laid_down_again(installed):
    _keep(lambda session: plan.lay_down(session, at=clock.now()))

    _keep(_start_again)

    assert db.session.scalar(select(func.count()).select_from(Unit)) == 14
    assert db.session.scalar(select(func.count()).select_from(Epoch)) == 1


def _start_again(session):
    guard.clear(session)
    plan.lay_down(session, at=clock.now())


def test_clearing_takes_every_row_but_the_epoch(installed):
    _keep(lambda session: plan.lay_down(session, at=clock.now()))

    _keep(guard.clear)

    left = {
        table.name
        for table in Base.metadata.sorted_tables
        if db.session.scalar(select(func.count()).select_from(table))
    }
    assert left == {"epoch"}


@pytest.mark.parametrize("made", [_evaluated, _own_person, _empty])
def test_nothing_but_an_unfinished_demonstration_is_cleared(installed, made):
    _keep(made)

    with pytest.raises(Problem):
        guard.clear(db.session)


def test_an_unfinished_demonstration_with_somebody_elses_account_is_left_alone(installed):
    _keep(lambda session: plan.lay_down(session, at=clock.now()))
    _keep(_own_person)

    with pytest.raises(Problem):
        guard.standing(db.session)


def test_two_commands_do_not_build_in_one_folder_at_once(tmp_path):
    with (
        guard.playing_alone(tmp_path),
        pytest.raises(AlreadyPlaying),
        guard.playing_alone(tmp_path),
    ):
        pass
