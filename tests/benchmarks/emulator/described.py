"""The route of an invoice as OpenAPI describes it, drawn from the emulator's own declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.sandbox.core.schema import Field
from harness.sandbox.core.shape import ENVELOPE
from harness.sandbox.entities.invoice import INVOICE
from harness.sandbox.parts.forms.linetypes import COMMON, DETAILS

Schema = dict[str, Any]
ROUTE = "/v3/company/{realm}/invoice"
TEXT: Schema = {"type": "string"}
PLAIN: Mapping[str, Schema] = {
    "text": TEXT,
    "money": {"type": "number"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "ref": {"$ref": "#/components/schemas/ReferenceType"},
    "object": {"type": "object"},
    "list": {"type": "array", "items": {"type": "object"}},
}


def route(answer: Any) -> Schema:
    """
    Describe reading and creating an invoice: bearer token, parameters, fields, lengths, choices.

    `answer` is an invoice as the emulator answers it, for mocks that answer an example.
    """
    invoice = _object({**ENVELOPE, **INVOICE.form.fields})
    invoice["properties"]["Line"] = {
        "type": "array",
        "items": {"$ref": "#/components/schemas/Line"},
    }
    line = _object(COMMON)
    line["properties"] |= {kind: _object(fields) for kind, fields in DETAILS.items()}
    wrapped = {
        "type": "object",
        "properties": {"Invoice": {"$ref": "#/components/schemas/Invoice"}, "time": TEXT},
    }
    content = {"application/json": {"schema": wrapped, "example": answer}}
    answered = {"responses": {"200": {"description": "an invoice", "content": content}}}
    sent = {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Invoice"}}},
    }
    read = {**answered, "parameters": _parameters("realm", "id")}
    create = {**answered, "parameters": _parameters("realm"), "requestBody": sent}
    return {
        "openapi": "3.0.3",
        "info": {"title": "invoices", "version": "1"},
        "security": [{"token": []}],
        "paths": {ROUTE: {"post": create}, f"{ROUTE}/{{id}}": {"get": read}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Invoice": {**invoice, "required": ["CustomerRef", "Line"]},
                "Line": {**line, "required": ["DetailType"]},
                "ReferenceType": _object(dict.fromkeys(("value", "name", "type"), Field())),
            },
        },
    }


def _object(fields: Mapping[str, Field]) -> Schema:
    """Describe fields; no others are known."""
    described = {name: _value(field) for name, field in fields.items()}
    return {"type": "object", "properties": described, "additionalProperties": False}


def _value(field: Field) -> Schema:
    value = dict(PLAIN[field.kind])
    if field.limit:
        value["maxLength"] = field.limit
    if field.choices:
        value["enum"] = list(field.choices)
    return value


def _parameters(*names: str) -> list[Schema]:
    version = {"name": "minorversion", "in": "query", "schema": {"type": "integer"}}
    return [
        *({"name": name, "in": "path", "required": True, "schema": TEXT} for name in names),
        version,
    ]
