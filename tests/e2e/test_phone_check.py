"""Whether everything arrived: one code on the phone and on the server; and coming in by a code."""

from __future__ import annotations

from uuid import UUID

from playwright.sync_api import expect
from sqlalchemy import delete, select

from survey_app.core import clock
from survey_app.fieldwork.heads import rebuild
from survey_app.fieldwork.models import Entry, Head, Supersession
from survey_app.visits.models import Person, Visit
from survey_app.visits.people import make_join_code

# A browser that reads codes, and a camera that shows one.
READER = """code => {
  window.BarcodeDetector = class { detect() { return Promise.resolve([{ rawValue: code }]); } };
  navigator.mediaDevices.getUserMedia = () => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d').fillRect(0, 0, 10, 10);
    window.shown = canvas.captureStream(5);
    return Promise.resolve(window.shown);
  };
}"""


def check(member, scene):
    """The row of the scene's visit, once the phone has asked."""
    member.page.goto("/phone#/sync")
    member.page.get_by_role("button", name="Kiểm tra với máy chủ").click()
    return member.page.get_by_test_id("phone-check").locator("li", has_text=scene.name)


def code_of(world, scene):
    """What the server says."""
    with world.caller(scene.binh) as lead:
        return lead.get(f"/visits/{scene.visit}/check")["code"]


def test_the_phone_and_the_server_say_the_same_code(phone, scene, world):
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.item("A2").level(3)
    member.item("A2").level(2)
    member.item("A1").note("Đã đối chiếu.")
    member.expect_sent()

    row = check(member, scene)

    expect(row).to_have_attribute("data-state", "same")
    expect(row).to_contain_text("cùng 2 nội dung")
    expect(row).to_contain_text(f"Mã {code_of(world, scene)}")
    member.look("phone that has what the server has")


def test_what_the_server_lost_is_told_and_sent_again(phone, scene, world):
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.item("A2").level(3)
    member.item("A1").tap("Có")
    member.expect_sent()
    world.behind(lambda session: _lose(session, scene, "A2"))

    row = check(member, scene)

    expect(row).to_have_attribute("data-state", "differs")
    expect(row).to_contain_text("Máy chủ không còn 1 nội dung đã nhận: đang gửi lại.")
    member.look("phone that has more than the server")
    member.expect_sent()
    member.page.get_by_role("button", name="Kiểm tra với máy chủ").click()
    expect(row).to_have_attribute("data-state", "same")


def _lose(session, scene, item):
    """As after a mishap that nobody noticed: an entry is gone from the server."""
    visit_id = session.scalar(select(Visit.id).where(Visit.key == UUID(scene.visit)))
    gone = session.scalars(
        select(Entry.id).where(Entry.visit_id == visit_id, Entry.item == item)
    ).all()
    session.execute(delete(Head).where(Head.entry_id.in_(gone)))
    session.execute(delete(Supersession).where(Supersession.entry_id.in_(gone)))
    session.execute(delete(Entry).where(Entry.id.in_(gone)))
    rebuild(session)


def test_without_a_network_nothing_is_claimed(phone, scene, watch):
    watch.expect("net::ERR_INTERNET_DISCONNECTED")
    member = phone()
    member.begin(scene.an, scene.unit)
    member.section("A")
    member.item("A2").level(3)
    member.offline()

    row = check(member, scene)

    expect(row).to_have_attribute("data-state", "silent")
    expect(row).to_contain_text("chưa so sánh được")
    member.offline(is_off=False)


def _code_for(world, username):
    def act(session):
        person = session.scalars(select(Person).where(Person.username == username)).one()
        return make_join_code(session, person, at=clock.now())

    return world.behind(act)


def test_a_code_that_the_camera_reads_signs_in_once(phone, scene, world, watch):
    watch.expect("status of 401")
    code = _code_for(world, scene.an)
    member = phone()
    member.page.goto("/phone")
    member.page.get_by_role("button", name="Dùng mã tham gia").click()
    # Where the browser cannot read codes they are typed, and nothing else is offered.
    expect(member.page.get_by_label("Mã tham gia")).to_be_visible()
    expect(member.page.get_by_role("button", name="Quét mã QR")).to_have_count(0)

    member.page.evaluate(READER, f"{world.address}/phone#join={code}")
    member.page.get_by_role("button", name="Dùng tên đăng nhập và mật khẩu").click()
    member.page.get_by_role("button", name="Dùng mã tham gia").click()
    member.page.get_by_role("button", name="Quét mã QR").click()
    expect(member.page.get_by_test_id(f"visit-{scene.unit}")).to_be_visible()
    # The camera is let go.
    expect(member.sheet).to_have_count(0)
    assert member.page.evaluate("window.shown.getTracks().every(t => t.readyState === 'ended')")

    second = phone()
    second.page.goto(f"/phone#join={code}")
    second.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(second.page.get_by_role("alert")).to_contain_text("đã dùng hoặc đã hết hạn")


def test_a_camera_that_is_refused_leaves_typing(phone):
    member = phone()
    member.page.goto("/phone")
    member.page.evaluate(READER, "x")
    member.page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no')); }"
    )
    member.page.get_by_role("button", name="Dùng mã tham gia").click()
    member.page.get_by_role("button", name="Quét mã QR").click()

    expect(member.sheet).to_contain_text("Không mở được máy ảnh.")
    member.look("camera refused")
    member.done()
    expect(member.page.get_by_label("Mã tham gia")).to_be_editable()
