"""The first and the last lines of a document: heading block, title, signatures, recipients."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from survey_app.core.vietnamese import day_in_words
from survey_app.reports import fonts, styles
from survey_app.reports.rules import Heading
from survey_app.reports.styles import Look, look_of
from survey_app.reports.text import BLANK, paragraph

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# The clerk fills in the day.
NO_DAY = "ngày …… tháng …… năm ……"
_OPEN = TableStyle([
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
])  # fmt: skip


class Rule(Flowable):
    """A line in the middle of the room there is, ``length`` points long."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.length = length

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width, and the air around the line."""
        self.width = width
        return width, 8

    def draw(self) -> None:
        """The line, nearer to what is above it."""
        left = (self.width - self.length) / 2
        self.canv.setLineWidth(styles.RULE)
        self.canv.line(left, 5, left + self.length, 5)


def heading_block(said: Heading, on: date | None) -> list[Flowable]:
    """Who issues it on the left, nation and motto on the right; number, place and day below."""
    place = paragraph(styles.PLACE_AND_DAY, f"{said.place or BLANK}, {_day(on)}")
    return _heading(said, place)


def nation_block(said: Heading) -> list[Flowable]:
    """The same without place and day: minutes and survey sheets have no line for them."""
    return _heading(said, paragraph(styles.PLACE_AND_DAY, ""))


def _heading(said: Heading, place: Flowable) -> list[Flowable]:
    widths = look_of(said.page).heading_columns
    left = [
        *(paragraph(styles.PARENT, line.upper()) for line in said.parent),
        *(paragraph(styles.ORGANISATION, line.upper()) for line in said.organisation),
        Rule(widths[0] * 0.4),
    ]
    right = [
        paragraph(styles.NATION, NATION),
        paragraph(styles.MOTTO, MOTTO),
        Rule(stringWidth(MOTTO, fonts.BOLD, styles.MOTTO.fontSize)),
    ]
    number = paragraph(styles.NUMBER, f"Số: {said.number or BLANK}/{said.symbol or BLANK}")
    table = Table([[left, right], [number, place]], colWidths=widths)
    table.setStyle(_OPEN)
    return [table, Spacer(0, 16)]


def title_block(kind: str, about: Sequence[str], look: Look) -> list[Flowable]:
    """The kind of document in capitals, what it is about below, and the short rule."""
    return [
        paragraph(styles.TITLE, kind.upper()),
        *(paragraph(styles.TITLE, line) for line in about),
        Rule(look.width * 0.35),
        Spacer(0, 10),
    ]


def salutation(to: Sequence[str], look: Look) -> list[Flowable]:
    """The lines of "Kính gửi"; none where nobody is addressed."""
    if not to:
        return []
    if len(to) == 1:
        return [paragraph(look.centred, f"Kính gửi: {to[0]}"), Spacer(0, 4)]
    lines = "\n".join(f"- {line};" for line in to[:-1]) + f"\n- {to[-1]}."
    return [paragraph(look.centred, f"Kính gửi:\n{lines}"), Spacer(0, 4)]


def closing_block(said: Heading, *before: Flowable) -> Flowable:
    """Recipients on the left, the last signer on the right, other signers in a row above.

    The space to sign in stays empty: a picture of a signature is not a signature. ``before`` are
    the last words of the document: a signature never stands alone on a sheet.
    """
    look = look_of(said.page)
    names = [*said.names, *[""] * len(said.signature)]
    *others, last = list(zip(said.signature, names, strict=False)) or [((), "")]
    rows: list[Flowable] = [*before, Spacer(0, 10)]
    if others:
        wide = look.width / len(others)
        # Names in a row of their own stand level, however many lines are above each.
        cells: list[list[object]] = [
            [_titles(lines, look) for lines, _ in others],
            [_name(name, look) for _, name in others],
        ]
        rows += [Table(cells, colWidths=[wide] * len(others), style=_OPEN), Spacer(0, 10)]
    signed = [*_titles(last[0], look), _name(last[1], look)]
    both = [[_recipients(said.addressees), signed]]
    rows.append(Table(both, colWidths=look.heading_columns, style=_OPEN))
    return KeepTogether(rows)


def abreast_block(said: Heading, *before: Flowable) -> Flowable:
    """All who sign in one row, the recipients below them: minutes are signed by both sides."""
    look = look_of(said.page)
    names = [*said.names, *[""] * len(said.signature)][: len(said.signature)]
    rows: list[Flowable] = [*before, Spacer(0, 10)]
    if said.signature:
        wide = look.width / len(said.signature)
        cells: list[list[object]] = [
            [_titles(lines, look) for lines in said.signature],
            [_name(name, look) for name in names],
        ]
        rows.append(Table(cells, colWidths=[wide] * len(said.signature), style=_OPEN))
    return KeepTogether([*rows, Spacer(0, 10), *_recipients(said.addressees)])


def _recipients(addressees: Sequence[str]) -> list[Flowable]:
    if not addressees:
        return [Spacer(0, 0)]
    ended = [f"- {line};" for line in addressees[:-1]] + [f"- {addressees[-1]}."]
    return [
        paragraph(styles.RECIPIENTS, "Nơi nhận:"),
        *(paragraph(styles.RECIPIENT, line) for line in ended),
    ]


def _titles(lines: Sequence[str], look: Look) -> list[Flowable]:
    titles = [paragraph(look.signer, line.upper()) for line in lines]
    return [*titles, Spacer(0, styles.SIGNATURE_SPACE)]


def _name(name: str, look: Look) -> Flowable:
    return paragraph(look.signer, name or BLANK)


def _day(on: date | None) -> str:
    return day_in_words(on) if on else NO_DAY
