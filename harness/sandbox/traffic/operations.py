"""What a request is: which operation on which entity of which company."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from aiohttp import web

from harness.sandbox.core import wire

Operation = Literal[
    "create",
    "update",
    "delete",
    "void",
    "read",
    "query",
    "batch",
    "cdc",
    "report",
    "upload",
    "download",
    "pdf",
    "send",
    "authorize",
    "token",
    "revoke",
    "userinfo",
    "discovery",
]
OPERATIONS: tuple[str, ...] = get_args(Operation)

COMPANY = re.compile(r"/v3/company/([^/]+)/(.+)")
PLAN = re.compile(r"/manage/entitlements/v3/([^/]+)")
FROM = re.compile(r"\bfrom\s+(\w+)", re.IGNORECASE)
OWN = frozenset({"query", "batch", "cdc", "upload", "download"})
"""Paths that are operations by themselves."""

OAUTH = {
    "/connect/oauth2": "authorize",
    "/oauth2/v1/tokens/bearer": "token",
    "/v2/oauth2/tokens/revoke": "revoke",
    "/v1/openid_connect/userinfo": "userinfo",
}
OUTSIDE = frozenset({*OAUTH.values(), "discovery"})
"""Operations that are of no company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request as rules speak of it; the entity as it stands in the path, lower case."""

    realm: str
    entity: str
    operation: str
    method: str
    path: str


async def classify(request: web.Request) -> Call:
    """Tell what a request is; a write is told from its body where its path does not."""
    method, path = request.method, request.path
    found = COMPANY.fullmatch(path)
    if found is None and (plan := PLAN.fullmatch(path)):
        return Call(realm=plan[1], entity="", operation="read", method=method, path=path)
    if found is None:
        operation = OAUTH.get(path, "discovery" if path.startswith("/.well-known/") else "")
        return Call(realm="", entity="", operation=operation, method=method, path=path)
    realm, tail = found.groups()
    first, *rest = tail.lower().split("/")
    entity, operation = first, "read"
    if first in OWN:
        entity, operation = "", first
        if first == "query":
            entity = _queried(await _statement(request))
    elif first == "reports":
        entity, operation = "/".join(rest), "report"
    elif rest and rest[-1] in {"pdf", "send"}:
        operation = rest[-1]
    elif method == "POST":
        operation = await _write(request)
    return Call(realm=realm, entity=entity, operation=operation, method=method, path=path)


async def _statement(request: web.Request) -> str:
    if request.method == "POST":
        return (await request.read()).decode(errors="replace")
    return request.query.get("query", "")


def _queried(statement: str) -> str:
    found = FROM.search(statement)
    return found[1].lower() if found else ""


async def _write(request: web.Request) -> str:
    if request.query.get("include", "").lower() == "void":
        return "void"
    named = request.query.get("operation", "").lower()
    if named in {"delete", "void", "update"}:
        return named
    try:
        body = wire.loads(await request.read())
    except (ValueError, RecursionError):
        return "create"
    return "update" if isinstance(body, dict) and body.get("Id") else "create"
