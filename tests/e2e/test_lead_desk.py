"""The lead goes through a visit: by keys, by thumb, with photos, and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.filling import fill_and_hand_over
from tests.e2e.pages.desk import Review

ASKED = "Số liệu này tính đến ngày nào?"
REASON = "Kế hoạch chưa nêu tiến độ."


@pytest.fixture
def handed_over(world, scene) -> None:
    """An has filled the scene's visit and handed it over."""
    with world.caller(scene.an) as caller:
        fill_and_hand_over(caller, scene.visit)


def here(page: Page):
    """The item at which the reader is."""
    return page.locator("article.here")


def test_a_lead_goes_through_a_visit_by_keys(desk, scene, handed_over):
    lead = desk(scene.binh)
    review = lead.review(scene.name)
    page = review.page

    page.keyboard.press("j")
    expect(here(page)).to_have_id("item-A1")
    page.keyboard.press("ArrowRight")
    expect(here(page)).to_have_id("item-A2")
    page.keyboard.press("k")
    expect(here(page)).to_have_id("item-A1")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(review.item("A2")).to_contain_text("đã nhất trí")
    expect(here(page)).to_have_id("item-A2")
    expect(page.get_by_role("status").filter(has_text="Đã nhất trí")).to_have_count(1)

    page.keyboard.press("c")
    page.keyboard.type(f"{ASKED} jkra?")
    review.item("A2").get_by_role("button", name="Gửi trao đổi").click()
    expect(review.item("A2").locator(".said-list")).to_contain_text(f"{ASKED} jkra?")
    lead.look("review with a thread")

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Phím tắt")
    expect(keys).to_be_visible()
    lead.look("keys of the review")
    keys.get_by_label("Tắt phím tắt trên máy này").check()
    keys.get_by_role("button", name="Đóng").click()
    page.keyboard.press("j")
    expect(here(page)).to_have_id("item-A2")


def test_what_is_typed_at_one_item_outlives_a_move_at_another(desk, scene, handed_over):
    review = desk(scene.binh).review(scene.name)
    part = review.open_part("A2", "Trả lại tiêu chí A2")
    part.get_by_label("Lý do trả lại").fill(REASON)

    review.item("A3").get_by_role("button", name="Nhất trí").click()

    expect(review.item("A3")).to_contain_text("đã nhất trí")
    expect(review.item("A2").get_by_label("Lý do trả lại")).to_have_value(REASON)
    expect(review.item("A2").get_by_label("Lý do trả lại")).to_be_visible()


def test_a_return_is_undone_with_one_button(desk, scene, handed_over):
    lead = desk(scene.binh)
    review = lead.review(scene.name)
    review.give_back("A2", REASON, "2")
    expect(review.item("A2")).to_contain_text("đã trả lại")

    lead.press("Hoàn tác")

    expect(review.item("A2")).not_to_contain_text("đã trả lại")
    expect(review.page.get_by_role("button", name="Duyệt cuộc khảo sát")).to_be_visible()


def test_a_lead_goes_through_a_visit_by_thumb(desk, scene, handed_over):
    lead = desk(scene.binh)
    lead.page.set_viewport_size(PHONE)
    lead.page.goto("/reviews")
    lead.watch.look(lead.page, "queue on a phone", narrow=True)
    lead.page.get_by_role("link", name=scene.name, exact=True).click()
    page = lead.page
    bar = page.get_by_role("toolbar", name="Đi giữa các tiêu chí")

    bar.get_by_role("button", name="Tiêu chí tiếp theo").click()
    expect(here(page)).to_have_id("item-A1")
    bar.get_by_role("button", name="Tiêu chí tiếp theo").click()
    expect(here(page)).to_have_id("item-A2")
    expect(here(page)).to_be_in_viewport()
    here(page).get_by_role("button", name="Nhất trí").click()
    expect(here(page)).to_contain_text("đã nhất trí")
    bar.get_by_role("button", name="Tiêu chí trước").click()
    expect(here(page)).to_have_id("item-A1")
    expect(bar).to_be_in_viewport()
    lead.watch.look(page, "review on a phone", narrow=True)


def test_photos_are_looked_at_closely_over_the_page(desk, scene, handed_over):
    lead = desk(scene.binh)
    review = lead.review(scene.name)
    page = review.page

    review.item("A1").locator("a[data-photo]").first.click()
    viewer = page.locator("dialog.viewer")
    expect(viewer.locator("[data-viewer-place]")).to_have_text("1 / 1")
    image = viewer.locator("img")
    expect(image).to_have_js_property("complete", value=True)
    lead.look("photo over the review")
    before = image.bounding_box()
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(image).to_have_attribute(
        "src", page.locator("a[data-full]").first.get_attribute("data-full") or ""
    )
    assert before
    assert (image.bounding_box() or before)["width"] > before["width"]
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()


def test_all_layers_are_compared_in_one_table(desk, scene, handed_over):
    lead = desk(scene.binh)
    review = lead.review(scene.name)
    review.agree("A2", "1", REASON)
    expect(review.item("A2")).to_contain_text(REASON)

    lead.follow("So sánh các lớp điểm")

    row = lead.page.get_by_role("row", name="A2 Chất lượng kế hoạch")
    expect(row.get_by_role("cell")).to_have_text(["4", "chưa có", "3", "1", "chưa có", ""])
    lead.look("layers compared")


def test_without_a_script_everything_is_a_link_or_a_form(desk, scene, handed_over):
    lead = desk(scene.binh, script=False)
    review: Review = lead.review(scene.name)
    page = review.page
    expect(page.get_by_role("toolbar")).to_have_count(0)

    review.item("A2").get_by_role("button", name="Nhất trí").click()
    expect(review.item("A2")).to_contain_text("đã nhất trí")
    lead.press("Hoàn tác")
    expect(review.item("A2")).not_to_contain_text("đã nhất trí")

    review.open_part("A3", "Trao đổi về A3")
    review.item("A3").get_by_label("Ý kiến gửi đoàn").fill(ASKED)
    review.item("A3").get_by_role("button", name="Gửi trao đổi").click()
    expect(review.item("A3").locator(".said-list")).to_contain_text(ASKED)

    lead.follow("Nên xem")
    lead.follow("Tất cả tiêu chí")
    lead.press("Đánh dấu đã xem hết")
    lead.told("Đã đánh dấu là đã xem hết.")
    lead.follow("Mới thay đổi")
    expect(page.get_by_text("Không có gì thay đổi từ lần xem trước.")).to_be_visible()

    page.goto(f"/reviews/{scene.visit}")
    review.item("A1").locator("a[data-photo]").first.click()
    lead.follow("Phóng to")
    expect(page.locator(".zoomed img")).to_be_visible()
    lead.follow("Về tiêu chí A1")
    review.item("A1").get_by_role("link", name="A2 ›").click()
    assert page.url.endswith("#item-A2")
