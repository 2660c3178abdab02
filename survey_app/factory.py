"""Puts the application together: settings, database, both ends, commands; then checks itself."""

from __future__ import annotations

import os
from datetime import timedelta

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from survey_app import api, cli, web
from survey_app.core import settings as configuration
from survey_app.core.settings import Settings
from survey_app.edge import (
    access,
    assets,
    bodies,
    database,
    errors,
    headers,
    language,
    limits,
    login,
    logs,
    working,
)
from survey_app.edge.binders import bind_evaluation
from survey_app.edge.papers import draw_evaluation, draw_sealed
from survey_app.fieldwork.photos import PhotoStore
from survey_app.reports import fonts

csrf = CSRFProtect()


def create_app(settings: Settings | None = None) -> Flask:
    """The application; it does not start with bad settings, fonts or an unguarded endpoint."""
    settings = settings or configuration.read(os.environ)
    logs.set_up()
    fonts.check_coverage()
    app = Flask(__name__)
    _configure(app, settings)
    if settings.log_requests:
        logs.tell_requests(app)
    database.set_up(app, settings)
    login.set_up(app, settings.secret_key)
    limits.set_up(app, settings)
    working.set_up(app, settings, draw_evaluation, draw_sealed, bind_evaluation)
    language.set_up(app)
    headers.set_up(app, settings)
    bodies.set_up(app)
    csrf.init_app(app)
    api.set_up(app, csrf)
    web.set_up(app)
    cli.set_up(app)
    # Last, since the libraries above register handlers of their own.
    errors.set_up(app)
    access.open_to_all(app, "static")
    assets.set_up(app)
    access.check_every_endpoint(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_https else "session",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.undefined = StrictUndefined
    app.url_map.strict_slashes = False
    # An address with two slashes is another address, not a reason to send a phone elsewhere.
    app.url_map.merge_slashes = False
    if settings.is_https:
        # We never speak TLS ourselves, so an https address means one proxy before us, which says
        # who is calling. Without it these headers are anybody's, and are not read.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]  # as Flask documents it
    app.extensions["settings"] = settings
    app.extensions["photos"] = PhotoStore(settings.photo_store, cache=settings.data / "photo-cache")
