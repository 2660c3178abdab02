"""The phone page as a member's thumb knows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.watching import Watch

START = "/phone"
STILL_AT_IT = re.compile("Đang nhập|Typing")
FINDING_TYPES = {"strength": "Ưu điểm", "limitation": "Hạn chế", "recommendation": "Kiến nghị"}


@dataclass
class PhonePage:
    """One phone; its methods are what a person does with it."""

    page: Page
    watch: Watch
    password: str

    def sign_in(self, username: str) -> None:
        """Sign in, wherever the phone asks for it."""
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(self.password)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()

    def begin(self, username: str, unit: str) -> None:
        """Open the page, sign in and open the visit of this unit."""
        self.page.goto(START)
        self.sign_in(username)
        self.open_visit(unit)

    def keep_shell(self) -> None:
        """Wait until the phone could start without a network."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def open_visit(self, unit: str) -> None:
        """From the list of visits."""
        self.page.get_by_test_id(f"visit-{unit}").click()
        expect(self.page.get_by_test_id("section-A")).to_be_visible()

    def section(self, code: str) -> None:
        """From the visit to one of its sections."""
        self.page.get_by_test_id(f"section-{code}").click()
        expect(self.page.get_by_test_id("score-line")).to_be_visible()

    def back(self) -> None:
        """One screen up."""
        self.page.get_by_role("link", name="Quay lại").click()

    def foot(self, words: str) -> None:
        """A button of the bar below."""
        self.page.locator("nav.foot").get_by_role("button", name=words).click()

    def item(self, code: str) -> Card:
        """The card of an item."""
        return Card(self, self.page.get_by_test_id(f"item-{code}"), code)

    @property
    def sheet(self) -> Locator:
        """What lies over the page."""
        return self.page.get_by_role("dialog")

    def done(self) -> None:
        """Close the sheet."""
        self.sheet.get_by_role("button", name="Xong").click()
        expect(self.sheet).to_have_count(0)

    @property
    def score(self) -> Locator:
        """The line with the live score."""
        return self.page.get_by_test_id("score-line")

    @property
    def saved(self) -> Locator:
        """The word about what has been sent."""
        return self.page.get_by_test_id("saved")

    def expect_unsent(self, number: int) -> None:
        """Wait until so much is on this phone only."""
        expect(self.saved).to_have_attribute("data-unsent", str(number))

    def expect_sent(self) -> None:
        """Wait until the server has everything, and the phone says so."""
        self.expect_unsent(0)
        expect(self.saved).to_contain_text("Đã gửi hết")

    def expect_stored(self) -> None:
        """Wait until the phone no longer says that something is being typed or tapped."""
        expect(self.saved).not_to_contain_text(STILL_AT_IT)

    def unsent(self) -> int:
        """How much is on this phone only."""
        return int(self.saved.get_attribute("data-unsent") or "0")

    def write_finding(self, kind: str, text: str, *, to: str | None = None) -> None:
        """Fill the sheet of a finding that has been opened."""
        sheet = self.sheet
        sheet.get_by_role("button", name=FINDING_TYPES[kind], exact=True).click()
        sheet.get_by_label("Nội dung ghi nhận").fill(text)
        if to is not None:
            sheet.get_by_role("group", name="Kiến nghị tới").get_by_role("button", name=to).click()

    def add_attendee(self, name: str, position: str) -> None:
        """On the screen of those who took part."""
        self.page.get_by_role("button", name="Thêm người dự").click()
        self.sheet.get_by_label("Họ và tên").fill(name)
        self.sheet.get_by_label("Chức vụ").fill(position)
        self.done()
        expect(self.page.get_by_text(name)).to_be_visible()

    def hand_over(self) -> Locator:
        """From the visit to the receipt, which is returned."""
        self.foot("Bàn giao")
        self.page.get_by_role("button", name=re.compile("^Bàn giao")).click()
        return self.page.get_by_test_id("receipt")

    def freshen(self) -> None:
        """Ask for what colleagues recorded."""
        self.saved.click()
        self.page.get_by_role("button", name="Gửi ngay").click()
        expect(self.page.get_by_role("button", name="Gửi ngay")).to_be_enabled()
        self.page.go_back()

    def offline(self, *, is_off: bool = True) -> None:
        """Flight mode on, or off."""
        self.page.context.set_offline(is_off)

    def look(self, name: str) -> None:
        """The checks of every page."""
        self.watch.look(self.page, f"phone: {name}", narrow=True)


@dataclass
class Card:
    """One item's card."""

    phone: PhonePage
    box: Locator
    code: str

    @property
    def group(self) -> Locator:
        """The team's answer."""
        return self.box.get_by_role("group", name="Đoàn chấm")

    def tap(self, words: str, *, group: str = "Đoàn chấm") -> None:
        """One of the answers that take one tap."""
        button = self.box.get_by_role("group", name=group).get_by_role(
            "button", name=words, exact=True
        )
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        self.phone.expect_stored()

    def expect_pressed(self, words: str, *, group: str = "Đoàn chấm") -> None:
        """This answer is the one that stands."""
        button = self.box.get_by_role("group", name=group).get_by_role(
            "button", name=words, exact=True
        )
        expect(button).to_have_attribute("aria-pressed", "true")

    def level(self, value: int, *, group: str = "Đoàn chấm") -> None:
        """A level of a scale."""
        button = self.box.get_by_role("group", name=group).get_by_role(
            "button", name=re.compile(f"^Mức {value}")
        )
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        self.phone.expect_stored()

    def give_points(self, *steps: str) -> None:
        """Taps on less and more."""
        group = self.box.get_by_role("group", name="Đoàn chấm")
        for step in steps:
            group.get_by_role("button", name=step).click()

    def write(self, label: str, text: str) -> None:
        """Type into a field and leave it."""
        field = self.box.get_by_label(label, exact=True)
        field.fill(text)
        field.blur()

    def not_applicable(self, reason: str) -> None:
        """KAD, with its reason."""
        self.box.get_by_role("button", name=f"Không áp dụng {self.code}").click()
        self.phone.sheet.get_by_label("Lý do không áp dụng").fill(reason)
        self.phone.done()
        expect(self.box).to_contain_text(reason)

    def tool(self, words: str) -> None:
        """Open one of the sheets below the answer."""
        self.box.get_by_role("button", name=f"{words} {self.code}").click()

    def note(self, text: str) -> None:
        """Write a note."""
        self.tool("Ghi chú")
        self.phone.sheet.get_by_label("Ghi chú").fill(text)
        self.phone.done()
        expect(self.box).to_contain_text(text)

    def evidence(self, number: str, day: str, about: str) -> None:
        """Name a document."""
        self.tool("Minh chứng")
        for label, words in (
            ("Số, ký hiệu", number),
            ("Ngày ban hành", day),
            ("Trích yếu", about),
        ):
            self.phone.sheet.get_by_label(label).fill(words)
        self.phone.done()
        expect(self.box).to_contain_text(number)

    def photograph(self, files: Sequence[Path] | Path, caption: str = "") -> None:
        """Choose pictures; the sheet of the last takes the caption."""
        chosen = [files] if isinstance(files, Path) else list(files)
        self.box.get_by_test_id(f"gallery-{self.code}").set_input_files(chosen)
        expect(self.phone.sheet).to_be_visible()
        if caption:
            self.phone.sheet.get_by_label("Chú thích ảnh").fill(caption)
        self.phone.done()

    def photos(self) -> Locator:
        """The pictures below the answer."""
        return self.box.locator(".strip canvas")
