"""Every package is pinned, has a reason, and comes from wherever the machine says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.meta.tree import ROOT, files, name_of

LISTS = ("requirements", "requirements-dev", "requirements-node")
PIN = re.compile(r"[a-z0-9][a-z0-9.-]*==\d[\w.]*( +# via .+)?")
WISH = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)(\[[a-z0-9,]+\])?~=[\d.]+ +# \S+ .+")


@pytest.mark.parametrize("name", LISTS)
def test_a_compiled_list_holds_pins_and_nothing_else(name):
    lines = lines_of(ROOT / f"{name}.txt")

    assert [line for line in lines if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize("name", LISTS)
def test_each_wish_has_a_reason_and_a_pin(name):
    wishes = [line for line in lines_of(ROOT / f"{name}.in") if not line.startswith("-c ")]
    pinned = {line.partition("==")[0] for line in lines_of(ROOT / f"{name}.txt")}

    matched = {line: WISH.fullmatch(line) for line in wishes}

    assert [line for line, match in matched.items() if not match] == []
    assert {written(match["name"]) for match in matched.values() if match} <= pinned


def test_the_locks_of_npm_pin_by_content_and_name_no_address():
    locks = [path for path in files() if path.name == "package-lock.json"]

    assert {name_of(path): faults_of(json.loads(path.read_text())) for path in locks} == {
        "benchmarks/peer/package-lock.json": [],
        "survey_app/phone/package-lock.json": [],
        "survey_app/reports/fonts/package-lock.json": [],
    }


def test_an_address_in_a_lock_is_seen():
    lock = {"packages": {"": {}, "node_modules/x": {"integrity": "sha512-", "resolved": "a"}}}

    assert faults_of(lock) == ["node_modules/x"]


def faults_of(lock: dict[str, Any]) -> list[str]:
    """Packages of a lock that have an address, or no digest. The first, nameless one is ours."""
    return [
        name
        for name, package in lock["packages"].items()
        if name and ("resolved" in package or not package.get("integrity", "").startswith("sha512"))
    ]


def lines_of(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def written(name: str) -> str:
    """A package's name as the compiled lists write it."""
    return re.sub(r"[-_.]+", "-", name).lower()
