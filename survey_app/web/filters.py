"""How values look on a page: days, moments, numbers. The Vietnamese way in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from flask_babel import get_locale

from forms.definition import Text
from forms.scoring.figures import shown
from survey_app.core import vietnamese
from survey_app.core.clock import local
from survey_app.reports import fonts

_MOST_TOLD = 3


def day(on: date | None) -> str:
    """``03/11/2020``, or a dash."""
    return vietnamese.day(on) if on else "–"


def written_day(text: object) -> str:
    """A day that somebody typed: as a day where it is one, else as it was typed."""
    try:
        return vietnamese.day(date.fromisoformat(str(text)))
    except ValueError:
        return str(text)


def moment(at: datetime | str | None) -> str:
    """``03/11/2020 14:05`` on a Vietnamese clock; a phone's own time as it was written."""
    if at is None:
        return "–"
    try:
        when = datetime.fromisoformat(at) if isinstance(at, str) else at
    except ValueError:
        return str(at)
    there = local(when) if when.tzinfo else when
    return f"{vietnamese.day(there.date())} {there:%H:%M}"


def points(value: Fraction | Decimal | None) -> str:
    """A score rounded half up to 2 places with a decimal comma, trailing zeros gone; or a dash."""
    if value is None:
        return "–"
    text = shown(Fraction(value)) or ""
    return text.rstrip("0").rstrip(",") if "," in text else text


def signed(value: Fraction | Decimal | None) -> str:
    """A difference of points with its sign: ``+1,5`` or ``−2``; or a dash."""
    if value is None:
        return "–"
    apart = Fraction(value)
    sign = "+" if apart > 0 else "−" if apart < 0 else ""
    return f"{sign}{points(abs(apart))}"


def figure(value: Decimal | int | None) -> str:
    """A number with all its decimals: ``1.234,5``; or a dash."""
    return "–" if value is None else vietnamese.number(Decimal(value))


def words(text: Text) -> str:
    """The words of a checklist in the language of the page, else in Vietnamese."""
    if str(get_locale() or "vi").startswith("en") and text.en:
        return text.en
    return text.vi


def pairs(table: Mapping[str, object]) -> list[tuple[str, str]]:
    """A table of words as the options of a choice."""
    return [(str(key), str(each)) for key, each in table.items()]


def unprinted(text: str) -> str:
    """The characters that no font of the documents has, with their names; three at most, or none.

    ``😀 GRINNING FACE``
    """
    found = fonts.lacking(text)
    told = [f"{char} {fonts.name_of(char)}" for char in found[:_MOST_TOLD]]
    return "; ".join([*told, *["…"][: len(found) - len(told)]])


FILTERS = {
    "day": day,
    "written_day": written_day,
    "moment": moment,
    "points": points,
    "signed": signed,
    "figure": figure,
    "words": words,
    "pairs": pairs,
    "unprinted": unprinted,
    "zipped": lambda texts: [(text, text) for text in texts],
}
