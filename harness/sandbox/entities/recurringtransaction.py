"""RecurringTransaction: a template and its schedule, in an envelope that names the kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from harness.sandbox.core import faults, head, shape
from harness.sandbox.core.schema import META, Entity, Field, Record, computed
from harness.sandbox.parts.forms import recurring, running

if TYPE_CHECKING:
    from harness.sandbox.company import Company

KINDS = (
    "Bill",
    "Purchase",
    "CreditMemo",
    "Deposit",
    "Estimate",
    "Invoice",
    "JournalEntry",
    "RefundReceipt",
    "SalesReceipt",
    "Transfer",
    "VendorCredit",
    "PurchaseOrder",
)


def unwrapped(company: Company, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """
    Take `{"Invoice": {..}}` apart; the id and the token lie inside (SDK).

    A sparse change is laid over what the template holds.
    """
    for key in body:
        if key not in KINDS and key not in shape.ENVELOPE:
            raise faults.unknown_property(key, "RecurringTransaction", KINDS)
    kinds = [kind for kind in KINDS if isinstance(body.get(kind), dict)]
    if len(kinds) != 1:
        raise faults.required("RecurringTransaction")
    kind = kinds[0]
    inner = dict(body[kind])
    marks = {key: inner.pop(key) for key in shape.ENVELOPE if key in inner}
    held = company.get("RecurringTransaction", str(marks.get("Id", ""))) or {}
    if marks.get("sparse") is True:
        inner = {**held.get(kind, {}), **inner}
    if held and held["Type"] != kind:
        raise faults.not_found()
    return {
        "Type": kind,
        kind: inner,
        "Id": marks.get("Id"),
        "SyncToken": marks.get("SyncToken"),
    }


def wrapped(record: Record) -> Record:
    """Put the template into its envelope, with its id, token and times (SDK)."""
    template = list(record[record["Type"]].items())
    ahead = int(record.get("Ahead") or 0)
    meta = head.of(record)
    return {record["Type"]: {**dict(template[:ahead]), **meta, **dict(template[ahead:])}}


def gone(record: Record) -> Record:
    """Say in its envelope which template was deleted (Intuit)."""
    return {"domain": "QBO", "status": "Deleted", record["Type"]: {"Id": record["Id"]}}


def drafted(company: Company, record: Record, before: Record | None) -> None:
    """Complete the template as the transaction it stands for would be, and check its schedule."""
    kind = record["Type"]
    if before is not None:
        record["RecurDataRef"] = before["RecurDataRef"]
    elif not record.get("RecurDataRef"):
        record["RecurDataRef"] = {"value": company.store.next(company.realm, "recurdata")}
    given = dict(record[kind])
    given.pop("RecurDataRef", None)
    held = (before or {}).get(kind, {}).get("RecurringInfo", {})
    info = recurring.schedule(
        company, given.pop("RecurringInfo", None), held.get("ScheduleInfo", {})
    )
    for other in company.all("RecurringTransaction"):
        name = other[other["Type"]]["RecurringInfo"]["Name"]
        if other["Id"] != record["Id"] and name.casefold() == info["Name"].casefold():
            raise faults.duplicate_name("Another recurring template is already using this name.")
    drawn = recurring.draft(company, kind, given)
    said = {"RecurDataRef": record["RecurDataRef"], "RecurringInfo": info}
    names = company.entities[kind].form.names
    place = names.index("RecurDataRef")  # the schedule stands beside it (Intuit's XML)
    ahead = [name for name in drawn if names.index(name) < place]
    record[kind] = {
        **{name: drawn[name] for name in ahead},
        **said,
        **{name: value for name, value in drawn.items() if name not in ahead},
    }
    record["Ahead"] = sum(names.index(name) < names.index("domain") for name in drawn)
    if before is None or info != held:
        record["Since"] = company.clock.today()


def watched(company: Company, record: Record, before: Record | None) -> None:
    """Let it be worked out anew which template is due first."""
    del record, before
    running.forget(company)


RECURRING_TRANSACTION = Entity(
    name="RecurringTransaction",
    ids="transaction",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "Type": Field(kind="text", filter=True, choices=KINDS),
        "RecurDataRef": Field(kind="ref", query=True, readonly=True),
        "Since": computed("date"),
        "Made": computed("number"),
        "Ahead": computed("number"),
        **{kind: Field(kind="object") for kind in KINDS},
        META: None,
    },
    rules=(drafted,),
    after=(watched,),
    rests_on=running.RUN,
    received=unwrapped,
    shown=wrapped,
    gone=gone,
)
