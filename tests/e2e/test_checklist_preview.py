"""A draft as the team will see it: the phone's own screens at a desk, and nothing is sent."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import expect

from survey_app.checklists import service
from survey_app.core import clock
from tests.support.checklist import SMALL

DRAFT = replace(SMALL, version="xem-thu")


def test_a_draft_is_tried_on_the_phones_own_cards_at_the_desk(desk, world):
    world.behind(lambda session: service.start_draft(session, DRAFT, at=clock.now()))
    office = desk(world.office)
    asked: list[str] = []
    office.page.on("request", lambda request: asked.append(request.url))
    office.page.goto(f"/checklists/{DRAFT.code}/{DRAFT.version}")
    office.follow("Xem như trên điện thoại")
    phone = office.page.frame_locator("iframe")
    score = phone.get_by_test_id("score-line")

    expect(score).to_contain_text("Chưa chấm tiêu chí nào")
    phone.get_by_role("link", name=DRAFT.sections[0].title.vi).click()
    card = phone.get_by_test_id("item-A1")
    card.get_by_role("group", name="Đoàn chấm").get_by_role("button", name="Có").click()

    expect(card).to_contain_text("Được 3/3 điểm")
    expect(score).to_contain_text("1/5 tiêu chí đã chấm")
    office.look("a draft as on the phone")
    assert [each for each in asked if "/api/" in each] == []
