"""What the administrator's guide tells people to run does what the guide says."""

import base64
import hashlib
import json
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import select

import forms
from docs.examples import accounts, load_rescue, plan_round
from forms.xlsform import read_workbook
from survey_app.checklists import service as checklists
from survey_app.core import clock
from survey_app.edge.stores import photo_store
from survey_app.fieldwork.models import Entry, Photo
from survey_app.visits.models import Round, Target, Visit
from survey_app.visits.people import find_by_password
from tests.support.phone import jpeg

PLAN = Path(plan_round.__file__).with_name("dot.toml").read_text(encoding="utf-8")


def entered(session):
    file = Path(forms.__file__).parent / "library" / "PKS-HUYEN.xlsx"
    made = read_workbook(file.read_bytes(), name=file.name)
    checklists.import_version(session, made, at=clock.now())
    checklists.publish(session, made.code, made.version, at=clock.now())
    return plan_round.enter(session, tomllib.loads(PLAN), at=clock.now())


def test_the_plan_in_the_guide_becomes_a_round_with_its_visit_and_target(change, look):
    change(entered)

    (round_,) = look(select(Round).where(Round.name.contains("ví dụ")))
    (visit,) = look(select(Visit).where(Visit.round_id == round_.id))
    (target,) = look(select(Target).where(Target.round_id == round_.id))
    assert json.loads(round_.heading)["place"] == "Ví Dụ"
    assert visit.planned_on.isoformat() == "2020-11-10"
    assert (target.item, str(target.milestone.normalize())) == ("C2", "2.5E+2")


def test_who_has_an_account_keeps_it_and_new_ones_get_a_password(change, cast):
    passwords = change(entered)

    there = {each.username for each in (cast.an, cast.binh)}
    assert set(passwords) == {"an", "binh"} - there


def test_a_new_password_signs_out_and_in(change, cast, token, client):
    old = token(cast.an)

    password = change(lambda s: accounts.renew_password(s, s.merge(cast.an), at=clock.now()))

    asked = client.get("/api/v1/visits", headers={"Authorization": f"Bearer {old}"})
    assert asked.status_code == 401
    assert change(lambda s: find_by_password(s, cast.an.username, password)).id == cast.an.id


def test_a_closed_account_is_signed_out(change, cast, token, client):
    old = token(cast.an)

    change(lambda s: accounts.close(s, s.merge(cast.an), at=clock.now()))

    asked = client.get("/api/v1/visits", headers={"Authorization": f"Bearer {old}"})
    assert asked.status_code == 401


@pytest.fixture
def rescue_file(phone, cast):
    data, held = jpeg(), phone()
    entries = [held.answer("A1", {"value": "yes"}), held.photo(data)]
    photo = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "type": "image/jpeg",
        "base64": base64.b64encode(data).decode(),
    }
    made = {
        "format": load_rescue.FORMAT,
        "user": {"id": cast.an.id},
        "entries": entries,
        "photos": [photo],
    }
    return json.dumps(made, ensure_ascii=False).encode()


def test_a_rescue_file_is_taken_in_once_however_often_it_is_loaded(app, change, look, rescue_file):
    def load(session):
        return load_rescue.load(session, photo_store(), rescue_file, at=clock.now())

    first, again = change(load), change(load)

    assert first == again == {"entry stored": 2, "photo stored": 1}
    assert (len(look(select(Entry))), len(look(select(Photo)))) == (2, 1)
