"""The four ways to write: create, update, delete and void, however they came in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.schema import Entity


def write(
    company: Company,
    entity: Entity,
    body: Mapping[str, Any],
    *,
    operation: str = "",
    void: bool = False,
) -> str:
    """
    Write a body of an entity, as a client sent it; the JSON of the entity as it is then.

    Without a named operation an `Id` makes it an update, none a create. `void`
    is how most entities ask for it: as an option of an update.
    """
    if entity.received is not None:
        body = entity.received(company, body)
    asked = "void" if void else operation.lower() or ("update" if body.get("Id") else "create")
    if asked == "void" and not (void or entity.void_operation):
        raise entity.unvoided()
    if asked not in entity.operations:
        raise entity.unvoided() if asked == "void" else faults.unsupported(asked.capitalize())
    match asked:
        case "create":
            record = company.create(entity, body)
            text = company.text(entity, record["Id"], written=True)
            for effect in entity.behind:
                effect(company, record)
            return wire.dumps(entity.made(wire.loads(text))) if entity.made else text
        case "update":
            if not body.get("Id"):
                raise faults.required("Id")
            record = company.update(entity, body)
        case "delete":
            shape.known(entity, body)
            return wire.dumps(company.delete(entity, body))
        case _:
            shape.known(entity, body)
            record = company.void(entity, body)
    return company.text(entity, record["Id"], written=True)
