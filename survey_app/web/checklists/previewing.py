"""A version as a team will see it: the phone's own screens in a frame; nothing is kept or sent."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.answers import InvalidAnswer, check_target
from forms.canonical import canonical_json
from forms.definition import Checklist, Item, Kind
from forms.publishing import faults_of
from survey_app.checklists.queries import definition_of
from survey_app.checklists.rules import VersionState
from survey_app.core.permissions import Action
from survey_app.edge import requires
from survey_app.edge.headers import DIRECTIVES
from survey_app.web.checklists.access import version_of
from survey_app.web.fields import tidy
from survey_app.web.figures import with_point
from survey_app.web.frame import language
from survey_app.web.phone.built import built

previewing = Blueprint("previewing", __name__)

ENTRY = "src/preview/main.ts"
TYPED_LIMIT = 40
# Framed by our own page, and by it alone; and whatever the script may try, it reaches nobody.
_POLICY = DIRECTIVES | {"frame-ancestors": "'self'", "connect-src": "'none'"}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "X-Frame-Options": "SAMEORIGIN",
}


@previewing.get("/checklists/<code>/<version>/phone")
@requires(Action.CHECKLIST_READ)
def show(code: str, version: str) -> ResponseReturnValue:
    """The frame, and beside it targets to try indicators with."""
    found = version_of(code, version)
    checklist = definition_of(found)
    typed = {item.code: _typed(item) for item in _indicators(checklist)}
    given = {f"target-{item}": text for item, text in typed.items() if text}
    faults = {item.code: said for item in _indicators(checklist) if (said := _refusal(item))}
    page = render_template(
        "checklists/preview.html",
        version=found,
        indicators=_indicators(checklist),
        typed=typed,
        faults=faults,
        framed=f"{url_for('.screen', code=code, version=version)}?{urlencode(given)}",
        given=given,
        unsound=found.state is VersionState.DRAFT and len(faults_of(checklist)),
    )
    return page, 422 if faults else 200


@previewing.get("/checklists/<code>/<version>/phone/screen")
@requires(Action.CHECKLIST_READ)
def screen(code: str, version: str) -> ResponseReturnValue:
    """What stands in the frame: the phone's script, and the checklist it is to draw."""
    checklist = definition_of(version_of(code, version))
    page = make_response(
        render_template(
            "checklists/preview_screen.html",
            files=built(ENTRY, under="preview"),
            told=json.dumps(_told(checklist), ensure_ascii=False),
        )
    )
    page.headers.update(HEADERS)
    return page


def _told(checklist: Checklist) -> dict[str, Any]:
    """What the script is told: the checklist as phones are handed it, targets, words."""
    return {
        "language": language(),
        "checklist": json.loads(canonical_json(checklist)),
        "targets": {
            item.code: {"term": with_point(typed), "measure": item.measure or ""}
            for item in _indicators(checklist)
            if (typed := _typed(item)) and not _refusal(item)
        },
        "words": {
            "unit": _("Đơn vị xem thử"),
            "absent": _("Bản xem thử không có màn hình này: không gửi đi đâu, không lưu gì."),
            "broken": _(
                "Phiếu còn lỗi nên điện thoại không hiện được chỗ này. Sửa lỗi rồi xem lại."
            ),
        },
    }


def _indicators(checklist: Checklist) -> list[Item]:
    """The items that are scored against a target."""
    pairs = checklist.items()
    return [item for _section, item in pairs if item.kind is Kind.INDICATOR]


def _typed(item: Item) -> str:
    return tidy(request.args.get(f"target-{item.code}", ""))[:TYPED_LIMIT]


def _refusal(item: Item) -> str | None:
    """Why what was typed as the target of this item cannot be one."""
    typed = _typed(item)
    try:
        check_target(item, {"term": with_point(typed)} if typed else None)
    except InvalidAnswer as refused:
        return refused.message_en if language() == "en" else refused.message_vi
    return None
