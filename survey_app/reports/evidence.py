"""The annex of evidence: documents item by item, what is missing, and the numbered photos."""

from __future__ import annotations

from collections.abc import Iterable

from forms.definition import Item
from forms.scoring.explanation import Flag
from survey_app.fieldwork.state import EntryView
from survey_app.reports import numbering, wording
from survey_app.reports.content import Photo, PhotoGroup, Proof, ProvingDocument
from survey_app.reports.facts import VisitFacts

_WHOLE_VISIT = "Ảnh chung của cuộc khảo sát"
_ELSEWHERE = "Mục khác"


def proofs_of(facts: VisitFacts) -> tuple[Proof, ...]:
    """Each item that is proven or lacks what it requires, in the order of the checklist."""
    found = [_proof(facts, item) for item in _items(facts)]
    found.append(_proof_of_visit(facts))
    return tuple(each for each in found if each.documents or each.photos or each.missing)


def photos_of(facts: VisitFacts) -> tuple[PhotoGroup, ...]:
    """All photos of the visit: of the visit as a whole first, then item by item."""
    groups = [_photos(facts, None, _WHOLE_VISIT)]
    groups += [_photos(facts, item.code, f"{item.code}. {item.label.vi}") for item in _items(facts)]
    asked = {item.code for item in _items(facts)}
    others = {each.item for each in facts.recorded.all_photos() if each.item} - asked
    groups += [_photos(facts, code, f"{_ELSEWHERE} ({code})") for code in sorted(others)]
    return tuple(group for group in groups if group.photos)


def _items(facts: VisitFacts) -> list[Item]:
    """Everything under whose code something may lie: items, and their parts after them."""
    listed = list(facts.checklist.general)
    for section in facts.checklist.sections:
        for item in section.items:
            listed += [item, *(leaf for leaf in item.leaves() if leaf is not item)]
    return listed


def _proof(facts: VisitFacts, item: Item) -> Proof:
    scored = facts.score.find_item(item.code) if facts.score else None
    return Proof(
        code=item.code,
        label=item.label.vi,
        required=wording.PROOFS[item.evidence],
        documents=_documents(facts.recorded.evidence(item.code)),
        photos=_labels(facts, item.code),
        missing=bool(scored and Flag.EVIDENCE_MISSING in scored.flags),
    )


def _proof_of_visit(facts: VisitFacts) -> Proof:
    return Proof(
        code="",
        label="Minh chứng chung của cuộc khảo sát",
        required="",
        documents=_documents(facts.recorded.evidence(None)),
        photos=_labels(facts, None),
        missing=False,
    )


def _documents(entries: Iterable[EntryView]) -> tuple[ProvingDocument, ...]:
    values = [entry.value or {} for entry in entries]
    return tuple(
        ProvingDocument(
            number=str(value.get("number") or ""),
            on=wording.day_or_words(str(value.get("date") or "")),
            about=str(value.get("about") or ""),
        )
        for value in values
    )


def _labels(facts: VisitFacts, code: str | None) -> tuple[str, ...]:
    found = facts.recorded.photos(code)
    return tuple(numbering.label(code, at) for at, _ in enumerate(found, start=1))


def _photos(facts: VisitFacts, code: str | None, title: str) -> PhotoGroup:
    found = numbering.in_order(facts.recorded.photos(code))
    return PhotoGroup(
        title,
        tuple(_photo(facts, entry, numbering.label(code, at)) for at, entry in enumerate(found, 1)),
    )


def _photo(facts: VisitFacts, entry: EntryView, label: str) -> Photo:
    value = entry.value or {}
    sha256 = str(value.get("sha256") or "")
    return Photo(
        label=label,
        caption=str(value.get("caption") or ""),
        sha256=sha256,
        arrived=sha256 not in facts.missing_photos,
        announced=value.get("consent") is True,
    )
