"""A sentence in the language of the page, at once; ``words`` has those that wait to be shown."""

from __future__ import annotations

from flask_babel import gettext


def say(sentence: str, **facts: object) -> str:
    """The sentence in the language of this page, its facts filled in."""
    return str(gettext(sentence, **facts))
