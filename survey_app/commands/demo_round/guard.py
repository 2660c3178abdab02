"""Whose data a folder holds: nothing, the demonstration's, or somebody's, which is not touched."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from sqlalchemy import Engine, delete, func, inspect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from survey_app.checklists.models import ChecklistVersion
from survey_app.commands.demo_round.plan import accounts
from survey_app.core.orm import Base
from survey_app.core.problems import Code, Problem
from survey_app.evaluations.models import Evaluation
from survey_app.fieldwork.models import Epoch, HeldEntry, RescueParcel
from survey_app.visits.models import Person, Round, Unit

# What somebody would miss, and what never stands without a round of the demonstration.
_OWNED = (Person, Unit, ChecklistVersion, HeldEntry, RescueParcel)


class Standing(Enum):
    """How far the demonstration has come in this folder."""

    EMPTY = "empty"
    UNFINISHED = "unfinished"
    COMPLETE = "complete"


class AlreadyPlaying(RuntimeError):
    """Another process is building the demonstration in the same folder."""


def standing_before(engine: Engine) -> Standing:
    """How far the demonstration has come, read before anything is written, migrations included.

    Raises Problem demo-refused where the database holds data that is not the demonstration's, and
    also where it cannot be read: whoever made it did not make it with this demonstration.
    """
    try:
        with Session(engine) as session:
            if not inspect(engine).has_table(Round.__tablename__):
                return Standing.EMPTY
            return standing(session)
    except SQLAlchemyError as error:
        raise Problem(Code.DEMO_REFUSED) from error


def standing(session: Session) -> Standing:
    """How far the demonstration has come; raises Problem demo-refused on foreign data."""
    rounds = list(session.execute(select(Round.id, Round.is_demo).order_by(Round.id)))
    if any(not is_demo for _, is_demo in rounds):
        raise Problem(Code.DEMO_REFUSED)
    if not rounds:
        if any(session.scalar(select(func.count()).select_from(each)) for each in _OWNED):
            raise Problem(Code.DEMO_REFUSED)
        return Standing.EMPTY
    if session.scalar(select(func.count()).select_from(Evaluation)):
        return Standing.COMPLETE
    _refuse_other_people(session)
    return Standing.UNFINISHED


def clear(session: Session) -> None:
    """Take away what an interrupted run left, rows only: photos are known by their content."""
    if standing(session) is not Standing.UNFINISHED:
        raise Problem(Code.DEMO_REFUSED)
    for table in reversed(Base.metadata.sorted_tables):
        if table.name != Epoch.__tablename__:
            session.execute(delete(table))
    # What the session remembers of the rows would be taken for the new ones of the same number.
    session.expunge_all()


@contextmanager
def playing_alone(folder: Path) -> Iterator[None]:
    """Hold the folder while the demonstration is built; raise AlreadyPlaying where it is held."""
    fd = os.open(folder / "demo.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise AlreadyPlaying(str(folder)) from error
    finally:
        os.close(fd)


def _refuse_other_people(session: Session) -> None:
    """Somebody has been let in before the demonstration was ready: their data is theirs."""
    known = {each.username for each in accounts()}
    if set(session.scalars(select(Person.username))) - known:
        raise Problem(Code.DEMO_REFUSED)
