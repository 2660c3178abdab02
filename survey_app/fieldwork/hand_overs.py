"""What teams have handed over, and what the server still lacks of it. Reads only."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.fieldwork.models import Entry, Head, Photo, PhotoUse
from survey_app.fieldwork.pairs import Pair, is_score, pair_of
from survey_app.fieldwork.reading import entries, view
from survey_app.fieldwork.rules import EntryKind, Mark, Slot, matches_hand_over
from survey_app.fieldwork.sight import hidden, reader_of
from survey_app.fieldwork.state import EntryView, HandOver
from survey_app.visits.models import Visit

_Marks = list[tuple[int, Mark]]


@dataclass(frozen=True, slots=True)
class _Said:
    """The last hand-over of each person on a visit, and who has to hand over (None: anybody)."""

    pair: Pair | None
    last: dict[int, EntryView] = field(default_factory=dict)

    def counting(self, owing: Collection[int] | None) -> list[EntryView]:
        """The hand-overs that make the visit handed over, the last one last; else none."""
        if owing is None:
            return sorted(self.last.values(), key=lambda said: said.number)[-1:]
        if not owing or not self.last.keys() >= set(owing):
            return []
        return sorted((self.last[each] for each in owing), key=lambda said: said.number)


def missing_photos(session: Session, visit_id: int) -> list[str]:
    """Hashes that the visit's current entries name and the server lacks."""
    return _waiting(session, [visit_id])[visit_id]


def hand_over(session: Session, visit_id: int) -> HandOver | None:
    """The last hand-over of a visit and what is still missing of it; None before the first."""
    return hand_overs(session, [visit_id]).get(visit_id)


def hand_overs(
    session: Session, visit_ids: Sequence[int], *, settled: Collection[int] = ()
) -> dict[int, HandOver]:
    """The last hand-over of each visit that has one; four queries however many visits.

    A visit scored apart is handed over when each of its scorers has; for a scorer who may not see
    the other yet, when that one has. Of ``settled`` visits it is known that everything arrived:
    their logs are not read again.
    """
    counting = _counting(session, visit_ids)
    if not counting:
        return {}
    marks = _marks(session, [each for each in counting if each not in settled])
    said = [each for found, _pair in counting.values() for each in found]
    named = {sha for each in said for sha in (each.value or {}).get("photos", []) or []}
    known = set(session.scalars(select(Photo.sha256).where(Photo.sha256.in_(named))))
    waiting = _waiting(session, list(counting))
    found = {}
    for visit_id, (submits, pair) in counting.items():
        log = marks.get(visit_id)
        whole = log is None or all(_is_whole(log, each, pair) for each in submits)
        lacking = {sha for each in submits for sha in _lacking(each, known)}
        found[visit_id] = _hand_over(submits[-1], lacking | set(waiting[visit_id]), whole=whole)
    return found


def _counting(
    session: Session, visit_ids: Sequence[int]
) -> dict[int, tuple[list[EntryView], Pair | None]]:
    asked = entries().add_columns(Visit.first_scorer_id, Visit.second_scorer_id)
    asked = asked.join(Visit, Visit.id == Entry.visit_id)
    rows = session.execute(
        asked.where(Entry.visit_id.in_(visit_ids), Entry.kind == EntryKind.SUBMIT)
    )
    said: dict[int, _Said] = {}
    for row in rows:
        of = said.setdefault(
            row.visit_id, _Said(pair_of(row.first_scorer_id, row.second_scorer_id))
        )
        of.last[row.author_id] = view(row)
    apart, reader = hidden(session), reader_of(session)
    counting = {}
    for visit_id, each in said.items():
        owing = each.pair.scorers if each.pair else None
        if owing is not None and visit_id in apart:
            owing = tuple(scorer for scorer in owing if scorer == reader)
        submits = each.counting(owing)
        if submits:
            counting[visit_id] = (submits, each.pair)
    return counting


def _is_whole(log: _Marks, said: EntryView, pair: Pair | None) -> bool:
    """Whether all that the phone knew is here, by what it can have been shown."""
    value = said.value or {}
    mark = Mark(said.uuid, said.number, said.about, (), said.device, said.seq)
    return any(
        matches_hand_over(shown, mark, value["heads_sha256"], value["heads"])
        for shown in _shown_to(log, said.author_id, pair)
    )


def _shown_to(log: _Marks, person_id: int, pair: Pair | None) -> Iterator[list[Mark]]:
    """A scorer's phone knew nothing of the other's, or all but the scores."""
    if pair is None:
        yield [mark for _author, mark in log]
        return
    others = {author for author, mark in log if is_score(mark.about)} | set(pair.scorers)
    others.discard(person_id)
    yield [mark for author, mark in log if author not in others]
    yield [mark for author, mark in log if author == person_id or not is_score(mark.about)]


def _lacking(said: EntryView, known: Collection[str]) -> list[str]:
    return [sha for sha in (said.value or {}).get("photos") or [] if sha not in known]


def _hand_over(said: EntryView, lacking: Iterable[str], *, whole: bool) -> HandOver:
    return HandOver(
        number=said.number,
        by=said.author,
        by_id=said.author_id,
        at=said.received_at,
        missing_photos=tuple(sorted(lacking)),
        entries_missing=not whole,
    )


def _marks(session: Session, visit_ids: Sequence[int]) -> Mapping[int, _Marks]:
    columns = (Entry.visit_id, Entry.uuid, Entry.number, Entry.kind, Entry.item, Entry.slot)
    rows = session.execute(
        select(*columns, Entry.layer, Entry.supersedes, Entry.device, Entry.seq, Entry.author_id)
        .where(Entry.visit_id.in_(visit_ids))
        .order_by(Entry.visit_id, Entry.number)
    )
    marks: dict[int, _Marks] = defaultdict(list)
    for row in rows:
        about = Slot(row.kind, row.item, row.slot, row.layer)
        replaced = tuple(UUID(each) for each in json.loads(row.supersedes))
        mark = Mark(row.uuid, row.number, about, replaced, row.device, row.seq)
        marks[row.visit_id].append((row.author_id, mark))
    return marks


def _waiting(session: Session, visit_ids: Sequence[int]) -> dict[int, list[str]]:
    rows = session.execute(
        select(PhotoUse.visit_id, PhotoUse.sha256)
        .outerjoin(Photo, Photo.sha256 == PhotoUse.sha256)
        .where(PhotoUse.visit_id.in_(visit_ids), Photo.id.is_(None))
        .order_by(PhotoUse.visit_id, PhotoUse.sha256)
    )
    waiting: dict[int, list[str]] = defaultdict(list)
    lacking = list(rows)
    shown = _shown(session, {row.visit_id for row in lacking}) if lacking else set()
    for row in lacking:
        if (row.visit_id, row.sha256) in shown:
            waiting[row.visit_id].append(row.sha256)
    return waiting


def _shown(session: Session, visit_ids: Iterable[int]) -> set[tuple[int, str]]:
    """The photos of current entries: a phone need not send what it has replaced meanwhile."""
    rows = session.execute(
        select(Entry.visit_id, Entry.value)
        .join(Head, Head.entry_id == Entry.id)
        .where(Head.visit_id.in_(list(visit_ids)), Head.kind == EntryKind.PHOTO)
        .order_by(Entry.id)
    )
    values = ((row.visit_id, json.loads(row.value)) for row in rows)
    return {(visit_id, str(value["sha256"])) for visit_id, value in values if value}
