"""Which language a page speaks: the person's choice, then the browser's, Vietnamese first."""

from __future__ import annotations

from flask import Flask, g, request, session
from flask_babel import Babel

LANGUAGES = ("vi", "en")


def set_up(app: Flask) -> None:
    """Let Babel choose by request."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "vi")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Ho_Chi_Minh")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    Babel(app, locale_selector=chosen)


def chosen() -> str:
    """The language of this request."""
    picked = session.get("language")
    if picked in LANGUAGES:
        return str(picked)
    if request.path.startswith("/api/v"):
        return request.accept_languages.best_match(LANGUAGES, "vi") or "vi"
    # Asked by error handlers as well, so it is what was known on admission, not a row to be read.
    visitor = g.get("visitor")
    return visitor.language if visitor is not None and visitor.language in LANGUAGES else "vi"
