"""After both have handed over: what counts, what the lead must decide, what corrections do."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from survey_app.fieldwork.heads import rebuild
from survey_app.fieldwork.models import Entry
from survey_app.reports.models import Report
from survey_app.scoring.models import VisitScore
from tests.support.desk import ANSWERS, words_of
from tests.support.twice import hand_over, plant, score_apart

# A1 has 3 points, A2 4 in levels, A3 3: the limit is a quarter of them.
# A1: 3 and 0, all apart. A2: level 3 and 2, 1 point of 4, exactly at the limit. A3: 2.5 and 2,
# half a point of 3, below it. The others alike.
OTHERS = {**ANSWERS, "A1": {"value": "no"}, "A2": {"value": 2}, "A3": {"value": "2"}}


@pytest.fixture
def pair(cast, change, phone):
    """The phones of An, named first, and Ánh."""
    change(lambda session: score_apart(session, cast))
    return phone(cast.an), phone(cast.anh)


@pytest.fixture
def done(pair):
    """Both have scored and handed over; what each recorded."""
    an, anh = pair
    of_an, of_anh = plant(an, "Thứ nhất"), plant(anh, "Thứ hai", OTHERS)
    hand_over(an, of_an)
    hand_over(anh, of_anh)
    return of_an, of_anh


def decide(who, visit, **body):
    return who.post(f"/visits/{visit.key}/decisions", body)


def agree(who, visit, item, value):
    return decide(who, visit, move="agree", item=item, value=value, reason="Cùng xem lại hồ sơ")


def waiting(who, visit):
    """Why an approval waits, and for which items."""
    told = decide(who, visit, move="approve").get_json()
    return {each["code"]: each["about"] for each in told["waiting"]}


def moderation(browser, visit, query=""):
    """The items on the moderation page, in their order."""
    page = browser.get(f"/visits/{visit.key}/moderation{query}").get_data(as_text=True)
    return re.findall(r'<span class="code">(\w+)</span>', page)


def test_the_first_named_scorers_answers_count_until_the_lead_decides(phone, cast, done):
    score = phone(cast.binh).get(f"/visits/{cast.visit.key}/score").get_json()

    items = {each["code"]: each["earned"] for each in score["layers"]["team"]["items"]}
    assert (items["A1"], items["A2"], items["A3"]) == ("3", "3", "2.5")


def test_an_approval_waits_for_what_is_far_apart(phone, cast, done):
    told = waiting(phone(cast.binh), cast.visit)

    # What each typed in as the unit's own score differs in its reason: that is a clash as ever.
    assert told == {
        "approval-waits-for-moderation": ["A1", "A2"],
        "approval-waits-for-clashes": ["A2"],
    }


def test_the_largest_gap_comes_first_and_below_the_limit_nothing(cast, desk, done):
    assert moderation(desk(cast.binh), cast.visit) == ["A1", "A2"]


def test_deciding_an_item_takes_it_off_the_list_and_taking_it_back_puts_it_there(
    phone, cast, desk, done
):
    lead = phone(cast.binh)
    agree(lead, cast.visit, "A1", {"value": "no"})
    assert moderation(desk(cast.binh), cast.visit) == ["A2"]
    assert moderation(desk(cast.binh), cast.visit, "?show=all") == ["A1", "A2"]

    agree(lead, cast.visit, "A1", None)

    assert moderation(desk(cast.binh), cast.visit) == ["A1", "A2"]


def test_who_gives_in_after_seeing_the_other_does_not_take_the_item_off_the_list(
    pair, phone, cast, desk, done
):
    _an, anh = pair
    first = next(id_ for id_ in done[1].heads if anh.made[id_]["item"] == "A1")
    told = anh.receipts(anh.answer("A1", {"value": "yes"}, supersedes=[first]))

    page = desk(cast.binh).get(f"/visits/{cast.visit.key}/moderation").get_data(as_text=True)

    assert told[0]["state"] == "stored"
    assert moderation(desk(cast.binh), cast.visit) == ["A1", "A2"]
    assert "Sửa sau khi đã thấy điểm của người kia; trước đó: 0 điểm." in words_of(page)


def test_a_correction_that_drifts_apart_comes_on_the_list(pair, cast, desk, done):
    _an, anh = pair
    before = next(id_ for id_ in done[1].heads if anh.made[id_]["item"] == "A3")
    anh.receipts(anh.answer("A3", {"value": "0"}, supersedes=[before]))

    # 2.5 of 3 points against 1 of 4 in A2.
    assert moderation(desk(cast.binh), cast.visit) == ["A1", "A3", "A2"]


def test_not_applicable_against_a_score_is_all_the_points_apart(pair, cast, desk):
    an, anh = pair
    of_an = plant(an, "Thứ nhất")
    of_anh = plant(anh, "Thứ hai", {**ANSWERS, "A2": {"not_applicable": "không phát sinh"}})
    hand_over(an, of_an)
    hand_over(anh, of_anh)

    assert moderation(desk(cast.binh), cast.visit) == ["A2"]


def test_nobody_takes_the_others_score_away_even_by_its_id(pair, phone, cast, change, done):
    an, anh = pair
    taken = [id_ for id_ in done[0].heads if an.made[id_]["item"] == "A1"]
    anh.receipts(anh.answer("A1", {"value": "no"}, supersedes=taken))
    change(rebuild)

    score = phone(cast.binh).get(f"/visits/{cast.visit.key}/score").get_json()

    items = {each["code"]: each["earned"] for each in score["layers"]["team"]["items"]}
    assert items["A1"] == "3"


@pytest.mark.parametrize("device", ["desk", "lien-ket-don-vi-1"])
def test_no_phone_passes_for_the_desk_or_the_unit(pair, phone, cast, done, device):
    an, anh = pair
    taken = [id_ for id_ in done[0].heads if an.made[id_]["item"] == "A1"]

    told = anh.receipts(anh.answer("A1", {"value": "no"}, supersedes=taken, device=device))

    score = phone(cast.binh).get(f"/visits/{cast.visit.key}/score").get_json()
    items = {each["code"]: each["earned"] for each in score["layers"]["team"]["items"]}
    assert (told[0]["state"], told[0]["code"]) == ("held", "entry-malformed")
    assert items["A1"] == "3"


def test_a_review_cannot_begin_before_both_have_handed_over(pair, phone, cast):
    an, anh = pair
    hand_over(an, plant(an, "Thứ nhất"))
    plant(anh, "Thứ hai", OTHERS)

    reply = decide(phone(cast.binh), cast.visit, move="open")

    assert (reply.status_code, reply.get_json()["code"]) == (409, "review-move-refused")


def test_both_scores_with_authors_stand_in_the_review_and_in_print(phone, cast, desk, done):
    page = words_of(desk(cast.binh).get(f"/reviews/{cast.visit.key}").get_data(as_text=True))
    assert page.count("Hai người chấm độc lập chờ trưởng đoàn quyết định") == 2
    # A3 differs, and not by enough.
    assert "Hai người chấm độc lập lệch 0,5 điểm An" in page

    reply = phone(cast.binh).get(f"/visits/{cast.visit.key}/report.pdf")

    text = report_text(reply.data)
    assert "chấm độc lập: An (" in text
    assert "Anh (" in text


def test_the_projection_is_drawn_from_both_whoever_handed_over_last(look, cast, done):
    (score,) = look(
        select(VisitScore).where(VisitScore.visit_id == cast.visit.id, VisitScore.layer == "team")
    )

    assert score.scored == 6


def test_a_decided_visit_is_approved_and_reopened_without_losing_a_score(
    phone, cast, change, look, data_folder, pair
):
    an, anh = pair
    heads = an.fill(dict(ANSWERS))
    anh.fill({**OTHERS})
    lead = phone(cast.binh)
    assert set(waiting(lead, cast.visit)) == {"approval-waits-for-moderation"}
    agree(lead, cast.visit, "A1", {"value": "yes"})
    agree(lead, cast.visit, "A2", {"value": 3})

    approved = decide(lead, cast.visit, move="approve")

    assert (approved.status_code, approved.get_json()["state"]) == (201, "approved")
    assert look(select(Report).where(Report.visit_id == cast.visit.id))
    reopened = decide(lead, cast.visit, move="reopen", reason="Bổ sung")
    assert reopened.status_code == 201
    assert len(look(select(Entry).where(Entry.visit_id == cast.visit.id))) == 2 * len(heads) + 2


def report_text(data: bytes) -> str:
    """The words of a PDF, spaces joined."""
    pages = PdfReader(io.BytesIO(data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
