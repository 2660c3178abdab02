"""Entries and their hashes: phone and server give the same for every vector."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from survey_app.fieldwork.canonical import canonical, digest, parse
from survey_app.fieldwork.rules import ASIDE, EntryKind, Layer, Mark, Slot, heads, heads_digest

VECTORS = Path(__file__).parent / "entries"


def _vectors(name: str) -> list[Any]:
    read: Any = parse((VECTORS / name).read_bytes())
    return [pytest.param(each, id=each["name"]) for each in read]


@pytest.mark.parametrize("vector", _vectors("hashes.json"))
def test_an_entry_has_one_hash_on_phone_and_server(vector: dict[str, Any]) -> None:
    text = canonical(vector["entry"])

    assert text == vector["canonical"]
    assert digest(text) == vector["sha256"]


@pytest.mark.parametrize("vector", _vectors("heads.json"))
def test_phone_and_server_agree_on_what_stands(vector: dict[str, Any]) -> None:
    marks = [_mark(each, number) for number, each in enumerate(vector["entries"], start=1)]

    found = [each.id for each in heads(marks) if each.about.kind not in ASIDE]

    assert sorted(map(str, found)) == sorted(vector["heads"])
    assert heads_digest(found) == vector["heads_sha256"]


def _mark(raw: dict[str, Any], number: int) -> Mark:
    about = Slot(
        kind=EntryKind(raw["kind"]),
        item=raw["item"],
        slot=UUID(raw["slot"]) if raw["slot"] else None,
        layer=Layer(raw["layer"]) if raw["layer"] else None,
    )
    return Mark(UUID(raw["id"]), number, about, tuple(map(UUID, raw["supersedes"])))
