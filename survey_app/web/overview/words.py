"""What the templates of the overview look up: its pages, orders of rows, days of the week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from forms.definition import Item
from survey_app.web.filters import words
from survey_app.web.overview.asked import link
from survey_app.web.overview.view import View, named, visit_url

# The pages of a round in the order in which they are read.
OVERVIEWS = (
    ("desk.rounds.show", _("Tiến độ")),
    ("desk.overview.days", _("Lịch")),
    ("desk.overview.scores", _("Điểm")),
    ("desk.overview.indicators", _("Chỉ tiêu")),
    ("desk.overview.evidence", _("Minh chứng")),
    ("desk.overview.comparison", _("So sánh")),
)

SORTS = {
    "name": _("Tên đơn vị, theo ABC"),
    "team": _("Đoàn"),
    "day": _("Ngày làm việc"),
    "high": _("Điểm cao trước"),
    "low": _("Điểm thấp trước"),
}

DAYS_OF_WEEK = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ nhật"),
)


def context() -> dict[str, Any]:
    """Names for every template."""
    return {
        "OVERVIEWS": OVERVIEWS,
        "SORTS": SORTS,
        "DAYS_OF_WEEK": DAYS_OF_WEEK,
        "overview_url": link,
        "visit_url": visit_url,
        "labelled": labelled,
        "sections_of": sections_of,
        "teams_of": teams_of,
    }


def labelled(items: Mapping[str, Item]) -> list[tuple[str, str]]:
    """Items as the options of a choice."""
    return [(code, f"{code}. {words(item.label)}") for code, item in items.items()]


def sections_of(view: View) -> list[tuple[str, str]]:
    """The sections of a view as the options of a choice."""
    return [(section.code, named(section)) for section in view.sections.values()]


def teams_of(view: View) -> list[tuple[int, str]]:
    """The teams of a view as the options of a choice."""
    return [(team.id, team.name) for team in view.teams]
