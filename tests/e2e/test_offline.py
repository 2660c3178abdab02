"""Phones without a network, with a bad one, and with an expired login: nothing lost or doubled."""

from __future__ import annotations

from collections import Counter

from playwright.sync_api import Route, expect

from tests.e2e.pages.phone import PhonePage
from tests.e2e.pictures import small_photo

# What Chromium itself says of requests that go nowhere.
NO_NETWORK = "net::ERR_INTERNET_DISCONNECTED"
REFUSED = "status of 401"
PORTAL = "<!doctype html><title>WiFi</title><p>Đăng nhập để dùng WiFi miễn phí</p>"


def recorded(world, scene) -> Counter[str]:
    """How many entries of each kind the server has."""
    with world.caller(scene.an) as caller:
        entries = caller.entries(scene.visit)
    assert len({each["id"] for each in entries}) == len(entries)
    return Counter(each["kind"] for each in entries)


def test_what_was_filled_in_flight_mode_survives_and_arrives_once(
    own_phone, scene, world, watch, tmp_path
):
    watch.expect(NO_NETWORK)
    member = own_phone()
    member.begin(scene.an, scene.unit)
    member.keep_shell()
    fill_offline(member, tmp_path)
    assert recorded(world, scene) == {}

    member = own_phone()
    member.offline()
    member.page.goto("/phone")
    member.open_visit(scene.unit)
    see_all(member)
    member.offline(is_off=False)

    member.expect_sent()
    assert recorded(world, scene) == {"answer": 5, "photo": 2, "finding": 1}
    with world.caller(scene.an) as caller:
        (visit,) = caller.visits()
    assert visit["missing_photos"] == []


def fill_offline(member: PhonePage, tmp_path) -> None:
    member.offline()
    member.page.reload()
    member.section("A")
    plan, quality, points = member.item("A1"), member.item("A2"), member.item("A3")
    plan.tap("Có")
    quality.level(4)
    points.give_points("Thêm 0,5")
    pictures = [small_photo(tmp_path, f"{name}.jpg", name) for name in ("teal", "maroon")]
    plan.photograph(pictures)
    expect(plan.photos()).to_have_count(2)
    expect(quality.box).to_contain_text("Trên máy, chờ gửi")
    quality.tool("Ghi nhận")
    member.write_finding("strength", "Kế hoạch ban hành sớm.")
    member.done()
    member.back()
    member.section("B")
    member.item("B1").write("Kết quả thực hiện (người)", "250")
    member.item("B3").tap("Tốt")
    expect(member.item("B1").box).to_contain_text("Trên máy, chờ gửi")
    member.expect_unsent(10)
    expect(member.page.get_by_text("Đang không có mạng")).to_be_visible()
    member.look("offline")


def see_all(member: PhonePage) -> None:
    member.section("A")
    expect(member.item("A1").photos()).to_have_count(2)
    expect(member.item("A2").box).to_contain_text("Kế hoạch ban hành sớm.")
    expect(member.item("A3").box).to_contain_text("3/3")
    member.back()
    member.section("B")
    expect(
        member.item("B1").box.get_by_label("Kết quả thực hiện (người)", exact=True)
    ).to_have_value("250")
    member.expect_unsent(10)
    member.back()


def test_two_phones_apart_meet_without_losing_either(phone, desk, scene, world, watch):
    watch.expect(NO_NETWORK)
    one, two = phone(), phone()
    one.begin(scene.an, scene.unit)
    two.begin(scene.anh, scene.unit)
    apart(one, two)

    one.offline(is_off=False)
    one.expect_sent()
    two.offline(is_off=False)
    two.expect_sent()
    one.freshen()
    two.freshen()
    for each in (one, two):
        box = each.item("A2").box
        expect(box.get_by_role("group", name="Hai người ghi khác nhau")).to_be_visible()
        expect(box.get_by_role("button", name="Chọn nội dung này")).to_have_count(2)
        pressed(each, "A1", "Có")
        expect(each.item("A3").box).to_contain_text("2,5/3")
    one.look("clash")
    lead = desk(scene.binh)
    lead.page.goto(f"/reviews/{scene.visit}")
    expect(lead.page.locator("#item-A2")).to_contain_text("Trùng sửa")
    settle(one, two)
    lead.page.reload()
    expect(lead.page.locator("#item-A2")).not_to_contain_text("Trùng sửa")
    # A1, A2 twice, two taps on A3, and the one that settled it.
    assert recorded(world, scene) == {"answer": 6}


def apart(one: PhonePage, two: PhonePage) -> None:
    """Both without a network, on the same section: one item each, and one that both answer."""
    for each in (one, two):
        each.section("A")
        each.offline()
    one.item("A1").tap("Có")
    one.item("A2").level(1)
    two.item("A2").level(4)
    two.item("A3").give_points("Thêm 0,5", "Bớt 0,5")
    one.expect_unsent(2)


def settle(one: PhonePage, two: PhonePage) -> None:
    """One tap on the first phone settles it for both."""
    card = one.item("A2").box
    side = card.locator(".side", has_text="Mức 4").or_(card.locator(".side").nth(1)).first
    side.get_by_role("button", name="Chọn nội dung này").click()
    expect(card.get_by_role("button", name="Chọn nội dung này")).to_have_count(0)
    one.expect_sent()
    two.freshen()
    expect(two.item("A2").box.get_by_role("button", name="Chọn nội dung này")).to_have_count(0)


def pressed(at: PhonePage, item: str, words: str) -> None:
    group = at.item(item).box.get_by_role("group", name="Đoàn chấm")
    expect(group.get_by_role("button", name=words, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_an_expired_login_lets_the_work_go_out_and_then_asks(phone, scene, world, watch):
    watch.expect(REFUSED)
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    world.sign_out_everywhere(scene.an)

    member.item("A1").tap("Có")
    member.item("A2").level(2)
    again = member.page.get_by_role("button", name="Đăng nhập lại")
    expect(again).to_be_visible()
    member.expect_sent()
    assert recorded(world, scene) == {"answer": 2}
    member.item("A3").give_points("Thêm 0,5")
    member.expect_sent()
    member.look("login over")

    again.click()
    member.sign_in(scene.an)
    pressed(member, "A1", "Có")
    expect(member.item("A3").box).to_contain_text("3/3")
    expect(again).to_have_count(0)
    assert recorded(world, scene) == {"answer": 3}


def test_a_portal_that_answers_for_the_server_is_not_believed(phone, scene, world, watch):
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    asked: list[str] = []
    context = member.page.context

    def portal(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(status=200, content_type="text/html", body=PORTAL)

    context.route("**/api/v1/**", portal)
    with member.page.expect_response(lambda each: each.request.method == "POST"):
        member.item("A1").tap("Có")
        member.item("A2").level(3)
    expect(member.page.get_by_text("Đang không có mạng")).to_be_visible()
    expect(member.item("A1").box).to_contain_text("Trên máy, chờ gửi")
    member.expect_unsent(2)
    assert "POST" in asked
    assert recorded(world, scene) == {}

    context.unroute("**/api/v1/**")
    member.freshen()
    member.expect_sent()
    assert recorded(world, scene) == {"answer": 2}
