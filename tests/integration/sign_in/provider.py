"""A small OpenID provider on loopback: strict as a real one, and it can be made to lie.

It has what the flow needs: discovery, keys, a page to sign in, codes that work once with PKCE
and a secret, ID tokens signed with RS256, and signing out. `Lie` bends one of those.
"""

import base64
import hashlib
import secrets
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Annotated, Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

SECRET = "geheim van de client"
CLIENT = "niet-pluis"
Sign = Callable[[dict[str, Any], dict[str, Any]], str]


@dataclass
class Lie:
    """What the provider does wrong; as made, nothing.

    A claim of None is left out. `sign` makes the token itself of header and claims.
    """

    claims: Mapping[str, Any] = field(default_factory=dict)
    header: Mapping[str, Any] = field(default_factory=dict)
    sign: Sign | None = None
    description: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None
    answer_issuer: str | None = None
    token_status: int = 200
    token_body: Any = None


@dataclass(frozen=True)
class Code:
    """What a code stands for."""

    user: str
    sid: str
    nonce: str
    challenge: str
    redirect_uri: str


@dataclass
class Provider:
    """`users` holds each account's claims; `redirects` where browsers may be sent back to."""

    issuer: str
    now: Callable[[], datetime]
    redirects: set[str]
    users: dict[str, dict[str, Any]]
    keys: list[RSAKey] = field(default_factory=list)
    lie: Lie = field(default_factory=Lie)
    codes: dict[str, Code] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    prompts: list[str | None] = field(default_factory=list)
    signed_out: list[str] = field(default_factory=list)

    def rotate(self, keep: bool = False) -> None:
        """Sign with a new key from now on."""
        kid = f"key-{len(self.asked)}-{secrets.token_hex(4)}"
        key = RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})
        self.keys = [key, *(self.keys if keep else [])]

    def id_token(self, code: Code, access_token: str) -> str:
        """The account's ID token, bent as `lie` says."""
        at = int(self.now().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "exp": at + 300,
            "iat": at,
            "nonce": code.nonce,
            "sid": code.sid,
            "at_hash": half_hash(access_token),
            **self.users[code.user],
            **self.lie.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": self.keys[0].kid, **self.lie.header}
        header = {name: value for name, value in header.items() if value is not None}
        return (self.lie.sign or self.signed)(header, claims)

    def signed(self, header: dict[str, Any], claims: dict[str, Any]) -> str:
        """A token under the newest key."""
        return jwt.encode(header, claims, self.keys[0], algorithms=[header["alg"]])

    def logout_token(self, **claims: Any) -> str:
        """A back-channel message of signing out."""
        event: dict[str, Any] = {"http://schemas.openid.net/event/backchannel-logout": {}}
        said = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": int(self.now().timestamp()),
            "jti": secrets.token_hex(8),
            "events": event,
            **claims,
        }
        said = {name: value for name, value in said.items() if value is not None}
        return self.signed({"alg": "RS256", "kid": self.keys[0].kid, "typ": "logout+jwt"}, said)


def half_hash(token: str) -> str:
    """`at_hash` of OpenID Connect Core 3.1.3.6."""
    digest = hashlib.sha256(token.encode()).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def provider_app(provider: Provider) -> FastAPI:
    """The provider's doors."""
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    def description() -> dict[str, Any]:
        provider.asked.append("description")
        issuer = provider.issuer
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
            "end_session_endpoint": f"{issuer}/logout",
            "authorization_response_iss_parameter_supported": True,
            **provider.lie.description,
        }

    @app.get("/keys")
    def keys() -> Any:
        provider.asked.append("keys")
        return KeySet(list(provider.keys)).as_dict(private=False)

    @app.get("/authorize", response_class=HTMLResponse)
    def authorize(request: Request) -> Response:
        wrong = _wrong_request(dict(request.query_params), provider)
        if wrong:
            return HTMLResponse(f"invalid_request: {wrong}", 400)
        provider.prompts.append(request.query_params.get("prompt"))
        fields = "".join(
            f'<input type="hidden" name="{escape(k)}" value="{escape(v)}">'
            for k, v in request.query_params.items()
        )
        buttons = "".join(f'<button name="user" value="{u}">{u}</button>' for u in provider.users)
        form = f'<form method="post" action="/authorize">{fields}{buttons}</form>'
        return HTMLResponse(f"<!doctype html><title>Aanmelden</title>{form}")

    @app.post("/authorize")
    async def grant(request: Request) -> Response:
        asked = {key: str(value) for key, value in (await request.form()).items()}
        answer = {"state": asked["state"], "iss": provider.lie.answer_issuer or provider.issuer}
        if provider.lie.error:
            answer["error"] = provider.lie.error
        else:
            code = secrets.token_urlsafe(16)
            provider.codes[code] = Code(
                asked["user"],
                secrets.token_hex(8),
                asked["nonce"],
                asked["code_challenge"],
                asked["redirect_uri"],
            )
            answer["code"] = code
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(answer)}", 303)

    _add_tokens(app, provider)
    return app


def _add_tokens(app: FastAPI, provider: Provider) -> None:
    @app.post("/token")
    def token(
        code: Annotated[str, Form()],
        redirect_uri: Annotated[str, Form()],
        code_verifier: Annotated[str, Form()],
        client_id: Annotated[str, Form()],
        client_secret: Annotated[str, Form()],
        grant_type: Annotated[str, Form()],
    ) -> Response:
        provider.asked.append("token")
        if provider.lie.token_status != 200 or provider.lie.token_body is not None:
            return JSONResponse(provider.lie.token_body, provider.lie.token_status)
        if (client_id, client_secret) != (CLIENT, SECRET):
            return JSONResponse({"error": "invalid_client"}, 401)
        known = provider.codes.pop(code, None)
        digest = hashlib.sha256(code_verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if known is None or (known.challenge, known.redirect_uri) != (challenge, redirect_uri):
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(16)
        body = {"access_token": access, "token_type": "Bearer", "expires_in": 300}
        return JSONResponse({**body, "id_token": provider.id_token(known, access)})

    @app.get("/logout")
    def logout(
        id_token_hint: Annotated[str, Query()], post_logout_redirect_uri: Annotated[str, Query()]
    ) -> Response:
        claims = jwt.decode(id_token_hint, KeySet(list(provider.keys))).claims
        if post_logout_redirect_uri not in provider.redirects:
            return HTMLResponse("invalid_request", 400)
        provider.signed_out.append(claims["sid"])
        return RedirectResponse(post_logout_redirect_uri, 303)


def _wrong_request(asked: Mapping[str, str], provider: Provider) -> str | None:
    checks = {
        "client_id": asked.get("client_id") == CLIENT,
        "redirect_uri": asked.get("redirect_uri") in provider.redirects,
        "response_type": asked.get("response_type") == "code",
        "scope": "openid" in asked.get("scope", "").split(),
        "code_challenge_method": asked.get("code_challenge_method") == "S256",
        "code_challenge": len(asked.get("code_challenge", "")) == 43,
        "state": len(asked.get("state", "")) >= 22,
        "nonce": len(asked.get("nonce", "")) >= 22,
    }
    return next((name for name, is_right in checks.items() if not is_right), None)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(app: Any, port: int) -> Iterator[None]:
    """The app behind a port of this machine, in a thread."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
        assert thread.is_alive()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)
