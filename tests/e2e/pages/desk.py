"""The desk pages as the lead and the office use them, with and without script."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.watching import Watch


@dataclass
class Desk:
    """One browser at a desk."""

    page: Page
    watch: Watch

    def sign_in(self, username: str, password: str) -> None:
        """Through the form, to the start page."""
        self.page.goto("/sign-in")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("heading", name="Việc hôm nay")).to_be_visible()

    def menu(self, words: str) -> None:
        """A part of the application."""
        self.page.get_by_role("navigation", name="Các phần của ứng dụng").get_by_role(
            "link", name=words
        ).click()

    def review(self, unit: str) -> Review:
        """From the queue to the visit of this unit."""
        self.menu("Thẩm định")
        self.page.get_by_role("main").get_by_role("link", name=unit, exact=True).click()
        expect(self.page.get_by_role("heading", level=1, name=unit)).to_be_visible()
        # The keys are listened to by a script, which comes after the page.
        self.page.wait_for_load_state()
        return Review(self)

    def press(self, words: str) -> None:
        """A button of the page's own part."""
        self.page.get_by_role("main").get_by_role("button", name=words, exact=True).first.click()

    def follow(self, words: str) -> None:
        """A link of the page's own part."""
        self.page.get_by_role("main").get_by_role("link", name=words).first.click()

    def file_behind(self, words: str) -> bytes:
        """What a link gives, with this person's cookie."""
        link = self.page.get_by_role("main").get_by_role("link", name=words).first
        response = self.page.request.get(link.get_attribute("href") or "")
        assert response.ok, f"{words}: {response.status}"
        return response.body()

    def told(self, words: str) -> None:
        """The page says this at its top."""
        expect(self.page.locator(".notice", has_text=words).first).to_be_visible()

    def bring_workbook(self, file: Path) -> None:
        """On the page that takes workbooks."""
        self.page.locator("input[type=file]").set_input_files(file)
        self.press("Kiểm tra và nhập")

    def look(self, name: str) -> None:
        """The checks of every page."""
        self.watch.look(self.page, f"desk: {name}")


@dataclass
class Review:
    """The review page of one visit."""

    desk: Desk

    @property
    def page(self) -> Page:
        """The page it is on."""
        return self.desk.page

    def item(self, code: str) -> Locator:
        """What was recorded on an item."""
        return self.page.locator(f"#item-{code}")

    def begin(self) -> None:
        """From now on the team changes returned items only."""
        self.desk.press("Bắt đầu thẩm định")

    def open_part(self, code: str, words: str) -> Locator:
        """Unfold what can be done with an item."""
        part = self.item(code).locator("details", has_text=words)
        part.locator("summary").click()
        return part

    def agree(self, code: str, value: str, reason: str) -> None:
        """Give the agreed score of an item."""
        part = self.open_part(code, f"Chấm thống nhất tiêu chí {code}")
        _enter(part.get_by_label("Điểm hoặc số liệu thống nhất"), value)
        part.get_by_label("Lý do", exact=True).fill(reason)
        part.get_by_role("button", name="Ghi điểm").click()

    def give_back(self, code: str, reason: str, proposed: str = "") -> None:
        """Return an item, with the score that the lead would give."""
        part = self.open_part(code, f"Trả lại tiêu chí {code}")
        part.get_by_label("Đưa vào danh sách trả lại").check()
        part.get_by_label("Lý do trả lại").fill(reason)
        if proposed:
            _enter(part.get_by_label("Điểm đề xuất (nếu có)"), proposed)
        part.get_by_role("button", name="Trả lại các tiêu chí đã chọn").click()

    def approve(self) -> None:
        """Approve; the report is sealed."""
        self.desk.press("Duyệt cuộc khảo sát")


def _enter(field: Locator, value: str) -> None:
    """A field that is a list where the kind of item has one."""
    if field.and_(field.page.locator("select")).count():
        field.select_option(value)
    else:
        field.fill(value)
