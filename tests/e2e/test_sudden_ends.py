"""A phone that dies, fills up or is wiped: what it said was saved is there, else it says so."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.e2e.deaths import Disk, kill
from tests.e2e.pages.phone import PhonePage
from tests.e2e.pages.photos import Photos
from tests.e2e.pictures import small_photo
from tests.e2e.vaults import vault_of

NO_NETWORK = "net::ERR_INTERNET_DISCONNECTED"
WORDS = "Đơn vị ban hành kế hoạch sớm, phân công rõ người và kiểm tra thường xuyên. "
# Typing rests in the store after a second at most; the rest is what a busy machine takes.
AT_MOST = 1.0
BUSY = 0.35
KILLS = 3


@pytest.fixture
def member(own_phone, scene) -> PhonePage:
    """A phone with the visit open, which can start without a network."""
    found: PhonePage = own_phone()
    found.begin(scene.an, scene.unit)
    found.keep_shell()
    return found


def lesson(member: PhonePage):
    """The field of the item that is answered in words."""
    return member.item("B5").box.get_by_label("Nội dung", exact=True)


def again(own_phone, tmp_path, address: str) -> PhonePage:
    """The battery is pulled; the phone is switched on again and opens where it was."""
    kill(tmp_path / "profile")
    member: PhonePage = own_phone()
    member.page.goto(address)
    return member


def slowest(typed: list[tuple[str, float]]) -> float:
    """Seconds that the page took to answer the slowest stroke: as late were its clocks."""
    moments = [at for _, at in typed]
    return max((after - before for before, after in pairwise(moments)), default=0.0)


@pytest.mark.slow
def test_a_kill_during_typing_costs_a_second_at_most(member, own_phone, tmp_path):
    member.section("B")
    chance, address = random.Random(5), member.page.url
    known = ""
    for _ in range(KILLS):
        lesson(member).press("Control+End")
        typed: list[tuple[str, float]] = []
        until = time.monotonic() + chance.uniform(1.3, 2.2)
        while time.monotonic() < until:
            letter = WORDS[(len(known) + len(typed)) % len(WORDS)]
            member.page.keyboard.insert_text(letter)
            typed.append((letter, time.monotonic()))
        killed_at = time.monotonic()
        due_at = killed_at - AT_MOST - BUSY - slowest(typed)
        member = again(own_phone, tmp_path, address)
        expect(lesson(member)).to_be_visible()

        kept = lesson(member).input_value()
        whole = known + "".join(letter for letter, _ in typed)
        safe = known + "".join(x for x, at in typed if at < due_at)
        assert whole.startswith(kept)
        assert kept.startswith(safe), f"kept {len(kept)} of {len(whole)}, {len(safe)} were due"
        known = kept


def test_what_the_page_says_is_saved_survives_a_kill(member, own_phone, tmp_path):
    member.section("B")
    lesson(member).press_sequentially(WORDS.strip(), delay=5)
    expect(member.saved).not_to_contain_text("Đang nhập")

    member = again(own_phone, tmp_path, member.page.url)

    expect(lesson(member)).to_have_value(WORDS.strip())


def test_a_kill_behind_the_camera_keeps_the_words_and_says_that_a_photo_is_missing(
    member, own_phone, tmp_path
):
    member.section("B")
    lesson(member).press_sequentially(WORDS.strip(), delay=1)
    Photos(member).read_notice(member.item("B5"), told=True)
    Photos(member).wait_for("photo-expected", bool)

    member = again(own_phone, tmp_path, member.page.url)

    expect(lesson(member)).to_have_value(WORDS.strip())
    expect(member.page.get_by_text("Lần chụp ảnh trước chưa kịp lưu.")).to_be_visible()


@pytest.fixture
def full(own_phone, scene, world, watch):
    """A phone with a visit open and not a kilobyte left, but for the ballast; and its disk."""
    watch.expect(NO_NETWORK)
    member = own_phone()
    disk = Disk(member.page, world.address)
    disk.quota(6_000_000)
    member.begin(scene.an, scene.unit)
    member.keep_shell()
    member.section("B")
    member.offline()
    disk.fill()
    return member, disk


def test_on_a_full_phone_words_still_fit_and_a_photo_is_refused_in_words(full, tmp_path):
    member, _ = full
    photo = small_photo(tmp_path, "IMG_1.jpg", "teal", noisy=True)

    member.item("B3").tap("Tốt")
    member.item("B5").write("Nội dung", WORDS * 20)
    expect(member.item("B5").box).to_contain_text("Trên máy, chờ gửi")
    member.item("B3").box.get_by_test_id("gallery-B3").set_input_files(photo)
    expect(member.page.get_by_text("ảnh CHƯA được lưu")).to_be_visible()
    member.page.reload()

    expect(lesson(member)).to_have_value(WORDS * 20)
    expect(member.item("B3").photos()).to_have_count(0)
    assert vault_of(member.page).photos == set()


def test_when_not_even_words_fit_the_page_says_so_until_they_do(full):
    member, disk = full
    member.item("B3").tap("Vừa")
    disk.fill()

    member.item("B5").write("Nội dung", WORDS * 100)
    refused = member.page.get_by_text("nội dung vừa nhập CHƯA được lưu")
    expect(refused).to_be_visible()
    member.look("a full phone")
    assert vault_of(member.page).values("answer", "B5") == []
    disk.empty()
    member.item("B5").write("Nội dung", WORDS * 100 + "Hết.")

    expect(refused).to_have_count(0)
    assert vault_of(member.page).values("answer", "B5") == [{"value": WORDS * 100 + "Hết."}]


def test_a_cache_that_was_thrown_away_is_fetched_again(member, scene):
    member.section("A")
    member.item("A1").tap("Có")
    member.expect_sent()
    member.page.goto("about:blank")
    member.page.goto("/phone/help")
    evict_cache = "Promise.all((await indexedDB.databases()).filter(d => /^cache-/.test(d.name))"
    member.page.evaluate(
        f"async () => {{ await {evict_cache}.map(d => new Promise(done => "
        "{ const asked = indexedDB.deleteDatabase(d.name); asked.onsuccess = done; }))) }"
    )

    member.page.goto(f"/phone#/visits/{scene.visit}/section/A")

    member.item("A1").expect_pressed("Có")
    member.expect_sent()


def test_a_wiped_phone_says_what_is_gone_and_gets_back_what_the_server_has(
    member, scene, world, watch
):
    watch.expect(NO_NETWORK)
    member.section("A")
    member.item("A1").tap("Có")
    member.expect_sent()
    member.offline()
    member.item("A2").level(3)
    member.item("A3").give_points("Thêm 0,5")
    member.expect_unsent(2)
    # The marker follows the store a moment later.
    member.page.wait_for_function("() => /=2[.]/.test(document.cookie)")
    Disk(member.page, world.address).evict("indexeddb,local_storage,cache_storage")
    member.offline(is_off=False)

    member.page.goto("/phone")
    gone = member.page.get_by_test_id("vanished")
    expect(gone).to_contain_text("2 nội dung chưa gửi")
    member.look("wiped, signed out")
    member.sign_in(scene.an)
    expect(gone).to_contain_text("2 nội dung chưa gửi")
    member.open_visit(scene.unit)
    member.section("A")

    member.item("A1").expect_pressed("Có")
    expect(member.score).to_contain_text("1/6")
    member.look("wiped")
    member.page.reload()
    gone.get_by_role("button", name="Đã rõ").click()
    expect(gone).to_have_count(0)
    member.page.reload()
    expect(member.score).to_contain_text("1/6")
    expect(gone).to_have_count(0)
    with world.caller(scene.an) as caller:
        assert len(caller.entries(scene.visit)) == 1


def test_who_signs_out_with_everything_sent_is_told_of_no_loss(phone, scene):
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.item("A1").tap("Có")
    member.expect_sent()
    member.page.goto("/phone#/settings")
    member.page.get_by_role("button", name="Đăng xuất").click()
    expect(member.page.get_by_label("Tên đăng nhập")).to_be_visible()

    member.page.reload()

    expect(member.page.get_by_label("Tên đăng nhập")).to_be_visible()
    expect(member.page.get_by_test_id("vanished")).to_have_count(0)
