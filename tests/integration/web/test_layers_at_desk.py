"""What the desk gives: each layer beside the others, rule beside judgement, and why."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from survey_app.fieldwork.rules import Layer
from survey_app.scoring.models import LayerScore
from tests.support.desk import decide, hand_over, review_page, words_of

ABLE = {"value": "able", "reason": "còn hai năm"}


@pytest.fixture
def handed(phone):
    """A visit whose unit scored itself higher than the team did, without a word why."""
    an = phone()
    hand_over(
        an,
        an.answer("A2", {"value": 0, "reason": "tự chấm thấp"}, layer="self"),
        an.answer("B1", {"value": "231", "ability": ABLE}, layer="self"),
    )
    return an


def agree(browser, visit, item, **fields):
    """Give an item the agreed score."""
    fields = {"layer": "agreed", "item": item, "reason": "đối chiếu hồ sơ", **fields}
    return decide(browser, visit, "scores", **fields)


def given(look):
    """The scores given at desks: layer, item, answer, reason."""
    rows = look(select(LayerScore).order_by(LayerScore.id))
    return [(row.layer, row.item, json.loads(row.value), row.reason) for row in rows]


def test_each_layer_is_shown_with_author_time_and_reason(handed, cast, desk):
    agree(desk(cast.binh), cast.visit, "A2", value="4", reason="bổ sung văn bản")
    agree(desk(cast.chau), cast.visit, "A2", layer="final", value="2", reason="chốt theo biên bản")

    words = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))

    for told in (
        "Đơn vị tự chấm Mức 0/4 0 điểm Lý do: tự chấm thấp",
        "Đoàn chấm Mức 3/4",
        "Thống nhất Mức 4/4 4 điểm Lý do: bổ sung văn bản Binh,",
        "Văn phòng chốt (điểm được tính) Mức 2/4 2 điểm Lý do: chốt theo biên bản Chau,",
    ):
        assert told in words, told


@pytest.mark.parametrize("layer", ["agreed", "final"])
@pytest.mark.parametrize("reason", ["", "   ", "\u200b", "x" * 5_001])
def test_no_score_of_the_desk_without_a_reason_that_can_be_read(
    handed, cast, desk, look, layer, reason
):
    response = agree(desk(cast.chau), cast.visit, "A2", layer=layer, value="4", reason=reason)

    assert response.status_code == 422
    assert given(look) == []


@pytest.mark.parametrize(
    ("item", "fields", "told"),
    [
        ("A3", {"value": "2,3"}, "theo bước 0.5"),
        ("A3", {"value": "3,5"}, "từ 0 đến 3"),
        ("A3", {"value": "-1"}, "không nhận số âm"),
        ("A2", {"value": "5"}, "từ 0 đến 4"),
        ("A2", {"value": "2,5"}, "từ 0 đến 4"),
        ("B1", {"value": "-5"}, "không nhận số âm"),
        ("B1", {"value": "1", "judged": "10,5"}, "từ 0 đến 10"),
        ("B1", {"value": "1", "outlook": "perhaps"}, "khả năng hoàn thành chỉ nhận"),
        ("B3", {"value": "khac"}, "không có phương án"),
        ("A1", {"value": "<b>yes</b>"}, "chỉ nhận"),
    ],
)
def test_a_score_outside_its_steps_is_refused_in_words(
    handed, cast, desk, look, item, fields, told
):
    response = agree(desk(cast.binh), cast.visit, item, **fields)

    assert response.status_code == 422
    assert told in response.get_data(as_text=True)
    assert given(look) == []


def test_a_judged_score_stands_beside_the_rule_s_with_its_reason(handed, cast, desk, look):
    agree(desk(cast.binh), cast.visit, "B1", value="231", judged="6", reason="hồ sơ chưa đủ")

    words = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))

    assert given(look)[0][2] == {"value": "231", "judged": "6", "reason": "hồ sơ chưa đủ"}
    assert "theo quy tắc 9,24 điểm, chấm 6 điểm vì: hồ sơ chưa đủ" in words


def test_the_desk_judges_the_ability_alone_and_the_figures_stay(handed, cast, desk, look):
    agree(desk(cast.binh), cast.visit, "B1", outlook="difficult", reason="nguồn đoàn viên giảm")

    answer = {"value": "231", "judged": "8", "reason": "còn hồ sơ đang xét"}
    ability = {"value": "difficult", "reason": "nguồn đoàn viên giảm"}
    words = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))
    assert given(look) == [
        (Layer.AGREED, "B1", answer | {"ability": ability}, "nguồn đoàn viên giảm")
    ]
    assert "Khả năng hoàn thành: Khó hoàn thành: nguồn đoàn viên giảm" in words
    assert "Khả năng hoàn thành: Có khả năng hoàn thành: còn hai năm" in words


def test_the_api_fills_no_gap_and_leaves_no_judgement_without_grounds(handed, phone, cast, look):
    lead = phone(cast.binh)
    value = {"value": "231", "judged": "6", "ability": {"value": "able"}}

    lead.post(
        f"/visits/{cast.visit.key}/decisions",
        {"move": "agree", "item": "B1", "value": value, "reason": "đối chiếu"},
    )
    told = lead.get(f"/visits/{cast.visit.key}/score").get_json()["layers"]["agreed"]

    [b1] = [each for each in told["items"] if each["code"] == "B1"]
    assert b1["earned"] == "6"
    assert b1["ability"] == {"value": "able", "reason": "đối chiếu"}
    assert not {"judged_without_reason", "ability_without_reason"} & set(b1["flags"])


@pytest.mark.parametrize(
    "value",
    [
        {"value": "1", "ability": "able"},
        {"value": "1", "ability": {"value": "maybe", "reason": "x"}},
        {"value": None, "ability": {"value": "able", "reason": "x"}},
        {"value": "1", "ability": ["able"]},
        {"value": "1", "judged": {"points": 3}},
    ],
)
def test_the_api_refuses_a_malformed_judgement(handed, phone, cast, look, value):
    response = phone(cast.binh).post(
        f"/visits/{cast.visit.key}/decisions",
        {"move": "agree", "item": "B1", "value": value, "reason": "đối chiếu"},
    )

    assert response.status_code == 422
    assert given(look) == []


def test_a_malformed_ability_of_the_field_is_held_not_lost(phone):
    an = phone()
    bad = an.answer("B1", {"value": "1", "ability": {"value": "có lẽ"}})

    [receipt] = an.receipts(bad)

    assert (receipt["state"], receipt["code"]) == ("held", "entry-value-malformed")


def test_an_ability_without_grounds_is_taken_from_the_field_and_marked(phone, cast, desk):
    an = phone()
    hand_over(an)
    later = an.answer("B2", {"value": "0", "ability": {"value": "able"}})
    [receipt] = an.receipts(later)

    words = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))

    assert receipt["state"] == "stored"
    assert "khả năng hoàn thành chưa nêu căn cứ" in words or "Trùng sửa" in words


def test_the_unit_s_reply_stands_under_its_finding_on_the_review_page(phone, cast, desk):
    an = phone()
    slot = "018f0000-0000-7000-8000-00000000000a"
    said = {"agree": False, "stance": "disagree", "text": "Đã ban hành"}
    hand_over(
        an,
        an.entry("finding", {"type": "limitation", "text": "Chậm"}, item="A1", slot=slot),
        an.entry("reply", said, slot=slot),
    )

    words = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))

    assert "Ý kiến của đơn vị (không thống nhất) : Đã ban hành chưa được trả lời" in words
    assert "Ý kiến của đơn vị chưa được trả lời" in words
