"""The file of a backup: what is wrong with one is told in words, whatever was done to it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Float

from survey_app.core.orm import Base
from survey_app.edge.backups import archive
from survey_app.edge.backups.archive import BackupRefused, Manifest, TableFacts, Writer, opened
from survey_app.edge.backups.rows import codec
from survey_app.edge.backups.verifying import faults_of
from survey_app.tables import ALL

assert ALL
KEY, OTHER = "k" * 64, "o" * 64
ROWS = b'[1,"mot"]\n[2,"hai"]\n'
LIST = Manifest("7", "2020-11-10", "0001", "e", archive.fingerprint(KEY))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small whole backup."""
    made = tmp_path / "backup.zip"
    with zipfile.ZipFile(made, "w") as zipped:
        writer = Writer(zipped)
        writer.add("database/unit.jsonl", [ROWS], deflated=True)
        writer.add(f"photos/full/ab/{'ab' * 32}.jpg", [b"pict", b"ure"])
        facts = {"unit": TableFacts(["id", "name"], 2)}
        writer.finish(replace(LIST, tables=facts, parts=writer.parts), KEY)
    return made


def said_of(file: Path, key: str = KEY) -> list[str]:
    """Everything that is wrong with a backup."""
    try:
        with opened(file, key) as reader:
            return list(faults_of(reader))
    except BackupRefused as refused:
        return [str(refused)]


def rewritten(file: Path, change: dict[str, bytes | None]) -> None:
    """The archive with other parts: None leaves one out."""
    with zipfile.ZipFile(file) as old:
        parts: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w") as new:
        for name, data in (parts | change).items():
            if data is not None:
                new.writestr(name, data)


def listed(file: Path, old: bytes, new: bytes) -> None:
    """Other words in the manifest, without the key to sign them."""
    with zipfile.ZipFile(file) as parts:
        told = parts.read("manifest.json")
    assert old in told
    rewritten(file, {"manifest.json": told.replace(old, new)})


DAMAGE = [
    pytest.param(lambda file: file.write_bytes(file.read_bytes()[:-90]), "cắt cụt", id="cut off"),
    pytest.param(lambda file: file.write_bytes(b""), "cắt cụt", id="empty"),
    pytest.param(lambda file: file.write_text("<html>"), "không phải bản sao lưu", id="no backup"),
    pytest.param(lambda file: file.unlink(), "There is no file", id="no file"),
    pytest.param(
        lambda file: file.write_bytes(file.read_bytes().replace(b"picture", b"forgery")),
        "damaged or was altered",
        id="bytes changed",
    ),
    pytest.param(
        lambda file: rewritten(file, {"database/unit.jsonl": ROWS.replace(b"mot", b"ba ")}),
        "The part database/unit.jsonl was altered",
        id="another part under its name",
    ),
    pytest.param(
        lambda file: rewritten(file, {"database/unit.jsonl": ROWS + b"[3,null]\n"}),
        "not the rows that it should have",
        id="a row added",
    ),
    pytest.param(
        lambda file: rewritten(file, {"database/unit.jsonl": None}), "Thiếu phần", id="a part gone"
    ),
    pytest.param(
        lambda file: rewritten(file, {"files/x": b"x"}), "không có trong bản kê", id="a part more"
    ),
    pytest.param(
        lambda file: rewritten(file, {"manifest.json": None}), "thiếu manifest.json", id="no list"
    ),
    pytest.param(
        lambda file: rewritten(file, {"manifest.hmac": None}), "thiếu manifest.hmac", id="unsigned"
    ),
    pytest.param(
        lambda file: rewritten(file, {"manifest.json": b"{}"}), "không đọc được", id="an empty list"
    ),
    pytest.param(
        lambda file: rewritten(file, {"manifest.json": b"[]"}), "không đọc được", id="no such list"
    ),
    pytest.param(
        lambda file: listed(file, b'"format": 1', b'"format": 2'), "reads format 1", id="format"
    ),
    pytest.param(
        lambda file: listed(file, b"2020-11-10", b"2020-11-11"), "it was altered", id="list altered"
    ),
    pytest.param(
        lambda file: listed(file, b"photos/full/ab", b"files/../../ab"),
        "not allowed",
        id="a way out",
    ),
]


def test_a_whole_backup_has_no_faults(file):
    assert said_of(file) == []


@pytest.mark.parametrize(("damage", "told"), DAMAGE)
def test_what_was_done_to_a_backup_is_told_in_words(file, damage, told):
    damage(file)

    assert told in "\n".join(said_of(file))


def test_where_there_is_another_key_the_parts_are_read_all_the_same(file):
    assert said_of(file, OTHER) == []

    rewritten(file, {"database/unit.jsonl": b""})

    assert "was altered" in "\n".join(said_of(file, OTHER))


@pytest.mark.parametrize(
    "name",
    [
        "files/../../out", "files//etc/x", "files/", "files/a\\b", "/etc/x", "photos/full/x.jpg",
        "photos/aside/../x", "database/../x", "database/x.jsonl/y", "secret-key/x",
    ],
)  # fmt: skip
def test_no_part_is_written_outside_of_our_folders(name):
    assert not archive.is_ours(name)


def test_every_column_of_every_table_can_be_written_and_read():
    columns = [each for table in Base.metadata.sorted_tables for each in table.columns]

    assert len([codec(column.type) for column in columns]) > 300


def test_a_column_that_nobody_thought_of_is_refused():
    with pytest.raises(TypeError, match="Float"):
        codec(Float())
