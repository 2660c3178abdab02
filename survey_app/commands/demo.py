"""``demo``: a made-up survey round, played through the API and then served."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import ExitStack

import click
from flask.cli import with_appcontext

from survey_app.commands.demo_round import guard, plan
from survey_app.commands.demo_round.client import NotReached, wait_for
from survey_app.commands.demo_round.guard import AlreadyPlaying, Standing
from survey_app.commands.demo_round.play import Album, Place, play
from survey_app.commands.server import (
    start,
    stop,
    stopped_like_interrupted,
    working,
)
from survey_app.core import clock
from survey_app.core.problems import Problem
from survey_app.core.settings import Settings
from survey_app.edge import schema
from survey_app.edge.database import db, writing
from survey_app.edge.stores import settings

LOCAL = "127.0.0.1"
STARTS_WITHIN = 180.0
GREETING = """
DỮ LIỆU MINH HOẠ – mọi câu trả lời, số liệu, chỉ tiêu và ảnh đều được dựng để trình diễn.
DEMONSTRATION DATA – every answer, figure, target and picture is made up.

  Tài khoản / accounts:
    doan1.thanhvien, doan2.thanhvien, doan3.thanhvien   thành viên đoàn / team members
    doan3.thanhvien2                                    chấm độc lập / scores one visit apart
    doan1.truong, doan2.truong, doan3.truong            trưởng đoàn / team leads
    vanphong                                            Văn phòng / the office
    quantri                                             quản trị / administrator
  Mật khẩu / password: {password}

  Mở địa chỉ / open: {address}
  Dừng bằng Ctrl-C / stop with Ctrl-C.
"""


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Play a made-up survey round through the API, then serve it until stopped."""
    configured = settings()
    with stopped_like_interrupted():
        server = _built(configured)
        try:
            # Every process is there before the greeting: an interrupt that meets a fork is lost.
            with working(configured):
                click.echo(GREETING.format(password=plan.PASSWORD, address=configured.base_url))
                sys.stdout.flush()
                status = server.wait()
        except KeyboardInterrupt:
            status = 0
        finally:
            stop(server)
    raise SystemExit(status)


def _built(configured: Settings) -> subprocess.Popen[bytes]:
    """The running server; a sentence where there can be none."""
    try:
        _check_port(configured.port)
        with guard.playing_alone(configured.data):
            return _ready(configured)
    except Problem as problem:
        raise click.ClickException(_both(problem.sentence("vi"), problem.sentence("en"))) from None
    except AlreadyPlaying:
        raise click.ClickException(
            _both(
                f"Một lệnh khác đang dựng bản trình diễn trong {configured.data}.",
                f"Another command is building the demonstration in {configured.data}.",
            )
        ) from None


def _ready(configured: Settings) -> subprocess.Popen[bytes]:
    """The running server of a complete demonstration."""
    found = guard.standing_before(db.engine)
    with ExitStack() as unless_ready:
        server = start(configured, LOCAL)
        unless_ready.callback(stop, server)
        if found is Standing.COMPLETE:
            schema.upgrade()
            _wait(server, configured.port)
        else:
            _build(configured, found, server)
        unless_ready.pop_all()
    return server


def _build(configured: Settings, found: Standing, server: subprocess.Popen[bytes]) -> None:
    click.echo(_both("Đang dựng đợt khảo sát minh hoạ…", "Building the made-up survey round…"))
    album = Album()
    try:
        _lay_down(found)
        _wait(server, configured.port)
        play(Place(LOCAL, configured.port), album)
    finally:
        album.close()


def _lay_down(found: Standing) -> None:
    schema.upgrade()
    with writing():
        if found is Standing.UNFINISHED:
            guard.clear(db.session)
        plan.lay_down(db.session, at=clock.now())
        db.session.commit()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    try:
        wait_for(LOCAL, port, seconds=STARTS_WITHIN, alive=lambda: server.poll() is None)
    except NotReached:
        raise click.ClickException(
            _both("Máy chủ không khởi động được.", "The server did not start.")
        ) from None


def _check_port(port: int) -> None:
    """Raise while another program listens there: two servers could share a port unnoticed."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCAL, port))
        except OSError as error:
            raise click.ClickException(
                _both(
                    f"Không dùng được cổng {port} ({error.strerror}). Đặt PORT khác.",
                    f"Port {port} cannot be used ({error.strerror}). Choose another PORT.",
                )
            ) from None


def _both(vietnamese: str, english: str) -> str:
    return f"{vietnamese} / {english}"
