"""Photos on the phone: small, upright, bare of metadata, never lost, drawn on, taken back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.pages.photos import Photos
from tests.e2e.pictures import (
    BLUE,
    RED,
    broken_photo,
    heic_photo,
    large_photo,
    small_photo,
    upright_photo,
)
from tests.e2e.stored import photos_of, picture_of
from tests.e2e.test_offline import NO_NETWORK

MOST_BYTES = 400 * 1024


@pytest.fixture
def member(phone, scene):
    """An at section A of the visit."""
    page = phone()
    page.begin(scene.an, scene.unit)
    page.section("A")
    return page


def test_the_notice_comes_once_and_a_photo_with_caption_takes_one_tap_on_the_page(
    member, world, scene, tmp_path
):
    card, photos = member.item("A1"), Photos(member)
    chooser = photos.read_notice(card, told=True)
    chooser.set_files(small_photo(tmp_path, "1.jpg", "teal"))
    member.sheet.get_by_label("Chú thích ảnh").fill("Bảng tin ở sảnh")
    member.look("photo sheet")
    member.done()

    photos.tap_camera(card).set_files(small_photo(tmp_path, "2.jpg", "maroon"))
    expect(member.sheet).to_contain_text("Ảnh A1.2")
    member.done()

    member.expect_sent()
    said = [(each["caption"], each["consent"]) for each in photos_of(world, scene)]
    assert said == [("Bảng tin ở sảnh", True), ("", True)]


def test_photos_of_which_nobody_was_told_are_marked_until_somebody_says_so(
    member, world, scene, tmp_path
):
    card, photos = member.item("A1"), Photos(member)
    chooser = photos.read_notice(card, told=False)
    chooser.set_files(small_photo(tmp_path, "1.jpg", "teal"))
    expect(member.sheet.get_by_label("Đã thông báo việc chụp ảnh")).not_to_be_checked()
    member.done()
    member.back()
    member.foot("Ảnh")
    banner = member.page.get_by_text("1 ảnh chưa xác nhận đã thông báo việc chụp ảnh.")
    expect(banner).to_be_visible()
    member.look("album")

    member.page.get_by_role("button", name="Đã thông báo", exact=True).click()
    expect(banner).to_have_count(0)
    member.expect_sent()
    assert [each["consent"] for each in photos_of(world, scene)] == [True]

    member.page.locator(".toast").get_by_role("button", name="Hoàn tác").click()
    expect(banner).to_be_visible()


@pytest.mark.parametrize(
    ("wide", "high", "size"),
    [
        pytest.param(4000, 3000, (1600, 1200), id="12 megapixels"),
        pytest.param(8000, 6000, (1600, 1200), id="48 megapixels"),
        pytest.param(1200, 5000, (384, 1600), id="a long bill"),
    ],
)
def test_a_photo_of_any_size_becomes_small_enough(member, world, scene, tmp_path, wide, high, size):
    member.page.set_default_timeout(60_000)
    member.item("A1").photograph(large_photo(tmp_path, "IMG.jpg", wide, high), "Quyết định")

    member.expect_sent()
    (said,) = photos_of(world, scene)
    kept = picture_of(world, scene, said["sha256"])
    assert (kept.size, (said["width"], said["height"])) == (size, size)
    assert said["bytes"] <= MOST_BYTES


def test_a_photo_taken_upright_stands_upright_and_has_forgotten_where(
    member, world, scene, tmp_path
):
    member.item("A1").photograph(upright_photo(tmp_path, size=2000))

    member.expect_sent()
    (said,) = photos_of(world, scene)
    kept = picture_of(world, scene, said["sha256"])
    assert kept.size == (1200, 1600)
    assert [near(kept.getpixel(at), of) for at, of in (((60, 60), RED), ((1100, 1500), BLUE))] == [
        True,
        True,
    ]
    assert dict(kept.getexif()) == {}
    assert len(Photos(member).kept()) == 1, "the file with its position is still on the phone"


STANDS = """() => {
  const drawn = document.querySelector('[role=dialog] canvas');
  return drawn && drawn.height > drawn.width;
}"""


def test_what_the_phone_cannot_open_is_sent_as_it_is_and_can_be_seen(
    member, world, scene, tmp_path
):
    member.item("A1").photograph(heic_photo(tmp_path), "Ảnh iPhone")
    member.item("A1").box.locator(".strip button").click()
    expect(member.sheet).to_contain_text("máy chủ sẽ chuyển đổi định dạng")
    member.done()
    member.expect_sent()

    (said,) = photos_of(world, scene)
    assert (said["width"], picture_of(world, scene, said["sha256"]).size) == (None, (1200, 900))
    # Now that the server has made a JPEG of it, the phone can show it, and turn it.
    member.item("A1").box.locator(".strip button").click()
    expect(member.sheet.locator("canvas")).to_be_visible()
    Photos(member).tap("Xoay phải")
    # The word that something was recorded may still be that of the caption.
    member.page.wait_for_function(STANDS)
    member.done()
    member.expect_sent()
    (turned,) = photos_of(world, scene)
    assert picture_of(world, scene, turned["sha256"]).size == (900, 1200)


def test_a_broken_file_among_others_costs_none_of_them(member, world, scene, tmp_path, watch):
    watch.expect("status of 422")
    words = tmp_path / "ghi-chu.txt"
    words.write_text("không phải ảnh", encoding="utf-8")
    good = [small_photo(tmp_path, f"{name}.jpg", name) for name in ("teal", "maroon", "navy")]
    card = member.item("A1")

    Photos(member).choose(card, [good[0], broken_photo(tmp_path), words, *good[1:]])
    expect(member.page.get_by_text("1/5 ảnh CHƯA được lưu")).to_be_visible()
    member.done()

    expect(card.box.locator(".strip li")).to_have_count(4)
    member.expect_sent()
    stored = photos_of(world, scene)
    assert [each["width"] for each in stored] == [640, None, 640, 640]
    colours = [
        picture_of(world, scene, each["sha256"]).getpixel((9, 9))
        for each in stored
        if each["width"]
    ]
    assert [
        near(found, of)
        for found, of in zip(colours, ((0, 128, 128), (128, 0, 0), (0, 0, 128)), strict=True)
    ] == [True] * 3


def test_a_photo_taken_back_is_not_sent_and_comes_back_by_one_tap(
    member, world, scene, watch, tmp_path
):
    watch.expect(NO_NETWORK)
    member.offline()
    card = member.item("A1")
    card.photograph(small_photo(tmp_path, "1.jpg", "teal"), "Nhầm")
    card.photograph(small_photo(tmp_path, "2.jpg", "maroon"), "Đúng")
    for at in (1, 0):
        card.box.locator(".strip button").nth(at).click()
        Photos(member).tap("Rút lại")
        expect(card.box.locator(".strip li")).to_have_count(at)
    member.page.locator(".toast").get_by_role("button", name="Hoàn tác").click()
    expect(card.box.locator(".strip li")).to_have_count(1)
    # Five entries and the one photo that stands; the other is in nobody's way.
    put = puts_of(member)

    member.offline(is_off=False)
    member.freshen()
    member.expect_sent()

    (said,) = photos_of(world, scene)
    assert said["caption"] == "Nhầm"
    assert put == [said["sha256"]]


def test_a_colleagues_photos_are_seen_and_stay_for_when_there_is_no_network(
    member, phone, scene, watch, tmp_path
):
    watch.expect(NO_NETWORK)
    pictures = [small_photo(tmp_path, f"{name}.jpg", name) for name in ("teal", "maroon")]
    member.item("A1").photograph(pictures, "Sổ theo dõi")
    member.expect_sent()
    anh = phone()
    anh.begin(scene.anh, scene.unit)
    anh.keep_shell()
    anh.foot("Ảnh")
    expect(anh.page.locator(".album")).to_contain_text("Đã lên máy chủ")
    drawn(anh)

    anh.offline()
    anh.page.reload()
    drawn(anh)

    anh.page.locator(".album button").last.click()
    expect(anh.sheet).to_contain_text("Ảnh ở máy chủ, xem khi có mạng.")


def test_photos_are_looked_at_large_one_after_the_other_by_buttons(member, tmp_path):
    pictures = [small_photo(tmp_path, f"{name}.jpg", name) for name in ("teal", "maroon", "navy")]
    member.item("A1").photograph(pictures, "Ảnh cuối")
    member.item("A1").box.locator(".strip button").first.click()
    member.sheet.get_by_role("button", name="Xem lớn").click()
    expect(member.sheet).to_contain_text("Ảnh A1.1 · 1/3")
    photos = Photos(member)

    for _ in range(2):
        photos.tap("Ảnh sau")
    expect(member.sheet).to_contain_text("Ảnh A1.3 · 3/3")
    expect(member.sheet).to_contain_text("Ảnh cuối")
    expect(member.sheet.get_by_role("button", name="Ảnh sau")).to_have_attribute(
        "aria-disabled", "true"
    )
    small = member.sheet.locator("canvas").bounding_box()
    photos.tap("Phóng to")
    photos.tap("Phóng to")
    large = member.sheet.locator("canvas").bounding_box()
    assert large["width"] > 2.5 * small["width"]
    member.look("photo viewer")


def drawn(at) -> None:
    """Wait until both thumbnails of the server are on the screen."""
    for each in at.page.locator(".album canvas").all():
        expect(each).to_have_js_property("width", 320)
    expect(at.page.locator(".photo-fault")).to_have_count(0)


def near(found, wanted, by: int = 12) -> bool:
    """Whether two colours are the same but for what a JPEG loses."""
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def puts_of(member) -> list[str]:
    """The hashes of the photos that leave the phone from now on; the list grows."""
    left: list[str] = []

    def asked(request) -> None:
        if request.method == "PUT" and "/photos/" in request.url:
            left.append(re.sub(r".*/photos/", "", request.url))

    member.page.on("request", asked)
    return left
