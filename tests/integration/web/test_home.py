"""The start page: what each role begins with, and real numbers on every card."""

from __future__ import annotations

import pytest

from tests.support.desk import hand_over, words_of

# Who, and what the cards say when An's visit has been handed over.
CARDS = {
    "an": ("Ghi trên điện thoại 0", "Cuộc khảo sát của tôi 1"),
    "binh": ("Chờ thẩm định 1", "Chờ đoàn 0", "Tiến độ đợt khảo sát 0/1 đã duyệt"),
    "chau": (
        "Chờ thẩm định 1",
        "Tiến độ đợt khảo sát 0/2 đã duyệt",
        "Đã duyệt 0",
        "Dữ liệu giữ lại 0",
        "Phiếu khảo sát 1 đã ban hành",
    ),
    "quan": ("Tài khoản 7", "Tiến độ đợt khảo sát 0/2 đã duyệt", "Phiếu khảo sát 1 đã ban hành"),
}


@pytest.mark.parametrize("who", CARDS)
def test_every_card_tells_how_much_there_is(cast, phone, desk, who):
    hand_over(phone())

    words = words_of(desk(getattr(cast, who)).get("/").get_data(as_text=True))

    for told in CARDS[who]:
        assert told in words, told


@pytest.mark.parametrize(("who", "shown"), [("an", True), ("binh", False), ("chau", False)])
def test_a_member_gets_the_way_to_the_phone_page(cast, desk, who, shown):
    page = desk(getattr(cast, who)).get("/").get_data(as_text=True)

    assert ('class="qr"' in page) is shown
    assert ("Mở trang điện thoại" in page) is shown
