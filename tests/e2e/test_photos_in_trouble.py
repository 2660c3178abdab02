"""Photos when the page dies over them, when the round asks for places, and a hundred of them."""

from __future__ import annotations

import sys

import pytest
from PIL import Image
from playwright.sync_api import expect

from survey_app.visits.models import Round
from tests.e2e.conftest import PHONE
from tests.e2e.pages.phone import PhonePage
from tests.e2e.pages.photos import Photos
from tests.e2e.pictures import large_photo, small_photo
from tests.e2e.stored import photos_of, picture_of
from tests.e2e.test_offline import NO_NETWORK

HERE = {"latitude": 16.816273, "longitude": 107.10031, "accuracy": 12.4}
MANY = 100
# Pictures, object addresses and canvases that are open, counted from the first script on.
COUNTED = """
window.open_now = {pictures: 0, addresses: 0};
const make = window.createImageBitmap.bind(window);
window.createImageBitmap = async (...given) => {
  const made = await make(...given);
  open_now.pictures += 1;
  const close = made.close.bind(made);
  made.close = () => { open_now.pictures -= 1; close(); };
  return made;
};
const [begin, end] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)];
URL.createObjectURL = (what) => { open_now.addresses += 1; return begin(what); };
URL.revokeObjectURL = (what) => { open_now.addresses -= 1; end(what); };
"""


def started(own_phone, scene) -> PhonePage:
    """A phone at section A, which can be switched off."""
    member: PhonePage = own_phone()
    member.begin(scene.an, scene.unit)
    member.keep_shell()
    member.section("A")
    return member


def again(own_phone, scene) -> PhonePage:
    """The same phone switched off and on again."""
    member: PhonePage = own_phone()
    member.page.goto("/phone")
    member.open_visit(scene.unit)
    member.section("A")
    return member


def test_a_page_that_died_behind_the_camera_says_so_and_has_what_was_typed(own_phone, scene):
    member = started(own_phone, scene)
    card = member.item("A1")
    Photos(member).read_notice(card, told=True)
    Photos(member).wait_for("photo-expected", bool)

    member = again(own_phone, scene)

    expect(member.page.get_by_text("Lần chụp ảnh trước chưa kịp lưu")).to_be_visible()
    member.page.reload()
    expect(member.item("A1").box).to_be_visible()
    expect(member.page.get_by_text("Lần chụp ảnh trước chưa kịp lưu")).to_have_count(0)


def test_a_camera_that_gave_nothing_is_not_missed(own_phone, scene):
    member = started(own_phone, scene)
    chooser = Photos(member).read_notice(member.item("A1"), told=True)
    Photos(member).wait_for("photo-expected", bool)
    chooser.set_files([])
    Photos(member).wait_for("photo-expected", lambda held: held is None)


def test_a_page_that_died_over_a_large_photo_has_it_after_the_next_start(
    own_phone, world, scene, watch, tmp_path
):
    watch.expect(NO_NETWORK)
    member = started(own_phone, scene)
    member.offline()
    files = [large_photo(tmp_path, f"{n}.jpg", 8000, 6000 - 80 * n) for n in range(2)]
    Photos(member).choose(member.item("A1"), files)
    Photos(member).wait_for("photos-incoming", lambda held: held and len(held) == 2)

    member = again(own_phone, scene)

    member.page.set_default_timeout(60_000)
    expect(member.item("A1").photos()).to_have_count(2, timeout=60_000)
    Photos(member).wait_for("photos-incoming", lambda held: held == [])
    member.expect_sent()
    stored = photos_of(world, scene)
    assert [each["height"] for each in stored] == [1200, 1184]
    assert picture_of(world, scene, stored[0]["sha256"]).size == (1600, 1200)
    assert len(Photos(member).kept()) == 2, "the files are still on the phone"


@pytest.mark.parametrize("asks", [True, False])
def test_the_place_is_told_only_where_the_round_asks(opened, world, scene, watch, tmp_path, asks):
    def choose(session):
        session.get(Round, scene.round).photo_position = asks

    world.behind(choose)
    context = opened(viewport=PHONE, geolocation=HERE, permissions=["geolocation"])
    member = PhonePage(context.new_page(), watch, world.password)
    member.begin(scene.an, scene.unit)
    member.section("A")
    card, photos = member.item("A1"), Photos(member)

    photos.read_notice(card, told=True).set_files(small_photo(tmp_path, "1.jpg", "teal"))
    expect(member.sheet).to_contain_text("Ảnh A1.1")
    member.done()
    photos.choose(card, [small_photo(tmp_path, "2.jpg", "maroon")])
    member.done()

    member.expect_sent()
    # A picture from the gallery was taken somewhere else.
    told = {"lat": "16.816273", "lon": "107.100310", "accuracy": 12} if asks else None
    assert [each.get("position") for each in photos_of(world, scene)] == [told, None]


def test_a_hundred_photos_leave_no_memory_behind(own_phone, scene, watch, tmp_path, capsys):
    watch.expect(NO_NETWORK)
    member = started(own_phone, scene)
    page = member.page
    page.add_init_script(COUNTED)
    page.reload()
    member.offline()
    card = member.item("A1")
    heaps = {}
    for done in range(20, MANY + 1, 20):
        Photos(member).choose(card, [shade(tmp_path, n) for n in range(done - 20, done)])
        expect(member.sheet).to_contain_text(f"Ảnh A1.{done}", timeout=60_000)
        member.done()
        heaps[done] = heap_of(page)
    member.back()
    member.foot("Ảnh")
    expect(page.locator(".album li")).to_have_count(MANY)
    page.locator(".album li").last.scroll_into_view_if_needed()
    expect(page.locator(".album canvas").last).to_have_js_property("width", 240)
    painted = page.locator(".album canvas").evaluate_all(
        "(all) => all.filter((each) => each.width === 240).length"
    )

    open_now = page.evaluate("open_now")
    figures = {"megabytes": heaps, "open": open_now, "painted": painted}
    with capsys.disabled():
        sys.stdout.write(f"\nmemory over {MANY} photos: {figures}\n")
    assert open_now == {"pictures": 0, "addresses": 0}
    assert heaps[MANY] - heaps[20] < 4, heaps
    assert painted < MANY / 2


def shade(folder, number):
    """A photo of its own colour."""
    file = folder / f"{number}.jpg"
    Image.new("RGB", (2000, 1500), (2 * number, 90, 120)).save(file, "JPEG")
    return file


def heap_of(page) -> float:
    """Megabytes that scripts hold after the rubbish was taken out."""
    asking = page.context.new_cdp_session(page)
    asking.send("HeapProfiler.collectGarbage")
    asking.send("Performance.enable")
    metrics = asking.send("Performance.getMetrics")["metrics"]
    asking.detach()
    held: float = round(
        next(each["value"] for each in metrics if each["name"] == "JSHeapUsedSize") / 2**20, 2
    )
    return held
