"""One visit with everything in it: scored by the unit, by two apart, reviewed, sealed twice."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from survey_app.commands.demo_round.phone import Phone
from survey_app.core import clock
from tests.e2e.conftest import PHONE
from tests.e2e.filling import FINDING
from tests.e2e.pages.desk import Desk, Review
from tests.e2e.pages.phone import PhonePage
from tests.e2e.test_unit_by_link import answer, explain, link_made_by
from tests.e2e.test_whole_line import pdf_words
from tests.support.checklist import COMPLETE

HIDDEN = "Nội dung của người chấm kia được ẩn cho đến khi cả hai đã gửi."
OPEN = "Cả hai người chấm đã gửi."
REMARK = "Hồ sơ mới có bản chụp."
SECRET = "Kế hoạch không có dấu."
AGREED = {"A1": "Bản chính có đủ dấu.", "A2": "Cùng xem lại hồ sơ."}
RETURNED = "Số điểm chưa khớp với biên bản; đề nghị xem lại."
REOPENED = "Đơn vị bổ sung số liệu quý IV."
# What both say alike; of A1 to A3 each has an opinion of their own.
ALIKE = [item for item in COMPLETE if item not in ("A1", "A2", "A3")]


@pytest.mark.slow
def test_a_visit_scored_by_the_unit_and_by_two_apart_is_sealed_reopened_and_sealed_again(
    phone, desk, opened, scene, world
):
    office, lead = desk(world.office), desk(scene.binh)
    score_apart(office, scene)
    unit = opened(viewport=PHONE).new_page()
    unit.goto(link_made_by(lead, scene.visit))
    score_itself(unit)

    an, anh = phone(), phone()
    two_score_apart(an, anh, scene, world)

    moderate(lead, scene)
    review = lead.review(scene.name)
    review.give_back("A3", RETURNED, "2")
    expect(review.item("A3")).to_contain_text("đã trả lại")
    agree_in_one_tap(an)
    confirm(lead, scene)

    hear_the_unit(lead, unit, scene)
    first = seal(lead, scene, revision=1)
    use(office, scene)
    reopen(lead, scene)
    seal(lead, scene, revision=2)
    # The first one stays as it was signed.
    assert pdf_words(lead.file_behind("Bản 1")) == first


def score_apart(office: Desk, scene) -> None:
    """The office names the two who score the visit apart."""
    office.page.goto(f"/visits/{scene.visit}/scorers")
    for label, number in (("Người chấm chính", 0), ("Người chấm thứ hai", 1)):
        office.page.get_by_label(label).select_option(index=number)
    office.press("Phân công")
    office.told("Đã phân công hai người chấm độc lập.")
    office.look("scorers of a visit")


def score_itself(unit: Page) -> None:
    """The unit gives itself everything, before anybody comes."""
    unit.get_by_role("link", name="Tổ chức triển khai").click()
    unit.locator("#item-A1").get_by_label("Có", exact=True).check()
    unit.locator("#item-A3").get_by_label("Điểm tự chấm").fill("3")
    unit.get_by_role("button", name="Lưu", exact=True).click()
    expect(unit.get_by_text("2 trên 3 tiêu chí")).to_be_visible()


def two_score_apart(an: PhonePage, anh: PhonePage, scene, world) -> None:
    """Each sees nothing of the other until both have handed over."""
    fill_what_is_alike(world, scene, scene.an)
    begin(an, scene, scene.an)
    an.section("A")
    expect(an.item("A1").box.get_by_role("group", name="Đơn vị tự chấm")).to_be_visible()
    score(an, answer="Có", level=3, steps=["Bớt 0,5"])
    an.item("A1").tool("Ghi nhận")
    an.write_finding("strength", FINDING)
    an.done()
    say(an, REMARK)
    an.back()
    give(an)

    fill_what_is_alike(world, scene, scene.anh)
    begin(anh, scene, scene.anh)
    anh.section("A")
    nothing_of_the_other(anh)
    score(anh, answer="Không", level=2, steps=["Bớt 0,5", "Bớt 0,5"])
    anh.item("A1").note(SECRET)
    anh.back()
    an.freshen()
    expect(an.page.get_by_test_id("apart")).to_contain_text(HIDDEN)
    an.section("A")
    expect(an.item("A1").box).not_to_contain_text(SECRET)
    an.back()
    give(anh)

    for each, words in ((an, SECRET), (anh, FINDING)):
        each.freshen()
        expect(each.page.get_by_test_id("apart")).to_contain_text(OPEN)
        each.section("A")
        expect(each.item("A1").box).to_contain_text(words)
        each.look("scored apart, opened")
        each.back()
    expect(anh.page.get_by_test_id("section-A")).to_contain_text("1 ý kiến mới")


def fill_what_is_alike(world, scene, who: str) -> None:
    """What is not of this story was recorded before on another device of the same person."""
    with world.caller(who) as caller:
        # By phones' clocks it was a while ago.
        device = Phone(caller, scene.visit, str(uuid4()), clock.now() - timedelta(hours=1))
        for item in ALIKE:
            device.answer(item, COMPLETE[item])
        device.send()


def begin(member: PhonePage, scene, who: str) -> None:
    """The visit says that it is scored apart."""
    member.begin(who, scene.unit)
    expect(member.page.get_by_test_id("apart")).to_contain_text(HIDDEN)
    member.look("scored apart")


def score(member: PhonePage, *, answer: str, level: int, steps: list[str]) -> None:
    """The three items on which the two think differently."""
    member.item("A1").tap(answer)
    member.item("A2").level(level)
    member.item("A3").give_points("Thêm 0,5", *steps)


def say(member: PhonePage, words: str) -> None:
    """A remark in the talk about A2."""
    member.item("A2").tool("Trao đổi")
    member.sheet.get_by_label("Ý kiến của thành viên").fill(words)
    member.sheet.get_by_role("button", name="Gửi ý kiến").click()
    expect(member.sheet.locator(".mine")).to_contain_text(words)
    member.done()


def nothing_of_the_other(member: PhonePage) -> None:
    """No answer is pressed, no finding is there, no talk has begun."""
    for code in ("A1", "A2"):
        pressed = member.item(code).group.locator("[aria-pressed=true]")
        expect(pressed).to_have_count(0)
    for words in (FINDING, REMARK):
        expect(member.page.locator("body")).not_to_contain_text(words)
    member.item("A2").tool("Trao đổi")
    expect(member.sheet).not_to_contain_text(REMARK)
    member.done()


def give(member: PhonePage) -> None:
    """Hand over; the server has everything."""
    expect(member.hand_over()).to_contain_text("Máy chủ đã nhận đủ.")
    member.expect_sent()
    member.back()


def moderate(lead: Desk, scene) -> None:
    """The list of what is far apart, the largest gap first, until nothing is left on it."""
    page = lead.review(scene.name).page
    expect(page.locator("#summary")).not_to_contain_text("Duyệt cuộc khảo sát")
    lead.follow("Danh sách cần thống nhất")
    far = page.locator("article.far")
    expect(far.locator("h2 .code")).to_have_text(["A1", "A2"])
    expect(far.nth(0)).to_contain_text("lệch 3 điểm")
    expect(far.nth(1)).to_contain_text("lệch 1 điểm")
    lead.look("moderation")
    for code, value in (("A1", "yes"), ("A2", "3")):
        far.first.get_by_role("link", name="Cho điểm thống nhất").click()
        review = Review(lead)
        expect(review.item(code)).to_contain_text("chờ trưởng đoàn quyết định")
        review.agree(code, value, AGREED[code])
        expect(review.item(code)).to_contain_text("đã có điểm thống nhất")
        expect(review.item(code)).to_contain_text(AGREED[code])
        lead.follow("Danh sách cần thống nhất")
    expect(page.get_by_text("Không có tiêu chí nào chờ thống nhất.")).to_be_visible()


def agree_in_one_tap(member: PhonePage) -> None:
    """The phone opens what was returned; the proposed score is taken with one tap."""
    member.freshen()
    banner = member.page.get_by_test_id("returned-banner")
    expect(banner).to_contain_text(RETURNED)
    banner.click()
    box = member.item("A3").box
    expect(box).to_contain_text("Đề nghị")
    box.get_by_role("button", name="Đồng ý").click()
    expect(box).to_contain_text("Đã đồng ý")
    expect(box).to_contain_text("2/3")
    member.back()
    give(member)


def confirm(lead: Desk, scene) -> None:
    """The lead sees the answer to the return and agrees with it."""
    review = lead.review(scene.name)
    item = review.item("A3")
    expect(item).to_contain_text("đã bổ sung")
    item.get_by_role("button", name="Nhất trí").click()
    expect(item).to_contain_text("đã nhất trí")


def hear_the_unit(lead: Desk, unit: Page, scene) -> None:
    """What the unit says of a finding is answered before anything is approved."""
    lead.page.goto(f"/visits/{scene.visit}/unit")
    lead.press("Mở cho đơn vị cho ý kiến")
    lead.told("Đã mở ghi nhận")
    unit.goto(unit.url.split("/sections")[0])
    explain(unit)
    answer(lead, scene.visit)
    unit.reload()
    expect(unit.get_by_text("Đoàn đã xem lại hồ sơ.")).to_be_visible()


def seal(lead: Desk, scene, *, revision: int) -> str:
    """Approve; the report of this revision holds everything that was decided; its words."""
    review = lead.review(scene.name)
    review.approve()
    lead.told("duyệt")
    link = review.page.locator("#summary").get_by_role("link", name=f"Bản {revision}", exact=True)
    expect(link).to_be_visible()
    lead.look("approved, scored apart")
    words = pdf_words(lead.file_behind(f"Bản {revision}"))
    for each in (scene.name, FINDING, *AGREED.values()):
        assert each in words, each
    return words


def use(office: Desk, scene) -> None:
    """The office takes the visit into its evaluation."""
    office.menu("Dự thảo")
    card = office.page.locator("section.card", has_text=round_of(scene))
    card.get_by_role("button", name="Tổng hợp các cuộc khảo sát đã duyệt").click()
    office.told("Đã tổng hợp")
    expect(office.page.get_by_text(FINDING).first).to_be_visible()


def reopen(lead: Desk, scene) -> None:
    """Before the button stands what already uses the visit; afterwards it is open again."""
    lead.menu("Thẩm định")
    lead.follow("Đã quyết định")
    lead.follow(scene.name)
    page = lead.page
    part = page.locator("details", has_text="Mở lại cuộc khảo sát")
    part.locator("summary").click()
    uses = part.get_by_role("listitem")
    expect(uses).to_have_count(2)
    expect(uses.nth(0)).to_contain_text("Báo cáo kết quả khảo sát, bản 1")
    expect(uses.nth(1)).to_contain_text("sẽ được đánh dấu đã cũ")
    lead.look("reopening")
    part.get_by_label("Lý do mở lại").fill(REOPENED)
    part.get_by_role("button", name="Mở lại", exact=True).click()
    expect(page.get_by_role("button", name="Duyệt cuộc khảo sát")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(REOPENED)


def round_of(scene) -> str:
    """The name of the scene's round, and of no other whose number begins alike."""
    return re.sub(r"^LD-0*", "Đợt thử ", scene.unit)
