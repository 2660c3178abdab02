"""The tiles of the start page: what each role begins with, and how much of it waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import lazy_gettext as _

from survey_app.reviews.rules import VisitState
from survey_app.visits.rules import Role
from survey_app.web.speech import say


@dataclass(frozen=True, slots=True)
class Tile:
    """One way into the work, and how much of it there is."""

    url: str
    label: str
    hint: str
    figure: str


@dataclass(frozen=True, slots=True)
class Day:
    """What there is: visits by state and all of them, what is held, checklists, accounts."""

    counts: Mapping[VisitState, int]
    visits: int
    held: int
    checklists: int
    people: int


_TO_RECORD = (VisitState.PLANNED, VisitState.IN_PROGRESS, VisitState.RETURNED)
_WAITING = (VisitState.RETURNED, VisitState.WAITING_FOR_PHOTOS, VisitState.IN_PROGRESS)

# Name: label, what it leads to.
WORDS = {
    "phone": (_("Ghi trên điện thoại"), _("Cuộc khảo sát còn phải ghi hoặc bổ sung.")),
    "visits": (_("Cuộc khảo sát của tôi"), _("Xem lại những gì đã ghi.")),
    "to_review": (_("Chờ thẩm định"), _("Đoàn đã gửi; xem, trả lại hoặc duyệt.")),
    "waiting": (_("Chờ đoàn"), _("Đang nhập, chờ ảnh hoặc đã trả lại.")),
    "round": (_("Tiến độ đợt khảo sát"), _("Từng đơn vị, từng đoàn đến đâu.")),
    "evaluation": (_("Đã duyệt"), _("Tổng hợp vào dự thảo báo cáo sơ kết.")),
    "held": (_("Dữ liệu giữ lại"), _("Mục điện thoại gửi chưa nhận được vào.")),
    "checklists": (_("Phiếu khảo sát"), _("Xem, nhập từ Excel, ban hành.")),
    "people": (_("Tài khoản"), _("Ai có tài khoản, vai trò gì.")),
    "api": (_("API"), _("Mô tả giao diện lập trình.")),
}

# Which tiles each role starts from, the day's work first.
TASKS = {
    Role.MEMBER: ("phone", "visits"),
    Role.LEAD: ("to_review", "waiting", "phone", "round"),
    Role.OFFICE: ("to_review", "round", "evaluation", "held", "checklists"),
    Role.ADMIN: ("people", "round", "checklists", "api"),
}


def tiles_for(role: Role, day: Day) -> list[Tile]:
    """The tiles of a role."""
    urls, figures = _urls(), _figures(day)
    return [
        Tile(urls[name], str(WORDS[name][0]), str(WORDS[name][1]), figures[name])
        for name in TASKS[role]
    ]


def _urls() -> dict[str, str]:
    return {
        "phone": "/phone",
        "visits": url_for("desk.visits.index"),
        "to_review": url_for("desk.reviews.queue"),
        "waiting": url_for("desk.reviews.queue", tray="team"),
        "round": url_for("desk.rounds.current"),
        "evaluation": url_for("desk.evaluations.index"),
        "held": url_for("desk.held.index"),
        "checklists": url_for("desk.checklists.index"),
        "people": url_for("desk.directory.people"),
        "api": url_for("desk.api_docs.show"),
    }


def _figures(day: Day) -> dict[str, str]:
    counts = day.counts
    return {
        "phone": str(sum(counts[state] for state in _TO_RECORD)),
        "visits": str(day.visits),
        "to_review": str(counts[VisitState.SUBMITTED]),
        "waiting": str(sum(counts[state] for state in _WAITING)),
        "round": say("%(done)s/%(all)s đã duyệt", done=counts[VisitState.APPROVED], all=day.visits),
        "evaluation": str(counts[VisitState.APPROVED]),
        "held": str(day.held),
        "checklists": say("%(count)s đã ban hành", count=day.checklists),
        "people": str(day.people),
        "api": "v1",
    }
