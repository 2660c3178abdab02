"""Our own files: compressed once when they are built, kept by browsers for as long as is true."""

from __future__ import annotations

import re
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from survey_app.edge.headers import HEADERS

HOUR = 3600
# The build puts a hash of the content into these names, so another content has another name.
HASHED = re.compile(r"/static/phone/(?:preview/)?assets/[^/]+-[\w-]{8}\.(?:js|css|svg|png|woff2)$")


def set_up(app: Flask) -> None:
    """Serve the static folder before the application is asked, with the same headers."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # as Flask documents it
        app.wsgi_app,
        root=app.static_folder,
        prefix="static/",
        max_age=HOUR,
        # Nobody else's page has business with our files.
        allow_all_origins=False,
        immutable_file_test=_is_immutable,
        add_headers_function=_protect,
        mimetypes={".webmanifest": "application/manifest+json"},
    )


def _is_immutable(_: str, url: str) -> bool:
    return bool(HASHED.search(url))


def _protect(headers: Headers, _: str, __: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
