"""What was held for the office: look at it, take it in, dismiss it."""

from __future__ import annotations

from sqlalchemy import select

from survey_app.fieldwork.models import Entry, HeldEntry, RescueParcel
from survey_app.fieldwork.rules import HeldState
from tests.support.desk import hand_over, words_of
from tests.support.queries import counted


def hold_unknown(phone, item="KHONG_CO"):
    """An entry that names an item which the checklist does not have."""
    (receipt,) = phone.receipts(phone.answer(item, {"value": "<b>yes</b>"}))
    assert receipt["state"] == "held"


def hold_late(cast, phone, desk):
    """An entry that came after the lead had opened the review."""
    hand_over(phone())
    desk(cast.binh).post(f"/reviews/{cast.visit.key}/opening", data={"seen": "0"})
    slot = "018f0000-0000-7000-8000-000000000009"
    entry = phone().entry("note", {"text": "Về muộn"}, item="A1", slot=slot)
    (receipt,) = phone().receipts(entry)
    assert receipt["state"] == "held"


def only_held(look):
    (held,) = look(select(HeldEntry))
    return held


def test_the_list_tells_what_is_held_and_why(cast, phone, desk):
    hold_unknown(phone())

    words = words_of(desk(cast.chau).get("/held").get_data(as_text=True))

    assert "Tiêu chí không có trong phiếu" in words
    assert "LĐLĐ huyện Hướng Hóa" in words


def test_an_empty_list_says_so(cast, desk):
    words = words_of(desk(cast.chau).get("/held").get_data(as_text=True))

    assert "Không có mục nào." in words
    assert "Không có gói dữ liệu nào." in words


def test_an_entry_is_shown_as_it_came(cast, phone, desk, look):
    hold_unknown(phone())

    page = desk(cast.chau).get(f"/held/{only_held(look).id}").get_data(as_text=True)

    assert "KHONG_CO" in page
    assert "&lt;b&gt;yes&lt;/b&gt;" in page


def test_a_late_entry_is_taken_into_the_visit(cast, phone, desk, look):
    hold_late(cast, phone, desk)
    before = len(look(select(Entry)))

    reply = desk(cast.chau).post(f"/held/{only_held(look).id}/taking")

    assert reply.status_code == 303
    assert len(look(select(Entry))) == before + 1
    assert only_held(look).state is HeldState.TAKEN


def test_an_entry_that_cannot_be_taken_stays_held(cast, phone, desk, look):
    hold_unknown(phone())

    reply = desk(cast.chau).post(f"/held/{only_held(look).id}/taking")

    assert reply.status_code == 422
    assert "Chưa nhận vào được" in reply.get_data(as_text=True)
    assert only_held(look).state is HeldState.OPEN


def test_a_dismissed_entry_can_still_be_read(cast, phone, desk, look):
    hold_unknown(phone())
    browser, held = desk(cast.chau), only_held(look)

    browser.post(f"/held/{held.id}/dismissal")

    assert only_held(look).state is HeldState.DISMISSED
    assert "KHONG_CO" in browser.get(f"/held/{held.id}").get_data(as_text=True)
    assert f"/held/{held.id}" in browser.get("/held?state=dismissed").get_data(as_text=True)
    assert f"/held/{held.id}" not in browser.get("/held").get_data(as_text=True)


def test_a_rescue_parcel_is_taken_as_bytes_and_put_away(cast, client, token, desk, look):
    sent = b"<script>goi</script>"
    headers = {"Authorization": f"Bearer {token(cast.an)}"}
    client.post("/api/v1/rescue", data=sent, headers=headers)
    (parcel,) = look(select(RescueParcel))
    browser = desk(cast.chau)

    taken = browser.get(f"/held/parcels/{parcel.id}")
    browser.post(f"/held/parcels/{parcel.id}/dismissal")

    assert (taken.data, taken.mimetype) == (sent, "application/octet-stream")
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert look(select(RescueParcel.state)) == [HeldState.DISMISSED]


def test_held_data_is_the_offices_alone(cast, phone, desk, look):
    hold_unknown(phone())
    held = only_held(look)
    for person in (cast.an, cast.binh, cast.dung, cast.quan):
        browser = desk(person)
        asked = [browser.get(path) for path in ("/held", f"/held/{held.id}", "/held/parcels/1")]
        done = [
            browser.post(path)
            for path in (
                f"/held/{held.id}/taking",
                f"/held/{held.id}/dismissal",
                "/held/parcels/1/dismissal",
            )
        ]
        assert {reply.status_code for reply in (*asked, *done)} == {403}


def test_what_is_not_held_is_told(cast, desk):
    browser = desk(cast.chau)

    assert browser.get("/held/999").status_code == 404
    assert browser.get("/held/parcels/999").status_code == 404
    assert browser.post("/held/999/taking").status_code == 404


def test_the_list_asks_as_often_for_thirty_entries_as_for_three(app, cast, phone, desk):
    sender, browser = phone(), desk(cast.chau)
    for n in range(3):
        hold_unknown(sender, f"KHONG_{n}")
    few = counted(app, lambda: browser.get("/held"))
    for n in range(3, 30):
        hold_unknown(sender, f"KHONG_{n}")

    assert counted(app, lambda: browser.get("/held")) == few
