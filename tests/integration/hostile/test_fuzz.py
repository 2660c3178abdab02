"""Arbitrary requests to every route: never a 5xx, a problem with words, nothing of the inside."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder, run_wsgi_app
from werkzeug.wrappers import Response

from tests.integration.hostile.nonsense import (
    BODIES,
    JSON,
    ODD_HEADERS,
    QUERIES,
    TEXT,
    TYPES,
    places,
    put,
    sound_bodies,
    wire,
)
from tests.integration.test_access import rules_of
from tests.support.desk import full_visit
from tests.support.phone import jpeg

INSIDE = re.compile(
    rb"Traceback|File \"|site-packages|\.py\b|SELECT |INSERT |UPDATE .* SET|sqlalchemy|sqlite3?[ .]"
    rb"|psycopg|werkzeug|/tmp/|/usr/|/home/|\bself\.",
)
ROLES = ("an", "binh", "chau", "quan", None)


@dataclass(repr=False)
class World:
    """What the examples stand on; told in no example."""

    visit: str
    tokens: dict[str, str]
    desks: dict[str | None, Any]
    routes: list[Any]


def bounded(examples):
    """The same examples each time; a failure is told as it is, for shrinking takes minutes."""
    return settings(
        phases=[Phase.explicit, Phase.generate],
        max_examples=examples,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def world(app, cast, token, phone, desk):
    """A visit with something of everything, and everybody's token and browser."""
    full_visit(phone())
    people = {name: getattr(cast, name) for name in ROLES if name}
    return World(
        visit=str(cast.visit.key),
        tokens={name: token(person) for name, person in people.items()},
        desks={name: desk(person) for name, person in people.items()} | {None: app.test_client()},
        routes=list(rules_of(app)),
    )


def check(response, path):
    """What holds of every answer whatever was asked."""
    assert response.status_code < 500, (path, response.data[:300])
    if response.status_code >= 400:
        assert not INSIDE.search(response.data), (path, INSIDE.search(response.data))
        if path.startswith("/api/"):
            assert response.mimetype == "application/problem+json", (path, response.status)
            assert response.get_json()["detail"], path
        else:
            assert response.mimetype == "text/html", (path, response.status)
    assert "\n" not in response.headers.get("Location", "")


def ask(client, method, path, **options):
    """Any request; what the test client itself cannot say is left out."""
    headers = {
        name: value.encode("latin-1", "replace").decode("latin-1")
        for name, value in options.pop("headers", {}).items()
    }
    query = "&".join(
        f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}"
        for name, value in options.pop("query", {}).items()
    )
    builder = EnvironBuilder(path="/", method=method, headers=headers, **options)
    environ = builder.get_environ()
    environ["PATH_INFO"] = path.encode("utf-8", "surrogatepass").decode("latin-1")
    environ["QUERY_STRING"] = query
    # Past the client, which reads pages (and one may repeat what no HTML may hold, like a C1
    # control), and which could not say some of these requests itself.
    client._add_cookies_to_wsgi(environ)
    response = Response(*run_wsgi_app(client.application, environ, buffered=True))
    check(response, path)
    return response


def addressed(rule, visit, words):
    """The address of a rule with these words in its places, or what fits there."""
    path = rule.rule
    for name, converter in rule._converters.items():
        fits = visit if type(converter).__name__ == "UUIDConverter" else "1"
        before, _, after = re.split(rf"(<[^<>]*\b{name}>)", path, maxsplit=1)
        path = before + words.get(name, fits) + after
    return path


WORDS = st.dictionaries(
    st.sampled_from(["key", "sha256", "code", "version", "round_id", "evaluation_id", "suffix"]),
    TEXT.map(lambda text: text.replace("/", "")),
    max_size=1,
)


@bounded(250)
@given(data=st.data())
def test_no_call_of_the_api_breaks_whatever_it_is_given(world, client, data):
    routes = [each for each in world.routes if each[0].rule.startswith("/api/v1/")]
    rule, method = data.draw(st.sampled_from(routes))
    if rule.endpoint == "session.sign_out":
        return
    who = data.draw(st.sampled_from(ROLES))
    headers = data.draw(ODD_HEADERS)
    if who and data.draw(st.booleans()):
        headers["Authorization"] = f"Bearer {world.tokens[who]}"
    body: dict[str, Any] = {}
    if method in ("POST", "PUT"):
        body = {"data": data.draw(BODIES), "content_type": data.draw(TYPES)}
    path = addressed(rule, world.visit, data.draw(WORDS))

    ask(client, method, path, headers=headers, query=data.draw(QUERIES), **body)


@bounded(250)
@given(data=st.data())
def test_a_sound_body_with_one_wrong_place_breaks_nothing(world, client, data):
    method, path, body = data.draw(st.sampled_from(sound_bodies(world.visit)))
    at = data.draw(st.sampled_from(places(body)))
    wrong = wire(put(body, at, data.draw(JSON)))
    who = "binh" if path.endswith("decisions") else "an"
    headers = {"Authorization": f"Bearer {world.tokens[who]}"}

    came = ask(
        client, method, f"/api/v1{path}", headers=headers, data=wrong,
        content_type="application/json",
    )  # fmt: skip

    if path.endswith("entries") and came.status_code == 200:
        states = {each["state"] for each in came.get_json()["receipts"]}
        assert states <= {"stored", "held"}


@bounded(250)
@given(data=st.data())
def test_no_page_breaks_whatever_it_is_given(world, data):
    routes = [each for each in world.routes if not each[0].rule.startswith(("/api/v1", "/static"))]
    rule, method = data.draw(st.sampled_from(routes))
    if rule.endpoint == "desk.sign_in.leave":
        return
    browser = world.desks[data.draw(st.sampled_from(ROLES))]
    body: dict[str, Any] = {}
    if method == "POST":
        names = ["seen", "entries_seen", "item", "layer", "value", "judged", "reason", "items",
                 "text", "username", "password", "language", "next", "not_applicable", "take_back",
                 "reason-A1", "value-A2", "workbook"]  # fmt: skip
        form = data.draw(st.dictionaries(st.sampled_from(names), TEXT, max_size=6))
        body = {
            "data": {name: text.encode("utf-8", "surrogatepass") for name, text in form.items()}
        }
        if data.draw(st.booleans()):
            body = {"data": data.draw(BODIES), "content_type": data.draw(TYPES)}
    path = addressed(rule, world.visit, data.draw(WORDS))

    ask(browser, method, path, query=data.draw(QUERIES), **body)


@bounded(40)
@given(data=st.data())
def test_a_photo_with_bytes_missing_or_changed_is_kept_or_refused_with_words(world, client, data):
    picture = bytearray(jpeg(40, 30))
    for _ in range(data.draw(st.integers(0, 6))):
        picture[data.draw(st.integers(0, len(picture) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(picture[: data.draw(st.integers(0, len(picture)))])
    headers = {"Authorization": f"Bearer {world.tokens['an']}"}
    name = hashlib.sha256(cut).hexdigest()

    came = ask(client, "PUT", f"/api/v1/photos/{name}", headers=headers, data=cut)

    assert came.get_json()["sha256"] == name
