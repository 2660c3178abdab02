"""What people say on the phone: the talk with the lead, and the unit's reply to a finding."""

from __future__ import annotations

from uuid import UUID

from playwright.sync_api import expect
from sqlalchemy import select

from survey_app.core import clock
from survey_app.reviews.remarks import Remark, comment
from survey_app.visits.models import Person, Visit
from tests.e2e.filling import fill_and_hand_over
from tests.e2e.pages.photos import Photos

ASKED = "Số liệu này tính đến ngày nào?"
ANSWERED = "Tính đến ngày 31/10/2020."
NO_NETWORK = "net::ERR_INTERNET_DISCONNECTED"


def ask(world, scene, words=ASKED):
    """The lead says something about A2."""

    def act(session):
        visit = session.scalars(select(Visit).where(Visit.key == UUID(scene.visit))).one()
        lead = session.scalars(select(Person).where(Person.username == scene.binh)).one()
        comment(session, visit, Remark("A2", words), actor=lead, at=clock.now())

    world.behind(act)


def said(world, scene):
    """What the server has of the talk, in its order."""
    with world.caller(scene.an) as caller:
        entries = caller.entries(scene.visit)
    return [each["value"]["text"] for each in entries if each["kind"] == "comment"]


def test_the_lead_asks_and_the_member_answers_without_a_network(phone, scene, world, watch):
    watch.expect(NO_NETWORK)
    ask(world, scene)
    member = phone()
    member.page.goto("/phone")
    member.sign_in(scene.an)
    card = member.page.get_by_test_id(f"visit-{scene.unit}")
    expect(card).to_contain_text("1 ý kiến mới")
    card.click()
    expect(member.page.get_by_test_id("section-A")).to_contain_text("1 ý kiến mới")
    member.section("A")
    thread = member.item("A2").box.locator(".thread")
    expect(thread).to_contain_text(ASKED)
    member.look("unread comment on a card")

    member.offline()
    thread.click()
    expect(member.sheet).to_contain_text(ASKED)
    member.look("thread")
    member.sheet.get_by_label("Ý kiến của thành viên").fill(ANSWERED)
    member.sheet.get_by_role("button", name="Gửi ý kiến").click()
    expect(member.sheet.locator(".mine")).to_contain_text(ANSWERED)
    expect(member.sheet.locator(".mine")).to_contain_text("Trên máy, chờ gửi")
    member.done()

    # Read is read: the badge is gone here and one level up.
    expect(member.item("A2").box).not_to_contain_text("ý kiến mới")
    member.back()
    expect(member.page.get_by_test_id("section-A")).not_to_contain_text("ý kiến mới")
    member.offline(is_off=False)
    member.expect_sent()
    assert said(world, scene) == [ASKED, ANSWERED]


def test_half_a_comment_is_not_sent_and_not_lost(own_phone, scene, world):
    member = own_phone()
    member.begin(scene.an, scene.unit)
    member.keep_shell()
    member.section("A")
    member.item("A2").tool("Trao đổi")
    member.sheet.get_by_label("Ý kiến của thành viên").fill("Đang viết dở")
    # At rest what is typed is kept, and then the phone dies.
    Photos(member).wait_for(f"comment {scene.visit} A2", lambda words: words == "Đang viết dở")

    member = own_phone()
    member.page.goto("/phone")
    member.open_visit(scene.unit)
    member.section("A")
    member.item("A2").tool("Trao đổi")

    expect(member.sheet.get_by_label("Ý kiến của thành viên")).to_have_value("Đang viết dở")
    assert said(world, scene) == []


def test_one_talks_on_while_the_lead_reviews_and_everything_else_is_closed(phone, scene, world):
    with world.caller(scene.an) as caller:
        fill_and_hand_over(caller, scene.visit)
    with world.caller(scene.binh) as lead:
        lead.decide(scene.visit, "open")
    ask(world, scene)
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    note = member.item("A2").box.get_by_role("button", name="Ghi chú A2")
    expect(note).to_be_disabled()

    member.item("A2").tool("Trao đổi")
    member.sheet.get_by_label("Ý kiến của thành viên").fill(ANSWERED)
    member.sheet.get_by_role("button", name="Gửi ý kiến").click()
    member.done()

    member.expect_sent()
    assert said(world, scene) == [ASKED, ANSWERED]


def test_the_unit_replies_to_a_finding_on_the_spot(phone, scene, world):
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.item("A2").tool("Ghi nhận")
    member.write_finding("limitation", "Dự thảo báo cáo còn chậm.")
    reply = member.sheet.get_by_role("group", name="Ý kiến của đơn vị")
    reply.get_by_role("button", name="Giải trình").click()
    words = member.sheet.get_by_label("Nội dung ý kiến của đơn vị")
    expect(member.sheet).to_contain_text("chưa có lời thì chưa lưu")
    words.fill("Do ảnh hưởng của đợt lũ tháng 10.")
    member.look("reply of the unit")
    member.done()
    member.back()
    member.foot("Ghi nhận")

    listed = member.page.locator(".finding", has_text="Dự thảo báo cáo còn chậm.")
    expect(listed.locator(".stance")).to_contain_text("Giải trình. Do ảnh hưởng của đợt lũ")
    member.look("finding with a reply")
    member.expect_sent()
    assert replies(world, scene) == [
        {"agree": False, "stance": "explain", "text": "Do ảnh hưởng của đợt lũ tháng 10."}
    ]

    listed.click()
    reply.get_by_role("button", name="Đồng ý", exact=True).click()
    member.done()
    expect(listed.locator(".stance")).to_contain_text("Đồng ý")
    member.page.locator(".toast").get_by_role("button", name="Hoàn tác").click()
    expect(listed.locator(".stance")).to_contain_text("Giải trình")


def replies(world, scene):
    """The replies that stand, each under the slot of its finding."""
    with world.caller(scene.an) as caller:
        entries = caller.entries(scene.visit)
    findings = {each["slot"] for each in entries if each["kind"] == "finding"}
    gone = {old for each in entries for old in each["supersedes"]}
    made = [each for each in entries if each["kind"] == "reply" and each["id"] not in gone]
    assert all(each["slot"] in findings and each["item"] is None for each in made)
    return [each["value"] for each in made]
