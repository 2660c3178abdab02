"""What was acknowledged is there, whatever kills the server: R1 of the reliability figures.

Eight phones send entries and photos while the server is killed with SIGKILL at random moments.
Afterwards: no acknowledged entry or photo is missing or other than it was, nothing is there twice,
the database is whole, and its current state is what the log says.

``DURABILITY_KILLS`` asks for more kills; ``make soak`` asks for 200, and then plants each of the
faults of ``tests/support/faults.py`` to see that these tests would find it. A killed process does
not lose what it gave to the operating system: a missing fsync cannot be seen here. What can is
its order among the other calls, in ``test_the_disk_is_waited_for_in_this_order``.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import stat
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.factory import create_app
from survey_app.fieldwork import heads
from survey_app.fieldwork.service import begin_epoch
from tests.support import databases
from tests.support.faults import FAULTS
from tests.support.lives import lives
from tests.support.phone import jpeg
from tests.support.senders import Sender
from tests.support.server import call, prepare, serving

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("DURABILITY_KILLS", "12"))
SOAKING = "DURABILITY_KILLS" in os.environ
PHONES = ("an", "anh")
PATIENCE = 90


def senders(place, count=8):
    stop = threading.Event()
    made = [Sender(place, PHONES[n % len(PHONES)], 1000 + n, stop) for n in range(count)]
    return made, stop


def killed(place, folder, kills, fault=""):
    """Let the phones send through so many deaths of the server; the faults that came to light."""
    phones, stop = senders(place)
    chance = random.Random(7)
    with lives(place, folder / "server.log", fault) as server:
        for phone in phones:
            phone.start()
        for kill in range(kills):
            server.begin()
            # Every other time right behind the receipt of a photo: that is when one would be lost.
            _wait_for(phones, ["receipts", "photographed"][kill % 2], chance.randint(1, 12))
            time.sleep(chance.uniform(0, 0.01))
            server.kill()
        server.begin()
        stop.set()
        for phone in phones:
            phone.join(PATIENCE if not fault else 15)
        time.sleep(0.2)
        found = _untrue(place, phones)
    return found + _unwhole(place)


def _wait_for(phones, promised, more):
    """Until the phones hold so many more receipts, whatever kills them being on its way."""

    def count():
        return sum(getattr(phone, promised) for phone in phones)

    aim, until = count() + more, time.monotonic() + 10
    while count() < aim and time.monotonic() < until:
        time.sleep(0.001)


def _untrue(place, phones):
    """What the phones were told and is not so."""
    found = [lie for phone in phones for lie in phone.lies]
    found += [f"never got a receipt: {phone.username}" for phone in phones if phone.waiting]
    log = everything(place)
    if len(log) != len({each["id"] for each in log}):
        found.append("an entry is there twice")
    if sorted(each["number"] for each in log) != list(range(1, len(log) + 1)):
        found.append("numbers with doubles or gaps")
    by_id = {each["id"]: each for each in log}
    for phone in phones:
        found += [f"lost entry {id_}" for id_ in phone.told if id_ not in by_id]
        found += [f"other entry {id_}" for id_ in phone.told.keys() & by_id.keys()
                  if not _same(phone.made[id_], by_id[id_], phone.told[id_])]  # fmt: skip
        found += [f"lost photo {name}" for name in phone.photos if not is_served(place, name)]
    return found


def _same(made, kept, number):
    fields = ("id", "visit", "kind", "item", "value", "device", "seq", "made_at")
    return kept["number"] == number and all(kept[each] == made[each] for each in fields)


def everything(place):
    """The whole log of the visit, page by page."""
    log: list[dict[str, Any]] = []
    cursor, more = 0, True
    while more:
        path = f"/api/v1/visits/{place.visit}/entries?limit=1000&after={cursor}"
        page = call(place.settings.port, "GET", path, token=place.tokens["an"]).json
        log, cursor, more = log + page["entries"], page["cursor"], page["more"]
    return log


def is_served(place, name):
    came = call(place.settings.port, "GET", f"/api/v1/photos/{name}", token=place.tokens["an"])
    return came.status == 200 and hashlib.sha256(came.body).hexdigest() == name


def _unwhole(place):
    """What is wrong with the database itself."""
    with place.looking() as database:
        is_file = database.dialect.name == "sqlite"
        told = database.exec_driver_sql("PRAGMA integrity_check").scalar() if is_file else "ok"
        kept = _heads(database)
    found = [] if told == "ok" else [f"integrity: {told}"]
    app = create_app(place.settings)
    with app.app_context(), writing():
        heads.rebuild(db.session)
        db.session.commit()
        db.session.close()
        db.engine.dispose()
    with place.looking() as database:
        rebuilt = _heads(database)
    return found + (["the current state is not what the log says"] if kept != rebuilt else [])


def _heads(database):
    rows = database.exec_driver_sql("SELECT entry_id, visit_id, kind FROM head")
    return {tuple(row) for row in rows}


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path):
    place = prepare(tmp_path / "data")

    found = killed(place, tmp_path, KILLS)

    assert found == []


@pytest.mark.skipif(not SOAKING, reason="the faults are planted by `make soak`")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(tmp_path, fault):
    place = prepare(tmp_path / "data")

    assert killed(place, tmp_path, 40, fault) != []


def test_phones_send_again_what_a_restored_database_lacks(tmp_path):
    place = prepare(tmp_path / "data")
    (phone, *_), _ = senders(place, 1)
    backup = tmp_path / "backup"
    with serving(place, tmp_path / "first.log"):
        _send(phone, 15)
        _copy(place, backup)
        _send(phone, 15)
    _restore(place, backup)
    epoch = _begin_epoch(place)

    with serving(place, tmp_path / "second.log"):
        asked = {
            "epoch": "an earlier one",
            "entries": list(phone.made),
            "photos": list(phone.photos),
        }
        known = _call(place, "POST", "/reconcile", json=asked).json
        lacking = set(phone.made) - set(known["entries"])
        bare = phone.photos - set(known["photos"])
        _send_again(phone, lacking, bare)

        assert known["epoch"] == epoch
        assert lacking
        assert bare
        assert phone.lies == []
        assert {each["id"] for each in everything(place)} == set(phone.made)
        assert all(is_served(place, name) for name in phone.photos)


def test_a_photo_whose_file_is_gone_is_asked_for_again(tmp_path):
    place = prepare(tmp_path / "data")
    (phone, *_), _ = senders(place, 1)
    with serving(place, tmp_path / "server.log"):
        _send(phone, 15)
        # As after restoring a copy of the photos that is older than that of the database.
        shutil.rmtree(place.settings.data / "photos" / "full")

        asked = {"entries": [], "photos": list(phone.photos)}
        known = _call(place, "POST", "/reconcile", json=asked).json["photos"]
        _send_again(phone, set(), phone.photos)

        assert known == []
        assert all(is_served(place, name) for name in phone.photos)


def _send(phone, more):
    """Make and send so many things, and note the bytes of photos."""
    for _ in range(more):
        phone.record()
        while phone.waiting:
            things = phone.waiting.popleft()
            if isinstance(things, bytes):
                PICTURES[hashlib.sha256(things).hexdigest()] = things
            assert phone.send(things)


PICTURES: dict[str, bytes] = {}


def _send_again(phone, entries, photos):
    phone.told.clear()
    for name in sorted(photos):
        assert phone.send(PICTURES[name])
    for id_ in phone.made:
        if id_ in entries:
            assert phone.send([phone.made[id_]])


def _call(place, method, path, **options):
    return call(place.settings.port, method, f"/api/v1{path}", token=place.tokens["an"], **options)


def _copy(place, backup):
    """A backup of a running server: the database's own way to copy it, then the photos."""
    backup.mkdir()
    if place.settings.is_sqlite:
        with (
            closing(sqlite3.connect(place.database)) as database,
            closing(sqlite3.connect(backup / place.database.name)) as copy,
        ):
            database.backup(copy)
    else:
        databases.dump(place.settings.database_url, backup / "survey.dump")
    shutil.copytree(place.settings.data / "photos", backup / "photos")


def _restore(place, backup):
    shutil.rmtree(place.settings.data)
    shutil.copytree(backup, place.settings.data)
    if not place.settings.is_sqlite:
        databases.restore(place.settings.database_url, backup / "survey.dump")


def _begin_epoch(place):
    app = create_app(place.settings)
    with app.app_context(), writing():
        value = begin_epoch(db.session, at=clock.now())
        db.session.commit()
        db.session.close()
        db.engine.dispose()
    return value


def test_the_disk_is_waited_for_in_this_order(app, phone, monkeypatch):
    done = []
    fsync, rename, commit = os.fsync, Path.replace, Session.commit

    def told(name, act):
        def acting(*args, **more):
            done.append(name(*args))
            return act(*args, **more)

        return acting

    monkeypatch.setattr(os, "fsync", told(lambda fd: "folder" if _is_folder(fd) else "file", fsync))
    monkeypatch.setattr(Path, "replace", told(lambda *_: "rename", rename))
    monkeypatch.setattr(Session, "commit", told(lambda *_: "commit", commit))
    an = phone()
    done.clear()

    assert an.put(jpeg(90, 60)).status_code == 201

    steps = done[done.index("file") :]
    assert steps[:3] == ["file", "rename", "folder"]
    assert steps[-1] == "commit"
    assert set(steps[3:-1]) <= {"folder"}


def _is_folder(fd):
    return stat.S_ISDIR(os.fstat(fd).st_mode)
