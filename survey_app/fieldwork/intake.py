"""From what a phone sent to a parcel that can be stored, or to the reason why it is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from forms.definition import Item
from survey_app.core.problems import Code
from survey_app.fieldwork.canonical import (
    canonical,
    digest,
    has_broken_text,
    is_finite,
    written_plainly,
)
from survey_app.fieldwork.rules import EntryKind, Layer, Openness, Slot, is_phone
from survey_app.fieldwork.values import check_value, is_uuid

LARGEST_ENTRY = 256 * 1024
MOST_SUPERSEDED = 200
# Seconds that fit into 31 bits, some 68 years.
MOST_SKEW = 2**31 - 1
FIELDS = frozenset(
    {"id", "visit", "kind", "item", "slot", "layer", "value"}
    | {"supersedes", "device", "seq", "made_at"}
)
KINDS = {kind.value: kind for kind in EntryKind}
LAYERS = {layer.value: layer for layer in (Layer.SELF, Layer.TEAM)}
NEEDED = frozenset({"id", "visit", "kind", "value", "device", "seq", "made_at"})


class Parcel(NamedTuple):
    """An entry that can be stored."""

    id: UUID
    sent_id: str
    about: Slot
    value: object
    value_text: str
    supersedes: tuple[UUID, ...]
    device: str
    seq: int
    made_at: str
    raw: str
    sha256: str


class Refused(NamedTuple):
    """An entry that cannot be taken: kept as it came, with the reason."""

    sent_id: str
    code: Code
    raw: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What entries are read against: the visit, its items, what is open, whose they are.

    ``from_server``: made here, at a desk or by a unit's link, and not by a phone.
    """

    visit: str
    items: Mapping[str, Item]
    parents: frozenset[str]
    openness: Openness
    is_member: bool
    # Whether this person scores: of a visit scored apart, only the two who were named.
    scores: bool = True
    from_server: bool = False


def read(sent: object, reading: Reading) -> Parcel | Refused:
    """One entry as it came from the phone."""
    plain = written_plainly(sent)
    raw = canonical(sent) if plain is None else plain
    sha256 = digest(raw)
    sent_id = _said_id(sent)
    code = _fault(sent, raw, reading, is_plain=plain is not None)
    if code is not None or not isinstance(sent, dict):
        safe_id = sent_id.encode(errors="replace").decode()[:200].replace("\x00", "?")
        return Refused(safe_id, code or Code.ENTRY_MALFORMED, raw, sha256)
    return Parcel(
        id=UUID(sent["id"]),
        sent_id=sent_id,
        about=_slot(sent),
        value=sent["value"],
        value_text=canonical(sent["value"]),
        supersedes=tuple(dict.fromkeys(map(UUID, sent.get("supersedes") or ()))),
        device=sent["device"],
        seq=sent["seq"],
        made_at=sent["made_at"],
        raw=raw,
        sha256=sha256,
    )


def skew(made_at: str, received_at: datetime) -> int | None:
    """Seconds by which the phone's clock was ahead when the entry came.

    None when it is unreadable, or a lifetime away: no database keeps that, and it tells nothing.
    """
    try:
        made = datetime.fromisoformat(made_at)
    except ValueError:
        return None
    if made.tzinfo is None:
        return None
    ahead = int((made - received_at).total_seconds())
    return ahead if abs(ahead) <= MOST_SKEW else None


def _said_id(sent: object) -> str:
    """What an entry calls itself; where that is no text, as it was written."""
    said = sent.get("id") if isinstance(sent, dict) else None
    if said is None or isinstance(said, str):
        return said or ""
    return canonical(said)


def _fault(sent: object, raw: str, reading: Reading, *, is_plain: bool) -> Code | None:
    if len(raw) > LARGEST_ENTRY:
        return Code.ENTRY_TOO_LARGE
    if has_broken_text(raw):
        return Code.ENTRY_TEXT_BROKEN
    if not isinstance(sent, dict) or not _well_formed(sent):
        return Code.ENTRY_MALFORMED
    if not reading.from_server and not is_phone(str(sent["device"])):
        # What a desk writes may replace what others said; no phone writes as one.
        return Code.ENTRY_MALFORMED
    if sent["visit"] != reading.visit and sent["visit"].lower() != reading.visit:
        return Code.ENTRY_OTHER_VISIT
    closed = _closed(sent, reading)
    if closed is None and not is_plain and not is_finite(sent["value"]):
        return Code.ENTRY_NOT_FINITE
    return closed or _content_fault(sent, reading)


def _well_formed(sent: dict[str, object]) -> bool:
    return (
        sent.keys() >= NEEDED
        and sent.keys() <= FIELDS
        and is_uuid(sent["id"])
        and is_uuid(sent["visit"])
        and isinstance(sent["kind"], str)
        and sent["kind"] in KINDS
        and (sent.get("item") is None or isinstance(sent["item"], str))
        and (sent.get("slot") is None or is_uuid(sent["slot"]))
        and _replaces_others(sent)
        and _origin_is_told(sent)
        and _layer_fits(sent)
    )


def _replaces_others(sent: dict[str, object]) -> bool:
    """Whether an entry names what it replaces, and not itself: it would be nowhere then."""
    supersedes = sent.get("supersedes")
    if not supersedes:
        return supersedes is None or isinstance(supersedes, list)
    return (
        isinstance(supersedes, list)
        and len(supersedes) <= MOST_SUPERSEDED
        and all(is_uuid(each) for each in supersedes)
        and str(sent["id"]).lower() not in map(str.lower, supersedes)
    )


def _origin_is_told(sent: dict[str, object]) -> bool:
    device, seq, made_at = sent["device"], sent["seq"], sent["made_at"]
    return (
        isinstance(device, str)
        and 0 < len(device) <= 64
        and isinstance(seq, int)
        and not isinstance(seq, bool)
        and 0 <= seq < 2**31
        and isinstance(made_at, str)
        and 0 < len(made_at) <= 40
    )


def _layer_fits(sent: dict[str, object]) -> bool:
    layer = sent.get("layer")
    if sent["kind"] == EntryKind.ANSWER:
        return isinstance(layer, str) and layer in LAYERS
    return layer is None


def _closed(sent: dict[str, object], reading: Reading) -> Code | None:
    if not reading.is_member:
        return Code.MEMBER_REMOVED
    if not reading.scores and sent["kind"] == EntryKind.ANSWER and sent["layer"] == Layer.TEAM:
        return Code.NOT_A_SCORER
    if reading.openness.everything:
        return None
    if sent["kind"] == EntryKind.COMMENT:
        return None if reading.openness.comments else Code.VISIT_CLOSED
    if reading.openness.nothing:
        return Code.VISIT_CLOSED
    if sent["kind"] == EntryKind.SUBMIT or sent.get("item") in reading.openness.items:
        return None
    return Code.ITEM_CLOSED


def _content_fault(sent: dict[str, object], reading: Reading) -> Code | None:
    kind, code = KINDS[str(sent["kind"])], sent.get("item")
    item = reading.items.get(str(code)) if code is not None else None
    if code is not None and item is None and code not in reading.parents:
        return Code.ENTRY_ITEM_UNKNOWN
    if kind is EntryKind.COMMENT and (code is None or sent.get("slot") is None):
        # A thread belongs to an item, and a comment never takes the place of another one.
        return Code.ENTRY_MALFORMED
    return check_value(kind, item, sent["value"])


def _slot(sent: dict[str, object]) -> Slot:
    slot, layer, item = sent.get("slot"), sent.get("layer"), sent.get("item")
    return Slot(
        kind=KINDS[str(sent["kind"])],
        item=str(item) if item is not None else None,
        slot=UUID(str(slot)) if slot is not None else None,
        layer=LAYERS[str(layer)] if layer is not None else None,
    )
