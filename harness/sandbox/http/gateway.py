"""
The gateway in front of the API: which token may call which company.

Its faults have the lower-case form, nulls and all, with the time in milliseconds.
"""

from __future__ import annotations

import json

from aiohttp import web

from harness.sandbox.company import Company
from harness.sandbox.core import assumed, faults
from harness.sandbox.http import answers, forms, manners, origin
from harness.sandbox.service import SERVICE, Service
from harness.sandbox.tokens.grants import SCOPE

FORBIDDEN = 403


def refusal(service: Service, request: web.Request, realm: str) -> web.Response | None:
    """Refuse a call as Intuit does: 401 for a bad token, 403 for another company's."""
    token = forms.bearer(request)
    access = service.oauth.access(token)
    if access is None:
        if service.oauth.policy.ended == FORBIDDEN and service.oauth.ended(token):
            return forbidden(service)
        # Eight characters tell nothing: every access token begins with the same header.
        return unauthenticated(
            service, f"Token expired: {token[:8]}" if token else "Malformed bearer token: too short"
        )
    if access.realm != realm:
        return forbidden(service)
    if SCOPE not in access.scopes:
        return assumed.mark(forbidden(service), "missing-scope")
    return None


def admitted(service: Service, request: web.Request) -> Company | web.Response:
    """Open the company that a call is about, or say why the caller may not."""
    realm = request.match_info["realm"]
    refused = refusal(service, request, realm)
    if refused is not None:
        return refused
    company = service.company(realm)
    if company is None:
        return forbidden(service)
    company.origin = origin.base(request)
    if request.query_string:
        company.includes = frozenset(request.query.getall("include", ()))
    return company


def unauthenticated(service: Service, detail: str) -> web.Response:
    """401, code 3200 (recorded)."""
    return answer(
        service,
        status=401,
        name="AuthenticationFailed",
        code="3200",
        detail=detail,
        kind="AUTHENTICATION",
        headers={"WWW-Authenticate": 'Bearer realm="Intuit", error="invalid_token"'},
    )


def forbidden(service: Service) -> web.Response:
    """403, code 3100: another company, an unknown one, or no scope for accounting."""
    return answer(
        service, status=403, name="ApplicationAuthorizationFailed", code="3100", detail=None
    )


def throttled(request: web.Request, retry_after: int | None) -> web.Response:
    """429, code 3001: texts as recorded in XML, the JSON form a choice, `Retry-After` optional."""
    service = request.app[SERVICE]
    company = service.company(request.match_info.get("realm", ""))
    name, detail = "ThrottleExceeded", "The request limit was reached.  Try again later"
    if company is not None and company.choice("throttled-answer") == "business":
        error = faults.Error(code="3001", message=_message(name, "3001", 429), detail=detail)
        fault = faults.Fault(error, kind="SERVICE", status=429)
        refused = answers.fault(service, fault, xml=manners.wants_xml(company, request))
    else:
        refused = answer(service, status=429, name=name, code="3001", detail=detail)
    if retry_after is not None:
        refused.headers["Retry-After"] = str(retry_after)
    return assumed.mark(refused, "throttled-answer")


def _message(name: str, code: str, status: int) -> str:
    return f"message={name}; errorCode={code.zfill(6)}; statusCode={status}"


def answer(
    service: Service,
    *,
    status: int,
    name: str,
    code: str,
    detail: str | None,
    kind: str = "SERVICE",
    headers: dict[str, str] | None = None,
) -> web.Response:
    """Answer in the gateway's form; codes are padded to six digits in the message (recorded)."""
    body = faults.gateway(
        message=_message(name, code, status),
        detail=detail,
        code=code,
        kind=kind,
        milliseconds=int(service.clock.seconds() * 1000),
    )
    return web.Response(
        body=json.dumps(body, separators=(",", ":")).encode(),
        status=status,
        headers={"Content-Type": "application/json", **(headers or {})},
    )
