"""
The gateway in front of the API: which token may call which company.

Its faults have the lower-case form, nulls and all, with the time in milliseconds; as XML,
for who does not ask for JSON, they are like any other (reports of 2016 to 2019).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from aiohttp import web

from harness.sandbox.company import Company
from harness.sandbox.core import assumed, faults
from harness.sandbox.http import answers, forms, negotiation, origin, xmlanswers
from harness.sandbox.service import SERVICE, Service
from harness.sandbox.tokens.grants import SCOPE

FORBIDDEN = 403
ANOTHER = "another-company"
MALFORMED = "Malformed bearer token: too short or too long"
"""As clients report it (2021, August 2026); that no token at all is told so is assumed."""
FOREIGN = "Could not decrypt JWT."
SHORTEST, LONGEST = 32, 4096
"""Lengths of a token; Intuit's oldest had some fifty letters (both are assumed)."""
LIMIT = "The request limit was reached.  Try again later"
XML = "text/xml"
"""As a log of 2020 has it."""
NOTHING: frozenset[str] = frozenset()


class Refusal(NamedTuple):
    """How the gateway names a refusal: its name, its code, its kind, and headers of its own."""

    name: str
    code: str
    kind: str = "SERVICE"
    headers: Mapping[str, str] = MappingProxyType({})


REFUSALS: Mapping[int, Refusal] = {
    401: Refusal(
        "AuthenticationFailed",
        "3200",
        "AUTHENTICATION",
        {"WWW-Authenticate": 'Bearer realm="Intuit", error="invalid_token"'},
    ),
    403: Refusal("ApplicationAuthorizationFailed", "3100"),
    429: Refusal("ThrottleExceeded", "3001"),
    504: Refusal("GatewayTimeout", "6002"),
}
"""By their status (recorded; 504 in XML, of a report in 2025)."""
UNSCOPED = Refusal("AuthorizationFailed", "3100")


def refusal(service: Service, request: web.Request, realm: str) -> web.Response | None:
    """Refuse a call as Intuit does: 401 for a bad token, 403 for another company's."""
    token = forms.bearer(request)
    access = service.oauth.access(token)
    if access is None:
        if service.oauth.policy.ended == FORBIDDEN and service.oauth.ended(token):
            return forbidden(request)
        known = service.oauth.issued(token) or service.oauth.ended(token)
        return refused(request, 401, expired(token) if known else unreadable(token))
    if access.realm != realm:
        return _another(service, request, realm)
    if SCOPE not in access.scopes:
        detail = "The access token does not have sufficient scope"
        return refused(request, FORBIDDEN, detail, UNSCOPED)
    return None


def expired(token: str) -> str:
    """Say which token has ended; its beginning tells nothing, it is the same header in all."""
    return f"Token expired: {token[:8]}" if SHORTEST <= len(token) <= LONGEST else MALFORMED


def unreadable(token: str) -> str:
    """Say that nobody was given such a token (recorded, 2025)."""
    return FOREIGN if SHORTEST <= len(token) <= LONGEST else MALFORMED


def _another(service: Service, request: web.Request, realm: str) -> web.Response:
    """Refuse a good token for another company: clients report 403, Intuit's staff showed a 401."""
    company = service.company(realm)
    if company is None:
        return forbidden(request)
    if company.choice(ANOTHER) == "403":
        return assumed.mark(forbidden(request), ANOTHER)
    error = faults.Error(
        code="100",
        message="General Authentication Error",
        detail="AuthenticationErrorGeneral: SRV-110-Authentication Failure , statusCode: 401",
    )
    fault = faults.Fault(error, kind="AuthenticationFault", status=401).resting_on(ANOTHER)
    return answers.fault(service, fault, xml=True)  # for who asks for JSON too, as reported


def admitted(service: Service, request: web.Request) -> Company | web.Response:
    """Open the company that a call is about, or say why the caller may not."""
    realm = request.match_info["realm"]
    response = refusal(service, request, realm)
    if response is not None:
        return response
    company = service.company(realm)
    if company is None:
        return forbidden(request)
    company.origin = origin.base(request)
    if request.query_string:
        # Intuit's SDKs write several as one list; Java's ends with a comma.
        said = request.query.getall("include", None)
        company.includes = frozenset(",".join(said).split(",")) - {""} if said else NOTHING
    return company


def refused(
    request: web.Request, status: int, detail: str | None, known: Refusal | None = None
) -> web.Response:
    """Refuse a request, in the words of its status unless others are given."""
    said = known or REFUSALS[status]
    return answer(
        request.app[SERVICE],
        status=status,
        name=said.name,
        code=said.code,
        detail=detail,
        kind=said.kind,
        headers=said.headers,
        asked=request,
    )


def forbidden(request: web.Request) -> web.Response:
    """403, code 3100: another company, an unknown one, or a consent that ended."""
    return refused(request, FORBIDDEN, None)


def throttled(request: web.Request, retry_after: int | None) -> web.Response:
    """429, code 3001: texts as recorded in XML, the JSON form a choice, `Retry-After` optional."""
    service = request.app[SERVICE]
    company = service.company(request.match_info.get("realm", ""))
    response = refused(request, 429, LIMIT)
    if response.content_type != XML:
        if company is not None and company.choice("throttled-answer") == "business":
            name, code, *_ = REFUSALS[429]
            error = faults.Error(code=code, message=_message(name, code, 429), detail=LIMIT)
            response = answers.fault(service, faults.Fault(error, kind="SERVICE", status=429))
        response = assumed.mark(response, "throttled-answer")
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def wants_xml(service: Service, request: web.Request) -> bool:
    """Whether a refusal is to be XML, as an answer would be; also where there is no company."""
    asked = negotiation.asks_xml(request)
    if asked is not None:
        return asked
    company = service.company(request.match_info.get("realm", ""))
    unasked = negotiation.UNASKED
    return (company.chosen(unasked) if company else assumed.default_of(unasked)) == "xml"


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
    headers: Mapping[str, str] | None = None,
    asked: web.Request | None = None,
) -> web.Response:
    """
    Answer in the gateway's form; codes are padded to six digits in the message (recorded).

    It is JSON unless the request that is `asked` of wants XML.
    """
    if asked is not None and wants_xml(service, asked):
        error = faults.Error(code=code, message=_message(name, code, status), detail=detail or "")
        response = web.Response(
            body=xmlanswers.gateway(error, kind, service.clock.time()).encode(),
            status=status,
            headers={"Content-Type": XML, **(headers or {})},
        )
        if negotiation.asks_xml(asked):
            return response
        return assumed.mark(response, negotiation.UNASKED)
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
