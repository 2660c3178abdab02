"""When a unit's report is in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.visits.receiving.rules import SENT, Receipt, days_late, receipt_of

DUE = date(2021, 1, 10)
DAYS = st.dates(date(2020, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("came", "due", "today", "receipt", "late"),
    [
        pytest.param(date(2021, 1, 9), DUE, date(2021, 2, 1), Receipt.RECEIVED, 0, id="the eve"),
        pytest.param(date(2021, 1, 10), DUE, date(2021, 2, 1), Receipt.LATE, 1, id="the day"),
        pytest.param(date(2021, 1, 12), DUE, date(2021, 2, 1), Receipt.LATE, 3, id="after"),
        pytest.param(None, DUE, date(2021, 1, 9), Receipt.MISSING, 0, id="not due yet"),
        pytest.param(None, DUE, date(2021, 1, 11), Receipt.OVERDUE, 2, id="overdue"),
        pytest.param(None, None, date(2021, 1, 11), Receipt.MISSING, 0, id="no due day"),
        pytest.param(date(2029, 1, 1), None, DUE, Receipt.RECEIVED, 0, id="never late"),
    ],
)
def test_before_the_tenth_ends_with_the_ninth(came, due, today, receipt, late):
    assert receipt_of(came, due, today) is receipt
    assert days_late(came, due, today) == late


@given(came=st.none() | DAYS, due=st.none() | DAYS, today=DAYS)
def test_what_is_late_has_days_and_what_has_days_is_late(came, due, today):
    receipt = receipt_of(came, due, today)

    assert (receipt in SENT) == (came is not None)
    assert (days_late(came, due, today) > 0) == (receipt in (Receipt.LATE, Receipt.OVERDUE))


@given(due=DAYS, today=DAYS)
def test_a_day_later_is_a_day_more(due, today):
    before = days_late(None, due, today)

    if before:
        assert days_late(None, due, today + timedelta(days=1)) == before + 1
