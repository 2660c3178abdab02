"""Each guard of the phone page can still be taken away, and the test that must miss it is there."""

import re

import pytest

from scripts.commands import ROOT
from scripts.guards import GUARDS, SOURCES

NAMES = [pytest.param(guard, id=guard.name) for guard in GUARDS]


@pytest.mark.parametrize("guard", NAMES)
def test_a_guard_stands_where_it_is_said_to_stand_and_has_its_test(guard):
    assert (ROOT / SOURCES / guard.file).read_text().count(guard.there) == 1

    file, _, named = guard.tests.partition("::")
    source = (ROOT / file).read_text()
    if named:
        assert re.search(rf"^def {re.escape(named.partition('[')[0])}\(", source, re.MULTILINE)
