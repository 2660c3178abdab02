"""What both ends share: database, transaction, access, login, limits."""

from survey_app.edge.access import public, requires
from survey_app.edge.database import db
from survey_app.edge.stores import grants, paper, photo_store, settings
from survey_app.edge.transaction import after_commit, commits

__all__ = [
    "after_commit",
    "commits",
    "db",
    "grants",
    "paper",
    "photo_store",
    "public",
    "requires",
    "settings",
]
