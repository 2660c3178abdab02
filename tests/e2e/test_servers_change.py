"""The server lies, is restored from a backup, brings a new page: the phone's work goes on."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count

import pytest
from playwright.sync_api import expect

from survey_app.core import clock
from survey_app.fieldwork.service import begin_epoch
from tests.e2e.conftest import PATIENCE, PHONE
from tests.e2e.pages.phone import PhonePage
from tests.e2e.pictures import small_photo
from tests.e2e.vaults import differences, vault_of
from tests.e2e.world import serving
from tests.support import databases
from tests.support.network import FAULTS
from tests.support.proxy import proxying

EXPECTED = ("net::ERR", "status of")
# What records something; a word about how much is unsent is none.
RECORDING = re.compile(r"POST .*/entries|PUT .*/photos/")
REVISION = re.compile(rb"(revision:`[0-9a-f]{14})[0-9a-f]{2}`")


@pytest.fixture
def behind(opened, world, watch):
    """A phone behind a proxy, and the proxy."""
    watch.expect(*EXPECTED)
    with proxying(world.port) as proxy:
        context = opened(base_url=proxy.address, viewport=PHONE)
        yield PhonePage(context.new_page(), watch, world.password), proxy


def only(fault, times):
    """A plan: so many writes meet the fault."""
    left = count(times, -1)

    def plan(asked):
        records = RECORDING.match(f"{asked.method} {asked.path}")
        return FAULTS[fault] if records and next(left) > 0 else None

    return plan


@pytest.mark.parametrize(
    "fault", ["cut_reply", "shorten_reply", "lose_reply", "forge", "repeat_last", "portal"]
)
def test_half_an_answer_or_a_false_one_is_no_receipt(behind, scene, world, fault, tmp_path):
    member, proxy = behind
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.item("A3").give_points("Thêm 0,5")
    member.expect_sent()
    proxy.plan = only(fault, 2)

    member.item("A1").tap("Có")
    member.item("A1").photograph(small_photo(tmp_path, "IMG_1.jpg", "teal"))
    _until(lambda: proxy.met, member)
    assert member.unsent() > 0
    # Nobody does anything: the pauses pass, and it is tried again.
    expect(member.saved).to_contain_text("Đã gửi hết", timeout=30_000)

    vault = vault_of(member.page)
    with world.caller(scene.an) as caller:
        assert differences(vault, caller.entries(scene.visit)) == []
    assert proxy.met == [fault] * 2
    assert vault.states == {"kept"}


@contextmanager
def living(folder, proxy, *, database=None):
    """A server on this folder, or on a database that is there already, behind the proxy."""
    is_new = database is None
    log = folder / "server.log"
    with serving(folder / "data", log, is_new=is_new, database=database) as running:
        proxy.upstream = running.port
        yield running


def test_a_server_restored_from_a_backup_gets_back_what_it_lacks(browser, watch, tmp_path, request):
    watch.expect(*EXPECTED)
    with proxying(1) as proxy:
        context = browser.new_context(base_url=proxy.address, viewport=PHONE)
        request.addfinalizer(context.close)
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        with living(tmp_path, proxy) as world:
            scene = world.scene()
            member = PhonePage(context.new_page(), watch, world.password)
            member.begin(scene.an, scene.unit)
            member.section("A")
            member.item("A1").tap("Có")
            member.expect_sent()
            address = world.app.extensions["settings"].database_url
            _backup(tmp_path, address)
            member.item("A2").level(4)
            member.item("A2").photograph(small_photo(tmp_path, "IMG_1.jpg", "teal"))
            member.expect_sent()
        _restore(tmp_path, address)

        with living(tmp_path, proxy, database={"DATABASE_URL": address}) as world:
            world.behind(lambda session: begin_epoch(session, at=clock.now()))
            member.page.evaluate("dispatchEvent(new Event('online'))")
            with world.caller(scene.an) as caller:
                _until(lambda: len(caller.entries(scene.visit)) == 3, member)
                vault = vault_of(member.page)
                assert differences(vault, caller.entries(scene.visit)) == []
                (photo,) = vault.photos
                _until(lambda: caller.ask("GET", f"/api/v1/photos/{photo}").status == 200, member)
            member.expect_sent()
            expect(member.item("A2").photos()).to_have_count(1)


def _backup(folder, address):
    (folder / "backup").mkdir()
    if databases.on_postgresql():
        databases.dump(address, folder / "backup" / "survey.dump")
        return
    with (
        closing(sqlite3.connect(folder / "data" / "survey.sqlite3")) as database,
        closing(sqlite3.connect(folder / "backup" / "survey.sqlite3")) as copy,
    ):
        database.backup(copy)


def _restore(folder, address):
    """The database of then, and no photo at all."""
    shutil.rmtree(folder / "data" / "photos")
    if databases.on_postgresql():
        databases.restore(address, folder / "backup" / "survey.dump")
        return
    for file in (folder / "data").glob("survey.sqlite3*"):
        file.unlink()
    shutil.copy(folder / "backup" / "survey.sqlite3", folder / "data")


def _until(is_so, member):
    for _ in range(200):
        if is_so():
            return
        member.page.wait_for_timeout(50)
    raise AssertionError("it never came to be so")


class Releases:
    """The page under another version at each release: other files behind the same names."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, request, reply):
        """The page and the list of its files, as this release has them."""
        if request.path == "/phone/sw.js":
            # A revision is 16 letters of a hash: another one is another file.
            other = rb"\g<1>" + b"%02x`" % self.number
            return replace(reply, body=REVISION.sub(other, reply.body))
        if request.path == "/phone":
            return replace(reply, body=reply.body.replace(b"<body>", b"<body>%s" % self.mark))
        return reply

    @property
    def mark(self) -> bytes:
        """What tells the page of this release."""
        return b'<i hidden id="release">%d</i>' % self.number


def test_a_new_page_waits_for_a_cold_start_and_the_draft_stays(behind, scene, world):
    member, proxy = behind
    proxy.rewrite = releases = Releases()
    member.begin(scene.an, scene.unit)
    member.keep_shell()
    member.page.reload()
    member.section("B")
    field = member.item("B5").box.get_by_label("Nội dung", exact=True)
    field.press_sequentially("Đang ghi dở", delay=5)

    for number in (1, 2, 3):
        releases.number = number
        _update(member)
        field.press_sequentially(f" {number}", delay=5)
    member.item("B3").tap("Tốt")
    assert _release(member) == "0"
    member.offline()
    # A reload is no cold start: the page of before comes, from its own files.
    member.page.reload()
    expect(field).to_have_value("Đang ghi dở 1 2 3")
    assert _release(member) == "0"
    assert len(_caches(member)) == 4

    address, context = member.page.url, member.page.context
    member.page.close()
    member.page = context.new_page()
    member.page.goto(address)

    fresh = member.item("B5").box.get_by_label("Nội dung", exact=True)
    expect(fresh).to_have_value("Đang ghi dở 1 2 3")
    assert _release(member) == "3"
    _until(lambda: len(_caches(member)) == 3, member)


def _update(member):
    """The browser looks for a new page, as it does by itself at times; and has it ready."""
    member.page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          const before = registration.waiting;
          await registration.update();
          for (let turn = 0; turn < 500; turn += 1) {
            const { waiting, installing } = registration;
            if (waiting && waiting !== before && !installing) return;
            await new Promise((done) => setTimeout(done, 20));
          }
          throw new Error('no new version');
        }"""
    )


def _release(member):
    return member.page.locator("#release").text_content()


def _caches(member):
    return member.page.evaluate("caches.keys()")
