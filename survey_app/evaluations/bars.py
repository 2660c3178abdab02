"""A picture of shares as bars: what it says, before anybody draws it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from survey_app.core.vietnamese import number

_WHOLE = Decimal(100)
_STEP = Decimal(20)


@dataclass(frozen=True, slots=True)
class Bar:
    """A share in percent; ``said`` stands behind it: ``7/9``. Without a share nothing is drawn."""

    label: str
    share: Decimal | None
    said: str = ""

    @property
    def shown(self) -> str:
        """The figure behind the bar: ``77,8% (7/9)``; a dash where there is none."""
        if self.share is None:
            return "–"
        return f"{number(self.share, places=1)}%" + (f" ({self.said})" if self.said else "")


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a caption, with where their figures are from; ``number`` counts from 1."""

    title: str
    bars: tuple[Bar, ...]
    source: str
    number: int = 0

    @property
    def caption(self) -> str:
        """As it is printed: ``Biểu đồ 2. …``."""
        return f"Biểu đồ {self.number}. {self.title}"

    @property
    def told(self) -> str:
        """The picture in words, for who cannot see it."""
        return f"{self.caption}: " + "; ".join(f"{bar.label}: {bar.shown}" for bar in self.bars)

    @property
    def scale(self) -> Decimal:
        """Where the axis ends, in percent: 100, or the next twenty above the longest bar."""
        longest = max((bar.share for bar in self.bars if bar.share is not None), default=_WHOLE)
        return max((longest / _STEP).to_integral_value(ROUND_CEILING) * _STEP, _WHOLE)
