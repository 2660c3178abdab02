"""A round from a file: all of it, or nothing and every fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

import forms
from forms.xlsform import read_workbook
from survey_app.checklists import service as checklists
from survey_app.core import clock
from survey_app.visits.models import Person, Round, Target, Visit
from survey_app.visits.people import checked, find_account

PLAN = Path(__file__).parents[2] / "docs" / "examples" / "dot.toml"


@pytest.fixture
def published(change):
    """With a starter checklist in force."""

    def done(session):
        file = Path(forms.__file__).parent / "library" / "PKS-HUYEN.xlsx"
        made = read_workbook(file.read_bytes(), name=file.name)
        checklists.import_version(session, made, at=clock.now())
        checklists.publish(session, made.code, made.version, at=clock.now())

    change(done)


@pytest.fixture
def enter(app, tmp_path):
    """Run the command on this plan."""

    def run(plan: str) -> Result:
        file = tmp_path / "dot.toml"
        file.write_text(plan, encoding="utf-8")
        result: Result = app.test_cli_runner().invoke(args=["rounds", "enter", str(file)])
        return result

    return run


def test_the_plan_of_the_guide_becomes_a_round_with_its_visit_and_target(published, enter, look):
    result = enter(PLAN.read_text("utf-8"))

    assert result.exit_code == 0, result.output
    (round_,) = look(select(Round).where(Round.name.contains("ví dụ")))
    (visit,) = look(select(Visit).where(Visit.round_id == round_.id))
    (target,) = look(select(Target).where(Target.round_id == round_.id))
    assert json.loads(round_.heading)["place"] == "Ví Dụ"
    assert visit.planned_on.isoformat() == "2020-11-10"
    assert (target.item, int(target.milestone or 0)) == ("C2", 250)


def test_a_new_account_gets_a_password_that_works(published, enter, change):
    plan = (
        PLAN.read_text("utf-8").replace('"an"', '"lan"').replace('an = "member"', 'lan = "member"')
    )

    printed = dict(line.split("\t") for line in enter(plan).output.split("\n") if "\t" in line)

    assert list(printed) == ["lan"]
    lan = change(lambda session: find_account(session, "lan"))
    assert checked(lan, printed["lan"]) is not None


def test_the_same_round_twice_is_refused(published, enter, look):
    enter(PLAN.read_text("utf-8"))

    again = enter(PLAN.read_text("utf-8"))

    assert again.exit_code == 1
    assert "Đợt khảo sát này đã có" in again.output
    assert len(look(select(Round).where(Round.name.contains("ví dụ")))) == 1


WRONG = [
    pytest.param(("donvi@", "a@b.example, donvi@"), "unit[1].email", id="two addresses"),
    pytest.param(('unit = "VD-01"\nteam', 'unit = "VD-9"\nteam'), "visit[1].unit", id="no unit"),
    pytest.param(("team = 1", "team = 7"), "visit[1].team", id="no team"),
    pytest.param(('"0.1-de-xuat"', '"9"'), "is not published", id="no checklist"),
    pytest.param(('item = "C2"', 'item = "Z9"'), "target[1].item", id="no item"),
    pytest.param(('binh = "lead"', 'ma = "lead"'), "no account 'ma'", id="nobody"),
    pytest.param(('role = "lead"', 'role = "king"'), "person[2].role", id="no role"),
    pytest.param(('term = "500"', 'term = "-5"'), "target[1].term", id="a target below nought"),
    pytest.param(('term = "500"', 'term = "NaN"'), "target[1].term", id="a target of no number"),
    pytest.param(("2020-11-02", '"2/11"'), "round.starts_on", id="a day in words"),
    pytest.param(("[round]", "[round"), "TOML", id="no TOML"),
    pytest.param(("left = 30", "left = 40"), "left: in halves", id="a margin too wide"),
    pytest.param(("size = 14", 'gutter = "5"'), "gutter: in halves", id="a strange measure"),
    pytest.param(("penalties = false", "fines = false"), "round.fines", id="a strange line"),
]


@pytest.mark.parametrize(("change_of", "told"), WRONG)
def test_what_a_plan_gets_wrong_is_told_and_nothing_is_entered(
    published, enter, look, change_of, told
):
    old, new = change_of
    result = enter(PLAN.read_text("utf-8").replace(old, new, 1))

    assert result.exit_code == 1
    assert told in result.output
    assert look(select(Round).where(Round.name.contains("ví dụ"))) == []


def test_every_fault_is_told_at_once(published, enter):
    plan = PLAN.read_text("utf-8").replace("team = 1", "team = 7").replace('"C2"', '"Z9"')

    output = enter(plan).output

    assert "visit[1].team" in output
    assert "target[1].item" in output


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param("Văn Phòng", "x" * 12, id="a name that no keyboard types"),
        pytest.param("", "x" * 12, id="no name"),
        pytest.param("v" * 65, "x" * 12, id="a name that is not read to its end"),
        pytest.param("van.phong", "x" * 11, id="a short password"),
        pytest.param("van.phong", "x" * 129, id="a password that is not read to its end"),
    ],
)
def test_an_account_that_nobody_could_use_is_not_added(app, cast, look, username, password):
    told = ("people", "add", username, "Tên", "--role", "office", "--password", password)

    done = app.test_cli_runner().invoke(args=told)

    assert done.exit_code == 1
    assert not look(select(Person).where(Person.name == "Tên"))


@pytest.mark.parametrize("typed", ["Van.Phong ", "vp"])
def test_an_account_with_the_longest_password_can_be_used(app, cast, look, typed):
    password = "x" * 128
    told = ("people", "add", typed, "Tên", "--role", "office", "--password", password)

    done = app.test_cli_runner().invoke(args=told)

    (made,) = look(select(Person).where(Person.username == typed.strip().lower()))
    assert (done.exit_code, checked(made, password)) == (0, made)


def test_a_new_password_signs_out_and_in(app, cast, token, client, change):
    old = token(cast.an)

    made = app.test_cli_runner().invoke(args=["people", "password", "an"]).output.strip()

    headers = {"Authorization": f"Bearer {old}"}
    assert client.get("/api/v1/visits", headers=headers).status_code == 401
    an = change(lambda session: find_account(session, "an"))
    assert checked(an, made) is not None


def test_a_closed_account_is_out_and_can_be_opened_again(app, cast, token, client):
    headers = {"Authorization": f"Bearer {token(cast.an)}"}
    run = app.test_cli_runner().invoke

    run(args=["people", "close", "an"])
    shut = client.get("/api/v1/visits", headers=headers).status_code
    run(args=["people", "open", "an"])
    fresh = {"Authorization": f"Bearer {token(cast.an)}"}

    assert shut == 401
    assert client.get("/api/v1/visits", headers=fresh).status_code == 200


def test_an_account_that_does_not_exist_is_told(app, cast):
    result = app.test_cli_runner().invoke(args=["people", "sign-out", "ma"])

    assert result.exit_code == 1
    assert "ma" in result.output
