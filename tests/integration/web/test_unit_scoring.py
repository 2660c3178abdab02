"""The unit scores itself: its answers become entries of the layer self, under its own name."""

from __future__ import annotations

import hashlib
from importlib import import_module

import pytest
from sqlalchemy import select

from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.rules import EntryKind, Layer
from tests.support.desk import hand_over, hidden, review_page, words_of
from tests.support.phone import jpeg
from tests.support.unit import unit_of


@pytest.fixture
def unit(app, change, cast):
    return unit_of(app, change, cast.visit, cast.binh)


@pytest.fixture
def recorded(phone):
    def entries():
        found = phone().get(f"/visits/{phone().visit}/entries").get_json()["entries"]
        return [(each["kind"], each["item"], each["layer"], each["value"]) for each in found]

    return entries


@pytest.mark.parametrize(
    ("section", "fields", "item", "value"),
    [
        pytest.param("A", {"value__A1": "yes"}, "A1", {"value": "yes"}, id="yes or no"),
        pytest.param("A", {"value__A2": "3"}, "A2", {"value": 3}, id="a level"),
        pytest.param("A", {"value__A3": "2,5"}, "A3", {"value": "2.5"}, id="points with a comma"),
        pytest.param("B", {"value__B1": "1.250"}, "B1", {"value": "1250"}, id="a figure"),
        pytest.param("B", {"value__B3": "x"}, "B3", {"value": "x"}, id="an option"),
        pytest.param(
            "B", {"value__B4": "2"}, "B4", {"value": {"rows": [], "level": "2"}}, id="completeness"
        ),
        pytest.param(
            "B",
            {"not_applicable__B2": "1", "reason__B2": "không phát sinh"},
            "B2",
            {"not_applicable": "không phát sinh"},
            id="not applicable",
        ),
        pytest.param(
            "A",
            {"value__A1": "yes", "reason__A1": "Kế hoạch số 12"},
            "A1",
            {"value": "yes", "reason": "Kế hoạch số 12"},
            id="with its reason",
        ),
        pytest.param(
            "B",
            {"value__B1": "231", "outlook__B1": "able", "outlook_reason__B1": "còn hai năm"},
            "B1",
            {"value": "231", "ability": {"value": "able", "reason": "còn hai năm"}},
            id="with its ability to complete",
        ),
    ],
)
def test_an_answer_of_the_unit_becomes_an_entry_of_its_own_layer(
    unit, recorded, section, fields, item, value
):
    response = unit.score(section, **fields)

    assert response.status_code == 303
    assert recorded() == [("answer", item, "self", value)]


def test_the_entry_names_the_unit_and_its_link(unit, phone):
    unit.score("A", value__A1="yes")

    [entry] = phone().get(f"/visits/{phone().visit}/entries").get_json()["entries"]

    assert entry["author"]["name"] == "LĐLĐ huyện Hướng Hóa (tự nhập qua liên kết)"
    assert entry["device"].startswith("lien-ket-don-vi-")


def test_what_was_saved_is_in_the_form_again(unit):
    unit.score("A", value__A3="2,5", reason__A3="tự đánh giá")

    page = unit.words("/sections/A")

    assert 'value="2,5"' in page
    assert "tự đánh giá" in page
    assert "1 trên 3 tiêu chí" in unit.words()


def test_saving_the_same_again_writes_nothing(unit, recorded):
    for _ in range(2):
        unit.score("A", value__A1="yes", value__A3="2,5")

    assert len(recorded()) == 2


def test_a_new_answer_replaces_the_unit_s_own(unit, recorded, look):
    unit.score("A", value__A1="yes")
    unit.score("A", value__A1="no")

    assert [value for *_, value in recorded()] == [{"value": "yes"}, {"value": "no"}]
    first, second = look(select(Entry).order_by(Entry.number))
    assert str(first.uuid) in second.supersedes


def test_an_emptied_answer_is_taken_back(unit, recorded):
    unit.score("A", value__A1="yes")
    unit.score("A", value__A1="")

    assert recorded()[-1] == ("answer", "A1", "self", None)


@pytest.mark.parametrize(
    ("section", "fields", "told"),
    [
        pytest.param("A", {"value__A3": "2,3"}, "theo bước 0.5", id="outside the steps"),
        pytest.param("A", {"value__A3": "9"}, "từ 0 đến 3", id="above the points"),
        pytest.param("A", {"value__A2": "7"}, "từ 0 đến 4", id="no such level"),
        pytest.param("A", {"value__A2": "²"}, "từ 0 đến 4", id="a digit that is no figure"),
        pytest.param("A", {"value__A1": "có lẽ"}, "chỉ nhận", id="neither yes nor no"),
        pytest.param("B", {"value__B1": "-1"}, "không nhận số âm", id="negative"),
        pytest.param("B", {"value__B1": "nhiều"}, "phải là số", id="no number"),
        pytest.param("B", {"value__B3": "q"}, "không có phương án", id="no such option"),
        pytest.param("A", {"not_applicable__A1": "1"}, "nêu lý do", id="KAD without its reason"),
        pytest.param("A", {"reason__A1": "vì"}, "Chọn điểm", id="a reason for nothing"),
        pytest.param(
            "A", {"value__A1": "yes", "not_applicable__A1": "1"}, "Chọn một", id="both at once"
        ),
        pytest.param(
            "A", {"value__A1": "yes", "reason__A1": "x" * 5_001}, "5.000", id="a reason too long"
        ),
        pytest.param(
            "B", {"value__B1": "1", "outlook__B1": "able"}, "Nêu căn cứ", id="ability, no grounds"
        ),
        pytest.param(
            "B",
            {"value__B1": "1", "outlook__B1": "maybe", "outlook_reason__B1": "x"},
            "khả năng hoàn thành",
            id="an ability of no known word",
        ),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept_in_the_page(unit, recorded, section, fields, told):
    response = unit.score(section, **fields)
    page = response.get_data(as_text=True)

    assert response.status_code == 422
    assert told in page
    assert recorded() == []


def test_the_sound_answers_of_a_page_are_saved_beside_a_faulty_one(unit, recorded):
    response = unit.score("A", value__A1="yes", value__A3="2,3")
    page = response.get_data(as_text=True)

    assert response.status_code == 422
    assert "Đã lưu 1 tiêu chí" in page
    assert 'value="2,3"' in page
    assert recorded() == [("answer", "A1", "self", {"value": "yes"})]


def test_two_people_of_a_unit_overwrite_nothing_unawares(unit, recorded):
    page = unit.words("/sections/A")
    seen = {"seen__A1": hidden(page, "seen-A1")}
    unit.post("/sections/A", **seen, value__A1="yes", reason__A1="người thứ nhất")

    stale = unit.post("/sections/A", **seen, value__A1="no", reason__A1="người thứ hai")
    told = stale.get_data(as_text=True)
    fresh = {"seen__A1": hidden(told, "seen-A1")}
    again = unit.post("/sections/A", **fresh, value__A1="no", reason__A1="người thứ hai")

    assert stale.status_code == 422
    assert "Người khác của đơn vị vừa lưu: Có" in told
    assert "người thứ hai" in told
    assert again.status_code == 303
    assert [value["value"] for *_, value in recorded()] == ["yes", "no"]


def test_markup_in_what_is_typed_stays_text(unit, cast, phone, desk):
    unit.score("A", value__A1="yes", reason__A1="<script>alert(1)</script>")
    hand_over(phone())

    for page in (
        unit.words("/sections/A"),
        review_page(desk(cast.binh), cast.visit).get_data(as_text=True),
    ):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_unit_sees_nothing_that_the_team_recorded(unit, phone):
    an = phone()
    picture = jpeg(colour="red")
    an.put(picture)
    an.receipts(
        an.answer("A1", {"value": "no", "reason": "đoàn chấm"}),
        an.answer("A2", {"value": 1, "reason": "đoàn nhập hộ"}, layer="self"),
        an.entry("note", {"text": "ghi chú riêng của đoàn"}, item="A1"),
        an.entry("evidence", {"number": "99/BC-ĐOÀN"}, item="A1"),
        an.photo(picture),
    )

    words = unit.words() + unit.words("/sections/A") + unit.words("/items/A1/proofs")

    for hidden_from_it in ("đoàn chấm", "đoàn nhập hộ", "ghi chú riêng", "99/BC-ĐOÀN"):
        assert hidden_from_it not in words
    assert unit.get(f"/photos/{hashlib.sha256(picture).hexdigest()}").status_code == 404


def test_team_and_unit_typing_the_same_self_score_is_a_clash(unit, phone, cast, desk):
    an = phone()
    an.receipts(an.answer("A1", {"value": "no"}, layer="self"))
    unit.score("A", value__A1="yes")
    hand_over(an)

    page = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))

    assert "Trùng sửa: Nội dung trả lời (Đơn vị tự chấm)" in page
    assert "tự nhập qua liên kết" in page


def test_self_and_team_scores_stand_side_by_side(unit, phone, cast, desk):
    unit.score("A", value__A2="4")
    hand_over(phone())

    page = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))

    assert "Đơn vị tự chấm Mức 4/4" in page
    assert "Đoàn chấm (điểm được tính) Mức 3/4" in page


def test_scores_are_closed_once_the_team_has_handed_over(unit, phone, recorded):
    unit.score("A", value__A1="yes")
    hand_over(phone())
    before = len(recorded())

    refused = unit.post("/sections/A", value__A1="no")

    assert refused.status_code == 409
    assert len(recorded()) == before
    assert "Phần tự chấm đã khoá" in unit.words("/sections/A")
    assert unit.post("/items/A1/documents", number="1/KH").status_code == 409
    assert unit.add_photo("A1", jpeg()).status_code == 409


def test_a_self_score_does_not_begin_the_visit(unit, phone):
    unit.score("A", value__A1="yes")
    unit.post("/items/A1/documents", number="12/KH-LĐLĐ")

    assert phone().state() == "planned"


def test_a_link_takes_only_so_much(unit, monkeypatch, recorded):
    monkeypatch.setattr(import_module("survey_app.web.unit_link.own"), "MOST_ENTRIES", 2)
    unit.score("A", value__A1="yes", value__A2="1")

    assert unit.score("A", value__A3="1").status_code == 409
    assert len(recorded()) == 2


def test_the_unit_s_layer_is_scored_by_itself(unit, phone):
    unit.score("A", value__A1="yes", value__A2="2")
    an = phone()
    hand_over(an)

    layers = an.get(f"/visits/{an.visit}/score").get_json()["layers"]

    assert layers["self"]["items"][0]["earned"] == "3"
    assert layers["self"]["scored"] == 2
    assert layers["team"]["scored"] > 2


def test_every_layer_keeps_its_bytes_whatever_another_says(unit, phone, cast, desk, look):
    unit.score("A", value__A1="yes", reason__A1="tự chấm")
    hand_over(phone())
    asked = select(Entry).where(Entry.kind == EntryKind.ANSWER).order_by(Entry.number)
    before = [(each.uuid, each.layer, each.value, each.sha256) for each in look(asked)]
    lead = desk(cast.binh)
    page = review_page(lead, cast.visit).get_data(as_text=True)
    lead.post(
        f"/reviews/{cast.visit.key}/scores",
        data={
            "seen": hidden(page, "seen"),
            "item": "A1",
            "layer": "agreed",
            "value": "no",
            "reason": "chưa ban hành",
        },
    )

    after = [(each.uuid, each.layer, each.value, each.sha256) for each in look(asked)]

    assert after == before
    assert {layer for _, layer, *_ in before} == {Layer.SELF, Layer.TEAM}
