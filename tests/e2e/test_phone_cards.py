"""The card of an item: one tap, a way back from every act, and nothing lost by a quick thumb."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import expect

from survey_app.commands.demo_round.phone import Phone
from survey_app.core import clock
from tests.e2e.filling import fill_and_hand_over


def on_section(phone, scene, code="A"):
    """An's phone in a section."""
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section(code)
    return member


def colleague(world, scene, *acts):
    """What a colleague recorded meanwhile: pairs of a kind and its facts."""
    with world.caller(scene.anh) as caller:
        other = Phone(caller, scene.visit, str(uuid4()), clock.now())
        other.catch_up()
        for act in acts:
            act(other)
        other.send()


def undo(member):
    """The button in the bar below."""
    member.page.locator("nav.foot").get_by_role("button", name="Hoàn tác").click()


def level(card, value):
    """The button of a level, of the team's score."""
    group = card.box.get_by_role("group", name="Đoàn chấm")
    return group.get_by_role("button", name=re.compile(f"^Mức {value}"))


def test_every_act_on_a_card_has_a_way_back(phone, scene):
    member = on_section(phone, scene)
    quality = member.item("A2")

    quality.level(3)
    quality.level(1)
    quality.note("Đã đối chiếu hồ sơ.")
    quality.evidence("54/KH-LĐLĐ", "21/09/2020", "Kế hoạch sơ kết")
    quality.not_applicable("Đơn vị mới thành lập")

    undo(member)
    expect(level(quality, 1)).to_have_attribute("aria-pressed", "true")
    # Three fields were typed in: each is an act of its own.
    for _ in range(3):
        undo(member)
    expect(quality.box).not_to_contain_text("54/KH-LĐLĐ")
    undo(member)
    expect(quality.box).not_to_contain_text("Đã đối chiếu hồ sơ.")
    undo(member)
    expect(level(quality, 3)).to_have_attribute("aria-pressed", "true")
    undo(member)
    expect(level(quality, 3)).to_have_attribute("aria-pressed", "false")
    button = member.page.locator("nav.foot").get_by_role("button", name="Hoàn tác")
    expect(button).to_be_disabled()


def test_what_was_done_in_a_sheet_is_taken_back_by_one_tap(phone, scene):
    member = on_section(phone, scene)
    quality = member.item("A2")

    quality.evidence("54/KH-LĐLĐ", "21/09/2020", "Kế hoạch sơ kết")
    member.page.locator(".toast").get_by_role("button", name="Hoàn tác").click()

    expect(quality.box).not_to_contain_text("54/KH-LĐLĐ")
    expect(member.page.locator(".toast")).to_contain_text("Đã hoàn tác A2")


def test_findings_and_attendees_are_taken_back_where_they_are_listed(phone, scene):
    member = phone()
    member.begin(scene.an, scene.unit)
    member.foot("Ghi nhận")
    member.page.get_by_role("button", name="Ghi nhận mới").click()
    member.write_finding("limitation", "Chưa giao chỉ tiêu cho công đoàn cơ sở.")
    member.done()
    expect(member.page.get_by_text("Chưa giao chỉ tiêu")).to_be_visible()
    member.page.locator(".toast").get_by_role("button", name="Hoàn tác").click()
    expect(member.page.get_by_text("Chưa có ghi nhận nào")).to_be_visible()
    member.back()

    member.foot("Dự họp")
    member.add_attendee("Chủ tịch LĐLĐ huyện", "Chủ trì")
    member.page.locator(".toast").get_by_role("button", name="Hoàn tác").click()
    expect(member.page.get_by_text("Chưa ghi thành phần tham dự.")).to_be_visible()


def test_a_whole_section_that_does_not_apply_is_one_reason_and_one_way_back(phone, scene, world):
    member = on_section(phone, scene)
    member.item("A2").level(3)
    member.page.get_by_role("button", name="Cả mục không áp dụng").click()
    member.sheet.get_by_label("Lý do không áp dụng").fill("Đơn vị mới thành lập")
    member.done()
    for code in ("A1", "A3"):
        expect(member.item(code).box).to_contain_text("Đơn vị mới thành lập")
    # What was answered stays answered.
    expect(level(member.item("A2"), 3)).to_have_attribute("aria-pressed", "true")

    member.page.locator(".toast").get_by_role("button", name="Hoàn tác").click()

    for code in ("A1", "A3"):
        expect(member.item(code).box).not_to_contain_text("Đơn vị mới thành lập")
    expect(level(member.item("A2"), 3)).to_have_attribute("aria-pressed", "true")
    member.expect_sent()
    with world.caller(scene.an) as caller:
        (visit,) = caller.visits()
    assert visit["counts"]["answered"] == 1


def test_a_colleagues_later_change_is_not_undone(phone, scene, world):
    member = on_section(phone, scene)
    member.item("A2").level(1)
    member.expect_sent()
    colleague(world, scene, lambda other: other.answer("A2", {"value": 4}))
    member.freshen()
    expect(level(member.item("A2"), 4)).to_have_attribute("aria-pressed", "true")

    undo(member)

    expect(member.page.locator(".toast")).to_contain_text("được giữ nguyên")
    expect(level(member.item("A2"), 4)).to_have_attribute("aria-pressed", "true")


def test_a_trembling_finger_neither_takes_back_nor_loses_a_tap(phone, scene):
    member = on_section(phone, scene)
    level(member.item("A2"), 3).dblclick(delay=20)
    expect(level(member.item("A2"), 3)).to_have_attribute("aria-pressed", "true")

    points = member.item("A3").box.get_by_role("group", name="Đoàn chấm")
    points.get_by_role("button", name="Bớt 0,5").click()
    expect(points.locator("output")).to_have_text("0/3")
    points.get_by_role("button", name="Thêm 0,5").click(click_count=4, delay=5)
    expect(points.locator("output")).to_have_text("2/3")


def test_what_a_colleague_sends_arrives_while_one_types_and_steals_nothing(phone, scene, world):
    member = on_section(phone, scene, "B")
    field = member.item("B5").box.get_by_label("Nội dung")
    field.fill("Gắn kế hoạch")
    colleague(
        world,
        scene,
        lambda other: other.answer("B3", {"value": "y"}),
        lambda other: other.add("note", {"text": "Biên bản lưu tại huyện."}, item="B5"),
    )
    field.focus()
    # Becoming visible again is when a phone asks for news.
    member.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(member.item("B5").box).to_contain_text("Biên bản lưu tại huyện.")
    expect(field).to_be_focused()
    member.page.keyboard.type(" với thực tế")
    expect(field).to_have_value("Gắn kế hoạch với thực tế")
    member.expect_sent()
    expect(field).to_have_value("Gắn kế hoạch với thực tế")


def test_an_item_is_found_without_marks_and_jumped_to(phone, scene):
    member = phone()
    member.begin(scene.an, scene.unit)
    search = member.page.get_by_role("searchbox", name="Tìm tiêu chí")
    for typed in ("vu viec ton dong", "tồn đọng vụ", "b2"):
        search.fill(typed)
        expect(member.page.locator(".found a")).to_have_count(1)
    member.look("search")
    member.page.locator(".found a").click()

    expect(member.item("B2").box).to_be_focused()
    expect(member.item("B2").box).to_be_in_viewport()
    search_again = "khong co gi"
    member.back()
    member.page.get_by_role("searchbox").fill(search_again)
    expect(member.page.get_by_text("Không tìm thấy tiêu chí nào.")).to_be_visible()


def test_two_values_are_shown_and_settled_by_one_tap(phone, scene, world, watch):
    watch.expect("net::ERR_INTERNET_DISCONNECTED")
    member = on_section(phone, scene)
    member.offline()
    member.item("A2").level(1)
    colleague(world, scene, lambda other: other.answer("A2", {"value": 4}))
    member.offline(is_off=False)
    member.expect_sent()
    member.freshen()

    clash = member.item("A2").box.get_by_role("group", name="Hai người ghi khác nhau")
    expect(clash).to_contain_text("Mức 1")
    expect(clash).to_contain_text("Mức 4")
    member.look("clash on a card")
    clash.locator(".side", has_text="Mức 4").get_by_role("button").click()

    expect(clash).to_have_count(0)
    expect(level(member.item("A2"), 4)).to_have_attribute("aria-pressed", "true")


def test_a_screen_is_read_from_its_heading_and_named_in_the_tab(phone, scene):
    member = phone()
    member.begin(scene.an, scene.unit)
    expect(member.page.get_by_role("heading", level=1)).to_be_focused()
    assert member.page.title().startswith(scene.name)

    member.section("B")

    expect(member.page.get_by_role("heading", level=1)).to_be_focused()
    assert member.page.title().startswith("B. Kết quả")


def test_returned_items_follow_each_other(phone, scene, world):
    with world.caller(scene.an) as caller:
        fill_and_hand_over(caller, scene.visit)
    with world.caller(scene.binh) as lead:
        lead.decide(scene.visit, "open")
        sent_back = [
            {"item": "A2", "reason": "Cao hơn minh chứng.", "proposed": {"value": 1}},
            {"item": "B3", "reason": "Xem lại hình thức."},
        ]
        lead.decide(scene.visit, "return", items=sent_back)
    member = phone()
    member.page.goto("/phone")
    member.sign_in(scene.an)
    member.page.get_by_role("region", name="Được trả lại").get_by_test_id(
        f"visit-{scene.unit}"
    ).click()
    member.page.get_by_test_id("returned-banner").click()
    card = member.item("A2")
    expect(card.box).to_be_focused()
    expect(card.box).to_contain_text("Cao hơn minh chứng.")
    member.look("returned item")

    card.box.get_by_role("button", name="Đồng ý", exact=True).click()
    expect(level(card, 1)).to_have_attribute("aria-pressed", "true")
    undo(member)
    expect(level(card, 3)).to_have_attribute("aria-pressed", "true")
    card.box.get_by_role("button", name="Đồng ý", exact=True).click()
    card.box.get_by_role("link", name="Tiếp: B3 (còn 1)").click()

    expect(member.item("B3").box).to_be_focused()
    expect(member.item("B3").box).to_contain_text("Xem lại hình thức.")
