"""Every screen of the phone and every page of the desk: fits, is named, can be used by anybody."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from survey_app.core import clock
from survey_app.evaluations import editing
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.telling import Clerk
from survey_app.visits.models import Visit
from survey_app.visits.receiving import service as receiving
from survey_app.visits.receiving.rules import ReportFacts
from survey_app.visits.receiving.service import By
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.filling import fill_and_hand_over
from tests.e2e.pages.desk import Desk
from tests.e2e.pages.phone import PhonePage
from tests.support.checklist import SMALL

SCREENS = "/section/A /section/- /section/%3F/A2 /findings /attendees /photos".split()
SCREENS += ["/clashes", "/check", "/handover"]
SMALLER_THAN = """least => [...document.querySelectorAll('#page button, nav.foot > *')]
  .map(each => [each.getAttribute('aria-label') || each.textContent, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < least - 0.5 || box.width < 44))
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
# Files, and what needs something that only other tests make.
NOT_PAGES = (
    ".pdf",
    ".docx",
    ".xlsx",
    ".json",
    ".js",
    ".csv",
    ".zip",
    ".xml",
    ".ics",
    "/drawings/",
    "/held/",
    "/photos/",
    "/phone/",
    "/unit/<secret>",
    ".<suffix>",
    "/documents/<code>/",
    "/files/",
    # A way to the organisation's own sign-in, only where one is set.
    "/sign-in/provider",
    "/edit",
)


def test_every_screen_of_the_phone(phone, scene):
    member = phone()
    member.begin(scene.an, scene.unit)
    for screen in ("", *SCREENS):
        show(member, f"#/visits/{scene.visit}{screen}", f"visit{screen}")
    for screen in ("sync", "settings"):
        show(member, f"#/{screen}", screen)
    show(member, "#/visits", "visits")
    member.page.get_by_role("link", name="Cài đặt").click()
    member.page.get_by_role("button", name="Gấp đôi").click()
    for screen in ("", "/section/A", "/section/B", "/findings", "/check", "/handover"):
        show(member, f"#/visits/{scene.visit}{screen}", f"visit{screen} in large text")
    for screen in ("visits", "sync", "settings"):
        show(member, f"#/{screen}", f"{screen} in large text")
    member.page.goto("/phone#/settings")
    member.page.get_by_role("button", name="English").click()
    for screen in ("", *SCREENS):
        show(member, f"#/visits/{scene.visit}{screen}", f"visit{screen} in English")
    for screen in ("visits", "sync", "settings"):
        show(member, f"#/{screen}", f"{screen} in English")


def test_signing_in_by_name_and_by_code(phone):
    member = phone()
    member.page.goto("/phone")
    member.page.get_by_label("Tên đăng nhập").wait_for()
    member.look("sign in")
    member.page.get_by_role("button", name="Dùng mã tham gia").click()
    member.look("sign in by a code")
    member.page.get_by_role("button", name="English").click()
    member.page.get_by_label("Join code").wait_for()
    member.look("sign in by a code, in English")


@pytest.mark.parametrize("size", ["Vừa", "Gấp đôi"])
def test_every_sheet_of_an_item(phone, scene, size):
    member = phone()
    member.begin(scene.an, scene.unit)
    member.page.goto("/phone#/settings")
    member.page.get_by_role("button", name=size).click()
    member.page.goto(f"/phone#/visits/{scene.visit}/section/A")
    card = member.item("A2")
    card.box.get_by_role("button", name="Xem nội dung từng mức").click()
    member.look(f"anchors, {size}")
    for words in ("Ghi chú", "Minh chứng", "Ghi nhận", "Trao đổi", "Không áp dụng"):
        card.tool(words)
        member.sheet.wait_for()
        member.look(f"sheet {words}, {size}")
        member.sheet.get_by_role("button", name="Đóng").click()
        member.sheet.wait_for(state="detached")


def test_tapping_targets_of_a_card_are_large_enough_for_a_thumb(phone, scene):
    member = phone()
    member.begin(scene.an, scene.unit)
    for section in ("A", "B"):
        member.page.goto(f"/phone#/visits/{scene.visit}/section/{section}")
        member.page.get_by_test_id(f"item-{section}1").wait_for()
        small = member.page.evaluate(SMALLER_THAN, 48)
        assert small == [], section


def show(member: PhonePage, address: str, name: str) -> None:
    member.page.goto(f"/phone{address}")
    member.page.get_by_role("heading", level=1).wait_for()
    member.page.get_by_text("Đang mở…").wait_for(state="detached")
    member.look(name)


@pytest.mark.parametrize("role", ["office", "lead"])
def test_every_page_of_the_desk(desk, world, scene, role, watch):
    # A lead is told of the pages that are not for leads; those are pages as well.
    watch.expect("status of 403")
    with world.caller(scene.an) as caller:
        photo = fill_and_hand_over(caller, scene.visit)
    reader: Desk = desk(world.office if role == "office" else scene.binh)
    evaluation = merged(world, scene)
    known = {
        "key": scene.visit,
        "round_id": scene.round,
        "evaluation_id": evaluation,
        "statement_id": written(world, evaluation),
        "report_id": received(world, scene),
        "code": scene.unit,
        "version": "1",
        "sha256": photo,
        "person_id": 1,
        "what": "units",
    }
    for address in addresses(world.app, known):
        came = reader.page.goto(address)
        # Wherever there is no way in, the page that says so is the same.
        name = f"{role} at {address.replace(scene.visit, '…')}" if came and came.ok else "no way in"
        reader.look(name)
        reader.page.set_viewport_size(PHONE)
        reader.watch.fits(reader.page, address)
        reader.page.set_viewport_size(DESK)


def merged(world, scene) -> int:
    """The evaluation of the scene's round, of its one visit."""
    with world.caller(scene.binh) as lead:
        lead.decide(scene.visit, "open")
        lead.decide(scene.visit, "approve")
    with world.caller(world.office) as office:
        return int(office.merge(scene.round)["id"])


def written(world, evaluation: int) -> int:
    """A statement of the office's own in the evaluation."""

    def write(session: Session) -> int:
        found = session.get_one(Evaluation, evaluation)
        clerk = Clerk(found.made_by_id, found.made_at)
        return editing.write(session, found, "1.2", "Nhiều huyện có lũ.", clerk=clerk)

    return int(world.behind(write))


def received(world, scene) -> int:
    """The unit's own report, as the office noted it."""

    def note(session: Session) -> int:
        visit = session.scalars(select(Visit).where(Visit.key == UUID(scene.visit))).one()
        facts = ReportFacts(date(2021, 1, 8), title="Báo cáo sơ kết giữa nhiệm kỳ")
        by = By(visit.members[0].person_id, clock.now())
        return receiving.note(session, scene.round, visit.unit_id, facts, by).id

    return int(world.behind(note))


def addresses(app: Flask, known: dict[str, object]) -> list[str]:
    """Every page of the desk, as the application itself lists them."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("desk.")
        and "GET" in (rule.methods or ())
        and not any(part in rule.rule for part in NOT_PAGES)
        and rule.rule != "/phone"
    ]
    return [_address(app, rule, known) for rule in rules]


def _address(app: Flask, rule: Rule, known: dict[str, object]) -> str:
    values = {name: known[name] for name in rule.arguments}
    if "version" in values:
        values["code"] = SMALL.code
    return app.url_map.bind("").build(rule.endpoint, values)
