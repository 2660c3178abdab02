"""The setup does a step once, and again only when what it depends on has changed."""

import pytest

from scripts import stamps
from scripts.node import is_good


@pytest.fixture
def pins(tmp_path, monkeypatch):
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    file = tmp_path / "pins.txt"
    file.write_text("flask==3.1\n", encoding="utf-8")
    return file


def test_a_step_that_was_done_for_these_files_is_not_done_again(pins, tmp_path):
    stamps.put(tmp_path / "deep" / "stamp", stamps.digest_of([pins]))

    assert stamps.is_fresh(tmp_path / "deep" / "stamp", stamps.digest_of([pins]))


def test_a_step_is_done_again_when_a_file_has_changed(pins, tmp_path):
    stamps.put(tmp_path / "stamp", stamps.digest_of([pins]))

    pins.write_text("flask==3.2\n", encoding="utf-8")

    assert not stamps.is_fresh(tmp_path / "stamp", stamps.digest_of([pins]))


def test_a_step_is_done_again_when_a_file_has_another_name(pins, tmp_path):
    before = stamps.digest_of([pins])

    renamed = pins.rename(tmp_path / "other.txt")

    assert stamps.digest_of([renamed]) != before


def test_a_step_that_was_never_finished_has_no_stamp(pins, tmp_path):
    assert not stamps.is_fresh(tmp_path / "stamp", stamps.digest_of([pins]))


@pytest.mark.parametrize(
    ("version", "good"),
    [
        pytest.param("v20.19.0", True, id="the first that will do"),
        pytest.param("v20.18.3", False, id="one too old"),
        pytest.param("v21.7.0", False, id="a line without support"),
        pytest.param("v22.13.0", True, id="the next line"),
        pytest.param("v22.12.9", False, id="too early in the next line"),
        pytest.param("v24.0.0", True, id="a later line"),
        pytest.param("v26.1.0", True, id="one that did not exist then"),
        pytest.param("", False, id="no answer"),
        pytest.param(None, False, id="not to be run"),
        pytest.param("not a version", False, id="nonsense"),
    ],
)
def test_which_node_will_do(version, good):
    assert is_good(version) is good
