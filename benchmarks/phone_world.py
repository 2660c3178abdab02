"""The checklists that are drawn in a browser: on our server with a visit of each, and as XForms."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from pyxform.xls2xform import convert
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from benchmarks.serving import serving
from benchmarks.world import NOW, application, seed, settings_for, starter
from forms.canonical import canonical_json, content_hash
from forms.definition import Checklist, Item, SectionKind
from forms.xlsform import write_workbook
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.rules import VersionState
from survey_app.core.settings import Settings
from survey_app.edge.database import db, writing
from survey_app.visits.models import Person, Visit
from tests.support.server import free_port

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Filled:
    """A visit on a checklist of so many items, and the section of it that has the most."""

    items: int
    visit: str
    section: str
    codes: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Our server, and who is signed in on the phone."""

    address: str
    login: dict[str, object]
    filled: tuple[Filled, ...]


def grown(items: int) -> Checklist:
    """The starter checklist, its items repeated under other codes up to so many."""
    base = starter()
    taken: list[list[Item]] = [[] for _ in base.sections]
    rows = [(at, item) for at, section in enumerate(base.sections) for item in section.items]
    for number in range(items):
        copy, nth = divmod(number, len(rows))
        at, item = rows[nth]
        taken[at].append(replace(item, code=f"{item.code}x{copy}", relevant="") if copy else item)
    sections = tuple(
        replace(
            section,
            items=tuple(held),
            points=_sum(item.points for item in held),
        )
        for section, held in zip(base.sections, taken, strict=True)
    )
    points = _sum(section.points for section in sections if section.kind is SectionKind.BASE)
    return replace(base, version=str(items), sections=sections, base_points=points)


def _sum(points: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in points if each is not None), Decimal(0))


def xform(checklist: Checklist) -> str:
    """The same checklist as pyxform makes it of the workbook that the office would edit."""
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "checklist.xlsx"
        workbook.write_bytes(write_workbook(checklist))
        return str(convert(xlsform=workbook, validate=False).xform)


@contextmanager
def site(checklists: list[Checklist]) -> Iterator[Site]:
    """Our server with a visit on each of these, for the time of a measurement."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_for(Path(folder), port=port)
        login, visits = _seeded(settings, checklists)
        with serving(Path(folder), port=port, database_url="", workers=1):
            filled = tuple(_filled(*pair) for pair in zip(checklists, visits, strict=True))
            yield Site(f"http://{HOST}:{port}", login, filled)


def _seeded(settings: Settings, checklists: list[Checklist]) -> tuple[dict[str, object], list[str]]:
    with application(settings) as app, app.app_context(), writing():
        (share,) = seed(db.session, clients=1, visits_each=len(checklists))
        for key, checklist in zip(share.visits, checklists, strict=True):
            version = _version(db.session, checklist)
            of_key = Visit.key == UUID(key)
            db.session.execute(update(Visit).where(of_key).values(checklist_version_id=version.id))
        who = db.session.scalars(select(Person)).one()
        user = {"id": str(who.id), "username": who.username, "name": who.name, "role": "member"}
        db.session.commit()
        return {"user": user, "token": share.token}, share.visits


def _version(session: Session, checklist: Checklist) -> ChecklistVersion:
    made = ChecklistVersion(
        code=checklist.code,
        version=checklist.version,
        title=checklist.title.vi,
        unit_kind=checklist.unit_kind,
        state=VersionState.PUBLISHED,
        content=canonical_json(checklist).decode(),
        content_hash=content_hash(checklist),
        imported_at=NOW,
        published_at=NOW,
    )
    session.add(made)
    session.flush()
    return made


def _filled(checklist: Checklist, visit: str) -> Filled:
    section = max(checklist.sections, key=lambda each: len(each.items))
    codes = tuple(item.code for item in section.items)
    words = max(checklist.sections, key=lambda each: _texts(each.items) != ())
    total = sum(len(each.items) for each in checklist.sections)
    return Filled(total, visit, section.code, codes, (words.code, *_texts(words.items)))


def _texts(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(item.code for item in items if item.kind.value == "text")
