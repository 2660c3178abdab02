"""A visited unit in a browser without script: by its link it scores itself, proves, and replies."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.filling import FINDING, fill_and_hand_over
from tests.e2e.pages.desk import Desk
from tests.support.phone import jpeg


def test_a_unit_scores_itself_and_replies_and_the_lead_answers_without_script(
    desk, opened, scene, world, watch
):
    watch.expect("status of 422")
    lead = desk(scene.binh, script=False)
    unit = opened(viewport=PHONE, java_script_enabled=False).new_page()
    unit.goto(link_made_by(lead, scene.visit))

    score_itself(unit)
    prove(unit)
    with world.caller(scene.an) as caller:
        fill_and_hand_over(caller, scene.visit)
    unit.goto(unit.url.split("/items")[0])
    expect(unit.get_by_text("Phần tự chấm đã khoá")).to_be_visible()

    lead.page.goto(f"/visits/{scene.visit}/unit")
    lead.press("Mở cho đơn vị cho ý kiến")
    lead.told("Đã mở ghi nhận")
    explain(unit)
    answer(lead, scene.visit)
    unit.reload()
    expect(unit.get_by_text("Đoàn đã xem lại hồ sơ.")).to_be_visible()


def test_every_page_of_the_unit_can_be_used_by_anybody(desk, opened, scene, world, watch):
    lead = desk(scene.binh)
    link = link_made_by(lead, scene.visit)
    lead.look("the unit's link, shown once")
    unit = opened(viewport=PHONE).new_page()
    for path in ("", "/sections/A", "/sections/B", "/items/A1/proofs"):
        unit.goto(link + path)
        watch.look(unit, f"unit{path}", narrow=True)
    with world.caller(scene.an) as caller:
        fill_and_hand_over(caller, scene.visit)
    lead.page.goto(f"/visits/{scene.visit}/unit")
    lead.press("Mở cho đơn vị cho ý kiến")
    for path in ("", "/sections/A", "/replies"):
        unit.goto(link + path)
        watch.look(unit, f"unit{path}, after the hand-over", narrow=True)
    unit.goto(link)
    unit.get_by_role("button", name="English").click()
    expect(unit.get_by_role("heading", level=1)).to_have_text("The unit's own scores")
    watch.look(unit, "unit in English", narrow=True)


def link_made_by(lead: Desk, visit: str) -> str:
    """The path of a link that the lead makes on the page."""
    lead.page.goto(f"/visits/{visit}/unit")
    lead.press("Tạo liên kết")
    told = lead.page.get_by_text(re.compile(r"/unit/[\w-]+$")).inner_text()
    return urlsplit(told.strip()).path


def score_itself(unit: Page) -> None:
    """A fault is told, what was sound beside it is saved, and mended it goes in."""
    unit.get_by_role("link", name="Tổ chức triển khai").click()
    unit.locator("#item-A1").get_by_label("Có", exact=True).check()
    unit.locator("#item-A3").get_by_label("Điểm tự chấm").fill("2,3")
    unit.get_by_role("button", name="Lưu", exact=True).click()
    expect(unit.get_by_role("alert")).to_contain_text("Đã lưu 1 tiêu chí.")
    expect(unit.locator("#item-A3")).to_contain_text("theo bước 0.5")
    unit.locator("#item-A3").get_by_label("Điểm tự chấm").fill("2,5")
    unit.get_by_role("button", name="Lưu", exact=True).click()
    expect(unit.get_by_text("2 trên 3 tiêu chí")).to_be_visible()


def prove(unit: Page) -> None:
    """A document by its number, and a photo."""
    unit.get_by_role("link", name="Tổ chức triển khai").click()
    unit.get_by_role("link", name=re.compile("Minh chứng của A1")).click()
    unit.get_by_label("Số, ký hiệu văn bản").fill("12/KH-LĐLĐ")
    unit.get_by_role("button", name="Thêm văn bản").click()
    expect(unit.get_by_text("12/KH-LĐLĐ")).to_be_visible()
    photo = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    unit.locator("input[type=file]").set_input_files(photo)  # type: ignore[arg-type]  # a dict is one
    unit.get_by_label("Chú thích ảnh").fill("Trang đầu")
    unit.get_by_role("button", name="Gửi ảnh").click()
    expect(unit.get_by_role("img", name="Trang đầu")).to_be_visible()


def explain(unit: Page) -> None:
    """The unit explains what the team found."""
    unit.reload()
    unit.get_by_role("link", name="Xem ghi nhận và cho ý kiến").click()
    found = unit.get_by_role("group").filter(has_text=FINDING)
    found.get_by_label("Giải trình").check()
    found.get_by_label("Ý kiến của đơn vị").fill("Đã ban hành ngày 05/10.")
    unit.get_by_role("button", name="Gửi ý kiến").click()
    expect(unit.get_by_text("Đã gửi ý kiến về 1 ghi nhận.")).to_be_visible()


def answer(lead: Desk, visit: str) -> None:
    """Nothing is approved before the lead has answered."""
    lead.page.goto(f"/reviews/{visit}")
    expect(lead.page.locator("#summary")).to_contain_text("Ý kiến của đơn vị chưa được trả lời")
    lead.page.goto(f"/visits/{visit}/unit")
    lead.page.get_by_label("Trả lời đơn vị").fill("Đoàn đã xem lại hồ sơ.")
    lead.press("Ghi trả lời")
    lead.told("Đã trả lời đơn vị.")
    lead.page.goto(f"/reviews/{visit}")
    expect(lead.page.get_by_role("button", name="Duyệt cuộc khảo sát")).to_be_visible()
