"""JSON as strangers send it: nested without end it is no JSON, and no fault of the server."""

from __future__ import annotations

import json

from flask import Flask, Request
from flask.json.provider import DefaultJSONProvider
from flask_smorest import Blueprint
from marshmallow import Schema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest


class _Provider(DefaultJSONProvider):
    def loads(self, s: str | bytes, **kwargs: object) -> object:
        try:
            return super().loads(s, **kwargs)
        except RecursionError as fault:
            raise json.JSONDecodeError("nested too deeply", "[", 0) from fault


class _Parser(FlaskParser):
    def load_json(self, req: Request, schema: Schema) -> object:
        try:
            return super().load_json(req, schema)
        except (RecursionError, ValueError) as fault:
            # Nested without end, or a number longer than Python reads.
            raise BadRequest from fault


class ApiBlueprint(Blueprint):
    """A part of the API: its arguments may be any bytes at all, and are refused in words."""

    ARGUMENTS_PARSER = _Parser()


def set_up(app: Flask) -> None:
    """Let what reads JSON by itself refuse what is nested too deeply like any other nonsense."""
    app.json = _Provider(app)
