"""How far a phone's clock is off, as far as that can be told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from survey_app.fieldwork.intake import skew

CAME = datetime(2020, 11, 10, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("made_at", "expected"),
    [
        pytest.param("2020-11-10T09:00:00+07:00", 0, id="the same moment on another clock"),
        pytest.param("2020-11-10T09:05:00.900+07:00", 300, id="ahead, in whole seconds"),
        pytest.param("1970-01-01T00:00:00Z", -1_604_973_600, id="a clock that began anew"),
        pytest.param("0001-01-01T00:00:00Z", None, id="the first of all days"),
        pytest.param("9999-12-31T23:59:59-14:00", None, id="the last of all days"),
        pytest.param("2020-11-10T09:00:00", None, id="no zone"),
        pytest.param("hôm qua", None, id="no time"),
    ],
)
def test_the_skew_of_a_clock_fits_into_every_database(made_at, expected):
    assert skew(made_at, CAME) == expected
