"""The accounting API: authorisation, dispatch, envelopes, faults, idempotency."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from harness.sandbox import faults, query, taxservice, wire
from harness.sandbox.company import Company
from harness.sandbox.entities import BY_PATH
from harness.sandbox.faults import Fault
from harness.sandbox.schema import Entity
from harness.sandbox.service import SERVICE, Service

PARAMETERS = frozenset({"minorversion", "requestid", "operation", "include", "query"})
INCLUDES = frozenset({"void", "allowduplicatedocnum", "invoiceLink"})
REQUEST_ID_LIMIT = 50
JSON = "application/json"


async def handle(request: web.Request) -> web.Response:
    """Answer one call of the API."""
    service = request.app[SERVICE]
    realm = request.match_info["realm"]
    refused = _authorise(service, request, realm)
    if refused is not None:
        return _logged(service, request, realm, refused)
    company = service.company(realm)
    if company is None:
        return _logged(service, request, realm, _forbidden(service))
    body = await request.read()
    try:
        with service.store.transaction():
            response = _dispatch(company, request, body)
    except Fault as fault:
        response = _fault(service, fault)
    return _logged(service, request, realm, response)


def _authorise(service: Service, request: web.Request, realm: str) -> web.Response | None:
    """Refuse as Intuit's gateway does: 401 for a bad token, 403 for another company's."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    granted = service.oauth.realm_of(token) if kind.lower() == "bearer" else None
    milliseconds = int(service.clock.now().timestamp() * 1000)
    if granted is None:
        body = faults.gateway(
            message="message=AuthenticationFailed; errorCode=003200; statusCode=401",
            detail=f"Token expired: {token[:8]}" if token else "Malformed bearer token: too short",
            code="3200",
            kind="AUTHENTICATION",
            milliseconds=milliseconds,
        )
        return web.json_response(
            body,
            status=401,
            headers={"WWW-Authenticate": 'Bearer realm="Intuit", error="invalid_token"'},
        )
    return None if granted == realm else _forbidden(service)


def _forbidden(service: Service) -> web.Response:
    body = faults.gateway(
        message="message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403",
        detail=None,
        code="3100",
        kind="SERVICE",
        milliseconds=int(service.clock.now().timestamp() * 1000),
    )
    return web.json_response(body, status=403)


def _dispatch(company: Company, request: web.Request, body: bytes) -> web.Response:
    """Find the operation and run it, at most once for a requestid."""
    _check_request(request)
    request_id = request.query.get("requestid", "") if request.method == "POST" else ""
    if len(request_id) > REQUEST_ID_LIMIT:
        raise faults.invalid("2130", "Invalid Request Id Format", "requestid is too long")
    if request_id:
        row = company.store.row(
            "SELECT status, body FROM answer WHERE realm = ? AND requestid = ?",
            company.realm,
            request_id,
        )
        if row is not None:
            return _json(row[1])
    answer = _operate(company, request, body)
    text = wire.dumps(answer)
    if request_id:
        company.store.rows(
            "INSERT INTO answer VALUES (?, ?, 200, ?)", company.realm, request_id, text
        )
    return _json(text)


def _operate(company: Company, request: web.Request, body: bytes) -> Mapping[str, Any]:
    tail = request.match_info["tail"]
    parts = tail.split("/")
    time = {"time": company.clock.time()}
    if tail == "query":
        statement = body.decode() if request.method == "POST" else request.query.get("query", "")
        return {"QueryResponse": query.answer(company, statement), **time}
    if tail == "taxservice/taxcode" and request.method == "POST":
        return taxservice.create(company, _object(body))
    entity = BY_PATH.get(parts[0])
    if entity is None or len(parts) > 2:  # noqa: PLR2004 - entity and id
        raise _no_resource(request)
    if request.method == "GET":
        return {entity.name: _read(company, entity, parts, request), **time}
    if len(parts) > 1:
        raise _no_resource(request)
    return {entity.name: _write(company, entity, _object(body), request), **time}


def _read(company: Company, entity: Entity, parts: list[str], request: web.Request) -> object:
    if "read" not in entity.operations:
        raise faults.unsupported("Read")
    if entity.name == "CompanyInfo" and parts[1:] == [company.realm]:
        return company.get("CompanyInfo", "1")
    if entity.name == "Preferences" and len(parts) == 1:
        return company.preferences()
    if len(parts) == 1:
        raise _no_resource(request)
    return company.read(entity, parts[1])


def _write(
    company: Company, entity: Entity, body: Mapping[str, Any], request: web.Request
) -> object:
    """Choose among create, update, delete and void, by parameter and by what is sent."""
    operation = request.query.get("operation", "update" if body.get("Id") else "create").lower()
    if request.query.get("include") == "void":
        operation = "void"
    if operation not in entity.operations:
        raise faults.unsupported(operation.capitalize())
    match operation:
        case "create":
            return company.create(entity, body)
        case "update":
            if not body.get("Id"):
                raise faults.required("Id")
            return company.update(entity, body)
        case "delete":
            return company.delete(entity, body)
        case _:
            return company.void(entity, body)


def _check_request(request: web.Request) -> None:
    """Refuse what the emulator would otherwise have to ignore or to guess."""
    unknown = sorted(set(request.query) - PARAMETERS)
    if unknown:
        raise faults.invalid(
            "2010",
            "Request has invalid or unsupported property",
            f"The emulator knows no query parameter {', '.join(unknown)}",
        )
    include = request.query.get("include")
    if include is not None and include not in INCLUDES:
        raise faults.invalid(
            "2010",
            "Request has invalid or unsupported property",
            f"The emulator knows no include={include}",
        )
    if JSON not in request.headers.get("Accept", ""):
        raise faults.invalid(
            "2010",
            "Request has invalid or unsupported property",
            "Without Accept: application/json Intuit answers XML, which the emulator does not",
        )


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        parsed = wire.loads(body)
    except (ValueError, UnicodeDecodeError):
        parsed = None
    if not isinstance(parsed, dict):
        raise faults.invalid(
            "2010",
            "Request has invalid or unsupported property",
            "Property Name:failed to parse json object; a property specified is unsupported or"
            " invalid",
        )
    return parsed


def _no_resource(request: web.Request) -> Fault:
    path = request.path
    return faults.invalid(
        "500",
        "Unsupported Operation",
        f"Operation Could not find resource for relative : {path} of full path:"
        f" https://sandbox.qbo.intuit.com/qbo50{path} is not supported.",
    )


def _json(text: str) -> web.Response:
    return web.Response(text=text, content_type=JSON, charset="utf-8")


def _fault(service: Service, fault: Fault) -> web.Response:
    body = {"Fault": fault.body(), "time": service.clock.time()}
    return web.Response(
        body=json.dumps(body, ensure_ascii=False).encode(),
        status=fault.status,
        headers={"Content-Type": JSON},
    )


def _logged(
    service: Service, request: web.Request, realm: str, response: web.Response
) -> web.Response:
    """Keep a line of the request: never its headers or body, so no secret."""
    service.store.rows(
        "INSERT INTO request (realm, at, method, path, status, tid) VALUES (?, ?, ?, ?, ?, ?)",
        realm,
        service.clock.stamp(),
        request.method,
        request.path_qs,
        response.status,
        request["tid"],
    )
    return response


ROUTES = [
    web.get("/v3/company/{realm}/{tail:.+}", handle),
    web.post("/v3/company/{realm}/{tail:.+}", handle),
]
