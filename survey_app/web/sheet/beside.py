"""What was recorded beside the answers: evidence, photos, notes, findings, replies, clashes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.definition import Item
from survey_app.fieldwork.rules import Addressee, EntryKind, FindingType, Slot
from survey_app.fieldwork.state import EntryView, Recorded
from survey_app.reports.numbering import in_order, photo_labels
from survey_app.reviews.replies import UnitReply
from survey_app.web.sheet.model import Belongings, ClashVersion, ClashView, FindingView, PhotoView
from survey_app.web.sheet.said import said
from survey_app.web.words import ADDRESSEES, ENTRY_KINDS, ENTRY_WITHDRAWN, FINDINGS, LAYERS


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything beside the answers, by item; None stands for the visit itself."""

    by_item: Mapping[str | None, Belongings]

    def of(self, item: str | None) -> Belongings:
        """What lies beside this item."""
        return self.by_item.get(item, _NOTHING)


_NOTHING = Belongings()


def shelf_of(
    found: Recorded,
    stored: Mapping[str, str],
    items: Mapping[str, Item],
    said: Iterable[UnitReply],
) -> Shelf:
    """Put everything with its item. ``stored`` says of the photos that arrived what ails them."""
    of_unit = {each.finding.uuid: each for each in said if each.reply}
    to_findings = {each.reply.uuid for each in of_unit.values() if each.reply}
    photos = _photos(found, stored)
    clashes = _clashes(found, items)
    findings = _grouped(found.findings())
    replies = _grouped(each for each in found.replies() if each.uuid not in to_findings)
    codes = {head.item for head in found.heads}
    return Shelf(
        {
            code: Belongings(
                evidence=tuple(found.evidence(code)),
                photos=tuple(photos[code]),
                notes=tuple(found.notes(code)),
                findings=tuple(_finding(each, of_unit.get(each.uuid)) for each in findings[code]),
                replies=tuple(replies[code]),
                clashes=tuple(clashes[code]),
            )
            for code in codes
        }
    )


def _grouped(entries: Iterable[EntryView]) -> dict[str | None, list[EntryView]]:
    groups: dict[str | None, list[EntryView]] = defaultdict(list)
    for entry in entries:
        groups[entry.item].append(entry)
    return groups


def _photos(found: Recorded, stored: Mapping[str, str]) -> dict[str | None, list[PhotoView]]:
    photos = found.all_photos()
    labels = photo_labels(photos)
    views: dict[str | None, list[PhotoView]] = defaultdict(list)
    for entry in in_order(photos):
        value = entry.value or {}
        sha256 = str(value.get("sha256", ""))
        views[entry.item].append(
            PhotoView(
                sha256=sha256,
                label=labels[entry.uuid],
                caption=str(value.get("caption") or ""),
                by=entry.author,
                has_arrived=sha256 in stored,
                is_announced=value.get("consent") is True,
                problem=stored.get(sha256, ""),
            )
        )
    return views


def _finding(entry: EntryView, reply: UnitReply | None) -> FindingView:
    value = entry.value or {}
    addressee = value.get("addressee")
    return FindingView(
        type=str(FINDINGS[FindingType(value["type"])]),
        addressee=str(ADDRESSEES[Addressee(addressee)]) if addressee else "",
        text=str(value.get("text") or ""),
        by=entry.author,
        reply=reply,
    )


def _clashes(found: Recorded, items: Mapping[str, Item]) -> dict[str | None, list[ClashView]]:
    views: dict[str | None, list[ClashView]] = defaultdict(list)
    for slot, entries in found.clashes().items():
        versions = tuple(
            ClashVersion(_version(entry, items), entry.author, entry.received_at, entry.uuid)
            for entry in entries
        )
        views[slot.item].append(ClashView(_about(slot), versions))
    return views


def _about(slot: Slot) -> str:
    kind = str(ENTRY_KINDS[slot.kind])
    return f"{kind} ({LAYERS[slot.layer]})" if slot.layer else kind


def _version(entry: EntryView, items: Mapping[str, Item]) -> str:
    """What one of the clashing entries says, in words."""
    value = entry.value
    if value is None:
        return str(ENTRY_WITHDRAWN)
    item = items.get(entry.item or "")
    if entry.kind is EntryKind.ANSWER and item is not None:
        return said(item, value)
    told = (value.get(key) for key in ("text", "caption", "number", "about", "name", "position"))
    return "; ".join(str(each) for each in told if each)
