"""Blocks that several documents of a visit have: facts, people, findings, indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from survey_app.reports.blocks import Block, Role, Say, Title, says
from survey_app.reports.content import Attendee, Fact, Finding, Note, Proof, Reply
from survey_app.reports.text import BLANK, Bold, Italic, lines

NOTHING = "Đoàn khảo sát không có ghi nhận ở nội dung này."
LACKING = "Còn thiếu"


def nothing() -> Say:
    """That the team recorded nothing here."""
    return Say((NOTHING,))


def listed(facts: Sequence[Fact]) -> Iterator[Block]:
    """Facts under their labels; what is not known is dots."""
    for fact in facts:
        yield from says(fact.text.strip() or BLANK, f"- {fact.label}: ")


def people(title: str, present: Sequence[Attendee]) -> Iterator[Block]:
    """Who took part, one a line."""
    yield Title(title, 3)
    last = len(present) - 1
    for at, each in enumerate(present):
        yield Say((f"- {_named(each)}{'.' if at == last else ';'}",))
    if not present:
        yield Say((f"- {BLANK}",))


def people_in_line(title: str, present: Sequence[Attendee]) -> Say:
    """Who took part, in one paragraph."""
    told = "; ".join(_named(each) for each in present)
    return Say((f"- {title}: {f'{told}.' if told else BLANK}",))


def _named(each: Attendee) -> str:
    return ", ".join(filter(None, (each.name, each.position)))


def findings(found: Iterable[Finding]) -> Iterator[Block]:
    """Findings with what they are about and what the unit said to them."""
    for each in found:
        yield from _finding(each)


def notes(taken: Iterable[Note]) -> Iterator[Block]:
    """Notes, each led by the item it was made at."""
    for note in taken:
        yield from says(note.text, f"- {note.item}: " if note.item else "- ")


def replies(given: Iterable[Reply]) -> Iterator[Block]:
    """What the unit said, and what it was answered."""
    for reply in given:
        lead = f"Ý kiến của đơn vị ({reply.stance})"
        ending = ": " if reply.text.strip() else "."
        yield from says(reply.text, Bold(lead), ending, role=Role.ASIDE)
        if reply.answer:
            yield from says(reply.answer, Bold("Đoàn trả lời"), ": ", role=Role.ASIDE)


def proven(proof: Proof) -> tuple[str, ...]:
    """The evidence of an item in the words of one cell: documents, photos, what is lacking."""
    said = [
        f"{' ngày '.join(filter(None, (each.number, each.on)))}"
        f"{': ' if each.about and (each.number or each.on) else ''}{each.about}"
        for each in proof.documents
    ]
    if proof.photos:
        said.append(f"Ảnh {span(proof.photos)}")
    if proof.missing:
        lacking = f"{LACKING}: cần {proof.required}"
        return ("\n".join([*said, ""]), Bold(lacking)) if said else (Bold(lacking),)
    return ("\n".join(said),)


def span(labels: Sequence[str]) -> str:
    """The photos of an item: ``A1.1`` or ``A1.1 – A1.3``."""
    short = [label.removeprefix("Ảnh ") for label in labels]
    return short[0] if len(short) == 1 else " – ".join([*short[:1], *short[-1:]])


def _finding(finding: Finding) -> Iterator[Block]:
    at = f" (tiêu chí {finding.item})" if finding.item else ""
    *before, last = lines(finding.text)
    for index, line in enumerate(before):
        yield Say((f"- {line}" if index == 0 else line,))
    yield Say((last if before else f"- {last}", Italic(at)))
    for words in finding.about:
        yield Say((f"Liên quan đến ghi nhận: “{words}”.",), Role.ASIDE)
    yield from replies(finding.replies)
