"""The rescue file of a phone: look into it, bring it in, twice as well as once."""

from __future__ import annotations

import io
from importlib import import_module

import pytest
from sqlalchemy import select

from survey_app.fieldwork.models import Entry, HeldEntry, Photo, RescueParcel
from survey_app.fieldwork.rules import HeldState
from tests.support.desk import words_of
from tests.support.phone import jpeg
from tests.support.rescue import bring, bring_in, packed, rescue_file


def unsent(phone):
    """What An's phone could not send: an answer, and a photo with its entry."""
    data = jpeg()
    return [phone.answer("A1", {"value": "yes"}), phone.photo(data)], [packed(data)]


def words(reply):
    return words_of(reply.get_data(as_text=True))


def test_a_file_shows_what_is_in_it_before_anything_is_taken(cast, phone, desk, look):
    entries, photos = unsent(phone())

    told = words(bring(desk(cast.chau), rescue_file(cast.an, entries, photos)))

    assert "An (an)" in told
    assert "LĐLĐ huyện Hướng Hóa 2" in told
    assert "Ảnh trong tệp 1" in told
    assert "Hỏi lại" not in told
    assert (look(select(Entry)), look(select(Photo))) == ([], [])


def test_a_file_is_brought_in_under_the_name_of_its_phone(cast, phone, desk, look):
    entries, photos = unsent(phone())

    told = words(bring_in(desk(cast.chau), rescue_file(cast.an, entries, photos)))

    assert "2 mục mới lưu" in told
    assert "1 ảnh mới lưu" in told
    assert {each.author_id for each in look(select(Entry))} == {cast.an.id}
    assert [each.received_from_id for each in look(select(Photo))] == [cast.an.id]
    assert look(select(RescueParcel.state)) == [HeldState.TAKEN]


def test_bringing_in_twice_is_the_same_as_once(cast, phone, desk, look):
    entries, photos = unsent(phone())
    browser, file = desk(cast.chau), rescue_file(cast.an, entries, photos)
    bring_in(browser, file)

    told = words(bring_in(browser, file))

    assert "2 mục đã có từ trước" in told
    assert "1 ảnh đã có từ trước" in told
    assert "mới lưu" not in told
    counts = [len(look(select(kind))) for kind in (Entry, Photo, RescueParcel, HeldEntry)]
    assert counts == [2, 1, 1, 0]


def test_what_the_phone_could_send_after_all_is_not_stored_again(cast, phone, desk, look):
    sender = phone()
    entries, photos = unsent(sender)
    sender.receipts(entries[0])

    told = words(bring_in(desk(cast.chau), rescue_file(cast.an, entries, photos)))

    assert "1 mục mới lưu" in told
    assert "1 mục đã có từ trước" in told
    assert len(look(select(Entry))) == 2


def test_an_entry_that_cannot_be_taken_is_held_with_its_reason(cast, phone, desk, look):
    sender = phone()
    entries = [sender.answer("KHONG_CO", {"value": "yes"}), sender.answer("A1", {"value": "yes"})]

    told = words(bring_in(desk(cast.chau), rescue_file(cast.an, entries)))

    assert "1 mục giữ lại : Tiêu chí không có trong phiếu" in told
    assert "1 mục mới lưu" in told
    assert [each.code for each in look(select(HeldEntry))] == ["entry-item-unknown"]


def test_what_a_former_member_wrote_is_held(cast, phone, desk, change, look):
    entries, _ = unsent(phone())
    change(lambda session: remove(session, cast))

    told = words(bring_in(desk(cast.chau), rescue_file(cast.an, entries)))

    assert "2 mục giữ lại : Người gửi không còn trong cuộc khảo sát" in told
    assert look(select(Entry)) == []


def remove(session, cast):
    visit = session.merge(cast.visit)
    (place,) = [each for each in visit.members if each.person_id == cast.an.id]
    place.removed_at = place.assigned_at


def test_entries_for_a_visit_that_was_never_theirs_are_refused_and_stay(cast, phone, desk, look):
    entries, photos = unsent(phone(visit=cast.other_visit))

    told = words(bring_in(desk(cast.chau), rescue_file(cast.an, entries, photos)))

    assert "2 mục không nhập: An không thuộc cuộc khảo sát này" in told
    assert (look(select(Entry)), look(select(HeldEntry))) == ([], [])
    assert look(select(RescueParcel.state)) == [HeldState.OPEN]


def test_photos_that_are_missing_or_not_whole_are_told(cast, desk, look):
    broken = packed(jpeg()) | {"base64": "AAAA"}
    photos = [broken, {"sha256": "0" * 64, "missing": True}, packed(b"no picture"), 7, {}]

    told = words(bring_in(desk(cast.chau), rescue_file(cast.an, [], photos)))

    assert "4 ảnh thiếu hoặc không nguyên vẹn" in told
    assert "1 tệp ảnh bị hỏng" in told
    assert [each.problem for each in look(select(Photo))] == ["photo-not-a-picture"]


def test_a_file_that_somebody_else_sent_in_is_pointed_out(cast, phone, client, token, desk, look):
    entries, _ = unsent(phone())
    headers = {"Authorization": f"Bearer {token(cast.dung)}"}
    client.post("/api/v1/rescue", data=rescue_file(cast.an, entries), headers=headers)
    (parcel,) = look(select(RescueParcel))
    browser = desk(cast.chau)

    shown = browser.get(f"/held/parcels/{parcel.id}/contents")

    assert f"/held/parcels/{parcel.id}/contents" in browser.get("/held").get_data(as_text=True)
    assert "Tệp ghi tên An nhưng do Dung gửi. Hỏi lại trước khi nhập." in words(shown)


def hostile(an):
    """Files that no phone wrote, and what is said of them."""
    user = {"id": an.id, "username": an.username}
    broken, other, stranger = "bị hỏng", "không phải tệp dự phòng", "không có tài khoản"
    return {
        "empty": (b"", broken),
        "a picture": (jpeg(), broken),
        "cut off": (rescue_file(an, [])[:-4], broken),
        "nested": (b'{"format":"survey-rescue-1","entries":' + b"[" * 50_000, broken),
        "huge number": (b'{"format":"survey-rescue-1","entries":' + b"9" * 5_000 + b"}", broken),
        "a list": (b"[]", other),
        "another format": (rescue_file(an, [], format="survey-rescue-9"), other),
        "entries no list": (rescue_file(an, {"a": 1}), broken),
        "photos no list": (rescue_file(an, [], "x"), broken),
        "nobody": (rescue_file(an, [], user=None), stranger),
        "a name of another server": (rescue_file(an, [], user=user | {"username": "la"}), stranger),
        "an id too large": (rescue_file(an, [], user=user | {"id": 10**30}), stranger),
        "an id that is a truth": (rescue_file(an, [], user=user | {"id": True}), stranger),
        "too much": (rescue_file(an, [0] * 20_001), "nhiều mục hơn"),
    }


def test_files_that_no_phone_wrote_are_refused_in_words_and_kept(cast, desk, look):
    browser = desk(cast.chau)
    for name, (data, told) in hostile(cast.an).items():
        reply = bring(browser, data)

        assert reply.status_code == 422, name
        assert told in words(reply), name
        path = reply.request.path
        assert browser.get(path.replace("/contents", "")).data == data, name
        assert browser.post(path.replace("/contents", "/import")).status_code == 422, name
    assert look(select(Entry)) == []


def test_hostile_entries_neither_break_the_import_nor_get_in(cast, phone, desk, look):
    good = phone().answer("A1", {"value": "yes"})
    visit = str(cast.visit.key)
    bad = [
        None,
        7,
        [],
        {"visit": visit},
        {"visit": "khong"},
        {"visit": {"a": 1}},
        good | {"id": "'; DROP TABLE entry; --"},
        good | {"id": "\ud800"},
        good | {"seq": 10**30},
        {"visit": visit, "id": "<script>alert(1)</script>" * 50},
    ]

    reply = bring_in(desk(cast.chau), rescue_file(cast.an, [*bad, good]))

    assert reply.status_code == 200
    assert "<script>" not in reply.get_data(as_text=True)
    assert [str(each.uuid) for each in look(select(Entry))] == [good["id"]]


def test_a_form_without_a_file_asks_for_one(cast, desk):
    reply = desk(cast.chau).post("/held/parcels", data={})

    assert (reply.status_code, "Chọn tệp dự phòng." in words(reply)) == (422, True)


def test_a_file_larger_than_a_form_but_not_too_large_is_kept(cast, desk):
    large = rescue_file(cast.an, [], filler="x" * 7_000_000)

    assert bring(desk(cast.chau), large).status_code == 200


def test_a_file_too_large_is_told_so(cast, desk, monkeypatch, look):
    pages = import_module("survey_app.web.held.parcels")
    monkeypatch.setattr(pages, "LARGEST_RESCUE", 100_000)

    reply = bring(desk(cast.chau), b"x" * 200_000)

    assert (reply.status_code, "quá lớn" in words(reply)) == (413, True)
    assert look(select(RescueParcel)) == []


def test_a_file_from_a_strangers_form_is_refused(app, cast, desk, monkeypatch, look):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)

    assert bring(desk(cast.chau), b"x").status_code == 400
    assert look(select(RescueParcel)) == []


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_rescue_files_are_the_offices_alone(cast, desk, who, look):
    bring(desk(cast.chau), rescue_file(cast.an, []))
    (parcel,) = look(select(RescueParcel))
    browser, file = desk(getattr(cast, who)), (io.BytesIO(b"x"), "x.json")

    replies = [
        browser.post("/held/parcels", data={"file": file}),
        browser.get(f"/held/parcels/{parcel.id}/contents"),
        browser.post(f"/held/parcels/{parcel.id}/import"),
    ]

    assert [each.status_code for each in replies] == [403, 403, 403]
    assert len(look(select(RescueParcel))) == 1
