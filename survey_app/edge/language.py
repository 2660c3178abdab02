"""Which language a page speaks: the person's choice, then the browser's, Vietnamese first."""

from __future__ import annotations

from babel.support import NullTranslations
from flask import Flask, g, request, session
from flask_babel import Babel, get_domain

LANGUAGES = ("vi", "en")


def set_up(app: Flask) -> None:
    """Let Babel choose by request."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "vi")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Ho_Chi_Minh")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    Babel(app, locale_selector=chosen)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of its extension
        gettext=lambda text: catalogue().ugettext(text),
        ngettext=lambda one, many, count: catalogue().ungettext(one, many, count),
        newstyle=True,
    )


def catalogue() -> NullTranslations:
    """The sentences in the language of this request.

    Found once a request: a page over a thousand visits says three thousand sentences, and asking
    Babel for each which language it is costs more than the sentence.
    """
    held: NullTranslations | None = g.get("catalogue")
    if held is None:
        held = g.catalogue = get_domain().get_translations()
    return held


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
