"""What one types, and that the list of it is complete."""

import os
import re
import subprocess

from tests.meta.tree import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)


def test_make_help_tells_every_target():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert re.findall(r"^  make ([a-z]+) +\S", told.stdout, re.MULTILINE) == TARGETS


def test_the_promised_targets_are_there():
    assert {"help", "demo", "test", "check", "bench"} <= set(TARGETS)


def test_no_target_is_taken_for_a_file():
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)

    assert phony
    assert sorted(phony[1].split()) == sorted(TARGETS)


def test_the_build_server_runs_what_everybody_runs():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("exec make test")
