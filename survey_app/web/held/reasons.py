"""Why something was held, in words."""

from __future__ import annotations

from survey_app.core.problems import PROBLEMS, sentence
from survey_app.edge.rescuing import REASON
from survey_app.web.frame import language
from survey_app.web.speech import say


def why(code: str) -> str:
    """The reason in a sentence; an unknown code is shown as it is."""
    if code == REASON:
        return say("Tệp dự phòng, hoặc dữ liệu mà điện thoại không gửi được cách khác.")
    known = {each.value: each for each in PROBLEMS}
    return sentence(known[code], language()) if code in known else code
