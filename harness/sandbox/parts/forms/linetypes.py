"""The kinds of lines that documents have, each with its properties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import Field, Record, flag, ref
from harness.sandbox.core.unmodelled import UNMODELLED

if TYPE_CHECKING:
    from harness.sandbox.company import Company

SOLD, DISCOUNT, SUBTOTAL = "SalesItemLineDetail", "DiscountLineDetail", "SubTotalLineDetail"
GROUP, TEXT = "GroupLineDetail", "DescriptionOnly"
SHIPPING, GRATUITY = "SHIPPING_ITEM_ID", "GRATUITY_ITEM_ID"
EXTRAS = frozenset({SHIPPING, GRATUITY})
"""What is charged on a form besides what it sells, under ids that are no items' (Intuit)."""

COMMON: Mapping[str, Field] = {
    "Id": Field(kind="text"),
    "LineNum": Field(kind="number"),
    "Description": Field(kind="text", limit=4000),
    "Amount": Field(kind="money"),
    "LinkedTxn": Field(kind="list"),
    "DetailType": Field(kind="text"),
}
ITEM = {
    "ItemRef": ref("Item"),
    "ClassRef": ref("Class"),
    "UnitPrice": Field(kind="number"),
    "Qty": Field(kind="number"),
}
LINK: Mapping[str, Field] = {name: Field(kind="text") for name in ("TxnId", "TxnType", "TxnLineId")}
"""What a line or a form says of another transaction that it is linked to."""
TAX_CODE = {"TaxCodeRef": Field(kind="ref")}  # TAX or NON, which salestax checks
EXPENSE = {
    "CustomerRef": ref("Customer"),
    "BillableStatus": Field(
        kind="text", default="NotBillable", choices=("Billable", "NotBillable", "HasBeenBilled")
    ),
}
DETAILS: Mapping[str, Mapping[str, Field]] = {
    SOLD: {
        "ServiceDate": Field(kind="date"),
        "DiscountRate": Field(kind="number"),
        "DiscountAmt": Field(kind="money"),
        **ITEM,
        "ItemAccountRef": ref("Account"),
        **TAX_CODE,
    },
    GROUP: {
        "GroupItemRef": ref("Item", required=True),
        "Quantity": Field(kind="number", default=1),
        "ServiceDate": Field(kind="date"),
        "Line": Field(kind="list"),
    },
    "ItemBasedExpenseLineDetail": {**EXPENSE, **ITEM, **TAX_CODE},
    "AccountBasedExpenseLineDetail": {
        "CustomerRef": EXPENSE["CustomerRef"],
        "ClassRef": ref("Class"),
        "AccountRef": ref("Account", required=True),
        "BillableStatus": EXPENSE["BillableStatus"],
        **TAX_CODE,
    },
    "DescriptionLineDetail": {"ServiceDate": Field(kind="date"), **TAX_CODE},
    DISCOUNT: {
        "PercentBased": flag(default=False),
        "DiscountPercent": Field(kind="number"),
        "DiscountAccountRef": ref("Account"),
        "ClassRef": ref("Class"),
        **TAX_CODE,
    },
    SUBTOTAL: {"ItemRef": ref("Item")},
}
KNOWN = frozenset({*COMMON, *DETAILS, *UNMODELLED["Line"]})
"""What a line may say, whatever its kind and document: Intuit's schema has one class of lines."""


def demand_tax_code(company: Company, detail: Record) -> None:
    """Refuse a tax code that there is not, on lines that are not sold (6100)."""
    code = (detail.get("TaxCodeRef") or {}).get("value")
    if code and company.get("TaxCode", code) is None:
        raise faults.line_tax_code(code)


def objects(value: object) -> list[Record]:
    """Demand a list of objects."""
    if not isinstance(value, list) or not shape.OBJECTS.issuperset(map(type, value)):
        raise faults.unreadable()
    return value
