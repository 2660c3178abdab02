"""Every route × every role × own and other team: who is let in, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import Rule

from survey_app.core.permissions import GRANTS, Action, allows
from survey_app.edge.access import PUBLIC
from survey_app.edge.unit_links import LINK
from survey_app.factory import create_app

WRITES = {"POST", "PUT", "PATCH", "DELETE"}
# What no role opens: anybody may come, or only who holds the link of a unit (test_unit_link).
BY_NO_ROLE = {PUBLIC, LINK}
ROLES = {"an": "member", "binh": "lead", "chau": "office", "quan": "admin"}


def rules_of(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route with every method it takes."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def address(app: Flask, rule: Rule, visit: UUID) -> str:
    """The address of a rule, with this visit where it names one and 1 where it names a number."""
    values: dict[str, object] = {}
    for name, converter in rule._converters.items():
        kind = type(converter).__name__
        values[name] = visit if kind == "UUIDConverter" else 1 if kind == "IntegerConverter" else ""
    known = {"sha256": "0" * 64, "code": "PKS-NHO", "version": "1", "filename": "none.css"}
    values |= {name: known.get(name, "x") for name, value in values.items() if value == ""}
    with app.test_request_context():
        return str(app.url_map.bind("").build(rule.endpoint, values, force_external=False))


def access_of(app: Flask, rule: Rule) -> str:
    """What the endpoint declares."""
    view: Any = app.view_functions[rule.endpoint]
    return str(view.access)


def call(client, method: str, path: str, token: str | None):
    """Make a call, as nobody without a token."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.open(path, method=method, headers=headers)


def test_nobody_gets_past_what_is_not_public(app, client, cast):
    for rule, method in rules_of(app):
        if access_of(app, rule) in BY_NO_ROLE:
            continue
        response = call(client, method, address(app, rule, cast.visit.key), None)
        let_to_sign_in = response.status_code == 302 and "sign-in" in response.location
        assert response.status_code == 401 or let_to_sign_in, (rule, method, response.status)


@pytest.mark.parametrize("who", ROLES)
def test_a_role_is_let_in_exactly_where_the_table_says(app, client, cast, token, who):
    for rule, method in rules_of(app):
        access = access_of(app, rule)
        if access in BY_NO_ROLE:
            continue
        fresh = token(getattr(cast, who))
        response = call(client, method, address(app, rule, cast.visit.key), fresh)
        refused = response.status_code == 403
        assert refused != allows(ROLES[who], Action(access)), (rule, method, response.status)
        assert response.status_code < 500, (rule, method)


@pytest.mark.parametrize("who", ["an", "binh"])
def test_a_visit_of_another_team_is_not_there(app, client, cast, token, who):
    for rule, method in rules_of(app):
        access = access_of(app, rule)
        if "key" not in rule.arguments or not allows(ROLES[who], Action(access)):
            continue
        fresh = token(getattr(cast, who))
        response = call(client, method, address(app, rule, cast.other_visit.key), fresh)
        # 422: the body was refused before anybody looked for the visit.
        expected = {404, 422} if method in WRITES else {404}
        assert response.status_code in expected, (rule, method, response.status)


def test_an_endpoint_commits_exactly_when_it_writes(app):
    for rule in app.url_map.iter_rules():
        commits = getattr(app.view_functions[rule.endpoint], "commits", False)
        assert commits == bool((rule.methods or set()) & WRITES), rule.endpoint


def test_every_action_is_granted_to_somebody_and_used_somewhere(app):
    declared = {access_of(app, rule) for rule in app.url_map.iter_rules()}

    assert set(GRANTS) == set(Action)
    assert all(GRANTS.values())
    assert {str(action) for action in Action} <= declared


def test_no_call_of_the_api_ever_answers_with_a_redirect(app, client, cast):
    for rule, method in rules_of(app):
        if rule.rule.startswith("/api/") and method in WRITES:
            path = address(app, rule, cast.visit.key)
            for variant in (path, f"{path}/", path.replace("/v1/", "/v1//")):
                assert call(client, method, variant, None).status_code not in range(300, 400), path


def test_addresses_are_lower_case_words_joined_by_hyphens(app):
    for rule in app.url_map.iter_rules():
        fixed = "".join(part for part in rule.rule.split("/") if not part.startswith("<"))
        assert fixed == fixed.lower(), rule
        assert "_" not in fixed, rule


def test_an_application_with_an_unguarded_endpoint_does_not_start(app, monkeypatch):
    def forgotten() -> str:
        return ""

    monkeypatch.setattr(
        "survey_app.web.set_up", lambda made: made.add_url_rule("/forgotten", view_func=forgotten)
    )

    with pytest.raises(RuntimeError, match="forgotten"):
        create_app(app.extensions["settings"])


HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def test_only_the_phone_page_may_ask_where_somebody_is(client):
    phone, desk = (client.get(path).headers["Permissions-Policy"] for path in ("/phone", "/"))

    assert ("geolocation=(self)" in phone, "geolocation=()" in desk) == (True, True)


@pytest.mark.parametrize("path", ["/api/v1/visits", "/nowhere", "/sign-in", "/api/v1/session"])
def test_every_answer_carries_the_headers_that_protect_it(client, path):
    response = client.get(path)

    for name, value in HEADERS.items():
        assert value in response.headers[name], (path, name)
    assert "unsafe" not in response.headers["Content-Security-Policy"]
