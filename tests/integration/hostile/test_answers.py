"""The answers themselves: headers, cookies, caches, and whether the API is as it says it is."""

from __future__ import annotations

import json
from http.cookies import SimpleCookie

import pytest

from survey_app.api import BLUEPRINTS
from survey_app.core.settings import read
from survey_app.edge.headers import DIRECTIVES
from survey_app.edge.unit_links import LINK
from survey_app.factory import create_app
from tests.integration.test_access import access_of, address, rules_of
from tests.support.cast import PASSWORD
from tests.support.checklist import COMPLETE
from tests.support.phone import jpeg

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What holds no personal data, or is named by the hash of what it holds.
MAY_BE_KEPT = {"static", "desk.phone.worker"}


def test_every_route_answers_everybody_with_all_the_headers(app, cast, desk):
    browsers = [desk(cast.chau), app.test_client()]

    for rule, method in rules_of(app):
        if rule.endpoint == "desk.sign_in.leave":
            continue
        for browser in browsers:
            reply = browser.open(address(app, rule, cast.visit.key), method=method)
            told = {name: reply.headers.get(name) for name in ALWAYS}
            # The address of a unit's page is its key: no other page is told of it.
            own = {"Referrer-Policy": "no-referrer"} if access_of(app, rule) == LINK else {}
            assert told == ALWAYS | own, rule
            assert "unsafe" not in reply.headers["Content-Security-Policy"], rule
            if rule.endpoint not in MAY_BE_KEPT or reply.status_code >= 400:
                assert reply.headers.get("Cache-Control") == "no-store", (rule, reply.status)
            assert "Server" not in reply.headers or "Python" not in reply.headers["Server"]


def test_what_a_page_may_load_is_our_own():
    assert {DIRECTIVES[name] for name in ("default-src", "form-action")} == {"'self'"}
    assert {DIRECTIVES[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {
        "'none'"
    }
    assert "*" not in str(DIRECTIVES)


def test_what_may_be_kept_is_kept_by_one_browser_only(phone, cast):
    an = phone()
    picture = jpeg()
    an.put(picture)
    entry = an.photo(picture)
    an.receipts(entry)

    kept = [an.get("/checklists/PKS-NHO/1"), an.get(f"/photos/{entry['value']['sha256']}")]

    for each in kept:
        assert each.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert each.headers["ETag"]
    assert an.get("/visits").headers["Cache-Control"] == "no-store"


def cookies_of(client):
    reply = client.post("/sign-in", data={"username": "binh", "password": PASSWORD})
    cookies = SimpleCookie()
    for line in reply.headers.getlist("Set-Cookie"):
        cookies.load(line)
    return cookies


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, cast):
    cookies = cookies_of(client)

    assert set(cookies) == {"session"}
    session = cookies["session"]
    assert (session["httponly"], session["samesite"], session["path"]) == (True, "Lax", "/")
    assert session["domain"] == ""


def test_over_tls_the_cookie_is_bound_to_the_host_and_tls_is_asked_for(tmp_path):
    environment = {"SURVEY_DATA": str(tmp_path), "SECRET_KEY": "o" * 64,
                   "BASE_URL": "https://khao-sat.example"}  # fmt: skip
    made = create_app(read(environment))

    reply = made.test_client().get("/sign-in", base_url="https://khao-sat.example")

    assert "max-age=31536000" in reply.headers["Strict-Transport-Security"]
    assert reply.headers["Set-Cookie"].startswith("__Host-session=")
    for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert flag in reply.headers["Set-Cookie"]
    assert "Domain" not in reply.headers["Set-Cookie"]


def test_no_call_of_the_api_sets_a_cookie(app, client, cast):
    reply = client.post("/api/v1/session", json={"username": "an", "password": PASSWORD})

    assert reply.status_code == 200
    assert "Set-Cookie" not in reply.headers


@pytest.fixture
def spec(client):
    return client.get("/api/v1/openapi.json").get_json()


def test_every_call_is_described(app, spec):
    described = {
        (path, method) for path, calls in spec["paths"].items() for method in calls
        if method != "parameters"
    }  # fmt: skip
    names = {blueprint.name for blueprint in BLUEPRINTS}
    there = [(rule, method) for rule, method in rules_of(app)
             if rule.endpoint.partition(".")[0] in names]  # fmt: skip

    assert len(described) == len(there)
    assert json.dumps(spec).count('"$ref"') > 0
    for reference in references(spec):
        assert resolved(spec, reference), reference


def references(part):
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for each in part.values():
            yield from references(each)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)


def resolved(spec, reference):
    found = spec
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return found


def faults(spec, schema, value, at="$"):
    """Where a value is not as its schema says; as much of JSON Schema as the description uses."""
    if "$ref" in schema:
        return faults(spec, resolved(spec, schema["$ref"]), value, at)
    if value is None:
        free = schema.get("nullable") or "type" not in schema
        return [] if free else [f"{at}: null"]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    kind = kinds.get(schema.get("type", ""))
    if kind and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
        return [f"{at}: no {schema['type']}"]
    found = [f"{at}: {value!r}"] if "enum" in schema and value not in schema["enum"] else []
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        found += [
            f"{at}: without {name}" for name in schema.get("required", []) if name not in value
        ]
        found += [f"{at}: undescribed {name}" for name in value if name not in known]
        for name in value.keys() & known.keys():
            found += faults(spec, known[name], value[name], f"{at}.{name}")
    if isinstance(value, list) and "items" in schema:
        for each in value:
            found += faults(spec, schema["items"], each, f"{at}[]")
    return found


def calls(an, binh, chau, round_id):
    """One answered call of each sort whose answer is described."""
    picture = jpeg()
    visit = an.visit
    an.fill(COMPLETE)
    yield "/visits/{key}/entries", "post", an.send(an.entry("note", {"text": "x"}, item="A1"))
    yield "/visits/{key}/entries", "post", an.send(an.answer("KHONG_CO", {"value": 1}))
    yield "/photos/{sha256}", "put", an.put(picture)
    yield "/photos/{sha256}", "put", an.put(picture)
    yield "/reconcile", "post", an.post("/reconcile", {"entries": [], "photos": []})
    yield "/rescue", "post", an.client.post("/api/v1/rescue", data=b"x", headers=an.headers)
    decided = binh.post(f"/visits/{visit}/decisions", {"move": "open"})
    yield "/visits/{key}/decisions", "post", decided
    body = {"username": "an", "password": PASSWORD}
    yield "/session", "post", an.client.post("/api/v1/session", json=body)
    binh.post(f"/visits/{visit}/decisions", {"move": "approve"})
    merged = chau.post(f"/rounds/{round_id}/evaluations", {})
    yield "/rounds/{round_id}/evaluations", "post", merged


def test_the_answers_are_as_they_are_described(spec, cast, phone):
    an, binh, chau = phone(), phone(cast.binh), phone(cast.chau)

    for path, method, reply in calls(an, binh, chau, cast.round.id):
        call = spec["paths"][f"/api/v1{path}"][method]
        described = call["responses"].get(str(reply.status_code))
        assert described, (path, reply.status_code, list(call["responses"]))
        schema = described["content"]["application/json"]["schema"]
        assert reply.status_code in (200, 201), (path, reply.get_json())
        assert faults(spec, schema, reply.get_json()) == [], path


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_that_no_database_gave_is_the_address_of_nothing(app, phone, cast, number):
    chau = phone(cast.chau)
    told = {}
    for rule, method in rules_of(app):
        if rule.rule.startswith("/api/") and "<int:" in rule.rule:
            values = {name: number for name in rule.arguments if f"<int:{name}>" in rule.rule}
            path = rule.rule.replace("<uuid:key>", str(cast.visit.key))
            path = path.replace("<name>.<suffix>", "findings.pdf")
            for name, value in values.items():
                path = path.replace(f"<int:{name}>", str(value))
            told[path] = app.test_client().open(path, method=method, headers=chau.headers)

    assert told
    assert {path: each.status_code for path, each in told.items() if each.status_code != 404} == {}


def test_a_method_that_an_address_does_not_take_is_told_which_it_takes(client):
    reply = client.patch("/api/v1/session")

    assert (reply.status_code, reply.mimetype) == (405, "application/problem+json")
    assert {"POST", "DELETE"} <= {each.strip() for each in reply.headers["Allow"].split(",")}


def test_a_part_that_a_file_does_not_have_is_refused_with_its_length(phone):
    an = phone()
    picture = jpeg()
    an.put(picture)
    entry = an.photo(picture)
    an.receipts(entry)
    path = f"/api/v1/photos/{entry['value']['sha256']}"

    reply = an.client.get(path, headers=an.headers | {"Range": "bytes=99999-"})

    assert (reply.status_code, reply.get_json()["code"]) == (416, "range-refused")
    assert reply.headers["Content-Range"] == f"bytes */{len(picture)}"
