"""From the rows of a visit to its sheet. Reads only; the number of queries is constant."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from forms.definition import Checklist, Item, Section
from forms.scoring import Explanation
from survey_app.checklists.queries import definition_of
from survey_app.fieldwork.gallery import stored_photos
from survey_app.fieldwork.queries import hand_over, last_number, recorded
from survey_app.fieldwork.rules import Layer
from survey_app.fieldwork.state import Recorded
from survey_app.reviews import queries
from survey_app.reviews.confirming import Opinions
from survey_app.reviews.looks import Look, look_of, touched_since
from survey_app.reviews.models import Decision
from survey_app.reviews.replies import replies_of
from survey_app.reviews.returns import confirmed_in
from survey_app.reviews.rules import Confirmed, Returned, state_after
from survey_app.scoring.cases import case_of, counting, explained
from survey_app.scoring.given import given_scores, standing, wire_of
from survey_app.scoring.models import LayerScore
from survey_app.scoring.twice import compared
from survey_app.visits.models import Target, Visit
from survey_app.visits.names import names_of
from survey_app.visits.prefill import prefilled
from survey_app.visits.queries import targets_of
from survey_app.web.filters import figure
from survey_app.web.frame import language
from survey_app.web.sheet.apart import ItemApart, apart_of
from survey_app.web.sheet.beside import Shelf, shelf_of
from survey_app.web.sheet.model import (
    LayerCell,
    LayerTotal,
    Sheet,
    SheetItem,
    SheetSection,
)
from survey_app.web.sheet.said import ability_words, chosen_level, said, table_rows
from survey_app.web.sheet.threads import Thread, threads_of
from survey_app.web.words import TARGET_KINDS


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads (None: somebody to whom nothing is new) and what had been looked at."""

    id: int | None
    look: Look
    decisions: Sequence[Decision]


@dataclass(frozen=True, slots=True)
class _Drawer:
    """What every item is drawn from."""

    found: Recorded
    layers: Mapping[Layer, Explanation]
    counting: Layer
    given: Mapping[Layer, Mapping[str, LayerScore]]
    names: Mapping[int, str]
    returned: Mapping[str, Returned]
    targets: Mapping[str, Target]
    known: Mapping[str, str]
    shelf: Shelf
    changed: frozenset[str]
    threads: Mapping[str, Thread]
    confirmed: Mapping[str, Confirmed]
    opinions: Opinions
    apart: Mapping[str, ItemApart]


def sheet_of(session: Session, visit: Visit, reader_id: int | None = None) -> Sheet:
    """The visit as it stands; for this reader, what is new since the reader's last look."""
    checklist = definition_of(visit.checklist_version)
    found = recorded(session, visit.id)
    layers = explained(case_of(session, visit, found), language=language())
    decisions = queries.decisions_of(session, visit.id)
    look = _look(session, visit.id, reader_id, decisions)
    drawer = _drawer(session, visit, found, layers, reader=_Reader(reader_id, look, decisions))
    return Sheet(
        visit=visit,
        sections=tuple(_sections(checklist, drawer)),
        totals=tuple(
            LayerTotal(layer, layers[layer], is_counting=layer is drawer.counting)
            for layer in Layer
            if layer in layers
        ),
        beside=drawer.shelf.of(None),
        attendees=tuple(found.attendees()),
        state=state_after(decision.move for decision in decisions),
        decisions=tuple(decisions),
        waiting=tuple(queries.blocks_of(session, visit, found=found, explained=layers)),
        hand_over=hand_over(session, visit.id),
        entries_seen=last_number(session, visit.id),
        look=look,
        newest={head.item: head.number for head in found.heads if head.item},
    )


def _look(
    session: Session, visit_id: int, reader_id: int | None, decisions: list[Decision]
) -> Look:
    """Up to where the reader has looked; who never said so, up to the last decision."""
    look = look_of(session, visit_id, reader_id) if reader_id is not None else Look()
    if look.at is not None or not decisions:
        return look
    return Look(decisions[-1].entries_seen, decisions[-1].number)


def _drawer(
    session: Session,
    visit: Visit,
    found: Recorded,
    layers: Mapping[Layer, Explanation],
    *,
    reader: _Reader,
) -> _Drawer:
    checklist = definition_of(visit.checklist_version)
    given = standing(given_scores(session, [visit.id])[visit.id])
    givers = {each.given_by_id for scores in given.values() for each in scores.values()}
    hashes = {str((photo.value or {}).get("sha256")) for photo in found.all_photos()}
    items = {item.code: item for _, item in checklist.items()}
    returned = {line.item: line for line in queries.returned_items(session, [visit.id])[visit.id]}
    owed = {code for code, line in returned.items() if not line.settled}
    look = reader.look
    return _Drawer(
        found=found,
        layers=layers,
        counting=counting(layers)[0],
        given=given,
        names=names_of(session, givers),
        returned=returned,
        targets=targets_of(session, visit),
        known=prefilled(visit),
        shelf=shelf_of(
            found,
            stored_photos(session, hashes),
            items,
            replies_of(session, visit.id, found=found),
        ),
        changed=_changed(found, reader),
        threads=threads_of(found, reader_id=reader.id, seen=look.entries),
        confirmed=_standing(confirmed_in(reader.decisions), found),
        opinions=Opinions(checklist, found, layers, wire_of(given), owed),
        apart=_apart(session, visit, found),
    )


def _apart(session: Session, visit: Visit, found: Recorded) -> dict[str, ItemApart]:
    both = compared(session, visit, found) if found.pair else None
    return apart_of(both, names_of(session, both.pair.scorers)) if both else {}


def _changed(found: Recorded, reader: _Reader) -> frozenset[str]:
    """The items that others recorded or decided on since the reader's last look."""
    seen = reader.look.entries
    recorded_anew = {
        head.item
        for head in found.heads
        if head.item and head.number > seen > 0 and head.author_id != reader.id
    }
    if reader.id is None or reader.look.at is None:
        return frozenset(recorded_anew)
    return frozenset(recorded_anew) | touched_since(reader.decisions, reader.look, reader.id)


def _standing(confirmed: Mapping[str, Confirmed], found: Recorded) -> dict[str, Confirmed]:
    """The confirmations of what the team has not answered anew since."""
    newest = {item: answer.number for item, answer in found.answers(Layer.TEAM).items()}
    return {
        item: mark for item, mark in confirmed.items() if newest.get(item, 0) <= mark.entries_seen
    }


def _sections(checklist: Checklist, drawer: _Drawer) -> Iterator[SheetSection]:
    explanation = drawer.layers[drawer.counting]
    if checklist.general:
        items = tuple(_item(item, None, drawer) for item in checklist.general)
        yield SheetSection(None, None, items)
    for section in checklist.sections:
        items = tuple(_item(item, parent, drawer) for parent, item in _leaves(section))
        yield SheetSection(section, explanation.find_section(section.code), items)


def _leaves(section: Section) -> Iterator[tuple[Item | None, Item]]:
    for item in section.items:
        for leaf in item.leaves():
            yield (None if leaf is item else item), leaf


def _item(item: Item, parent: Item | None, drawer: _Drawer) -> SheetItem:
    counting_answer = _wire(item.code, drawer)
    returned = drawer.returned.get(item.code)
    return SheetItem(
        item=item,
        parent=parent,
        cells=tuple(_cells(item, drawer)),
        score=drawer.layers[drawer.counting].find_item(item.code),
        chosen=chosen_level(item, counting_answer),
        rows=table_rows(item, counting_answer),
        known=drawer.known.get(item.prefill, ""),
        target=target_words(item, drawer.targets.get(item.code)),
        beside=drawer.shelf.of(item.code),
        returned=returned,
        proposed=said(item, returned.proposed) if returned else "",
        has_changed=item.code in drawer.changed,
        thread=drawer.threads.get(item.code, ()),
        confirmed=drawer.confirmed.get(item.code),
        differs=drawer.opinions.differs(item),
        can_be_confirmed=drawer.opinions.can_be_confirmed(item),
        is_plain=drawer.opinions.is_plain(item),
        counting=counting_answer,
        owed_reason=drawer.opinions.owed_reason(item),
        apart=drawer.apart.get(item.code),
    )


def _cells(item: Item, drawer: _Drawer) -> Iterator[LayerCell]:
    """One cell a layer; the last of the desk's and the team's that says something counts."""
    cells = [_recorded_cell(item, layer, drawer) for layer in (Layer.SELF, Layer.TEAM)]
    cells += [_given_cell(item, layer, drawer) for layer in (Layer.AGREED, Layer.FINAL)]
    speaking = [cell.layer for cell in cells if cell.said and cell.layer is not Layer.SELF]
    for cell in cells:
        counts = bool(speaking) and cell.layer is speaking[-1]
        yield replace(cell, is_counting=counts)


def _recorded_cell(item: Item, layer: Layer, drawer: _Drawer) -> LayerCell:
    entry = drawer.found.answers(layer).get(item.code)
    if entry is None or entry.value is None:
        return LayerCell(layer)
    return LayerCell(
        layer=layer,
        said=said(item, entry.value),
        earned=_earned(item, layer, drawer),
        by=entry.author,
        at=entry.received_at,
        reason=str(entry.value.get("reason") or ""),
        ability=ability_words(item, entry.value),
    )


def _given_cell(item: Item, layer: Layer, drawer: _Drawer) -> LayerCell:
    score = drawer.given.get(layer, {}).get(item.code)
    if score is None:
        return LayerCell(layer)
    return LayerCell(
        layer=layer,
        said=said(item, json.loads(score.value)),
        earned=_earned(item, layer, drawer),
        by=drawer.names.get(score.given_by_id, ""),
        at=score.given_at,
        reason=score.reason,
        ability=ability_words(item, json.loads(score.value)),
    )


def _earned(item: Item, layer: Layer, drawer: _Drawer) -> Fraction | None:
    score = drawer.layers[layer].find_item(item.code) if layer in drawer.layers else None
    return score.earned if score else None


def _wire(code: str, drawer: _Drawer) -> Mapping[str, Any] | None:
    """The answer that counts, as the phones send it."""
    for layer in (Layer.FINAL, Layer.AGREED):
        score = drawer.given.get(layer, {}).get(code)
        if score is not None:
            answer: Mapping[str, Any] = json.loads(score.value)
            return answer
    entry = drawer.found.answers(Layer.TEAM).get(code)
    return entry.value if entry else None


def target_words(item: Item, target: Target | None) -> str:
    """The unit's target in words: the milestone, which counts first, then the whole term's."""
    if target is None:
        return ""
    told = [
        f"{TARGET_KINDS[name]} {figure(value)} {item.measure}".strip()
        for name, value in (("milestone", target.milestone), ("term", target.term))
        if value is not None
    ]
    return "; ".join(told + ([str(TARGET_KINDS["demo"])] if target.is_demo else []))
