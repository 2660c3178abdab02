"""Our own files: compressed, cached for as long as is true, under the same protection."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from survey_app.edge.headers import POLICY


@pytest.fixture
def script(app) -> str:
    """The address of the phone app's script, as the build named it."""
    manifest = json.loads((Path(app.static_folder) / "phone" / "manifest.json").read_text())
    return f"/static/phone/{manifest['src/main.tsx']['file']}"


def test_the_phone_app_is_sent_compressed_as_well_as_the_browser_can(client, script):
    brotli = client.get(script, headers={"Accept-Encoding": "gzip, br"})
    zipped = client.get(script, headers={"Accept-Encoding": "gzip"})
    plain = client.get(script, headers={"Accept-Encoding": "identity"})

    assert brotli.headers["Content-Encoding"] == "br"
    assert gzip.decompress(zipped.data) == plain.data
    assert len(brotli.data) < len(zipped.data) < len(plain.data)


def test_a_file_with_its_hash_in_its_name_may_be_kept_for_ever(client, script):
    assert "immutable" in client.get(script).headers["Cache-Control"]


def test_a_file_whose_content_may_change_is_asked_for_again(client):
    assert "max-age=3600" in client.get("/static/css/base.css").headers["Cache-Control"]


def test_our_own_files_carry_the_headers_of_pages(client, script):
    headers = client.get(script).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_manifest_has_the_type_that_browsers_install(client):
    response = client.get("/static/phone/manifest.webmanifest")

    assert response.mimetype == "application/manifest+json"


@pytest.mark.parametrize(
    "path", ["/static/../wsgi.py", "/static/%2e%2e/wsgi.py", "/static/nothing.js", "/static/"]
)
def test_nothing_outside_the_folder_is_served(client, path):
    assert client.get(path).status_code == 404
