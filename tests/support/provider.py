"""A small OpenID Connect provider over HTTP: discovery, sign-in unasked, tokens, keys."""

from __future__ import annotations

import hashlib
import secrets
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.jwk import ECKey
from werkzeug.serving import make_server

CLIENT, SECRET = "khao-sat", "bi-mat-cua-ung-dung"


@dataclass
class Provider:
    """How it behaves, and what was asked of it."""

    claims: dict[str, Any] = field(default_factory=lambda: {"preferred_username": "chau"})
    # What it says when asked by the access token, besides who it is; None: it cannot be asked.
    told: Any = None
    # What is otherwise in the token than it should be; None leaves a claim out.
    forged: dict[str, Any] = field(default_factory=dict)
    calls_itself: str = ""
    signs_with: ECKey | None = None
    broken: set[str] = field(default_factory=set)
    asked: list[dict[str, str]] = field(default_factory=list)
    issuer: str = ""
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "one"}))
    begun: dict[str, dict[str, str]] = field(default_factory=dict)
    passes: set[str] = field(default_factory=set)
    questions: int = 0

    def token(self, asked: dict[str, str]) -> str:
        """The token that says who it is."""
        now = int(time.time())
        said = {"iss": self.issuer, "sub": "1", "aud": CLIENT, "iat": now, "exp": now + 60}
        said |= {"nonce": asked["nonce"], **self.claims, **self.forged}
        said = {name: value for name, value in said.items() if value is not None}
        return jwt.encode({"alg": "ES256", "kid": "one"}, said, self.signs_with or self.key)


def _application(provider: Provider) -> Flask:
    app = Flask("provider")
    _tell(app, provider)
    _let_in(app, provider)
    return app


def _tell(app: Flask, provider: Provider) -> None:
    """What anybody may know of it."""

    @app.get("/.well-known/openid-configuration")
    def discovery() -> ResponseReturnValue:
        if "discovery" in provider.broken:
            return "away", 503
        at = provider.issuer
        asking = {} if provider.told is None else {"userinfo_endpoint": f"{at}/userinfo"}
        return jsonify(
            **asking,
            issuer=provider.calls_itself or at,
            authorization_endpoint=f"{at}/authorize",
            token_endpoint=f"{at}/token",
            jwks_uri=f"{at}/keys",
            id_token_signing_alg_values_supported=["ES256", "none"],
        )

    @app.get("/keys")
    def keys() -> ResponseReturnValue:
        return jsonify(keys=[provider.key.as_dict(private=False)])

    @app.get("/userinfo")
    def userinfo() -> ResponseReturnValue:
        provider.questions += 1
        if "userinfo" in provider.broken:
            return "away", 503
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        assert (scheme, given in provider.passes) == ("Bearer", True)
        told = provider.told
        return jsonify({"sub": "1", **told} if isinstance(told, dict) else told)


def _let_in(app: Flask, provider: Provider) -> None:
    """The browser is sent back with a code, the application gets a token for it."""

    @app.get("/authorize")
    def authorize() -> ResponseReturnValue:
        asked = request.args.to_dict()
        provider.asked.append(asked)
        if "person" in provider.broken:
            said = {"error": "access_denied", "state": asked["state"]}
        else:
            code = secrets.token_hex(8)
            provider.begun[code] = asked
            said = {"code": code, "state": asked["state"]}
        return redirect(f"{asked['redirect_uri']}?{urlencode(said)}")

    @app.post("/token")
    def token() -> ResponseReturnValue:
        if "token" in provider.broken:
            return "away", 503
        scheme, _, given = request.headers["Authorization"].partition(" ")
        assert (scheme, b64decode(given).decode()) == ("Basic", f"{CLIENT}:{SECRET}")
        asked = provider.begun.pop(request.form["code"], None)
        if asked is None or not _is_proved(asked, request.form):
            return jsonify(error="invalid_grant"), 400
        made = {"access_token": secrets.token_hex(8), "token_type": "Bearer"}
        provider.passes.add(made["access_token"])
        if "no token" not in provider.broken:
            made["id_token"] = provider.token(asked)
        return jsonify(made)


def _is_proved(asked: dict[str, str], form: Any) -> bool:
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = urlsafe_b64encode(digest).decode().rstrip("=")
    is_ours = (asked["code_challenge_method"], asked["code_challenge"]) == ("S256", challenge)
    return is_ours and form["redirect_uri"] == asked["redirect_uri"]


@contextmanager
def provider_at_work() -> Iterator[Provider]:
    """The provider, on a port of this machine alone."""
    made = Provider()
    server = make_server("127.0.0.1", 0, _application(made), threaded=True)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
