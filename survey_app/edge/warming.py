"""Keeping the lines of lists fresh, beside those who read and those who send."""

from __future__ import annotations

from time import sleep

from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.progress import queries, service

# So many visits are drawn and kept at a time: on SQLite a sender's commit waits while they are
# read, and while they are written.
AT_ONCE = 1
# Seconds between two of them, in which senders go first.
PAUSE = 0.1


def warm(*, pause: float = 0.0) -> int:
    """Draw anew every line that is stale; returns how many.

    Drawing reads in a transaction of its own, so that only the keeping stands in the line of
    writers. What moves in between leaves a stale line behind, for the next time.
    """
    stale = queries.stale(db.session)
    db.session.rollback()
    for first in range(0, len(stale), AT_ONCE):
        made = service.drawn(db.session, stale[first : first + AT_ONCE])
        db.session.rollback()
        with writing():
            service.keep(db.session, made, at=clock.now())
            db.session.commit()
        sleep(pause)
    return len(stale)


def redraw() -> int:
    """Drop every line and draw all anew; returns how many."""
    with writing():
        service.forget(db.session)
        db.session.commit()
    return warm()
