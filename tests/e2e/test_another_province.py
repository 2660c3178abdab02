"""From an empty place: another province sets its round up in the browser, surveys, and survives.

Only the first administrator comes from a command; backup and restore do as well.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from survey_app.core.settings import read
from survey_app.factory import create_app
from tests.e2e.another_province import CHECKLIST, TABLES, UNIT
from tests.e2e.conftest import DESK, PATIENCE, PHONE
from tests.e2e.pages.desk import Desk
from tests.e2e.pages.phone import PhonePage
from tests.e2e.test_whole_line import pdf_words
from tests.e2e.world import World, let_go, serving
from tests.support.databases import settings_for_tests
from tests.support.proxy import proxying
from tests.support.workbook import workbook

PASSWORD = "mot-mat-khau-dai-2022"
ELSEWHERE = re.compile("quảng trị", re.IGNORECASE)
FINDING = "Công đoàn cơ sở đối thoại với chủ doanh nghiệp hai lần mỗi năm."
# Between two servers the phone and the desks find nobody.
EXPECTED = ("net::ERR", "status of")

HEADINGS = {
    "Cơ quan ban hành (mỗi dòng một dòng in)": "LIÊN ĐOÀN LAO ĐỘNG\nTỈNH VÍ DỤ",
    "Địa danh": "Ví Dụ",
}


@pytest.fixture
def walk(browser, watch, request):
    """Everybody's browser, at one address, whichever server is behind it."""
    watch.expect(*EXPECTED)
    with proxying(1) as proxy:

        def open_page(**options) -> Page:
            usual = {"base_url": proxy.address, "locale": "vi-VN"}
            context = browser.new_context(**usual | options)
            request.addfinalizer(context.close)
            context.set_default_timeout(PATIENCE)
            watch.follow(context)
            page: Page = context.new_page()
            return page

        yield proxy, open_page


@pytest.mark.slow
def test_another_province_configures_surveys_and_comes_back_from_a_backup(walk, watch, tmp_path):
    proxy, open_page = walk
    office, lead = (Desk(open_page(viewport=DESK), watch) for _ in range(2))
    member = PhonePage(open_page(viewport=PHONE, has_touch=True, is_mobile=True), watch, "")
    with serving(tmp_path / "data", tmp_path / "log", is_new=False) as first:
        proxy.upstream = first.port
        make_accounts(Desk(open_page(viewport=DESK), watch), first, [office, lead])
        bring_checklist(office, tmp_path)
        configure(office, tmp_path)
        join(member, office)
        fill_offline(member)
        command(
            first.hands, first.app, "backup", "make", str(tmp_path / "luu.zip"), "--with-secret"
        )
        record_after_the_backup(member)
    shutil.rmtree(tmp_path / "data")

    with another_place(tmp_path) as second:
        proxy.upstream = second.port
        member.offline(is_off=False)
        hand_over(member)
        see_and_approve(lead, office)


def command(hands: Executor, app: Flask, *words: str) -> None:
    """A command, as an administrator types it at the server."""
    said = hands.submit(app.test_cli_runner().invoke, args=list(words)).result()
    assert said.exit_code == 0, said.output


def make_accounts(admin: Desk, world: World, desks: list[Desk]) -> None:
    """One account by the command; with it the others in the browser, who sign in at their desks."""
    told = ("quan.tri", "Quản trị", "--role", "admin", "--password", PASSWORD)
    command(world.hands, world.app, "people", "add", *told)
    admin.sign_in("quan.tri", PASSWORD)
    accounts = (("van.phong", "Văn phòng"), ("truong.doan", "Trưởng đoàn"))
    for desk, (username, role) in zip(desks, accounts, strict=True):
        admin.page.goto("/people/new")
        admin.page.get_by_label("Họ và tên").fill(f"{role} tỉnh Ví Dụ")
        admin.page.get_by_label("Tên đăng nhập").fill(username)
        admin.page.get_by_label("Vai trò").select_option(label=role)
        admin.press("Thêm tài khoản")
        password = admin.page.locator(".join-code").inner_text().strip()
        desk.sign_in(username, password)
        hear(desk)


def hear(desk: Desk) -> None:
    """No other province is spoken of, nor written in a field or behind it."""
    assert not ELSEWHERE.search(desk.page.content()), desk.page.url


def bring_checklist(office: Desk, folder: Path) -> None:
    """Uploaded, read, published."""
    file = folder / "phieu.xlsx"
    file.write_bytes(CHECKLIST)
    office.menu("Phiếu khảo sát")
    office.look("no checklists yet")
    hear(office)
    office.follow("Nhập từ bảng tính Excel")
    office.bring_workbook(file)
    office.told("Đã nhập bản nháp.")
    expect(office.page.get_by_role("main")).to_contain_text("3 tiêu chí chấm điểm")
    office.follow("Xem thay đổi và ban hành")
    office.press("Ban hành")
    office.told("ban hành")


def configure(office: Desk, folder: Path) -> None:
    """The round from its name to its opening, along the list of what is missing."""
    begin_round(office)
    bring_table(office, "Đơn vị được khảo sát", "units", folder)
    bring_table(office, "Đoàn khảo sát và tài khoản", "teams", folder)
    drag_onto_the_board(office)
    bring_table(office, "Chỉ tiêu", "targets", folder)
    missing(office)
    for done in ("Đơn vị được khảo sát", "Phiếu khảo sát", "Lịch khảo sát", "Chỉ tiêu"):
        step = office.page.get_by_role("heading", level=2, name=f"{done} đủ", exact=True)
        expect(step).to_be_visible()
    hear(office)
    office.follow("Mở đợt khảo sát")
    office.press("Mở đợt khảo sát")
    office.told("Đã mở đợt khảo sát.")


def begin_round(office: Desk) -> None:
    """Name, days, and the lines around its documents."""
    office.menu("Tiến độ đợt khảo sát")
    office.look("no round yet")
    hear(office)
    office.follow("Lập đợt khảo sát")
    office.page.get_by_label("Tên đợt khảo sát").fill("Khảo sát đối thoại, tỉnh Ví Dụ")
    for label, day in (("Từ ngày", "2022-03-07"), ("Đến ngày", "2022-03-31")):
        office.page.get_by_label(label, exact=True).fill(day)
    for label, words in HEADINGS.items():
        office.page.get_by_label(label, exact=True).fill(words)
    hear(office)
    office.press("Lập đợt khảo sát")
    office.told("Đã lập đợt khảo sát.")
    expect(office.page.get_by_text("Chưa có đơn vị nào.")).to_be_visible()


def missing(office: Desk) -> None:
    """The list of what still has to be entered."""
    office.menu("Tiến độ đợt khảo sát")
    office.follow("Văn phòng phải nhập")


def bring_table(office: Desk, step: str, what: str, folder: Path) -> None:
    """A table from Excel: looked at row by row, then stored."""
    file = folder / f"{what}.xlsx"
    file.write_bytes(workbook({"Bảng": TABLES[what]}))
    missing(office)
    office.page.get_by_role("heading", level=2).get_by_role("link", name=step, exact=True).click()
    office.page.get_by_label("hoặc chọn tệp").set_input_files(file)
    office.press("Xem trước")
    hear(office)
    office.page.get_by_role("button", name=re.compile(r"^Lưu \d+ dòng$")).click()
    office.told("Đã lưu")


def drag_onto_the_board(office: Desk) -> None:
    """A unit is dragged onto a day of its team; the form comes filled, and is saved."""
    office.menu("Tiến độ đợt khảo sát")
    office.follow("Bảng lịch khảo sát")
    page = office.page
    tray = page.locator(".board-tray .board-card", has_text=UNIT)
    day = page.locator("td[data-cell*='day=2022-03-09']")
    tray.drag_to(day)
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading")).to_have_text(f"Xếp lịch: {UNIT}")
    expect(panel.get_by_label("Ngày làm việc")).to_have_value("2022-03-09")
    expect(panel.locator("select[name=team] :checked")).to_have_text("Đoàn khảo sát miền núi")
    expect(panel.locator("select[name=checklist] :checked")).to_contain_text("PKS-VIDU")
    panel.get_by_label("Địa điểm").fill("Hội trường Suối Mơ")
    office.look("board with a unit dropped on a day")
    hear(office)
    panel.get_by_role("button", name="Lưu kế hoạch").click()
    office.told(f"Đã xếp lịch {UNIT}.")
    expect(day.locator(".board-card")).to_contain_text(UNIT)


def join(member: PhonePage, office: Desk) -> None:
    """The member gets a slip with a code, and signs in with it on a phone."""
    office.menu("Đoàn khảo sát")
    office.press("In phiếu tham gia cho cả đoàn")
    slip = office.page.get_by_role("region", name="Thành viên đoàn miền núi")
    code = slip.locator(".join-code").inner_text().replace(" ", "")
    member.page.goto(f"/phone#join={code}")
    member.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    member.open_visit("VD-01")
    member.keep_shell()


def fill_offline(member: PhonePage) -> None:
    """Without a network; everything arrives when there is one again."""
    member.offline()
    member.section("A")
    member.item("A1").tap("Có")
    member.item("A2").level(2)
    assert not ELSEWHERE.search(member.page.content())
    assert member.unsent() > 0
    member.offline(is_off=False)
    member.expect_sent()
    member.back()


def record_after_the_backup(member: PhonePage) -> None:
    """What no backup has and no server: on this phone alone."""
    member.offline()
    member.section("A")
    member.item("A2").tool("Ghi nhận")
    member.write_finding("strength", FINDING)
    member.done()
    member.back()
    member.section("B")
    member.item("B1").write("Kết quả thực hiện", "150")
    member.back()
    assert member.unsent() > 0


@contextmanager
def another_place(folder: Path) -> Iterator[World]:
    """The backup in a new place, with the secret that it brought; a server on it."""
    data, database = folder / "noi-moi", settings_for_tests()
    with ThreadPoolExecutor(1) as hands:
        app = hands.submit(create_app, read({"SURVEY_DATA": str(data)} | database)).result()
        command(hands, app, "backup", "restore", str(folder / "luu.zip"))
        hands.submit(let_go, app).result()
    with serving(data, folder / "log-2", is_new=False, database=database) as world:
        yield world


def hand_over(member: PhonePage) -> None:
    """What was unsent arrives by itself, then the visit is handed over."""
    member.expect_sent()
    expect(member.hand_over()).to_contain_text("Máy chủ đã nhận đủ.")


def see_and_approve(lead: Desk, office: Desk) -> None:
    """The lead is still signed in; the report speaks of the other province only."""
    review = lead.review(UNIT)
    expect(review.item("A2")).to_contain_text(FINDING)
    expect(review.item("B1")).to_contain_text("150")
    hear(lead)
    review.approve()
    lead.told("duyệt")
    words = pdf_words(lead.file_behind("Tải báo cáo (PDF)"))
    for each in ("TỈNH VÍ DỤ", "Ví Dụ, ngày", UNIT, FINDING):
        assert each in words, each
    assert not ELSEWHERE.search(words)
