"""What one types, and that the list of it is complete."""

import os
import re
import subprocess

from click.testing import CliRunner
from flask.cli import FlaskGroup

from tests.meta.tree import ROOT, files

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


def commands_named() -> list[str]:
    """The commands of the application that people are told to type, up to the first argument."""
    told = [ROOT / "Makefile", *(path for path in files() if path.suffix == ".md")]
    texts = [path.read_text(encoding="utf-8") for path in told]
    pattern = re.compile(r"flask --app wsgi ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)")
    return sorted({name for text in texts for name in pattern.findall(text)})


def test_every_command_that_people_are_told_to_type_is_there(app):
    flask, runner = FlaskGroup(create_app=lambda: app), CliRunner()

    ended = {n: runner.invoke(flask, [*n.split(), "--help"]) for n in commands_named()}

    assert "demo" in ended
    assert {name: each.output for name, each in ended.items() if each.exit_code} == {}
