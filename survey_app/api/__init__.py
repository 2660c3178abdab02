"""The end for phones: JSON over bearer tokens, described by OpenAPI at /api/v1/openapi.json."""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api
from flask_wtf import CSRFProtect

from survey_app.api import (
    checklists,
    checks,
    decisions,
    devices,
    entries,
    evaluations,
    photos,
    reconcile,
    reports,
    sessions,
    units,
    visits,
)
from survey_app.edge.access import open_to_all

PREFIX = "/api/v1"
BLUEPRINTS = (
    sessions.blueprint,
    visits.blueprint,
    checklists.blueprint,
    entries.blueprint,
    photos.blueprint,
    checks.blueprint,
    devices.blueprint,
    reconcile.blueprint,
    decisions.blueprint,
    units.blueprint,
    reports.blueprint,
    evaluations.blueprint,
)
SECURITY = {
    "session": {"type": "http", "scheme": "bearer", "description": "POST /session"},
    "grant": {
        "type": "http",
        "scheme": "bearer",
        "description": "Deposit grant of one visit: stores, reconciles, rescues; reads nothing.",
    },
}


def set_up(app: Flask, csrf: CSRFProtect) -> None:
    """Register every call; tokens are sent in a header, so that no form can forge one."""
    app.config.update(
        API_TITLE="Khảo sát công đoàn",
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
    )
    described = Api(app, spec_kwargs={"components": {"securitySchemes": SECURITY}})
    for blueprint in BLUEPRINTS:
        described.register_blueprint(blueprint, url_prefix=PREFIX)
        csrf.exempt(blueprint)
    for endpoint in list(app.view_functions):
        if endpoint.startswith("api-docs."):
            open_to_all(app, endpoint)
