"""A sentence in the language of the page, at once; ``words`` has those that wait to be shown."""

from __future__ import annotations

from survey_app.edge.language import catalogue


def say(sentence: str, **facts: object) -> str:
    """The sentence in the language of this page, its facts filled in."""
    text: str = catalogue().ugettext(sentence)
    return text % facts if facts else text
