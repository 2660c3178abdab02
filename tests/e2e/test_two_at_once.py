"""Two people at the same visit at the same time, at desks and with phones."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.filling import fill_and_hand_over


def test_the_second_of_two_leads_is_told_and_keeps_what_was_typed(desk, scene, world, watch):
    watch.expect("status of 409")
    with world.caller(scene.an) as caller:
        fill_and_hand_over(caller, scene.visit)
    first, second = desk(scene.binh).review(scene.name), desk(scene.bich).review(scene.name)

    first.agree("A2", "4", "Đối chiếu hồ sơ, đạt mức cao nhất.")
    expect(first.item("A2")).to_contain_text("Đối chiếu hồ sơ")
    second.agree("A2", "1", "Kế hoạch còn sơ sài.")

    alert = second.page.get_by_role("alert")
    expect(alert).to_contain_text("Những gì vừa nhập vẫn còn trong trang này.")
    second.desk.look("review that was overtaken")
    form = second.item("A2").locator("form")
    expect(form.get_by_label("Lý do", exact=True)).to_have_value("Kế hoạch còn sơ sài.")
    expect(second.item("A2").locator(".layers")).to_contain_text("Đối chiếu hồ sơ")
    form.get_by_role("button", name="Ghi điểm").click()
    expect(second.item("A2").locator(".layers")).to_contain_text("Kế hoạch còn sơ sài.")


def test_two_members_fill_one_visit_and_see_each_others_work(phone, scene):
    one, two = phone(), phone()
    one.begin(scene.an, scene.unit)
    two.begin(scene.anh, scene.unit)

    one.section("A")
    one.item("A1").tap("Có")
    one.item("A1").note("Kế hoạch lưu đủ.")
    two.section("B")
    two.item("B3").tap("Vừa")
    one.expect_sent()
    two.expect_sent()

    two.freshen()
    two.back()
    two.section("A")
    expect(two.item("A1").box).to_contain_text("Kế hoạch lưu đủ.")
    expect(two.score).to_contain_text("2/6")
    assert one.page.get_by_role("button", name="Chọn nội dung này").count() == 0
