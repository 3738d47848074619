"""What a read of a payment adds to its lines: number and open balance of what they settle."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import settle
from harness.sandbox.core.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

NAME_VALUE = "com.intuit.schema.finance.v3.NameValue"


def show(company: Company, record: Record) -> None:
    """Add LineEx to every line, in the form of Intuit's own serializer (recorded)."""
    for line in record["Line"]:
        link = line["LinkedTxn"][0]
        target = company.get(settle.entity_of(link["TxnType"]), link["TxnId"]) or {}
        opened = Decimal(target.get("Balance") or 0) + Decimal(line["Amount"])
        values = [("txnId", link["TxnId"]), ("txnOpenBalance", f"{opened:.2f}")]
        if target.get("DocNumber"):
            values.append(("txnReferenceNumber", target["DocNumber"]))
        line["LineEx"] = {"any": [_element(name, value) for name, value in values]}


def _element(name: str, value: str) -> Record:
    return {
        "name": "{http://schema.intuit.com/finance/v3}NameValue",
        "declaredType": NAME_VALUE,
        "scope": "javax.xml.bind.JAXBElement$GlobalScope",
        "value": {"Name": name, "Value": value},
        "nil": False,
        "globalScope": True,
        "typeSubstituted": False,
    }
