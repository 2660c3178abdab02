"""The first and the last lines of a document in Word: heading block, signatures, recipients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey_app.reports.heading import MOTTO as MOTTO_WORDS
from survey_app.reports.heading import NATION as NATION_WORDS
from survey_app.reports.rules import Heading
from survey_app.reports.text import BLANK
from survey_app.reports.word_frame import CELL, ISSUER, MOTTO, NATION, NUMBER, RECIPIENT, SIGNER
from survey_app.reports.word_xml import Run, columns, gap, paragraph, rule

# Of who issues the document, where there is room; and the least for nation and motto, mm.
_ISSUER, _LEAST_NATION = 68.0, 92.3
# As wide as the motto in 13 points, mm.
_MOTTO_LENGTH = 58.1


def heading_columns(said: Heading) -> tuple[float, float]:
    """The widths of the two halves of the heading block, and of the last lines, mm."""
    nation = max(_LEAST_NATION, said.page.room - _ISSUER)
    return said.page.room - nation, nation


def opening(said: Heading, when: str) -> str:
    """Who issues it on the left, nation and motto on the right; below, level, number and day.

    ``when`` is the day in words; without it there is no line for place and day.
    """
    above = ["".join(_issuer(said)), "".join(_nation(said))]
    number = f"Số: {said.number or BLANK}/{said.symbol or BLANK}"
    place = Run(f"{said.place or BLANK}, {when}" if when else "", italic=True)
    return columns(
        heading_columns(said), above, [paragraph(NUMBER, number), paragraph(NUMBER, place)]
    )


def closing(said: Heading, *, abreast: bool) -> str:
    """Signatures and recipients: beside each other, or all who sign in one row above."""
    signers = list(zip(said.signature, [*said.names, *[""] * len(said.signature)], strict=False))
    nobody: tuple[tuple[str, ...], str] = ((), "")
    above, last = (signers, None) if abreast else (signers[:-1], (signers or [nobody])[-1])
    xml = ""
    if above:
        wide = said.page.room / len(above)
        # Names in a table of their own stand level, however many lines are above each.
        xml += columns([wide] * len(above), [_titles(lines) for lines, _ in above])
        xml += gap(keeps=True)
        xml += columns([wide] * len(above), [_name(name, keeps=True) for _, name in above])
        xml += gap(keeps=True)
    if last is None:
        return xml + _recipients(said.addressees)
    both = [_recipients(said.addressees), _titles(last[0]) + _name(last[1])]
    return xml + columns(heading_columns(said), both) + gap()


def _issuer(said: Heading) -> Iterator[str]:
    room = heading_columns(said)[0]
    yield from (paragraph(ISSUER, line.upper()) for line in said.parent)
    yield from (paragraph(NATION, line.upper()) for line in said.organisation)
    yield rule(ISSUER, room, room * 0.4)


def _nation(said: Heading) -> Iterator[str]:
    """Nation and motto; the rule below is as long as the motto."""
    yield paragraph(NATION, NATION_WORDS)
    yield paragraph(MOTTO, MOTTO_WORDS)
    yield rule(MOTTO, heading_columns(said)[1], _MOTTO_LENGTH)


def _recipients(addressees: Sequence[str]) -> str:
    ends = [";"] * (len(addressees) - 1) + ["."]
    told = [f"- {line}{end}" for line, end in zip(addressees, ends, strict=False)]
    title = [paragraph(RECIPIENT, Run("Nơi nhận:", bold=True, italic=True))] if told else []
    # A cell without a paragraph is none.
    return "".join([*title, *(paragraph(RECIPIENT, line) for line in told)]) or paragraph(CELL)


def _titles(lines: Sequence[str]) -> str:
    said = "".join(paragraph(SIGNER, line.upper(), keeps=True) for line in lines)
    return said + paragraph(SIGNER, keeps=True) * 4


def _name(name: str, *, keeps: bool = False) -> str:
    return paragraph(SIGNER, name or BLANK, keeps=keeps)
