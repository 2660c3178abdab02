"""A phone's browser to measure in: narrow, its processor slowed down, its network listened to."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from scripts.chromium import path_of_chromium

MEASURING = Path(__file__).with_name("measuring.js").read_text()
FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
SLOWER = 4
# The page tells by itself when so many are usable: asked from outside, it would first have to read
# what the driver asks with, in the time that is measured.
TELL_WHEN_USABLE = """
(async (selector, counts) => {{
  for (const count of counts) told(String(await measuring.usable(selector, count)));
}})({selector}, {counts});
"""
# Milliseconds between two looks at what a page has told.
GLANCE = 10


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
    return made


class Tab:
    """A page with its line to the browser."""

    # Milliseconds for which a page is waited for.
    PATIENCE = 120_000

    def __init__(self, context: BrowserContext, *, slower: int = SLOWER) -> None:
        self.page: Page = context.new_page()
        self._line: CDPSession = context.new_cdp_session(self.page)
        self._line.send("Network.enable")
        self._line.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._line.on("Network.loadingFinished", self._arrived)
        self._line.on("Network.responseReceived", self._answered)
        self._line.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        self._line.send("Page.enable")
        self._line.send("Runtime.enable")
        self._line.send("Runtime.addBinding", {"name": "told"})
        self._line.on("Runtime.bindingCalled", self._heard)
        self._files: set[str] = set()
        self._told: list[float] = []
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
        with self._telling(selector, counts):
            self.page.goto(address, wait_until="commit")
        return self._told

    def reload(self, selector: str, count: int) -> float:
        """The same in the process that has the page already, as pulling it down does."""
        with self._telling(selector, (count,)):
            self.page.reload(wait_until="commit")
        return self._told[0]

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

    @contextmanager
    def _telling(self, selector: str, counts: Sequence[int]) -> Iterator[None]:
        """The page that is opened in the block tells when so many of these are usable."""
        asked = TELL_WHEN_USABLE.format(selector=json.dumps(selector), counts=list(counts))
        source = {"source": MEASURING + asked}
        script = self._line.send("Page.addScriptToEvaluateOnNewDocument", source)
        self._told = []
        yield
        patience = self.PATIENCE
        while len(self._told) < len(counts):
            self.page.wait_for_timeout(GLANCE)
            patience -= GLANCE
            if patience < 0:
                raise TimeoutError(f"not {counts} {selector} after {self._told} ms")
        self._line.send("Page.removeScriptToEvaluateOnNewDocument", script)

    def _heard(self, said: dict[str, Any]) -> None:
        if said["name"] == "told":
            self._told.append(float(said["payload"]))
            self._weights.append(self._bytes)

    def _answered(self, told: dict[str, Any]) -> None:
        # Answers about the person are not the page: each phone's are others.
        if "/api/" not in told["response"]["url"]:
            self._files.add(told["requestId"])

    def _arrived(self, told: dict[str, Any]) -> None:
        if told["requestId"] in self._files:
            self._bytes += int(told["encodedDataLength"])
