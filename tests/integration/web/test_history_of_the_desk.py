"""What the desk did stands in the timeline: at which item, with which score, in whose layer."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import select

from survey_app.audit.models import AuditRow
from survey_app.core import clock
from survey_app.edge.watched import WATCHED
from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.reviews.rules import Agree, Confirm, Return, ReturnLine, TakeBack
from survey_app.visits.models import Person, Team, Visit
from survey_app.visits.planning import move_to_team
from survey_app.web.history.words import ACTIONS
from tests.support.desk import full_visit, words_of
from tests.support.moving import World
from tests.support.unit import open_replies, unit_of

SLOT = "018f0000-0000-7000-8000-000000000001"


@pytest.fixture
def world(phone, cast, change):
    """A visit that was handed over, and who decides on it."""
    an = phone()
    full_visit(an)
    return World(an, cast, change)


@pytest.fixture
def timeline(desk, cast):
    """The events as the office reads them, the newest first, each as the words of its line."""

    def read(query=""):
        page = (
            desk(cast.chau).get(f"/visits/{cast.visit.key}/history{query}").get_data(as_text=True)
        )
        lines = re.findall(r"<li>(.*?)</li>", page.partition('<ol class="history">')[2], re.DOTALL)
        return [words_of(line).partition(" – ")[2].strip() for line in lines]

    return read


def test_items_that_were_confirmed_and_taken_back_are_named(world, timeline):
    world.do(("decide", Confirm(("A2", "A3"))))
    world.do(("decide", TakeBack(("A3",), "nhầm tiêu chí")))

    assert timeline("?kind=decision") == [
        "Rút lại quyết định A3 nhầm tiêu chí",
        "Nhất trí với điểm đoàn chấm A2",
        "Nhất trí với điểm đoàn chấm A3",
    ]
    assert timeline("?kind=decision&item=A2") == ["Nhất trí với điểm đoàn chấm A2"]


def test_a_score_of_the_desk_says_its_layer_and_itself(world, timeline):
    world.do(("decide", Agree("A3", Layer.AGREED, {"value": "1.5"}, "theo hồ sơ")))
    world.do(("decide", Agree("A3", Layer.FINAL, {"value": "2"}, "đối chiếu")))
    world.do(("decide", Agree("A3", Layer.FINAL, None, "ghi nhầm")))

    assert timeline("?kind=decision") == [
        "Rút lại: Văn phòng chốt A3 ghi nhầm",
        "Văn phòng chốt A3 2 điểm (đối chiếu)",
        "Chấm thống nhất A3 1,5 điểm (theo hồ sơ)",
    ]


def test_a_return_says_what_was_proposed(world, timeline):
    world.do(("decide", Return((ReturnLine("A2", "chưa rõ", {"value": 2}),))))

    assert timeline("?kind=decision") == ["Trả lại A2 chưa rõ (đề xuất: Mức 2/4)"]


def test_what_the_unit_says_and_is_answered_is_told(world, app, cast, change, desk, look, timeline):
    unit = unit_of(app, change, cast.visit, cast.binh)
    open_replies(change, cast.visit, cast.binh)
    fields = {f"stance-{SLOT}": "disagree", f"text-{SLOT}": "số liệu cũ", f"seen-{SLOT}": ""}
    unit.client.post(f"/unit/{unit.secret}/replies", data=fields)
    (reply,) = look(select(Entry.uuid).where(Entry.kind == EntryKind.REPLY))
    answers = f"/visits/{cast.visit.key}/unit/replies/{reply}/answers"
    desk(cast.binh).post(answers, data={"text": "đã đối chiếu"})

    assert "Phản hồi Không thống nhất: số liệu cũ" in timeline()
    told = timeline("?kind=unit")
    assert told[0] == "Trả lời đơn vị A1 đã đối chiếu"
    assert told[1].startswith("Mở ghi nhận cho đơn vị đến hết ngày ")


def test_who_came_and_who_was_taken_off_is_named(cast, change, look, timeline):
    def move(session):
        visit, team = session.get_one(Visit, cast.visit.id), session.get_one(Team, 2)
        move_to_team(visit, team, at=clock.now())

    change(move)

    told = timeline("?kind=link")
    assert f"Rút thành viên: {cast.an.name}" in told
    assert f"Giao thành viên: {cast.dung.name}" in told
    told_of = look(select(AuditRow.detail).where(AuditRow.action == "visit_member.changed"))
    assert {json.loads(each)["person_id"] for each in told_of} == {cast.an.id, cast.anh.id}


def test_of_what_came_at_once_the_last_is_the_newest(world, timeline):
    told = timeline()

    assert told.index("Gửi trưởng đoàn duyệt") < told.index("Nội dung trả lời A1 Có")


def test_people_are_offered_in_vietnamese_order(world, cast, change, desk):
    change(lambda session: setattr(session.get_one(Person, cast.chau.id), "name", "Vũ Đức"))
    change(lambda session: setattr(session.get_one(Person, cast.an.id), "name", "Lê Giang"))
    world.do(("decide", Confirm(("A2",))))

    page = desk(cast.binh).get(f"/visits/{cast.visit.key}/history").get_data(as_text=True)

    offered = re.findall(r'<option value="([^"]+)"', page.partition('name="who"')[2])
    assert offered.index("Vũ Đức") < offered.index("Lê Giang")


def test_the_log_has_words_for_whatever_is_watched():
    # What is held is written without the objects that are watched.
    nouns = {watch.noun for watch in WATCHED.values()} - {"held_entry"}

    assert {f"{noun}.made" for noun in nouns} <= set(ACTIONS)
