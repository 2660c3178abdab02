"""What somebody typed is no formula in a table that a spreadsheet opens."""

import pytest

from survey_app.core.cells import harmless


@pytest.mark.parametrize("typed", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_begins_like_a_formula_is_quoted(typed):
    assert harmless(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["", "A=1", "Đơn vị – 1", " =1"])
def test_other_words_stay_as_they_are(typed):
    assert harmless(typed) == typed
