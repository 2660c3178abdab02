"""Many at once: one row, one receipt, one line of numbers. On a real server with real threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from survey_app.fieldwork.models import Entry
from tests.support.phone import Phone, jpeg

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


def _twin(app, of: Phone) -> Phone:
    return Phone(app.test_client(), of.token, of.visit)
