"""Faults to plant in a server, to see that the tests of durability would find them."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from flask import current_app, g
from sqlalchemy import insert

from survey_app.edge import database, transaction
from survey_app.fieldwork import service as fieldwork
from survey_app.fieldwork.photos import PhotoStore

A_MOMENT = 0.03
# Longer than the commit that comes between the name and the answer.
A_WHILE = 0.3
# To be broken: no type says what a fault may do to a module.
service: Any = fieldwork
ANEW = ("survey_app.api", "survey_app.web", "survey_app.factory")


def answer_before_the_commit() -> None:
    """What was stored is made safe a moment after the phone was told that it is."""

    def commits(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def hasty(*args: Any, **kwargs: Any) -> Any:
            with database.writing():
                response = current_app.make_response(view(*args, **kwargs))
                session = g._sqlalchemy_sessions.pop("default")
            threading.Timer(A_MOMENT, lambda: (session.commit(), session.close())).start()
            return response

        hasty.commits = True  # type: ignore[attr-defined]  # as the real one
        return hasty

    _replace_everywhere(transaction.commits, commits)


def name_the_photo_afterwards() -> None:
    """The row is there, the phone was told, and the file gets its name only then."""
    place = PhotoStore._place

    def late(self: PhotoStore, incoming: Path, target: Path) -> None:
        kept = incoming.with_suffix(".late")
        incoming.replace(kept)

        def later() -> None:
            time.sleep(A_WHILE)
            place(self, kept, target)

        threading.Thread(target=later).start()

    PhotoStore._place = late  # type: ignore[method-assign]  # that is the fault


def write_the_photo_in_place() -> None:
    """The photo is written under its own name, piece by piece."""

    def in_place(self: PhotoStore, incoming: Path, target: Path) -> None:
        data = incoming.read_bytes()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            return
        with target.open("wb") as file:
            for at in range(0, len(data), 1024):
                file.write(data[at : at + 1024])
                file.flush()
                time.sleep(0.002)

    PhotoStore._place = in_place  # type: ignore[method-assign]  # that is the fault


def know_no_replay() -> None:
    """Entries are inserted as if nobody ever sent anything twice."""
    service._stored = lambda *_: {}

    def blindly(session: Any, model: Any, rows: list[dict[str, Any]], _: Any) -> int:
        session.execute(insert(model.__table__), rows)
        return len(rows)

    real = service.insert_new

    def insert_new(session: Any, model: Any, rows: list[dict[str, Any]], unique: Any) -> int:
        act = blindly if model is service.Entry else real
        return act(session, model, rows, unique)

    service.insert_new = insert_new


def forget_the_heads() -> None:
    """The current state is brought up to date in a transaction of its own, later or never."""
    service.bring_up_to_date = lambda *_: None


FAULTS = {
    fault.__name__: fault
    for fault in (
        answer_before_the_commit,
        name_the_photo_afterwards,
        write_the_photo_in_place,
        know_no_replay,
        forget_the_heads,
    )
}


def plant(name: str) -> None:
    """Put this fault into the modules of this process."""
    FAULTS[name]()


def _replace_everywhere(old: object, new: object) -> None:
    """Also where it was imported by name; the views are decorated anew on the next import."""
    for name in [name for name in sys.modules if name.startswith(ANEW)]:
        del sys.modules[name]
        parent, _, leaf = name.rpartition(".")
        if parent in sys.modules:
            vars(sys.modules[parent]).pop(leaf, None)
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("survey_app"):
            for word, held in list(vars(module).items()):
                if held is old:
                    setattr(module, word, new)
