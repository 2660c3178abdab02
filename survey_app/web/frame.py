"""What every page shows around its content: who is here, the menu, the language, links to pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import g, request, url_for
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_login import current_user

from survey_app.core.permissions import Action, allows
from survey_app.edge.access import Visitor, remember
from survey_app.edge.login import SignedIn
from survey_app.visits.models import Person
from survey_app.web import words

# The tables of words that templates look up by their own names.
WORDS = {name: table for name, table in vars(words).items() if name.isupper()}

# Endpoint, label, and the action without which it is not offered.
MENU = (
    ("desk.reviews.queue", _("Thẩm định"), Action.REVIEW_READ),
    ("desk.rounds.current", _("Tiến độ đợt khảo sát"), Action.ROUND_READ),
    ("desk.visits.index", _("Cuộc khảo sát"), Action.VISIT_READ),
    ("desk.evaluations.index", _("Dự thảo báo cáo"), Action.EVALUATION_READ),
    ("desk.checklists.index", _("Phiếu khảo sát"), Action.CHECKLIST_READ),
    ("desk.held.index", _("Dữ liệu giữ lại"), Action.HELD_MANAGE),
    ("desk.directory.units", _("Đơn vị"), Action.ROUND_READ),
    ("desk.directory.teams", _("Đoàn khảo sát"), Action.ROUND_READ),
    ("desk.directory.people", _("Tài khoản"), Action.PEOPLE_READ),
    ("desk.history.audit", _("Nhật ký thao tác"), Action.AUDIT_READ),
)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One link of the menu; ``is_here`` on the pages of that part."""

    url: str
    label: str
    is_here: bool


def know_visitor() -> Person | None:
    """The signed-in person on a page that is open to anybody, or None."""
    user = current_user._get_current_object()
    if not isinstance(user, SignedIn) or user.grant:
        return None
    remember(user.person)
    return user.person


def frame() -> dict[str, Any]:
    """The context of every template."""
    visitor: Visitor | None = g.get("visitor")
    return {
        "visitor": visitor,
        "menu": _menu(visitor) if visitor else [],
        "language": language(),
        "here": here(),
        "page_url": page_url,
        "allows": lambda action: visitor is not None and allows(visitor.role, Action(action)),
        **WORDS,
    }


def language() -> str:
    """The language of this answer: ``vi`` or ``en``."""
    return "en" if str(get_locale() or "vi").startswith("en") else "vi"


def here() -> str:
    """The address to come back to: this page, or the start for what cannot be asked for again."""
    asked = request.full_path.rstrip("?")
    return asked if request.method == "GET" and asked.isprintable() else "/"


def own_path(wanted: str | None) -> str | None:
    """A path of this application, or None for anything that leads elsewhere."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return None
    if "\\" in wanted or any(ord(char) < 32 for char in wanted):
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted


def page_url(number: int) -> str:
    """This list at another page, with its search and filters."""
    # What begins with a line is ours to say: the scheme, the anchor.
    args = {name: value for name, value in request.args.items() if not name.startswith("_")}
    asked = {**args, **(request.view_args or {}), "page": number}
    return url_for(request.endpoint or "desk.home.show", **asked)


def _menu(visitor: Visitor) -> list[MenuEntry]:
    endpoint = request.endpoint or ""
    return [
        MenuEntry(
            url_for(target),
            str(label),
            is_here=target == endpoint or (_alone(target) and endpoint.startswith(_part(target))),
        )
        for target, label, action in MENU
        if allows(visitor.role, action)
    ]


def _part(target: str) -> str:
    """How the endpoints of the same part of the application begin."""
    return target.rpartition(".")[0] + "."


def _alone(target: str) -> bool:
    """Whether the menu has one entry only for this part of the application."""
    return not target.startswith("desk.directory.")
