"""What tests of running the application share: a backup, and a new place to restore it to."""

from __future__ import annotations

import pytest

from tests.integration.running.places import new_place, run
from tests.support.desk import full_visit


@pytest.fixture
def made(app, phone, data_folder, tmp_path):
    """A backup of a visit with one of everything: the file, and the phone that filled it."""
    an = phone()
    full_visit(an)
    (data_folder / "reports").mkdir()
    (data_folder / "reports" / "sealed.pdf").write_bytes(b"%PDF-1.7 sealed")
    file = tmp_path / "survey.zip"
    assert run(app, "backup", "make", file)[0] == 0
    return file, an


@pytest.fixture
def place(tmp_path):
    """A new, empty place with the same secret key."""
    with new_place(tmp_path / "new") as found:
        yield found
