"""Who is calling: told by the proxy in front where there is one, and by nobody else."""

from __future__ import annotations

import pytest
from flask import request

from survey_app.core.settings import read
from survey_app.factory import create_app

SPOKEN_FOR = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("base_url", "caller", "scheme"),
    [
        pytest.param(
            "http://localhost:8000", "127.0.0.1", "http", id="no proxy: nobody is believed"
        ),
        pytest.param(
            "https://khaosat.example.vn", "198.51.100.7", "https", id="one proxy is believed"
        ),
    ],
)
def test_forwarded_headers_are_read_behind_tls_only(tmp_path, base_url, caller, scheme):
    app = create_app(read({"SURVEY_DATA": str(tmp_path), "BASE_URL": base_url}))
    seen = []
    app.before_request_funcs.setdefault(None, []).append(
        lambda: seen.append((request.remote_addr, request.scheme))
    )

    app.test_client().get("/api/v1/visits", headers=SPOKEN_FOR)

    assert seen == [(caller, scheme)]
