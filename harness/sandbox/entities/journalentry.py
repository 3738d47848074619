"""JournalEntry: debits and credits, entered directly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

from harness.sandbox.books import exchange, settle
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults, gathered, shape, wire
from harness.sandbox.core.schema import META, Entity, Field, Record, computed, flag, ref, text
from harness.sandbox.parts.buying import purchases
from harness.sandbox.parts.forms import banking, documents
from harness.sandbox.parts.settling import payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company

KIND = "JournalEntryLineDetail"
DETAIL: Mapping[str, Field] = {
    "PostingType": Field(kind="text", choices=("Debit", "Credit")),
    "Entity": Field(kind="object"),
    "AccountRef": ref("Account", required=True),
    "ClassRef": ref("Class"),
    "DepartmentRef": ref("Department"),
    "TaxCodeRef": Field(kind="ref"),
    "TaxApplicableOn": Field(kind="text", choices=("Sales", "Purchase")),
    "TaxAmount": Field(kind="money"),
    "TaxInclusiveAmt": Field(kind="money"),
    "BillableStatus": Field(kind="text", choices=("Billable", "NotBillable", "HasBeenBilled")),
}
ENTITY: Mapping[str, Field] = {"Type": text(), "EntityRef": Field(kind="ref")}
"""Whom a line is for; the type's names are given in any case."""
LEAST_LINES = 2
NUMBERS = "journal"
"""The sequence of the numbers that journals are given."""


def lines(company: Company, record: Record, before: Record | None) -> None:
    """Complete the lines: their ids start at 0, they have no numbers (recorded)."""
    held = {line["Id"] for line in (before or {}).get("Line", [])}
    last = max((int(line_id) for line_id in held), default=-1)
    ids = count(last + 1)

    def complete(line: Mapping[str, Any]) -> Record:
        line_id = str(line.get("Id") or "")
        number = line_id if line_id in held else str(next(ids))
        return {"Id": number, **_line(company, line)}

    made = gathered.of_each(complete, banking.objects(record, "DescriptionOnly"))
    posting = [line for line in made if line["DetailType"] == KIND]
    if not made:
        raise faults.required("Line")
    if len(posting) < LEAST_LINES:
        raise faults.business("Fill out at least two detail lines to continue.")
    record["Line"] = made
    if sum(_amount(line) for line in posting):
        raise faults.invalid(
            "2300",
            "Amount on debits not equal to credits",
            "Please balance your debits and credits.",
            "",
        )
    record["TotalAmt"] = 0
    if company.preferences()["TaxPrefs"]["UsingSalesTax"]:
        record["TxnTaxDetail"] = {}
    else:
        record.pop("TxnTaxDetail", None)


def _line(company: Company, line: Mapping[str, Any]) -> Record:
    made: Record = {}
    if line.get("Description"):
        made["Description"] = shape.typed("Description", text(4000), line["Description"])
    if line.get("DetailType") == "DescriptionOnly":
        return {**made, "DetailType": "DescriptionOnly", "DescriptionLineDetail": {}}
    if line.get("DetailType") != KIND:
        raise faults.unfit_detail(str(line.get("DetailType") or ""))
    if line.get("Amount") is None:
        raise faults.required("Line.Amount")
    amount = shape.decimal("Amount", line["Amount"])
    if amount < 0:
        raise faults.negative_amount()
    if not line.get(KIND):
        raise faults.required(f"Line.{KIND}")
    detail = banking.detail_of(company, line, KIND, DETAIL, place="")
    if "PostingType" not in detail:
        raise faults.invalid(
            "2260",
            "MissingPostingType",
            "A posting type is required. Valid values are Credit or Debit.",
            "PostingType",
        )
    _name(company, detail)
    banking.demand_name(
        company, detail["AccountRef"]["value"], (detail.get("Entity") or {}).get("Type", "")
    )
    made |= {"Amount": wire.money(amount), "DetailType": KIND, KIND: detail}
    return {**made, "CustomExtensions": []}  # recorded in 2026


def _name(company: Company, detail: Record) -> None:
    """Whoever a line is for: `Entity` holds its type and, a level below, the reference."""
    given = shape.parts("Entity", "EntityTypeRef", detail.pop("Entity", {}), ENTITY)
    if not given.get("EntityRef"):
        return
    holder = {"EntityRef": {**given["EntityRef"], "type": given.get("Type", "")}}
    purchases.party(company, holder, "EntityRef")
    if "EntityRef" in holder:
        kind = holder["EntityRef"].pop("type")
        rest = {key: detail.pop(key) for key in list(detail) if key != "PostingType"}
        detail |= {"Entity": {"Type": kind, "EntityRef": holder["EntityRef"]}, **rest}


def _amount(line: Record) -> Decimal:
    amount = Decimal(line["Amount"])
    return amount if line[KIND]["PostingType"] == "Debit" else -amount


def number(company: Company, record: Record, before: Record | None) -> None:
    """
    Number a new journal if asked (Intuit: `allowautodocnum`); it stays without else.

    A number is used once where the company warns of that (Intuit: a preference).
    """
    given = record.get("DocNumber")
    if before is None and not given and "allowautodocnum" in company.includes:
        record["DocNumber"] = _free(company)
        return
    warned = purchases.switched(company.preferences(), "WarnDuplicateJournalNumber")
    if given and warned and given != (before or {}).get("DocNumber"):
        documents.check_number(company, record, ("JournalEntry",))


def _free(company: Company) -> str:
    """The first number, from 1 on, that no journal has (assumed)."""
    while True:
        free = company.store.next(company.realm, NUMBERS)
        if not company.lookup("JournalEntry", "DocNumber", free):
            return free


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """The lines themselves."""
    del company
    return exchange.posted(record, _entries(record))


def _entries(record: Record) -> Iterator[Entry]:
    for line in record["Line"]:
        if line["DetailType"] != KIND:
            continue
        detail = line[KIND]
        name = detail.get("Entity") or {}
        yield Entry(
            account=detail["AccountRef"]["value"],
            amount=_amount(line),
            name_type=name.get("Type", ""),
            name=(name.get("EntityRef") or {}).get("value", ""),
            klass=(detail.get("ClassRef") or {}).get("value", ""),
            department=(detail.get("DepartmentRef") or {}).get("value", ""),
            memo=line.get("Description") or record.get("PrivateNote", ""),
        )


JOURNAL_ENTRY = Entity(
    name="JournalEntry",
    ids="transaction",
    label="Journal Entry",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "Adjustment": flag(default=False),
        "TotalAmt": computed("money"),
        META: None,
        "DocNumber": text(documents.NUMBER_LIMIT, query=True, index=True),
        "TxnDate": Field(kind="date", query=True, index=True),
        "CurrencyRef": documents.CURRENCY,
        "ExchangeRate": Field(kind="number"),
        "PrivateNote": text(4000),
        "Line": Field(kind="list"),
        "TxnTaxDetail": Field(kind="object", readonly=True, bare=True),
    },
    rules=(documents.dated, number, lines),
    after=(settle.demand_covered, payments.post_settlers_anew),
    remove=(payments.release,),
    posts=posts,
    totalled=True,
    void_unheard=True,  # a client's test of August 2026
)
