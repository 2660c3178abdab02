"""Turning, marking and blurring: a new picture under the old number, and no way to an old face."""

from __future__ import annotations

import pytest
from PIL import ImageStat
from playwright.sync_api import expect

from tests.e2e.pages.photos import Photos
from tests.e2e.pictures import BLUE, RED, striped_photo, upright_photo
from tests.e2e.stored import photos_of, picture_of, reply_to
from tests.e2e.test_offline import NO_NETWORK
from tests.e2e.test_phone_photos import near, puts_of

CENTRE, CORNER = (500, 350, 700, 550), (20, 20, 220, 220)


@pytest.fixture
def member(phone, scene):
    """An at section A of the visit."""
    page = phone()
    page.begin(scene.an, scene.unit)
    page.section("A")
    return page


def take(member, picture, caption="Trang đầu"):
    """Take it from the gallery, and leave its sheet open."""
    photos = Photos(member)
    photos.choose(member.item("A1"), [picture])
    member.sheet.get_by_label("Chú thích ảnh").fill(caption)
    expect(member.page.get_by_test_id("saved")).not_to_contain_text("Đang nhập")
    return photos


def test_a_turned_photo_replaces_the_first_which_never_leaves_the_phone(
    member, world, scene, tmp_path
):
    put = puts_of(member)
    photos = take(member, upright_photo(tmp_path, size=1600))
    (first,) = photos.kept()
    # With a network, and longer than text is gathered before it is sent.
    expect(member.saved).to_have_attribute("data-unsent", "1")

    photos.tap("Xoay phải")
    expect(member.page.get_by_text("Đã ghi.")).to_be_visible()
    member.done()

    member.expect_sent()
    (said,) = photos_of(world, scene)
    kept = picture_of(world, scene, said["sha256"])
    assert (kept.size, said["caption"]) == ((1600, 1200), "Trang đầu")
    # What was in the upper left corner is in the upper right one.
    assert near(kept.getpixel((1500, 60)), RED)
    assert near(kept.getpixel((60, 60)), BLUE)
    assert put == [said["sha256"]] != [first]
    expect(member.item("A1").box.get_by_role("button", name="Ảnh A1.1")).to_have_count(1)


def test_a_turn_is_undone_by_one_tap(member, world, scene, tmp_path):
    put = puts_of(member)
    photos = take(member, upright_photo(tmp_path, size=1600))
    (first,) = photos.kept()
    photos.tap("Xoay trái")
    expect(member.page.get_by_text("Đã ghi.")).to_be_visible()
    member.done()

    member.page.locator(".toast").get_by_role("button", name="Hoàn tác").click()

    member.expect_sent()
    (said,) = photos_of(world, scene)
    assert said["sha256"] == first
    assert picture_of(world, scene, first).size == (1200, 1600)
    assert first in put


def test_a_blurred_face_is_gone_from_the_phone_and_was_never_sent(member, world, scene, tmp_path):
    put = puts_of(member)
    photos = take(member, striped_photo(tmp_path))
    (sharp,) = photos.kept()

    photos.tap("Đánh dấu")
    photos.tap("Làm mờ")
    member.look("photo editor")
    photos.tap("Lưu ảnh mới")
    expect(member.page.get_by_text("ảnh chưa làm mờ đã bị xoá")).to_be_visible()
    expect(member.page.locator(".toast button")).to_have_count(0)
    member.done()
    # No other way back either: nothing else was done on this visit.
    expect(member.page.locator(".foot").get_by_role("button", name="Hoàn tác")).to_be_disabled()

    member.expect_sent()
    (said,) = photos_of(world, scene)
    kept = picture_of(world, scene, said["sha256"])
    assert said["sha256"] != sharp
    assert (contrast(kept, CORNER) > 100, contrast(kept, CENTRE) < 30) == (True, True)
    assert photos.kept() == [said["sha256"]]
    assert put == [said["sha256"]]
    assert reply_to(world, scene, sharp)[0] == 404


def test_a_face_that_was_sent_before_it_was_blurred_is_shown_to_nobody_any_more(
    member, world, scene, tmp_path
):
    photos = take(member, striped_photo(tmp_path))
    (sharp,) = photos.kept()
    member.done()
    member.expect_sent()
    assert reply_to(world, scene, sharp)[0] == 200

    member.item("A1").box.locator(".strip button").click()
    photos.tap("Xoay phải")
    expect(member.page.get_by_text("Đã ghi.")).to_be_visible()
    photos.tap("Đánh dấu")
    photos.tap("Làm mờ")
    photos.tap("Lưu ảnh mới")
    expect(member.page.get_by_text("ảnh chưa làm mờ đã bị xoá")).to_be_visible()
    member.done()

    member.expect_sent()
    (said,) = photos_of(world, scene)
    assert reply_to(world, scene, sharp)[0] == 404
    assert photos.kept() == [said["sha256"]], "the pictures from before are still on the phone"


def test_marks_are_set_moved_and_undone_by_buttons_alone(member, world, scene, tmp_path, watch):
    watch.expect(NO_NETWORK)
    member.offline()
    photos = take(member, striped_photo(tmp_path))
    photos.tap("Đánh dấu")
    board = member.sheet.get_by_test_id("board")

    photos.tap("Khung")
    for words in ("Sang trái", "Lên", "To hơn"):
        photos.tap(words)
    expect(board).to_have_accessible_name(
        "1 dấu trên ảnh. Khung: cách mép trái 46%, cách mép trên 46%."
    )
    photos.tap("Mũi tên")
    photos.tap("Xoay mũi")
    expect(board).to_have_accessible_name(
        "2 dấu trên ảnh. Mũi tên: cách mép trái 50%, cách mép trên 50%."
    )
    photos.tap("Dấu khác")
    photos.tap("Bỏ dấu")
    expect(board).to_have_accessible_name(
        "1 dấu trên ảnh. Mũi tên: cách mép trái 50%, cách mép trên 50%."
    )
    for _ in range(3):
        photos.tap("Hoàn tác")
    expect(board).to_have_accessible_name(
        "1 dấu trên ảnh. Khung: cách mép trái 46%, cách mép trên 46%."
    )
    photos.tap("Lưu ảnh mới")
    expect(member.page.get_by_text("Đã ghi.")).to_be_visible()
    member.done()
    member.offline(is_off=False)
    member.freshen()

    member.expect_sent()
    (said,) = photos_of(world, scene)
    kept = picture_of(world, scene, said["sha256"])
    assert reds(kept) > 2000


def test_a_finger_moves_the_mark(member, tmp_path):
    photos = take(member, striped_photo(tmp_path))
    photos.tap("Đánh dấu")
    photos.tap("Khung")
    board = member.sheet.get_by_test_id("board")
    box = board.bounding_box()

    member.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    member.page.mouse.down()
    member.page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75, steps=5)
    member.page.mouse.up()

    expect(board).to_have_accessible_name(
        "1 dấu trên ảnh. Khung: cách mép trái 25%, cách mép trên 75%."
    )
    photos.tap("Hoàn tác")
    expect(board).to_have_accessible_name(
        "1 dấu trên ảnh. Khung: cách mép trái 50%, cách mép trên 50%."
    )
    photos.tap("Bỏ, giữ ảnh cũ")
    expect(member.sheet.get_by_label("Chú thích ảnh")).to_have_value("Trang đầu")


def contrast(picture, box) -> float:
    """How much the brightness changes within a box: fine stripes much, one colour nothing."""
    return ImageStat.Stat(picture.convert("L").crop(box)).stddev[0]


def reds(picture) -> int:
    """How many pixels are as red as a mark; a picture in black and white has none."""
    bands = (band.tobytes() for band in picture.convert("RGB").split())
    return sum(1 for red, *others in zip(*bands, strict=True) if red > 180 and max(others) < 90)
