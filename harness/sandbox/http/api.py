"""The accounting API: authorisation, dispatch, envelopes, faults, idempotency."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from harness.sandbox import reports
from harness.sandbox.company import Company
from harness.sandbox.core import assumed, faults, wire
from harness.sandbox.core.faults import Fault
from harness.sandbox.core.schema import Entity
from harness.sandbox.entities import BY_PATH
from harness.sandbox.http import answers, gateway, negotiation, xmlbodies
from harness.sandbox.parts.files import attachments
from harness.sandbox.parts.forms import running
from harness.sandbox.service import SERVICE, Service
from harness.sandbox.services import batch, cdc, parse, query, sending, taxservice
from harness.sandbox.services.longreports import Gone
from harness.sandbox.services.writing import write

DAY = 86_400
"""How long a requestid is remembered, where a company chose that it is forgotten."""


async def handle(request: web.Request) -> web.Response:
    """Answer one call of the API."""
    service = request.app[SERVICE]
    company = gateway.admitted(service, request)
    if not isinstance(company, Company):  # a response is dear to tell
        return company
    body = await request.read()
    xml = negotiation.wants_xml(company, request)
    if running.due(company):
        _catch_up(service, company)
    try:
        negotiation.check(company, request)
        if request.method == "POST":
            with service.store.transaction():
                text = _once(company, request, body)
                told = service.webhooks.outbox.keep(company)
            if told:
                service.webhooks.wake()
        else:
            try:
                text = _operate(company, request, body)
            except reports.Long:
                name = _tail(company, request).partition("/")[2]
                text = await service.reports.answer(company, name, request.query)
        response = answers.success(text, xml=xml)
    except Gone:
        return gateway.forbidden(request)
    except Fault as refused:
        fault = company.worded(refused)
        response = answers.fault(service, fault, xml=xml)
        if fault.assumed:
            company.assumed.add(fault.assumed)
    if company.assumed:
        response.headers[assumed.HEADER] = ", ".join(sorted(company.assumed))
    return response


def _catch_up(service: Service, company: Company) -> None:
    """Make the transactions that recurring templates were due to make by today."""
    with service.store.transaction():
        night = company.apart()
        running.run(night)
        told = service.webhooks.outbox.keep(night)
    if told:
        service.webhooks.wake()
    company.assumed.add(running.RUN)


def _once(company: Company, request: web.Request, body: bytes) -> str:
    """
    Run the operation at most once for a requestid; a repetition gets the first answer again.

    A refusal is not remembered, so that a client may correct its request and repeat it.
    """
    request_id = request.query.get("requestid", "")
    tail = request.match_info["tail"].strip("/")
    if not request_id or tail == "query":  # a question is no operation
        return _operate(company, request, body)
    if tail != "batch":  # whose items have one each
        faults.demand_short(request_id)
    sent = hashlib.sha256(request.path.encode() + b"\0" + body).hexdigest()
    row = company.store.row(
        "SELECT sent, body, made FROM answer WHERE realm = ? AND requestid = ?",
        company.realm,
        request_id,
    )
    now = int(company.clock.seconds())
    if row is None or (now - row[2] >= DAY and company.choice("requestid-memory") == "a day"):
        text = _operate(company, request, body)
        company.store.rows(
            "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)",
            company.realm,
            request_id,
            sent,
            text,
            now,
        )
        return text
    if row[0] != sent and company.choice("requestid-body") == "refused":
        raise faults.invalid(
            "600", "Duplicate Request ID", f"requestid {request_id} came with another request"
        ).resting_on("requestid-body")
    return str(row[1])


def _operate(company: Company, request: web.Request, body: bytes) -> str:
    """Find the operation, run it, and return the JSON of its answer."""
    tail = _tail(company, request)
    parts = tail.split("/")
    entity = BY_PATH.get(parts[0])
    if entity is not None and len(parts) == 1 and request.method == "POST":
        operation = request.query.get("operation", "")
        if operation == "void" and entity.void_unheard:
            return _timed(company, "BatchItemResponse", "[]")
        written = write(
            company,
            entity,
            _object(request, body),
            operation=operation,
            void=request.query.get("include") == "void",
        )
        return _timed(company, entity.wrapper, written)
    if tail == "query":
        statement = _statement(body) if request.method == "POST" else request.query.get("query", "")
        return _timed(company, "QueryResponse", query.answer(company, statement))
    if tail == "taxservice/taxcode" and request.method == "POST":
        return wire.dumps(taxservice.create(company, _object(request, body)))
    if tail == "batch" and request.method == "POST":
        return _timed(company, "BatchItemResponse", _batch(company, request, body))
    if tail == "upload" and request.method == "POST":
        kind = request.headers.get("Content-Type", "")
        return _timed(
            company, "AttachableResponse", attachments.upload(company, kind, body, xmlbodies.read)
        )
    if tail == "cdc" and request.method != "POST":
        asked = (request.query.get("entities", ""), request.query.get("changedSince", ""))
        return _timed(company, "CDCResponse", cdc.answer(company, *asked))
    if parts[0] == "reports" and len(parts) == 2 and request.method != "POST":  # noqa: PLR2004 - name
        return reports.answer(company, parts[1], request.query, at_once=False)
    if entity is not None and parts[2:] == ["send"] and request.method == "POST":
        to = request.query.get("sendTo")
        return _timed(company, entity.wrapper, sending.send(company, entity, parts[1], to))
    if entity is None or len(parts) > 2:  # noqa: PLR2004 - entity and id
        raise faults.no_resource(request.path)
    if request.method == "POST":
        raise faults.no_resource(request.path)
    return _timed(company, entity.wrapper, _read(company, entity, parts, request))


def _batch(company: Company, request: web.Request, body: bytes) -> str:
    return batch.answer(company, _object(request, body), request.query.get("requestid", ""))


def _timed(company: Company, key: str, text: str) -> str:
    """Wrap an answer as Intuit does: under its name, with the time."""
    return f'{{"{key}":{text},"time":"{company.clock.time()}"}}'


def _read(company: Company, entity: Entity, parts: list[str], request: web.Request) -> str:
    if "read" not in entity.operations:
        raise faults.unsupported("Read")
    if entity.alone is not None and parts[1:] in ([], [company.realm]):
        record = entity.alone(company, request.query)
        if "Id" in record:
            return company.text(entity, record["Id"])
        return wire.dumps(record)
    if len(parts) == 1:
        raise faults.no_id(entity.name)
    return company.text(entity, parts[1])


def _tail(company: Company, request: web.Request) -> str:
    """Return the path after the company, without a trailing slash, in lower case by choice."""
    tail = request.match_info.get("tail", "")
    if tail.endswith("/"):
        company.choice("trailing-slash")
        tail = tail[:-1]
    first, slash, rest = tail.partition("/")
    if first != first.lower() and first.lower() in BY_PATH:
        if company.choice("path-case") == "refused":
            raise faults.no_resource(request.path).resting_on("path-case")
        return first.lower() + slash + rest
    return tail


def _object(request: web.Request, body: bytes) -> Mapping[str, Any]:
    if not body and not negotiation.sent_json(request):
        raise faults.no_markup()
    if negotiation.sent_xml(request):
        return xmlbodies.read(body)
    if not body.isascii():
        try:
            body.decode()
        except UnicodeDecodeError as error:
            middle, last = "start" not in error.reason, len(body) - 1
            place = min(error.end, last) if middle else error.start
            raise faults.not_utf8(body[place], middle=middle) from None
    try:
        parsed = wire.loads(body)
        if b"\\u" in body:
            wire.dumps(parsed).encode()  # neither is one that was escaped
    except (ValueError, ArithmeticError, RecursionError):  # a decimal beyond decimals
        parsed = None
    if not isinstance(parsed, dict):
        raise faults.unreadable()
    return parsed


def _statement(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise parse.invalid("the statement is not UTF-8") from None


async def other(request: web.Request) -> web.Response:
    """Refuse the methods that the API does not have; in which words Intuit does is not known."""
    service = request.app[SERVICE]
    company = gateway.admitted(service, request)
    if not isinstance(company, Company):
        return company
    fault = faults.unsupported(request.method).resting_on("other-method")
    xml = negotiation.wants_xml(company, request)
    return answers.fault(service, fault, xml=xml)


PLAIN = "/v3/company/{realm}/{tail:(?!download)[a-z]+(?:/[0-9]+)?}"
"""What nearly every request asks for; a path in the way of no other route."""
FIRST = [web.get(PLAIN, handle), web.post(PLAIN, handle)]
"""Routes are tried one by one, so these come before all others."""
ROUTES = [
    web.get("/v3/company/{realm}/{tail:.+}", handle),
    web.post("/v3/company/{realm}/{tail:.+}", handle),
    web.route("*", "/v3/company/{realm}/{tail:.+}", other),
    web.get("/v3/company/{realm}", handle),
    web.get("/v3/company/{realm}/", handle),
]
