"""The first and the last lines of a document in Word: heading block, signatures, recipients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey_app.reports.fonts import printable
from survey_app.reports.heading import MOTTO, NO_DAY
from survey_app.reports.heading import NATION as NATION_WORDS
from survey_app.reports.rules import Heading
from survey_app.reports.text import BLANK
from survey_app.reports.word_frame import CELL, ISSUER, NATION, RECIPIENT, SIGNER
from survey_app.reports.word_xml import Run, columns, gap, paragraph, rule

# Of who issues the document, where there is room; and the least for nation and motto, mm.
_ISSUER, _LEAST_NATION = 68.0, 92.3
# As wide as the motto in 12 points, mm.
_MOTTO_LENGTH = 58.0


def heading_columns(said: Heading) -> tuple[float, float]:
    """The widths of the two halves of the heading block, and of the last lines, mm."""
    nation = max(_LEAST_NATION, said.page.room - _ISSUER)
    return said.page.room - nation, nation


def opening(said: Heading, *, dated: bool) -> str:
    """Who issues it on the left, nation and motto on the right; number, and place and day."""
    halves = ["".join(_issuer(said)), "".join(_nation(said, dated=dated))]
    return columns(heading_columns(said), halves)


def closing(said: Heading, *, abreast: bool) -> str:
    """Signatures and recipients: beside each other, or all who sign in one row above."""
    signers = list(zip(said.signature, [*said.names, *[""] * len(said.signature)], strict=False))
    nobody: tuple[tuple[str, ...], str] = ((), "")
    above, last = (signers, None) if abreast else (signers[:-1], (signers or [nobody])[-1])
    xml = ""
    if above:
        wide = said.page.room / len(above)
        # Names in a table of their own stand level, however many lines are above each.
        xml += columns([wide] * len(above), [_titles(lines) for lines, _ in above]) + gap()
        xml += columns([wide] * len(above), [_name(name) for _, name in above]) + gap()
    if last is None:
        return xml + _recipients(said.addressees)
    both = [_recipients(said.addressees), _titles(last[0]) + _name(last[1])]
    return xml + columns(heading_columns(said), both) + gap()


def _issuer(said: Heading) -> Iterator[str]:
    room = heading_columns(said)[0]
    yield from (paragraph(ISSUER, printable(line.upper())) for line in said.parent)
    yield from (paragraph(NATION, printable(line.upper())) for line in said.organisation)
    yield rule(ISSUER, room, room * 0.4)
    yield paragraph(ISSUER, printable(f"Số: {said.number or BLANK}/{said.symbol or BLANK}"))


def _nation(said: Heading, *, dated: bool) -> Iterator[str]:
    """Nation and motto; the rule below is as long as the motto."""
    yield paragraph(NATION, NATION_WORDS)
    yield paragraph(NATION, MOTTO)
    yield rule(NATION, heading_columns(said)[1], _MOTTO_LENGTH)
    if dated:
        place = printable(f"{said.place or BLANK}, {NO_DAY}")
        yield paragraph(ISSUER, Run(place, italic=True))


def _recipients(addressees: Sequence[str]) -> str:
    ends = [";"] * (len(addressees) - 1) + ["."]
    told = [f"- {printable(line)}{end}" for line, end in zip(addressees, ends, strict=False)]
    title = [paragraph(RECIPIENT, Run("Nơi nhận:", bold=True, italic=True))] if told else []
    # A cell without a paragraph is none.
    return "".join([*title, *(paragraph(RECIPIENT, line) for line in told)]) or paragraph(CELL)


def _titles(lines: Sequence[str]) -> str:
    said = "".join(paragraph(SIGNER, printable(line.upper()), keeps=True) for line in lines)
    return said + paragraph(SIGNER, keeps=True) * 4


def _name(name: str) -> str:
    return paragraph(SIGNER, printable(name) or BLANK)
