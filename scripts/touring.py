"""Where the pictures of the guides are taken: a running demonstration, and who looks at it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from scripts.commands import Missing
from survey_app.commands.demo_round.client import Client
from survey_app.commands.demo_round.plan import PASSWORD

PHONE = ViewportSize(width=360, height=800)
DESK = ViewportSize(width=1280, height=800)
TEAMS = ("1", "2", "3")


@dataclass(frozen=True)
class Place:
    """A visit of the demonstration, and who is on it."""

    visit: str
    team: str
    photographed: str


@dataclass(frozen=True)
class Tour:
    """Where the demonstration is and which of its visits are worth a picture."""

    address: str
    browser: Browser
    # By the state of the visit.
    places: Mapping[str, Place]

    @contextmanager
    def stranger(self) -> Iterator[Page]:
        """A phone on which nobody has signed in."""
        with self._context(PHONE, 1.5) as context:
            page = context.new_page()
            page.goto("/phone")
            page.get_by_label("Tên đăng nhập").wait_for()
            yield page

    @contextmanager
    def phone(self, state: str) -> Iterator[Page]:
        """A member's phone, on the visit in this state."""
        place = self.places[state]
        with self.stranger() as page:
            page.get_by_label("Tên đăng nhập").fill(f"doan{place.team}.thanhvien")
            page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Đăng nhập", exact=True).click()
            page.get_by_role("heading", name="Cuộc khảo sát của tôi").wait_for()
            page.locator(".visit-card").first.wait_for()
            yield page

    @contextmanager
    def desk(self, username: str) -> Iterator[Page]:
        """A desk at which this person has signed in."""
        with self._context(DESK) as context:
            page = context.new_page()
            page.goto("/sign-in")
            page.get_by_label("Tên đăng nhập").fill(username)
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
            page.get_by_role("heading", name="Việc hôm nay").wait_for()
            yield page

    @contextmanager
    def _context(self, size: ViewportSize, scale: float = 1) -> Iterator[BrowserContext]:
        context = self.browser.new_context(
            base_url=self.address, locale="vi-VN", viewport=size, device_scale_factor=scale
        )
        try:
            yield context
        finally:
            context.close()


def places_of(address: str) -> dict[str, Place]:
    """One visit for each state that a picture needs; prefers one with photos of items."""
    parts = urlsplit(address)
    found: dict[str, Place] = {}
    for team in TEAMS:
        with Client(parts.hostname or "localhost", parts.port or 80) as client:
            client.sign_in(f"doan{team}.thanhvien", PASSWORD)
            for each in client.visits():
                place = Place(each["id"], team, photographed(client, each["id"]))
                found.setdefault(each["state"], place)
    lacking = {"approved", "in_progress", "returned", "submitted"} - found.keys()
    if lacking:
        raise Missing(f"Is this the demonstration? It has no visit {', '.join(sorted(lacking))}.")
    return found


def photographed(client: Client, visit_id: str) -> str:
    """The last item of a visit that has a photo."""
    entries = client.entries(visit_id)
    items = [each["item"] for each in entries if each["kind"] == "photo" and each["item"]]
    return items[-1] if items else "A1"
