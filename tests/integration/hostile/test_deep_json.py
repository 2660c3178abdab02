"""JSON without end, sent to whatever takes a body: refused or held, and no fault."""

import pytest

from tests.integration.test_access import WRITES, address, rules_of

BODIES = [
    pytest.param(b"[" * 100_000, id="lists"),
    pytest.param(b'{"entries":' * 50_000, id="objects"),
    pytest.param(b'{"username":' + b"[" * 100_000, id="a name"),
    pytest.param(b'{"seen":' + b"1" * 5_000 + b"}", id="a number"),
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("username", ["an", "chau", None])
def test_json_without_end_is_never_a_fault_of_the_server(app, client, cast, token, username, body):
    person = getattr(cast, username) if username else None
    headers = {"Authorization": f"Bearer {token(person)}"} if person else {}
    told = {}
    for rule, method in rules_of(app):
        if rule.rule.startswith("/api/") and method in WRITES:
            path = address(app, rule, cast.visit.key)
            told[method, path] = client.open(
                path, method=method, data=body, headers=headers, content_type="application/json"
            ).status_code

    assert told
    assert {each: status for each, status in told.items() if status >= 500} == {}
