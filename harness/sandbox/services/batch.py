"""
Several operations in one request, each by itself: what fails does not undo the others.

The answer is 200 whenever the envelope is understood; an item's failure is a
Fault beside its bId (recorded). Items can't speak of one another. What is known
of a requestid is that it is lengthened by an item's bId, to 50 characters at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

from harness.sandbox import reports
from harness.sandbox.company import Company
from harness.sandbox.core import faults, wire
from harness.sandbox.core.faults import Error, Fault
from harness.sandbox.core.schema import Entity
from harness.sandbox.entities import ENTITIES
from harness.sandbox.services import cdc, query
from harness.sandbox.services.writing import write

LARGEST = 30
KEYS = frozenset({"bId", "operation", "optionsData", "Query", "CDCQuery", "ReportQuery"})
BY_KEY: Mapping[str, Entity] = {entity.wrapper: entity for entity in ENTITIES.values()}
OPERATIONS = frozenset({"create", "update", "delete"})


UNREADABLE = frozenset({"2010", "2120"})
"""How an item is refused that does not fit Intuit's classes."""


def answer(company: Company, body: Mapping[str, Any], request_id: str = "") -> str:
    """Run the items in their order; the JSON of `BatchItemResponse`'s list."""
    items = body.get("BatchItemRequest")
    if not isinstance(items, list) or not items:
        raise Fault(Error(code="400", message="MalformedRequest", detail="Batch Request is Empty"))
    if len(items) > LARGEST:
        raise faults.invalid(
            "1040",
            "Batch size exceeds allowed limit",
            f"A batch takes at most {LARGEST} items. Supplied value:{len(items)}",
        )
    marks: set[str] = set()
    return f"[{','.join(_item(company, item, marks, request_id) for item in items)}]"


def _item(company: Company, item: object, marks: set[str], request_id: str) -> str:
    """Run one item; its answer with its bId behind it (recorded)."""
    bid = item.get("bId") if isinstance(item, dict) else None
    if isinstance(bid, int | Decimal) and not isinstance(bid, bool):
        bid = str(bid)  # a text in Intuit's schema, which a number is read into
    try:
        _mark(company, bid, marks, request_id)
        with company.savepoint():
            key, text = _run(company, item)
    except Fault as refused:
        fault = company.worded(refused)
        unread = fault.errors[0].code in UNREADABLE
        if unread and company.choice("batch-item") == "with the batch":
            raise faults.unreadable().resting_on("batch-item") from None
        key, text = "Fault", wire.dumps(fault.body())
        if fault.assumed:
            company.assumed.add(fault.assumed)
    behind = f',"bId":{wire.dumps(bid)}' if isinstance(bid, str) else ""
    return f'{{"{key}":{text}{behind}}}'


def _mark(company: Company, bid: object, marks: set[str], request_id: str) -> None:
    """Look at an item's bId, which tells its answer from the others'."""
    if bid is not None and not isinstance(bid, str):
        raise faults.invalid("2120", "Invalid Type", "bId must be text", "bId")
    faults.demand_short(request_id, bid or "")
    known = bid in marks
    marks.add(bid or "")
    if (known or not bid) and company.choice("batch-marks") == "refused":
        if not bid:
            raise faults.required("bId").resting_on("batch-marks")
        raise faults.invalid(
            "2600", "Invalid Request Conflict Element in Request", f"bId {bid} comes twice", "bId"
        ).resting_on("batch-marks")


def _run(company: Company, item: object) -> tuple[str, str]:
    if not isinstance(item, dict):
        raise faults.invalid("2120", "Invalid Type", "BatchItemRequest must hold objects")
    if isinstance(item.get("Query"), str):
        return "QueryResponse", query.answer(company, item["Query"])
    if isinstance(item.get("CDCQuery"), dict):
        asked = item["CDCQuery"]
        entities = str(asked.get("Entities", ""))
        return "CDCResponse", cdc.answer(company, entities, str(asked.get("ChangedSince", "")))
    if "ReportQuery" in item:
        return "Report", _report(company, item["ReportQuery"])
    named = [key for key in item if key not in KEYS]
    if len(named) != 1 or not isinstance(item[named[0]], dict):
        raise faults.invalid(
            "2010",
            "Request has invalid or unsupported property",
            "An item of a batch holds one entity or one Query",
        )
    entity = BY_KEY.get(named[0])
    if entity is None:
        raise faults.unknown_property(named[0], "BatchItemRequest", sorted(BY_KEY))
    operation = item.get("operation", "create")  # as the suite of a well-known client has it
    company.includes = frozenset(str(item.get("optionsData", "")).split(","))
    void = "void" in company.includes
    if operation == "void" and company.choice("batch-void") == "done":
        operation, void = "update", True
    if not operation:
        raise faults.required("operation")
    if not isinstance(operation, str):
        raise faults.unreadable()
    if operation not in OPERATIONS:
        raise faults.unsupported(operation)
    return entity.wrapper, write(company, entity, item[named[0]], operation=operation, void=void)


def _report(company: Company, asked: object) -> str:
    """
    Answer a ReportQuery, a text in Intuit's schema: a report's name and its parameters.

    What stands in one is documented nowhere; it is read as the end of a report's address.
    """
    if company.choice("batch-report") == "refused" or not isinstance(asked, str):
        raise faults.unsupported("ReportQuery").resting_on("batch-report")
    address, _, parameters = asked.partition("?")
    given = dict(reversed(parse_qsl(parameters)))  # the first of two counts
    return reports.answer(company, address.rpartition("/")[2], given)
