"""One phone and several people, tabs and clocks: no work is lost, shown to others, or doubled."""

from __future__ import annotations

import json
from collections import Counter
from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from survey_app.core import clock
from survey_app.visits.models import Person, Visit
from survey_app.visits.service import remove_member
from tests.e2e.conftest import PHONE
from tests.e2e.deaths import set_clock
from tests.e2e.pages.phone import PhonePage
from tests.e2e.pictures import small_photo
from tests.e2e.vaults import differences, vault_of

NO_NETWORK = "net::ERR_INTERNET_DISCONNECTED"
ANSWERS = ("A1", "Có"), ("A1", "Không")


def posted(context) -> list[str]:
    """The ids of all entries that leave this phone from now on, as they leave."""
    ids: list[str] = []

    def heard(request) -> None:
        if request.method == "POST" and request.url.endswith("/entries"):
            ids.extend(each["id"] for each in json.loads(request.post_data)["entries"])

    # Not those that went nowhere.
    context.on("requestfinished", heard)
    return ids


def test_two_tabs_see_the_same_and_send_everything_once(phone, scene, watch):
    watch.expect(NO_NETWORK)
    one = phone()
    one.begin(scene.an, scene.unit)
    one.section("A")
    context = one.page.context
    two = PhonePage(context.new_page(), watch, one.password)
    two.page.goto(one.page.url)
    sent = posted(context)
    one.offline()

    for turn in range(10):
        tab = (one, two)[turn % 2]
        tab.item("A2").level(turn % 5)
    one.item("A1").tap("Có")
    two.item("A1").expect_pressed("Có")
    for tab in (one, two):
        tab.expect_unsent(11)
    one.offline(is_off=False)
    for tab in (one, two):
        tab.expect_sent()
        expect(tab.item("A1").box).to_contain_text("Đã lên máy chủ")

    assert Counter(sent) == Counter(vault_of(one.page).entries.keys())
    assert two.page.get_by_role("button", name="Chọn nội dung này").count() == 0


def test_the_other_tab_sends_what_a_closed_one_left(phone, scene, watch):
    watch.expect(NO_NETWORK)
    one = phone()
    one.begin(scene.an, scene.unit)
    one.section("A")
    two = PhonePage(one.page.context.new_page(), watch, one.password)
    two.page.goto(one.page.url)
    one.offline()
    one.item("A1").tap("Có")
    one.page.close()
    two.offline(is_off=False)

    two.expect_sent()


def sign_out(member: PhonePage) -> None:
    member.page.goto("/phone#/settings")
    member.page.get_by_role("button", name="Đăng xuất").click()


def test_signing_out_with_unsent_work_is_refused_and_nobody_else_sees_it(
    phone, scene, world, watch
):
    watch.expect(NO_NETWORK)
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.offline()
    member.item("A1").tap("Có")
    member.item("A2").level(3)
    sign_out(member)
    expect(member.page.get_by_text("Còn 2 nội dung chưa gửi.").first).to_be_visible()
    expect(member.page.get_by_label("Tên đăng nhập")).to_have_count(0)
    member.look("signing out with unsent work")
    with member.page.expect_download():
        member.page.locator("section", has_text="Đang đăng nhập").get_by_role(
            "button", name="Xuất tệp dự phòng (2)"
        ).click()
    member.page.get_by_role("button", name="Đã xuất tệp – vẫn đăng xuất").click()
    expect(member.page.get_by_label("Tên đăng nhập")).to_be_visible()

    sent = posted(member.page.context)
    member.offline(is_off=False)
    member.begin(scene.anh, scene.unit)
    member.expect_sent()
    member.section("A")
    expect(member.score).to_contain_text("Chưa chấm tiêu chí nào")
    member.page.goto("/phone#/sync")
    expect(member.page.get_by_text("Nội dung chờ gửi")).to_have_count(0)
    assert sent == []
    sign_out(member)
    member.begin(scene.an, scene.unit)
    member.expect_sent()

    assert len(sent) == 2
    with world.caller(scene.an) as caller:
        authors = {each["author"]["name"] for each in caller.entries(scene.visit)}
    assert len(authors) == 1


def test_who_leaves_in_one_tab_leaves_in_all(phone, scene, watch):
    one = phone()
    one.begin(scene.an, scene.unit)
    two = PhonePage(one.page.context.new_page(), watch, one.password)
    two.page.goto(one.page.url)
    two.section("A")

    sign_out(one)
    expect(two.page.get_by_label("Tên đăng nhập")).to_be_visible()
    one.begin(scene.anh, scene.unit)

    expect(two.page.get_by_label("Tên đăng nhập")).to_have_count(0)
    two.page.goto("/phone#/settings")
    expect(two.page.locator("section", has_text="Đang đăng nhập")).to_contain_text("Anh")


def test_what_a_removed_member_sends_is_held_for_the_office_and_said(
    phone, desk, scene, world, watch
):
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")

    def take_off(session) -> None:
        visit = session.scalars(select(Visit).where(Visit.key == UUID(scene.visit))).one()
        who = session.scalars(select(Person).where(Person.username == scene.an)).one()
        remove_member(visit, who.id, at=clock.now())

    world.behind(take_off)
    member.item("A1").tap("Có")
    expect(member.item("A1").box).to_contain_text("Văn phòng đang giữ để xem xét")
    member.page.goto("/phone#/sync")
    expect(member.page.get_by_text("không còn trong cuộc khảo sát này")).to_be_visible()
    member.look("held after leaving the visit")

    office = desk(world.office)
    office.page.goto("/held/")
    row = office.page.get_by_role("row", name=scene.name)
    expect(row).to_contain_text("không còn trong cuộc khảo sát này")
    with world.caller(scene.anh) as caller:
        assert caller.entries(scene.visit) == []


def test_the_rescue_file_of_a_phone_is_brought_in_at_the_office_and_nothing_doubles(
    phone, desk, scene, world, watch, tmp_path
):
    watch.expect(NO_NETWORK)
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.offline()
    member.item("A1").tap("Có")
    member.item("A1").photograph(small_photo(tmp_path, "IMG_1.jpg", "sienna"), "Kế hoạch")
    unsent = member.unsent()
    member.page.goto("/phone#/sync")
    with member.page.expect_download() as coming:
        member.page.get_by_role("button", name=f"Xuất tệp dự phòng ({unsent})").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)

    office = desk(world.office)
    office.page.goto("/held/")
    office.page.locator("input[type=file]").set_input_files(file)
    office.press("Tải lên và xem trước")
    expect(office.page.get_by_role("main")).to_contain_text(scene.name)
    office.look("a phone's rescue file")
    office.page.get_by_role("main").get_by_role("button", name="Nhập").first.click()
    expect(office.page.get_by_role("main")).to_contain_text("1 ảnh mới lưu")

    vault = vault_of(member.page)
    with world.caller(scene.an) as caller:
        assert differences(vault, caller.entries(scene.visit)) == []
        member.offline(is_off=False)
        member.expect_sent()
        assert differences(vault, caller.entries(scene.visit)) == []
    assert vault_of(member.page).states == {"kept"}


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_years_off_loses_nothing_and_delays_nothing(
    opened, scene, world, watch, years
):
    watch.expect(NO_NETWORK)
    context = opened(viewport=PHONE)
    set_clock(context, years)
    member = PhonePage(context.new_page(), watch, world.password)
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.item("A1").tap("Có")
    member.expect_sent()
    member.offline()
    member.item("A2").level(2)
    member.item("A1").tap("Không")
    member.expect_unsent(2)
    member.offline(is_off=False)
    member.expect_sent()
    member.page.reload()

    member.item("A1").expect_pressed("Không")
    with world.caller(scene.an) as caller:
        log = caller.entries(scene.visit)
    assert differences(vault_of(member.page), log) == []
    assert {int(each["made_at"][:4]) - clock.now().year for each in log} <= {years - 1, years}
    assert len(log) == 3

    # The next morning the clock has moved as far again: what was sent is no older for that.
    set_clock(context, years)
    member.page.reload()
    member.item("A1").expect_pressed("Không")
    member.freshen()
    assert vault_of(member.page).entries.keys() == {each["id"] for each in log}
