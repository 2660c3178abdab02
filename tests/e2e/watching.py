"""What is true of every page that is opened, whatever the test is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError

AXE = Path(__file__).resolve().parents[2] / "survey_app/phone/node_modules/axe-core/axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SEVERE = ("serious", "critical")
NARROWEST = 360
# Below an open sheet nothing can be reached, so there is nothing to check either.
SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
  .map((each) => each.finished))"""
ASK_AXE = """rules => axe.run(document.querySelector('[aria-modal=true]') || document,
                 {runOnly: rules, resultTypes: ['violations']})"""


@dataclass
class Watch:
    """Everything that pages complained of, and which screens axe has been over."""

    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of a context, whoever opens it."""
        context.on("console", self._heard)
        context.on("weberror", self._broke)

    def expect(self, *words: str) -> None:
        """Complaints with these words belong to what the test is about."""
        self.expected += words

    def verdict(self) -> list[str]:
        """What nobody expected."""
        return [
            each for each in self.complaints if not any(words in each for words in self.expected)
        ]

    def look(self, page: Page, name: str, *, narrow: bool = False) -> None:
        """Check the page as it stands; ``name`` tells the screen, which axe reads once a run."""
        assert page.locator("html").get_attribute("lang") in ("vi", "en"), name
        assert page.title().strip(), f"{name}: no title"
        if narrow:
            self.fits(page, name)
        if name not in self.seen:
            self.seen.add(name)
            faults = accessibility_faults(page)
            assert not faults, f"{name}:\n" + "\n".join(faults)

    def fits(self, page: Page, name: str) -> None:
        """Nothing sticks out to the right of a small phone."""
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= max(NARROWEST, (page.viewport_size or {"width": 0})["width"]), (
            f"{name} is {wide} wide"
        )

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _broke(self, error: WebError) -> None:
        self.complaints.append(f"uncaught: {error.error}")


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds serious or critical on the page, a line for each element."""
    # A phone's screens are one page: it is told once, for that takes half as long as the check.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe())
    # Half faded in, a notice has colours that nobody reads.
    page.evaluate(SETTLED)
    with unrolled(page):
        found: dict[str, Any] = page.evaluate(ASK_AXE, STANDARD)
    return [line for each in found["violations"] for line in _lines(each)]


@contextmanager
def unrolled(page: Page) -> Iterator[None]:
    """A window as high as the page: what a bar covers now is only a scroll away from being seen."""
    before = page.viewport_size or {"width": NARROWEST, "height": 800}
    high = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": before["width"], "height": max(before["height"], high)})
    yield
    page.set_viewport_size({"width": before["width"], "height": before["height"]})


@cache
def axe() -> str:
    """The checker's source; the phone page's packages bring it."""
    assert AXE.exists(), "axe-core is missing: run `make setup`"
    return AXE.read_text(encoding="utf-8")


def _lines(violation: dict[str, Any]) -> Sequence[str]:
    if violation["impact"] not in SEVERE:
        return ()
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]} | "
        f"{(node.get('failureSummary') or '').splitlines()[1:2]}"
        for node in violation["nodes"]
    ]
