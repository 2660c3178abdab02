"""What the log says of a day's work: which endpoint and how it ended, and nothing about people."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from survey_app.edge import schema
from survey_app.edge.database import db, writing
from survey_app.visits.models import Login
from tests.integration.running.places import new_place
from tests.support.cast import PASSWORD, assemble
from tests.support.desk import full_visit
from tests.support.phone import Phone

SAID = "Kết luận riêng của trưởng đoàn"
WRONG = "mat-khau-sai-roi"


@pytest.fixture
def place(tmp_path):
    """A place that logs its requests, with the cast."""
    with new_place(tmp_path / "logged", LOG_REQUESTS="1") as made:
        with made.app_context(), writing():
            schema.upgrade()
            made.extensions["cast"] = assemble(db.session)
            db.session.expunge_all()
        yield made


def sign_in(place, name: str, password: str = PASSWORD):
    """The token of somebody who signs in."""
    sent = {"username": name, "password": password}
    return place.test_client().post("/api/v1/session", json=sent).get_json().get("token", "")


def a_day(place) -> list[str]:
    """Signing in, sending, deciding, failing; the secrets of it."""
    visit = place.extensions["cast"].visit.key
    tokens = [sign_in(place, "an"), sign_in(place, "binh")]
    sign_in(place, "an", WRONG)
    an = Phone(place.test_client(), tokens[0], visit)
    full_visit(an)
    an.put(b"<html>portal</html>")
    binh = Phone(place.test_client(), tokens[1], visit)
    decided = binh.post(
        f"/visits/{visit}/decisions",
        {"move": "return", "items": [{"item": "A1", "reason": SAID}], "reason": SAID},
    )
    assert decided.status_code < 300, decided.get_data(as_text=True)
    place.test_client().get("/khong-co-trang-nay?q=Hướng+Hóa")
    return tokens


def test_no_line_of_a_days_work_tells_a_name_a_text_or_a_secret(place, capsys, caplog):
    caplog.set_level("INFO")

    tokens = a_day(place)

    with place.app_context():
        hashes = list(db.session.scalars(select(Login.secret_hash)))
    told = "".join(capsys.readouterr()) + caplog.text
    personal = [
        *tokens, *hashes, SAID, WRONG, PASSWORD, "username", "Binh", "binh", '"an"', '"An"',
        "Hướng Hóa", "LD-HUONGHOA", "Ban hành kế hoạch sớm", "127.0.0.1",
        "Người dự họp", "Chủ tịch", "15/KH-LĐLĐ", "Hồ sơ lưu đủ", "Trang đầu",
        str(place.extensions["cast"].visit.key),
    ]  # fmt: skip
    assert [each for each in personal if each in told] == []


def test_each_request_is_a_line_that_says_which_endpoint_and_how_it_ended(place, capsys):
    sign_in(place, "an")

    line = json.loads(capsys.readouterr().err.strip().splitlines()[-1])

    assert line["event"] == "request"
    assert (line["method"], line["endpoint"], line["status"]) == ("POST", "session.sign_in", 200)
    assert line["bytes"] > 0
    assert line["milliseconds"] >= 0


def test_unless_it_is_switched_on_no_request_is_told(client, cast, capsys):
    client.post("/api/v1/session", json={"username": "an", "password": PASSWORD})

    assert capsys.readouterr().err == ""
