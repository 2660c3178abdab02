"""The tests of the server run beside the checks, and are told after them."""

import os
import sys
import time

import pytest

from scripts.commands import say
from scripts.tests import begun

SPEAKS = """
import time
print("first", flush=True)
time.sleep(0.5)
print("last")
raise SystemExit(3)
"""
LIVES = """
import os, pathlib, time
pathlib.Path({name!r}).write_text(str(os.getpid()))
time.sleep(600)
"""


def test_a_program_beside_others_is_told_after_them_and_its_status_is_handed_on(capfdbinary):
    with begun([sys.executable, "-c", SPEAKS]) as follow:
        say("meanwhile")
        status = follow()

    assert status == 3
    assert capfdbinary.readouterr().out.split() == [b"==", b"meanwhile", b"first", b"last"]


def test_a_program_beside_others_ends_with_them(tmp_path):
    name = tmp_path / "alive"

    with begun([sys.executable, "-c", LIVES.format(name=str(name))]):
        while not (name.exists() and name.read_text()):
            time.sleep(0.02)

    with pytest.raises(ProcessLookupError):
        os.kill(int(name.read_text()), 0)
