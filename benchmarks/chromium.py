"""A phone's browser to measure in: narrow, its processor slowed down, its network listened to."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from scripts.chromium import path_of_chromium

MEASURING = Path(__file__).with_name("measuring.js").read_text()
FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
SLOWER = 4
USABLE = "([selector, count]) => measuring.usable(selector, count)"


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, until the block ends."""
    with sync_playwright() as playing:
        started = playing.chromium.launch(executable_path=path_of_chromium(), args=FLAGS)
        try:
            yield started
        finally:
            started.close()


def context_of(browser: Browser, address: str, *, worker: bool = True) -> BrowserContext:
    """A phone on which nothing has been opened; without a service worker on request."""
    made = browser.new_context(
        base_url=address,
        viewport={"width": 360, "height": 800},
        locale="vi-VN",
        service_workers="allow" if worker else "block",
    )
    made.set_default_timeout(120_000)
    made.add_init_script(MEASURING)
    return made


class Tab:
    """A page with its line to the browser."""

    def __init__(self, context: BrowserContext, *, slower: int = SLOWER) -> None:
        self.page: Page = context.new_page()
        self._line: CDPSession = context.new_cdp_session(self.page)
        self._line.send("Network.enable")
        self._line.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._line.on("Network.loadingFinished", self._arrived)
        self._line.on("Network.responseReceived", self._answered)
        self._line.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        self._files: set[str] = set()
        self._bytes = 0
        self._weights: list[int] = []

    def open(self, address: str, selector: str, *counts: int) -> list[float]:
        """Load the page from the network; milliseconds until so many of these can be used."""
        self._line.send("Network.clearBrowserCache")
        self._bytes = 0
        self._weights.clear()
        return self.reopen(address, selector, *counts)

    def reopen(self, address: str, selector: str, *counts: int) -> list[float]:
        """The same, with what the browser has."""
        self.page.goto("about:blank")
        self.page.goto(address, wait_until="commit")
        found = []
        for count in counts:
            found.append(float(self.page.evaluate(USABLE, [selector, count])))
            self._weights.append(self._bytes)
        return found

    def reload(self, selector: str, count: int) -> float:
        """The same in the process that has the page already, as pulling it down does."""
        self.page.reload(wait_until="commit")
        return float(self.page.evaluate(USABLE, [selector, count]))

    def cpu_ms(self) -> float:
        """What the page's own thread has computed since it was opened, whoever else was at work."""
        told = self._line.send("Performance.getMetrics")["metrics"]
        return float({each["name"]: each["value"] for each in told}["TaskDuration"]) * 1000

    @property
    def kilobytes(self) -> float:
        """What the files weighed on the network that it took until the first could be used."""
        return self._weights[0] / 1000

    def heap_mb(self) -> float:
        """What scripts hold after tidying up."""
        self._line.send("HeapProfiler.collectGarbage")
        return float(self._line.send("Runtime.getHeapUsage")["usedSize"]) / 1e6

    def median(self, act: str, *given: object) -> float:
        """The median of what a measurement of the page tells."""
        ask = f"(given) => measuring.{act}(...given)"
        took: list[float] = self.page.evaluate(ask, list(given))
        return statistics.median(took)

    def _answered(self, told: dict[str, Any]) -> None:
        # Answers about the person are not the page: each phone's are others.
        if "/api/" not in told["response"]["url"]:
            self._files.add(told["requestId"])

    def _arrived(self, told: dict[str, Any]) -> None:
        if told["requestId"] in self._files:
            self._bytes += int(told["encodedDataLength"])
