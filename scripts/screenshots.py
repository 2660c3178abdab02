"""Pictures of the pages for the guides: `python -m scripts.screenshots http://localhost:8000`.

Drives a running demonstration, in which nothing is changed but that some people sign in.
"""

import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Locator, Page, ViewportSize, sync_playwright

from scripts.chromium import path_of_chromium
from scripts.commands import ROOT, Missing
from scripts.touring import DESK, Place, Tour, places_of
from survey_app.commands.demo_round.client import Refused

IMAGES = ROOT / "docs" / "images"
LARGEST, LARGEST_OF_ALL = 120 * 1024, 1536 * 1024
# Words and shades need few colours, photos many.
FEW, MANY = 32, 128
# Tenths of a second.
PATIENCE = 60
# A canvas has this size until something is drawn on it; a list that is fetched says so.
DRAWN = """[...document.querySelectorAll('.photo canvas')].every(it => it.width !== 300)
  && !document.body.textContent.includes('Đang cập nhật…')"""
LOW = ViewportSize(width=1280, height=600)
FLAGS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars")


def on_the_road(tour: Tour) -> None:
    """The member's screens, on the visit that is being filled in."""
    place = tour.places["in_progress"]
    home = f"#/visits/{place.visit}"
    with tour.phone("in_progress") as page:
        shoot(page, "phone-visits")
        show(page, home, "phone-visit")
        page.get_by_role("searchbox").fill("thoa uoc")
        shoot(page, "phone-search")
        on_a_card(page, place, home)
        for screen in ("findings", "attendees", "photos", "check", "handover"):
            show(page, f"{home}/{screen}", f"phone-{screen}")
        page.goto("/phone#/sync")
        page.get_by_role("button", name="Kiểm tra với máy chủ").click()
        page.get_by_test_id("phone-check").locator("li").last.wait_for()
        shoot(page, "phone-sync")
        show(page, "#/settings", "phone-settings")


def on_a_card(page: Page, place: Place, home: str) -> None:
    """An item's card, and the sheets that it opens; what is typed in them is not sent."""
    code = place.photographed
    show(page, f"{home}/section/{code[0]}/{code}", "phone-section")
    card = page.get_by_test_id(f"item-{code}")
    sheet = page.get_by_role("dialog")
    card.locator(".strip button").first.click()
    page.locator(".photo-screen canvas").wait_for()
    shoot(page, "phone-photo")
    sheet.get_by_role("button", name="Xong").click()
    card.get_by_role("button", name=f"Ghi nhận {code}").click()
    sheet.get_by_role("button", name="Kiến nghị", exact=True).click()
    shoot(page, "phone-finding")
    sheet.get_by_role("button", name="Đóng").click()
    card.get_by_role("button", name=f"Trao đổi {code}").click()
    sheet.get_by_role("textbox").fill("Số liệu này tính đến ngày nào?")
    shoot(page, "phone-comments")
    sheet.get_by_role("textbox").fill("")
    sheet.get_by_role("button", name="Đóng").click()
    card.get_by_role("button", name=f"Minh chứng {code}").click()
    shoot(page, "phone-evidence")
    sheet.get_by_role("button", name="Đóng").click()


def before_signing_in(tour: Tour) -> None:
    """Coming in by name and password, or by a code."""
    with tour.stranger() as page:
        shoot(page, "phone-sign-in")
        page.get_by_role("button", name="Dùng mã tham gia").click()
        shoot(page, "phone-join-code")


def back_from_the_lead(tour: Tour) -> None:
    """A returned item, with the lead's words."""
    with tour.phone("returned") as page:
        page.goto(f"/phone#/visits/{tour.places['returned'].visit}")
        page.get_by_test_id("returned-banner").click()
        page.locator(".returned").first.wait_for()
        shoot(page, "phone-returned")


def at_the_leads_desk(tour: Tour) -> None:
    """The queue, the visit that waits in it, and what its unit says."""
    place = tour.places["submitted"]
    with tour.desk(f"doan{place.team}.truong") as page:
        visit(page, "/reviews", "desk-queue")
        visit(page, f"/reviews/{place.visit}", "desk-review")
        page.keyboard.press("j")
        page.locator("article.here .thread summary").click()
        page.locator("article.here .thread form").scroll_into_view_if_needed()
        shoot(page, "desk-review-item")
        page.locator("a[data-photo]").first.click()
        page.locator("dialog.viewer[open]").wait_for()
        # A photo weighs more than a page of words.
        page.set_viewport_size(ViewportSize(width=900, height=600))
        shoot(page, "desk-review-photo")
    place = tour.places["returned"]
    with tour.desk(f"doan{place.team}.truong") as page:
        page.goto(f"/reviews/{place.visit}?show=layers")
        page.locator(".compared").evaluate("table => table.scrollIntoView()")
        shoot(page, "desk-review-layers")
        visit(page, f"/visits/{place.visit}/unit", "desk-unit")


def where_two_scored_apart(tour: Tour) -> None:
    """What the lead has to settle, and how well the two agree."""
    place = tour.places["submitted"]
    with tour.desk(f"doan{place.team}.truong") as page:
        page.set_viewport_size(LOW)
        visit(page, f"/visits/{place.visit}/moderation", "desk-moderation", ".filters")
        page.set_viewport_size(DESK)
        visit(page, "/round/1/agreement", "desk-agreement", ".tiles")


def after_the_approval(tour: Tour) -> None:
    """What happened on a visit, and what uses it already."""
    place = tour.places["approved"]
    with tour.desk(f"doan{place.team}.truong") as page:
        page.set_viewport_size(LOW)
        visit(page, f"/visits/{place.visit}/history", "desk-history")
        page.set_viewport_size(DESK)
        page.goto(f"/reviews/{place.visit}")
        part = page.locator("details", has_text="Mở lại cuộc khảo sát").last
        part.locator("summary").click()
        shoot(page, "desk-reopen", part)


def at_the_office(tour: Tour) -> None:
    """The round, the draft, and a workbook that is not right yet."""
    with tour.desk("vanphong") as page:
        shoot(page, "desk-home")
        visit(page, "/round", "desk-round")
        visit(page, "/round/1/scores", "desk-scores")
        visit(page, "/round/1/comparison", "desk-comparison")
        views_of_the_round(page)
        page.set_viewport_size(DESK)
        visit(page, "/unit-reports/1", "desk-unit-report")
        page.goto("/evaluations")
        page.get_by_role("main").locator("section a").first.click()
        page.get_by_role("link", name="PDF, để in").wait_for()
        shoot(page, "desk-evaluation")
        page.goto("/checklists/import")
        with tempfile.TemporaryDirectory() as folder:
            page.locator("input[type=file]").set_input_files(spoiled(Path(folder)))
            page.get_by_role("button", name="Kiểm tra và nhập").click()
        page.get_by_role("region", name="Các lỗi của bảng tính").wait_for()
        shoot(page, "desk-checklist-faults")


def views_of_the_round(page: Page) -> None:
    """The other ways to look at it, with what they show at the top of the picture."""
    page.set_viewport_size(LOW)
    for view, top in (("calendar", ".calendar"), ("indicators", "h2"), ("evidence", "h2")):
        visit(page, f"/round/1/{view}", f"desk-{view}", top)
    page.goto("/round/1/comparison")
    shoot(page, "desk-distribution", page.locator("figure.chart"))


TOURS: tuple[Callable[[Tour], None], ...] = (
    before_signing_in,
    on_the_road,
    back_from_the_lead,
    at_the_leads_desk,
    where_two_scored_apart,
    after_the_approval,
    at_the_office,
)


def show(page: Page, fragment: str, name: str) -> None:
    """A screen of the phone by its address."""
    page.goto(f"/phone{fragment}")
    page.get_by_text("Đang mở…").wait_for(state="detached")
    page.locator("main#page").wait_for()
    shoot(page, name)


def visit(page: Page, path: str, name: str, top: str = "") -> None:
    """A page of the desk by its address, from this element on."""
    page.goto(path)
    if top:
        page.locator(f"main {top}").first.evaluate("top => top.scrollIntoView()")
    shoot(page, name)


def shoot(page: Page, name: str, part: Locator | None = None) -> None:
    """What is on the screen, or this part of the page, as a palette PNG."""
    page.wait_for_load_state("networkidle")
    # A photo appears when it is decoded, a caret when it likes.
    page.evaluate("document.fonts.ready")
    for _ in range(PATIENCE):
        if page.evaluate(DRAWN):
            break
        page.wait_for_timeout(100)
    taken = (part or page).screenshot(animations="disabled", caret="hide")
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    colours = MANY if page.locator("img, canvas").count() else FEW
    few = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = IMAGES / f"{name}.png"
    few.save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        raise Missing(f"{file.name} has {file.stat().st_size} bytes: more than {LARGEST}.")


def spoiled(folder: Path) -> Path:
    """A starter checklist with three mistakes that people make in Excel."""
    book = load_workbook(ROOT / "forms" / "library" / "PKS-CDVC.xlsx")
    sheet = book["survey"]
    headings = [str(cell.value) for cell in sheet[1]]
    points = next(n for n, words in enumerate(headings) if words.endswith(":points"))
    rows = {str(row[1].value): row for row in sheet.iter_rows(min_row=2)}
    rows["A2"][0].value = "thang_diem"
    rows["B4"][points].value = "bốn"
    rows["C3"][1].value = "C2"
    file = folder / "PKS-CDVC.xlsx"
    book.save(file)
    return file


def main(words: list[str]) -> int:
    """The exit status; the address of the demonstration is the only word."""
    address = words[0] if words else f"http://localhost:{os.environ.get('PORT', '8000')}"
    IMAGES.mkdir(parents=True, exist_ok=True)
    try:
        places = places_of(address)
        with sync_playwright() as playing:
            # The browser's own controls speak the language of its surroundings.
            browser = playing.chromium.launch(
                executable_path=path_of_chromium(),
                args=list(FLAGS),
                env={**os.environ, "LANGUAGE": "vi"},
            )
            for walk in TOURS:
                walk(Tour(address, browser, places))
            browser.close()
        whole = sum(file.stat().st_size for file in IMAGES.glob("*.png"))
        if whole > LARGEST_OF_ALL:
            raise Missing(f"All pictures together have {whole} bytes: too many.")
    except (Missing, Refused, OSError) as problem:
        print(f"!! {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
