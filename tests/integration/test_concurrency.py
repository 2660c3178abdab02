"""Many at once: one row, one receipt, one line of numbers. On a real server with real threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from survey_app.fieldwork.models import Entry
from survey_app.reviews.models import Decision
from survey_app.scoring.models import LayerScore
from tests.support.checklist import COMPLETE
from tests.support.phone import Phone, jpeg
from tests.support.queries import sent

THREADS = 16


def test_sixteen_twins_of_one_entry_are_one_row_with_one_receipt(app, phone, look):
    an = phone()
    entry = an.answer("A2", {"value": 3})

    with ThreadPoolExecutor(THREADS) as pool:
        twins = [_twin(app, an) for _ in range(THREADS * 4)]
        receipts = list(pool.map(lambda each: each.receipts(entry)[0], twins))

    assert all(each == receipts[0] for each in receipts)
    assert len(look(select(Entry.id))) == 1


def test_numbers_are_given_out_without_doubles_or_gaps(app, phone, cast, look):
    phones = [_twin(app, phone()) for _ in range(THREADS)]
    entries = [each.answer("A2", {"value": 3}) for each in phones]

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda pair: pair[0].receipts(pair[1]), zip(phones, entries, strict=True)))

    assert sorted(look(select(Entry.number))) == list(range(1, THREADS + 1))


def test_the_same_photo_from_everybody_at_once_is_stored_once(app, phone):
    an = phone()

    with ThreadPoolExecutor(THREADS) as pool:
        twins = [_twin(app, an) for _ in range(THREADS)]
        statuses = list(pool.map(lambda each: each.put(jpeg(200, 100)).status_code, twins))

    assert set(statuses) <= {200, 201}


def test_of_many_decisions_at_once_one_is_made_and_the_others_are_told(app, phone, cast, look):
    phone().fill(COMPLETE)
    leads = [phone(cast.binh if n % 2 else cast.chau) for n in range(8)]
    path = f"/visits/{cast.visit.key}/decisions"
    bodies = [
        {"move": "agree", "item": "A2", "value": 2, "reason": f"Lý do {n}", "seen": 0}
        for n in range(8)
    ]

    with ThreadPoolExecutor(8) as pool:
        asked = [(_twin(app, lead), body) for lead, body in zip(leads, bodies, strict=True)]
        replies = list(pool.map(lambda pair: pair[0].post(path, pair[1]).status_code, asked))

    assert sorted(replies) == [201] + [409] * 7
    assert len(look(select(Decision))) == len(look(select(LayerScore))) == 1


def test_a_form_that_is_sent_many_times_at_once_counts_once(app, phone, cast, look):
    phone().fill(COMPLETE)
    lead = phone(cast.binh)
    body = {"move": "return", "items": [{"item": "A2", "reason": "Chưa rõ"}], "seen": 0}

    with ThreadPoolExecutor(8) as pool:
        path = f"/visits/{cast.visit.key}/decisions"
        twins = [_twin(app, lead) for _ in range(8)]
        replies = list(pool.map(lambda each: each.post(path, body).status_code, twins))

    # Where writers do not wait for each other, the later ones may be told instead.
    assert 201 in replies
    assert set(replies) <= {201, 409}
    assert len(look(select(Decision))) == 1


def test_the_line_of_a_visit_is_joined_before_it_is_asked_how_the_visit_stands(app, phone, cast):
    an, lead = phone(), phone(cast.binh)
    an.fill(COMPLETE)
    approve = f"/visits/{cast.visit.key}/decisions"

    deposit = sent(app, lambda: an.receipts(an.answer("A2", {"value": 3})))
    decision = sent(app, lambda: lead.post(approve, {"move": "approve"}))

    for statements in (deposit, decision):
        assert _first(statements, "FROM visit_log") < _first(statements, "FROM decision")


def _first(statements: list[str], words: str) -> int:
    return next(at for at, each in enumerate(statements) if words in " ".join(each.split()))


def _twin(app, of: Phone) -> Phone:
    return Phone(app.test_client(), of.token, of.visit)
