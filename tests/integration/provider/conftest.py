"""A provider at work, and a browser that goes there and back."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import requests

from survey_app.core.outside import OidcSettings
from tests.support.desk import words_of
from tests.support.provider import CLIENT, SECRET, provider_at_work


@pytest.fixture
def provider():
    with provider_at_work() as made:
        yield made


@pytest.fixture
def use(app, monkeypatch):
    """Set a provider."""

    def done(issuer, claim="preferred_username"):
        oidc = OidcSettings(issuer, CLIENT, SECRET, claim)
        changed = replace(app.extensions["settings"], oidc=oidc)
        monkeypatch.setitem(app.extensions, "settings", changed)

    return done


@pytest.fixture
def browser(client, provider, use):
    use(provider.issuer)
    return client


@pytest.fixture
def go(browser):
    """Go to the provider; where it sends the browser back to."""

    def done(query=""):
        there = browser.get(f"/sign-in/provider{query}")
        assert there.status_code == 302, words_of(there.get_data(as_text=True))
        sent = requests.get(there.location, allow_redirects=False, timeout=10)
        parts = urlsplit(sent.headers["Location"])
        return f"{parts.path}?{parts.query}"

    return done


@pytest.fixture
def is_in(browser):
    """Whether the browser is signed in."""
    return lambda: browser.get("/visits").status_code == 200
