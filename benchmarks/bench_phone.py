"""The phone page in Chromium with the processor slowed 4 times, beside OdkWebForm.

Both draw the same checklist: ours from the server, the peer's from the XForm that pyxform makes of
the workbook. Ours draws one section at a time, the largest; the peer draws all items at once.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext

from benchmarks.chromium import Tab, browser, context_of
from benchmarks.peer_page import peer_site
from benchmarks.phone_world import Filled, Site, grown, site, xform

ITEMS = (60, 300)
# A card of these checklists is about 500 pixels tall, and cards have 650 of the screen.
FIRST_SCREEN = 2
CHOICE = "[role=group] button[aria-pressed]"
CARDS = '[data-testid^="item-"]'
QUESTIONS = ".question-container"
OFFLINE = ("usable_offline_ms", "reloaded_offline_ms")
TEXT = "Ban hành kế hoạch sớm, phân công rõ."
# Puts somebody at the phone as a sign-in would.
SIGN_IN = """(login) => new Promise((done) => {
  const asked = indexedDB.open('phone', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('facts');
  asked.onsuccess = () => {
    const tx = asked.result.transaction('facts', 'readwrite');
    tx.objectStore('facts').put(login, 'login');
    tx.oncomplete = () => { asked.result.close(); done(); };
  };
})"""
# Puts a page with nothing but so many cards in the place of ours, for the same worker to hand out.
EMPTY_PAGE = """async (cards) => {
  const html = '<!DOCTYPE html>' + '<article data-testid="item-0">0</article>'.repeat(cards);
  const kept = (await caches.keys()).filter((name) => name.startsWith('phone-shell-'));
  for (const name of kept) {
    const page = new Response(html, { headers: { 'Content-Type': 'text/html' } });
    await (await caches.open(name)).put('/phone', page);
  }
}"""
Row = dict[str, object]


def run(*, quick: bool = False) -> list[Row]:
    """A row for each size of checklist, and one for many photos."""
    rounds, photos = (3, 20) if quick else (5, 100)
    checklists = [grown(items) for items in ITEMS]
    forms = {items: xform(each) for items, each in zip(ITEMS, checklists, strict=True)}
    with site(checklists) as ours, peer_site(forms) as theirs, browser() as started:
        rows = [_row(started, ours, theirs, each, rounds) for each in ours.filled]
        return [*rows, _photos(started, ours, photos)]


def _row(started: Browser, ours: Site, theirs: str, filled: Filled, rounds: int) -> Row:
    mine, peer = _ours(started, ours, filled, rounds), _theirs(started, theirs, filled, rounds)
    shown = f"ours draws the {len(filled.codes)} items of the largest section, the peer all"
    peers = {name: (f"{value:g} (OdkWebForm 0.22)", value) for name, value in peer.items()}
    for name in OFFLINE:
        empty = mine.pop(f"empty_{name}")
        peers[name] = (f"{empty:g} (an empty page from the same worker)", empty)
    return {
        "work": f"phone, {filled.items} items, 4 × slower",
        **mine,
        "peers": peers,
        "note": shown,
    }


def _ours(started: Browser, ours: Site, filled: Filled, rounds: int) -> dict[str, float]:
    context = _signed_in(started, ours, worker=False)
    address, counts = _section(filled)
    tab = Tab(context)
    # The first time fetches the checklist; a phone has it from the office or from the evening.
    tab.reopen(address, CARDS, *counts)
    first, whole, weights = [], [], []
    for _ in range(rounds):
        usable, drawn = tab.open(address, CARDS, *counts)
        weights.append(tab.kilobytes)
        first.append(usable)
        whole.append(drawn)
    found = {
        "first_load_kilobytes": round(statistics.median(weights), 1),
        "usable_ms": round(statistics.median(first)),
        "all_drawn_ms": round(statistics.median(whole)),
        "tap_to_paint_ms": round(tab.median("taps", CARDS, CHOICE, '[aria-pressed="true"]'), 1),
    }
    section, code, *_ = filled.texts
    words = f'[data-testid="item-{code}"]'
    tab.reopen(f"/phone#/visits/{filled.visit}/section/{section}", words, 1)
    found["keystroke_ms"] = round(tab.median("strokes", f"{words} textarea", TEXT), 1)
    # A page that is slowed down keeps a processor busy as long as it is open.
    context.close()
    offline = _offline(started, ours, filled, rounds)
    return found | offline | {"thread_cpu_ms": _computed(started, ours, filled, rounds)}


def _section(filled: Filled) -> tuple[str, tuple[int, int]]:
    """Where the section is; how many cards fill the first screen, and how many there are."""
    address = f"/phone#/visits/{filled.visit}/section/{filled.section}"
    return address, (min(FIRST_SCREEN, len(filled.codes)), len(filled.codes))


def _computed(started: Browser, ours: Site, filled: Filled, rounds: int) -> float:
    """The thread's own time until the first screen can be used, not slowed down."""
    context = _signed_in(started, ours, worker=False)
    address, (first, every) = _section(filled)
    tab = Tab(context, slower=1)
    tab.reopen(address, CARDS, first, every)
    took = []
    for _ in range(rounds):
        tab.reopen(address, CARDS, first)
        took.append(tab.cpu_ms())
    context.close()
    return round(statistics.median(took))


def _offline(started: Browser, ours: Site, filled: Filled, rounds: int) -> dict[str, float]:
    """From the worker without a network, in a new process and in the one that had the page.

    Beside both what an empty page costs in the same way: the browser's own part.
    """
    context = _signed_in(started, ours, worker=True)
    address, (first, every) = _section(filled)
    tab = Tab(context)
    tab.reopen(address, CARDS, first, every)
    tab.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    found = _opened(tab, address, first, rounds)
    tab.page.evaluate(EMPTY_PAGE, first)
    empty = _opened(tab, address, first, rounds)
    context.close()
    return found | {f"empty_{name}": took for name, took in empty.items()}


def _opened(tab: Tab, address: str, cards: int, rounds: int) -> dict[str, float]:
    """Milliseconds until so many cards can be used, by how the page is opened."""
    opened = [tab.reopen(address, CARDS, cards)[0] for _ in range(rounds)]
    reloaded = [tab.reload(CARDS, cards) for _ in range(rounds)]
    medians = (round(statistics.median(took)) for took in (opened, reloaded))
    return dict(zip(OFFLINE, medians, strict=True))


def _signed_in(started: Browser, ours: Site, *, worker: bool) -> BrowserContext:
    context = context_of(started, ours.address, worker=worker)
    page = context.new_page()
    page.goto("/phone/help")
    page.evaluate(SIGN_IN, ours.login)
    page.close()
    return context


def _theirs(started: Browser, theirs: str, filled: Filled, rounds: int) -> dict[str, float]:
    context = context_of(started, theirs)
    address, tab = f"/?form={filled.items}", Tab(context)
    tab.reopen(address, QUESTIONS, filled.items)
    tab.page.wait_for_timeout(4_000)
    questions = tab.page.locator(QUESTIONS).count()
    first, weights = [], []
    for _ in range(max(1, rounds // 2)):
        first += tab.open(address, QUESTIONS, questions)
        weights.append(tab.kilobytes)
    found = {
        "first_load_kilobytes": round(statistics.median(weights), 1),
        "usable_ms": round(statistics.median(first)),
        "tap_to_paint_ms": round(tab.median("taps", QUESTIONS, "input[type=radio]", ":checked"), 1),
        "keystroke_ms": round(tab.median("strokes", f"{QUESTIONS} textarea", TEXT), 1),
    }
    context.close()
    return found


def _photos(started: Browser, ours: Site, photos: int) -> Row:
    """What scripts hold after the tenth photo of 12 megapixels, and after the last."""
    context = _signed_in(started, ours, worker=False)
    filled = ours.filled[0]
    tab = Tab(context, slower=1)
    tab.reopen(f"/phone#/visits/{filled.visit}/section/{filled.section}", CARDS, len(filled.codes))
    chosen = tab.page.get_by_test_id(f"gallery-{filled.codes[0]}")
    done = tab.page.get_by_role("dialog").get_by_role("button", name="Xong")
    heaps = []
    with tempfile.TemporaryDirectory() as folder:
        picture = Image.effect_noise((4000, 3000), 40).convert("RGB")
        for number in range(photos):
            file = Path(folder) / f"IMG_{number}.jpg"
            picture.paste((number, 99, 255 - number), (0, 0, 400, 300))
            picture.save(file, "JPEG", quality=60)
            chosen.set_input_files(file)
            done.click()
            file.unlink()
            if number + 1 in (10, photos):
                heaps.append(tab.heap_mb())
    context.close()
    first, last = heaps
    return {
        "work": f"phone, {photos} photos of 12 MP",
        "heap_mb": round(last, 1),
        "peers": {"heap_mb": (f"{first:.1f} after ten photos", first)},
    }
