"""Margins and size of letters, as the office types them for a round."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, Form, StringField
from wtforms.validators import ValidationError

from survey_app.core.vietnamese import number
from survey_app.reports.page_setup import LIMITS, measure_of, page_of, set_measures
from survey_app.web.fields import tidy
from survey_app.web.speech import say

LABELS = {
    "left": _("Lề trái (mm)"),
    "right": _("Lề phải (mm)"),
    "top": _("Lề trên (mm)"),
    "bottom": _("Lề dưới (mm)"),
    "size": _("Cỡ chữ nội dung (pt)"),
}


class MeasureField(StringField):
    """A measure that the decree allows, in halves, with a decimal comma; empty is as usual."""

    def __init__(
        self,
        measured: str,
        **kwargs: Any,  # noqa: ANN401 - the keywords are wtforms' own
    ) -> None:
        super().__init__(LABELS[measured], filters=[tidy], **kwargs)
        self.measured = measured

    def pre_validate(self, form: Form) -> None:
        """Say from where to where it may be."""
        limit = LIMITS[self.measured]
        try:
            allowed = not self.data or limit.allows(measure_of(self.data))
        except ValueError:
            allowed = False
        if not allowed:
            told = say(
                "%(label)s: nhập từ %(least)s đến %(most)s, chẵn hoặc nửa đơn vị (ví dụ %(half)s).",
                label=str(self.label.text),
                least=_shown(limit.least),
                most=_shown(limit.most),
                half=_shown(limit.least + 0.5),
            )
            raise ValidationError(told)


def show_measures(fields: Mapping[str, Field], raw: object) -> None:
    """Fill in what is set."""
    for name, value in set_measures(page_of(raw)).items():
        fields[f"page_{name}"].data = _shown(value)


def typed_measures(fields: Mapping[str, Field]) -> dict[str, float]:
    """What is set, as a round keeps it."""
    typed = {name: fields[f"page_{name}"].data for name in LIMITS}
    return {name: measure_of(text) for name, text in typed.items() if text}


def usual_measures() -> dict[str, str]:
    """What stands where nothing is typed, as it is shown."""
    return {name: _shown(limit.usual) for name, limit in LIMITS.items()}


def _shown(value: float) -> str:
    return number(Decimal(str(value)))
