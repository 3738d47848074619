"""What OAuth's endpoints are sent: forms, client credentials and bearer tokens, read strictly."""

from __future__ import annotations

import base64
import binascii
import json
from urllib.parse import parse_qsl

from aiohttp import web

from harness.sandbox.tokens.grants import OAuthError

LIMIT = 64 * 1024
FIELDS = 64
FORM = "application/x-www-form-urlencoded"


async def form(request: web.Request) -> dict[str, str]:
    """Read a form; each name once (RFC 6749, 3.1)."""
    if request.content_type != FORM:
        raise OAuthError(400, "invalid_request", f"Content-Type must be {FORM}")
    text = await _text(request)
    try:
        pairs = parse_qsl(
            text,
            keep_blank_values=True,
            strict_parsing=bool(text),
            errors="strict",
            max_num_fields=FIELDS,
        )
    except ValueError:
        raise OAuthError(400, "invalid_request", "The form can't be read") from None
    return once(pairs)


def once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Refuse a name that comes twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise OAuthError(400, "invalid_request", "A parameter comes more than once")
    return found


async def json_object(request: web.Request) -> dict[str, object]:
    """Read a JSON object."""
    try:
        found = json.loads(await _text(request))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise OAuthError(400, "invalid_request", "The body must be a JSON object")
    return found


async def _text(request: web.Request) -> str:
    if (request.content_length or 0) > LIMIT:
        raise OAuthError(400, "invalid_request", "The body is too large")
    body = await request.read()
    if len(body) > LIMIT:
        raise OAuthError(400, "invalid_request", "The body is too large")
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise OAuthError(400, "invalid_request", "The body is not UTF-8") from None


def credentials(request: web.Request, sent: dict[str, str]) -> tuple[str, str]:
    """Read the client's id and secret: HTTP Basic, else the form; never both (RFC 6749, 2.3)."""
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return sent.get("client_id", ""), sent.get("client_secret", "")
    if "client_secret" in sent:
        raise OAuthError(400, "invalid_request", "Client credentials come twice")
    try:
        pair = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, ValueError):
        raise OAuthError(401, "invalid_client") from None
    client_id, _, secret = pair.partition(":")
    return client_id, secret


def bearer(request: web.Request) -> str:
    """Read the bearer token, or nothing when no token can look so."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.isascii() else ""
