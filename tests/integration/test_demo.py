"""The demonstration as a newcomer starts it: a process on an empty folder, seen through the API."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from survey_app.commands.demo_round.client import Client
from survey_app.commands.demo_round.plan import PASSWORD
from survey_app.core.orm import Base
from survey_app.core.settings import read
from survey_app.tables import ALL
from tests.support.databases import settings_for_tests
from tests.support.server import ROOT, free_port

PATIENCE = 180
assert ALL
TABLES = "round unit person visit entry photo decision report evaluation statement held_entry"

pytestmark = pytest.mark.slow


@dataclass
class Running:
    """A demonstration that has printed its address."""

    port: int
    said: str
    process: subprocess.Popen[str]


@contextmanager
def _demo(data: Path) -> Iterator[Running]:
    """The command until the block ends; it must then stop by itself, having been asked to."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "demo"],
        cwd=ROOT,
        env=_environment(data, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield Running(port, _greeting(process), process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def _environment(data: Path, port: int) -> dict[str, str]:
    own = {"SURVEY_DATA": str(data), "PORT": str(port), "DATABASE_URL": _database(data)}
    inherited = {key: each for key, each in os.environ.items() if key != "DATABASE_URL"}
    return inherited | own


@cache
def _database(data: Path) -> str:
    """Where the demonstration in this folder keeps its rows; empty for a file in the folder."""
    return settings_for_tests().get("DATABASE_URL", "")


def _greeting(process: subprocess.Popen[str]) -> str:
    lines: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    return "".join(lines)


def _counts(data: Path) -> dict[str, int]:
    url = read({"SURVEY_DATA": str(data), "DATABASE_URL": _database(data)}).database_url
    engine, tables = create_engine(url), Base.metadata.tables
    with engine.connect() as database:
        counts = {
            table: database.scalars(select(func.count()).select_from(tables[table])).one()
            for table in TABLES.split()
        }
    engine.dispose()
    return counts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    """The first run on an empty folder."""
    with _demo(folder) as running:
        yield running


@pytest.fixture(scope="module")
def office(running: Running) -> Iterator[Client]:
    with Client("127.0.0.1", running.port) as client:
        client.sign_in("vanphong", PASSWORD)
        yield client


def test_the_address_and_the_accounts_are_told(running):
    assert f"http://localhost:{running.port}" in running.said
    for words in (
        "doan1.thanhvien",
        "doan3.thanhvien2",
        "doan3.truong",
        "vanphong",
        "quantri",
        PASSWORD,
    ):
        assert words in running.said
    assert "DỮ LIỆU MINH HOẠ" in running.said


def test_the_visits_end_in_the_promised_states(office):
    states = Counter(visit["state"] for visit in office.visits())

    assert states == {
        "approved": 7,
        "submitted": 1,
        "returned": 1,
        "in_progress": 1,
        "postponed": 1,
        "planned": 3,
    }


def test_nothing_of_it_was_held_and_every_photo_arrived(office, folder):
    visits = office.visits()

    assert _counts(folder)["held_entry"] == 0
    assert sum(visit["counts"]["photos"] for visit in visits) == _counts(folder)["photo"] >= 40
    assert [visit["missing_photos"] for visit in visits] == [[]] * len(visits)


def test_the_round_and_its_targets_say_that_they_are_made_up(office):
    visits = office.visits()

    assert {visit["round"]["name"] for visit in visits} == {"Khảo sát giữa nhiệm kỳ, tháng 11/2020"}
    assert all(visit["round"]["is_demo"] for visit in visits)
    assert all(target["demo"] for visit in visits for target in visit["targets"].values())


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        pytest.param("pdf", b"%PDF-", id="PDF"),
        pytest.param("docx", b"PK", id="Word"),
        pytest.param("xlsx", b"PK", id="Excel"),
    ],
)
def test_the_evaluation_is_there_as(office, suffix, begins):
    reply = office.ask("GET", f"/api/v1/evaluations/1.{suffix}")

    assert reply.status == 200
    assert reply.body.startswith(begins)


def test_reports_of_units_came_marked_as_made_up_and_one_is_cited(running, office):
    listed = office.ask("GET", "/round/1/unit-reports").body.decode()
    report = office.ask("GET", "/unit-reports/1").body.decode()

    assert "45/BC-LĐLĐ" in listed
    assert "18/BC-CĐGD" in listed
    assert "Tài liệu minh hoạ" in report
    assert "Mô hình tổ tự quản tại khu nhà trọ công nhân" in report


def test_every_approved_visit_has_its_sealed_report(office):
    approved = [each for each in office.visits() if each["state"] == "approved"]

    bodies = [office.ask("GET", f"/api/v1/visits/{each['id']}/report.pdf") for each in approved]

    assert [(each.status, each.body[:5]) for each in bodies] == [(200, b"%PDF-")] * 7


@pytest.mark.parametrize("username", ["doan1.thanhvien", "doan2.thanhvien", "doan3.thanhvien"])
def test_a_member_sees_the_visits_of_the_own_team_alone(running, username):
    with Client("127.0.0.1", running.port) as client:
        client.sign_in(username, PASSWORD)
        teams = {visit["team"]["number"] for visit in client.visits()}

    assert teams == {int(username[4])}


def test_one_visit_was_scored_apart_and_what_is_far_apart_waits_for_its_lead(running, office):
    with Client("127.0.0.1", running.port) as second:
        second.sign_in("doan3.thanhvien2", PASSWORD)
        (visit,) = second.visits()

    listed = office.ask("GET", f"/visits/{visit['id']}/moderation").body.decode()
    compared = office.ask("GET", "/round/1/agreement").body.decode()

    assert (visit["unit"]["code"], visit["state"]) == ("LD-GIOLINH", "submitted")
    assert listed.count("Cho điểm thống nhất") == 6
    assert "Danh sách kèm hồ sơ có 66 đoàn viên" not in listed
    assert compared.count("Thành viên thứ hai Đoàn khảo sát số 3") > 2


def test_stopped_and_started_again_it_serves_what_there_was(running, folder):
    before = _counts(folder)
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(PATIENCE) == 0

    with _demo(folder) as again:
        with socket.create_connection(("127.0.0.1", again.port), timeout=5):
            pass
        after = _counts(folder)

    assert after == before
