"""Chromium and a real server, for tests that walk the whole line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from scripts.chromium import path_of_chromium
from scripts.commands import Missing
from tests.e2e.pages.desk import Desk
from tests.e2e.pages.phone import PhonePage
from tests.e2e.watching import Watch
from tests.e2e.world import Scene, World, serving

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = ViewportSize(width=360, height=800)
DESK = ViewportSize(width=1280, height=800)
# Milliseconds; generous, since two browsers and two servers may share two processors.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them walk through the application in a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The running application."""
    if not (Path("survey_app/static/phone") / "manifest.json").exists():
        pytest.fail("The phone page is not built. Run: make phone", pytrace=False)
    folder = tmp_path_factory.mktemp("e2e")
    with serving(folder / "data", folder / "server.log") as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    try:
        return path_of_chromium()
    except Missing as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    """The driver of browsers; it ends with the module, for other tests cannot bear its loop."""
    with sync_playwright() as playing:
        yield playing


@pytest.fixture(scope="module")
def browser(player: Playwright, chromium: str) -> Iterator[Browser]:
    """One browser; each user has a context of their own in it."""
    started = player.chromium.launch(executable_path=chromium, args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def seen() -> set[str]:
    """The screens that axe has been over in this run."""
    return set()


@pytest.fixture
def watch(seen: set[str]) -> Iterator[Watch]:
    """Listens to every page of a test; the test fails for what nobody expected."""
    listening = Watch(seen=seen)
    yield listening
    assert listening.verdict() == []


@pytest.fixture
def scene(world: World) -> Scene:
    """A round, a unit and a visit of this test alone."""
    return world.scene()


Opened = Callable[..., BrowserContext]


@pytest.fixture
def opened(browser: Browser, world: World, watch: Watch) -> Iterator[Opened]:
    """Opens contexts that are watched, and closes them."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        usual = {"base_url": world.address, "locale": "vi-VN"}
        context = browser.new_context(**usual | options)
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        contexts.append(context)
        return context

    yield make
    for each in contexts:
        each.close()


@pytest.fixture
def phone(opened: Opened, world: World, watch: Watch) -> Callable[[], PhonePage]:
    """A phone on which nobody has signed in."""

    def take() -> PhonePage:
        context = opened(viewport=PHONE, has_touch=True, is_mobile=True)
        return PhonePage(context.new_page(), watch, world.password)

    return take


@pytest.fixture
def desk(opened: Opened, world: World, watch: Watch) -> Callable[..., Desk]:
    """A browser at a desk in which this person signs in; without script on request."""

    def sit_down(username: str, *, script: bool = True) -> Desk:
        context = opened(viewport=DESK, java_script_enabled=script)
        made = Desk(context.new_page(), watch)
        made.sign_in(username, world.password)
        return made

    return sit_down


@pytest.fixture
def own_phone(
    player: Playwright, chromium: str, world: World, watch: Watch, tmp_path: Path
) -> Iterator[Callable[[], PhonePage]]:
    """A phone that can be switched off: each call opens the same profile anew."""
    contexts: list[BrowserContext] = []

    def switch_on() -> PhonePage:
        for running in contexts:
            # It may have been killed.
            with suppress(Error):
                running.close()
        contexts.clear()
        context = player.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium,
            args=FLAGS,
            base_url=world.address,
            locale="vi-VN",
            viewport=PHONE,
        )
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        contexts.append(context)
        return PhonePage(context.pages[0], watch, world.password)

    yield switch_on
    for running in contexts:
        running.close()
