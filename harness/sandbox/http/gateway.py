"""
The gateway in front of the API: which token may call which company.

Its faults have the lower-case form, nulls and all, with the time in milliseconds; as XML,
for who does not ask for JSON, they are like any other (reports of 2016 to 2019).
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from aiohttp import web

from harness.sandbox.company import Company
from harness.sandbox.core import assumed, faults
from harness.sandbox.http import answers, forms, markup, negotiation, origin
from harness.sandbox.service import SERVICE, Service
from harness.sandbox.tokens.grants import SCOPE

FORBIDDEN = 403
ANOTHER = "another-company"
MALFORMED = "Malformed bearer token: too short or too long"
"""As a client reports it (2021); that no token at all is told so is assumed."""
LIMIT = "The request limit was reached.  Try again later"
XML = "text/xml"
"""As a log of 2020 has it."""
NOTHING: frozenset[str] = frozenset()


def refusal(service: Service, request: web.Request, realm: str) -> web.Response | None:
    """Refuse a call as Intuit does: 401 for a bad token, 403 for another company's."""
    token = forms.bearer(request)
    access = service.oauth.access(token)
    if access is None:
        if service.oauth.policy.ended == FORBIDDEN and service.oauth.ended(token):
            return forbidden(service, request)
        return unauthenticated(service, request, expired(token))
    if access.realm != realm:
        return _another(service, request, realm)
    if SCOPE not in access.scopes:
        return answer(
            service,
            status=403,
            name="AuthorizationFailed",
            code="3100",
            detail="The access token does not have sufficient scope",
            asked=request,
        )
    return None


def expired(token: str) -> str:
    """Say which token has ended; its beginning tells nothing, it is the same header in all."""
    return f"Token expired: {token[:8]}" if token else MALFORMED


def _another(service: Service, request: web.Request, realm: str) -> web.Response:
    """Refuse a good token for another company: clients report 403, Intuit's staff showed a 401."""
    company = service.company(realm)
    if company is None:
        return forbidden(service, request)
    if company.choice(ANOTHER) == "403":
        return assumed.mark(forbidden(service, request), ANOTHER)
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
    refused = refusal(service, request, realm)
    if refused is not None:
        return refused
    company = service.company(realm)
    if company is None:
        return forbidden(service, request)
    company.origin = origin.base(request)
    if request.query_string:
        # Intuit's SDKs write several as one list; Java's ends with a comma.
        said = request.query.getall("include", None)
        company.includes = frozenset(",".join(said).split(",")) - {""} if said else NOTHING
    return company


CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Intuit", error="invalid_token"'}


def unauthenticated(service: Service, request: web.Request, detail: str) -> web.Response:
    """401, code 3200 (recorded)."""
    return answer(
        service,
        status=401,
        name="AuthenticationFailed",
        code="3200",
        detail=detail,
        kind="AUTHENTICATION",
        headers=CHALLENGE,
        asked=request,
    )


def forbidden(service: Service, request: web.Request) -> web.Response:
    """403, code 3100: another company, an unknown one, or a consent that ended."""
    return answer(
        service,
        status=403,
        name="ApplicationAuthorizationFailed",
        code="3100",
        detail=None,
        asked=request,
    )


def throttled(request: web.Request, retry_after: int | None) -> web.Response:
    """429, code 3001: texts as recorded in XML, the JSON form a choice, `Retry-After` optional."""
    service = request.app[SERVICE]
    company = service.company(request.match_info.get("realm", ""))
    name, detail = "ThrottleExceeded", LIMIT
    refused = answer(service, status=429, name=name, code="3001", detail=detail, asked=request)
    if refused.content_type != XML:
        if company is not None and company.choice("throttled-answer") == "business":
            error = faults.Error(code="3001", message=_message(name, "3001", 429), detail=detail)
            refused = answers.fault(service, faults.Fault(error, kind="SERVICE", status=429))
        refused = assumed.mark(refused, "throttled-answer")
    if retry_after is not None:
        refused.headers["Retry-After"] = str(retry_after)
    return refused


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
        refused = web.Response(
            body=markup.gateway(error, kind, service.clock.time()).encode(),
            status=status,
            headers={"Content-Type": XML, **(headers or {})},
        )
        return (
            refused if negotiation.asks_xml(asked) else assumed.mark(refused, negotiation.UNASKED)
        )
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
