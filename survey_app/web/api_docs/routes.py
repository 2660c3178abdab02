"""The API for its readers, drawn on the server from the OpenAPI description itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_smorest import Api

from survey_app.edge import public
from survey_app.web.frame import know_visitor

api_docs = Blueprint("api_docs", __name__)

VERBS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Operation:
    """One call: verb and path, what it is for, what goes in, what comes out."""

    verb: str
    path: str
    tag: str
    summary: str
    parameters: tuple[tuple[str, str, str], ...]
    body: str
    answers: tuple[tuple[str, str, str], ...]


@api_docs.get("/api/docs")
@public
def show() -> ResponseReturnValue:
    """Every call and every schema."""
    know_visitor()
    spec = _spec()
    return render_template(
        "api_docs/show.html",
        spec=spec["info"],
        operations=sorted(_operations(spec), key=lambda each: (each.tag, each.path, each.verb)),
        schemas=spec.get("components", {}).get("schemas", {}),
        type_of=_type_of,
    )


def _spec() -> dict[str, Any]:
    described: Api = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    spec: dict[str, Any] = described.spec.to_dict()
    return spec


def _operations(spec: dict[str, Any]) -> Iterator[Operation]:
    for path, calls in spec["paths"].items():
        for verb in VERBS:
            if verb in calls:
                yield _operation(path, verb, calls[verb], calls.get("parameters", []))


def _operation(
    path: str, verb: str, call: dict[str, Any], shared: list[dict[str, Any]]
) -> Operation:
    parameters = [each for each in (*shared, *call.get("parameters", [])) if "name" in each]
    return Operation(
        verb=verb.upper(),
        path=path,
        tag=next(iter(call.get("tags", [])), ""),
        summary=call.get("summary", "") or call.get("description", ""),
        parameters=tuple(
            (each["name"], each["in"], _type_of(each.get("schema", {}))) for each in parameters
        ),
        body=_content(call.get("requestBody", {})),
        answers=tuple(
            (status, answer.get("description", ""), _content(answer))
            for status, answer in call.get("responses", {}).items()
        ),
    )


def _content(of: dict[str, Any]) -> str:
    """What a body is: its media type and its schema."""
    told = [
        f"{media}: {kind}" if (kind := _type_of(each.get("schema", {}))) else media
        for media, each in of.get("content", {}).items()
    ]
    return ", ".join(told)


def _type_of(schema: dict[str, Any]) -> str:
    """A schema in a word: its name, or its type."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if schema.get("type") == "array":
        return f"[{_type_of(schema.get('items', {}))}]"
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    form = schema.get("format")
    kind = str(schema.get("type", ""))
    return f"{kind} ({form})" if form else kind
