"""Random runs over a bad network: a real browser, a real server, between them what can go wrong.

Each run takes a seed. It says what the thumb does, which faults the calls of the run meet, whether
two tabs are at it, and whether the page dies in the middle. Then the network heals, and before the
next run everything must be on the server. At the end the phone's vault is held against the server.

``FAULT_RUNS`` asks for more runs (``make soak`` for 2,000), ``FAULT_SEED`` for another first seed.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e.pages.phone import PhonePage
from tests.e2e.vaults import differences, vault_of
from tests.support.network import FAULTS
from tests.support.proxy import Proxy, Request, no_fault, proxying

RUNS = int(os.environ.get("FAULT_RUNS", "200"))
FIRST_SEED = int(os.environ.get("FAULT_SEED", "20201122"))
RUNS_A_PHONE = 25
PHONES = range(FIRST_SEED, FIRST_SEED + RUNS, RUNS_A_PHONE)
ACTING = (Path(__file__).with_name("acting.js")).read_text()
SECTIONS = {"A": (("A1", 2), ("A2", 5)), "B": (("B3", 2),)}
WORDS = "Kế hoạch ban hành sớm, phân công rõ người, rõ việc, rõ thời hạn".split()
HEALS_WITHIN = 60_000
# The network is back, and says so until everything has gone.
ARRIVE = """async () => {
  const sent = () => document.querySelector('[data-unsent="0"][data-sending="false"]');
  for (let turn = 0; turn < 200 && !sent(); turn += 1) {
    dispatchEvent(new Event('online'));
    await new Promise((done) => setTimeout(done, 60));
  }
}"""

pytestmark = [pytest.mark.slow]


@dataclass(frozen=True)
class Run:
    """What one seed asks for."""

    seed: int
    section: str
    acts: list[dict[str, Any]]
    faults: list[str]
    pulses: int
    dies_after: float | None
    by_itself: bool


@dataclass
class Told:
    """What the runs of a phone add up to."""

    runs: int = 0
    entries: int = 0
    photos: int = 0
    deaths: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The figures in a line."""
        return (
            f"{self.runs} runs over a bad network, {sum(self.faults.values())} faults, "
            f"{self.deaths} pages killed: {self.entries} entries and {self.photos} photos sent, "
            f"doubled {self.wrong.count('doubled')}, "
            f"lost or changed {len(self.wrong) - self.wrong.count('doubled')}"
        )


def run_of(seed: int) -> Run:
    """The same seed is the same run."""
    chance = random.Random(seed)
    section = chance.choice("AB")
    acts = [_act(chance, section) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.2:
        acts.append({"kind": "photo", "code": f"{section}1", "seed": seed, "rest": 0})
    return Run(
        seed,
        section,
        acts,
        faults=[chance.choice(sorted(FAULTS)) for _ in range(chance.randint(1, 8))],
        pulses=chance.randint(1, 4),
        dies_after=chance.uniform(0, 0.4) if chance.random() < 0.1 else None,
        by_itself=chance.random() < 0.04,
    )


def _act(chance: random.Random, section: str) -> dict[str, Any]:
    common = {"rest": chance.choice([0, 0, 20, 90]), "pulse": chance.random() < 0.4}
    if section == "B" and chance.random() < 0.5:
        text = " ".join(chance.choices(WORDS, k=chance.randint(1, 12)))
        return {"kind": "type", "code": "B5", "text": text, **common}
    code, choices = chance.choice(SECTIONS[section])
    return {"kind": "tap", "code": code, "nth": chance.randrange(choices), **common}


class Plan:
    """The faults of a run, met one after another by whatever is called."""

    def __init__(self, names: list[str]) -> None:
        self._left = list(names)

    def __call__(self, _: Request) -> Any:
        """The next fault, None when all were met."""
        return FAULTS[self._left.pop(0)] if self._left else None


@dataclass
class Phone:
    """A phone behind a bad network, with one tab or two."""

    member: PhonePage
    proxy: Proxy
    visit: str
    tabs: list[Page]

    def do(self, run: Run) -> None:
        """The run, until everything has arrived."""
        self.proxy.plan = Plan(run.faults)
        self._act(run)
        self.proxy.plan = no_fault
        page = self.tabs[0]
        if not run.by_itself:
            page.evaluate(ARRIVE)
        for tab in self.tabs:
            saved = tab.get_by_test_id("saved")
            expect(saved).to_contain_text("Đã gửi hết", timeout=HEALS_WITHIN)
            expect(saved).to_have_attribute("data-unsent", "0")

    def _act(self, run: Run) -> None:
        page = self.tabs[run.seed % len(self.tabs)]
        asked = {"visit": self.visit, "pulses": run.pulses, "gap": 40}
        acts = [{"kind": "section", "code": run.section, "rest": 0}, *run.acts]
        if run.dies_after is None:
            page.evaluate(ACTING, {**asked, "acts": acts})
            return
        # Not waited for: the page dies while it is at it.
        begun = f"asked => {{ setTimeout(() => ({ACTING})(asked), 0); }}"
        page.evaluate(begun, {**asked, "acts": acts})
        page.wait_for_timeout(run.dies_after * 1000)
        self._die(page)

    def _die(self, page: Page) -> None:
        address = page.url
        try:
            page.goto("chrome://crash")
        except Error:
            page.close()
        fresh = self.member.page.context.new_page()
        fresh.goto(address)
        self.tabs[self.tabs.index(page)] = fresh


@pytest.mark.parametrize("first", PHONES)
def test_random_faults_lose_nothing_and_double_nothing(
    first, opened, world, watch, record_property
):
    # Every way in which a request can fail is what these runs are about.
    watch.expect("Failed to load resource", "net::ERR", "status of")
    told = Told()

    with proxying(world.port) as proxy:
        _all_of(opened, world, watch, proxy, seeds_from(first), told)

    record_property("figures", told.words)
    assert told.wrong == []


def test_every_fault_is_met_by_some_run():
    planned = {
        name for first in PHONES for seed in seeds_from(first) for name in run_of(seed).faults
    }

    assert planned == set(FAULTS)


def seeds_from(first):
    """The seeds of the runs of one phone."""
    return range(first, min(first + RUNS_A_PHONE, FIRST_SEED + RUNS))


def _all_of(opened, world, watch, proxy, seeds, told):
    """The runs of one phone, and what they left behind."""
    scene = world.scene()
    context = opened(base_url=proxy.address, viewport={"width": 360, "height": 800})
    member = PhonePage(context.new_page(), watch, world.password)
    member.begin(scene.an, scene.unit)
    member.section("A")
    tabs = [member.page]
    if seeds[0] % 2:
        tabs.append(context.new_page())
        tabs[1].goto(member.page.url)
    phone = Phone(member, proxy, scene.visit, tabs)
    for seed in seeds:
        try:
            phone.do(run_of(seed))
        except (Error, AssertionError) as failed:
            failed.add_note(f"FAULT_RUNS=1 FAULT_SEED={seed}: {run_of(seed)}")
            raise
    _compare(phone, world, scene, told)
    told.runs += len(seeds)
    told.deaths += sum(run_of(seed).dies_after is not None for seed in seeds)
    told.faults.update(proxy.met)


def _compare(phone, world, scene, told):
    vault = vault_of(phone.tabs[0])
    with world.caller(scene.an) as caller:
        log = caller.entries(scene.visit)
        told.wrong += [
            f"photo {name}"
            for name in vault.photos
            if caller.ask("GET", f"/api/v1/photos/{name}?size=full").status != 200
        ]
    told.entries += len(vault.entries)
    told.photos += len(vault.photos)
    told.wrong += differences(vault, log)
    told.wrong += [f"not sent: {each}" for each in sorted(vault.states - {"kept"})]
