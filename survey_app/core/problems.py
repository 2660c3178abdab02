"""A failure with a name, from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from survey_app.core.desk_problems import ON_PAGES
from survey_app.core.problem_codes import Code
from survey_app.core.problem_table import PROBLEMS

__all__ = ["PROBLEMS", "Code", "Problem", "sentence"]


class Problem(Exception):
    """A failure with a name; ``details`` says which thing it is about."""

    def __init__(self, code: Code, details: Mapping[str, object] | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.details = dict(details or {})

    @property
    def status(self) -> int:
        """The HTTP status of this failure."""
        return PROBLEMS[self.code][0]

    def sentence(self, language: str = "vi") -> str:
        """The sentence of this failure in Vietnamese, or in English for ``en``."""
        return sentence(self.code, language)

    def on_page(self, language: str = "vi") -> str:
        """The same for a page, where nothing is on a phone and nothing is sent again by itself."""
        told = ON_PAGES.get(self.code)
        if told is None:
            return self.sentence(language)
        return told[1] if language == "en" else told[0]


def sentence(code: Code, language: str = "vi") -> str:
    """The sentence of a code; Vietnamese unless English is asked for."""
    _, vietnamese, english = PROBLEMS[code]
    return english if language == "en" else vietnamese
