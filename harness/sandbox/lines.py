"""Lines of documents: kinds, amounts, numbering, the subtotal that the server adds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from harness.sandbox import faults, shape, wire
from harness.sandbox.schema import Field, Record, flag, ref
from harness.sandbox.unmodelled import UNMODELLED

if TYPE_CHECKING:
    from harness.sandbox.company import Company

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
TAX_CODE = {"TaxCodeRef": Field(kind="ref")}  # TAX or NON, which salestax checks
EXPENSE = {
    "CustomerRef": ref("Customer"),
    "BillableStatus": Field(
        kind="text", default="NotBillable", choices=("Billable", "NotBillable", "HasBeenBilled")
    ),
}
DETAILS: Mapping[str, Mapping[str, Field]] = {
    "SalesItemLineDetail": {
        **ITEM,
        "ItemAccountRef": ref("Account"),
        **TAX_CODE,
        "ServiceDate": Field(kind="date"),
        "DiscountRate": Field(kind="number"),
        "DiscountAmt": Field(kind="money"),
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
    "DiscountLineDetail": {
        "PercentBased": flag(default=False),
        "DiscountPercent": Field(kind="number"),
        "DiscountAccountRef": ref("Account"),
        "ClassRef": ref("Class"),
        **TAX_CODE,
    },
    "SubTotalLineDetail": {"ItemRef": ref("Item")},
}
SALES = frozenset({"SalesItemLineDetail", "DescriptionOnly", "DiscountLineDetail"})
PURCHASES = frozenset({"ItemBasedExpenseLineDetail", "AccountBasedExpenseLineDetail"})
CENT = Decimal("0.01")


def complete(
    company: Company, record: Record, before: Record | None, kinds: frozenset[str]
) -> None:
    """
    Check and complete a document's lines; they leave with ids and numbers.

    A line with the id of an existing one keeps it; any other gets the next id
    of the document's own counter (recorded: ids are not used again).
    """
    given = [
        line for line in record.get("Line", []) if line.get("DetailType") != "SubTotalLineDetail"
    ]
    if not given:
        raise faults.required("Line")
    held = {line["Id"] for line in (before or {}).get("Line", []) if "Id" in line}
    last = max((int(line_id) for line_id in held), default=0)
    lines: list[Record] = []
    for number, line in enumerate(given, start=1):
        kind = line.get("DetailType")
        if kind not in kinds:
            raise faults.required("Line.DetailType")
        completed = _line(company, line, kind)
        line_id = str(line.get("Id") or "")
        if line_id not in held:
            last += 1
            line_id = str(last)
        if kind == "DiscountLineDetail":
            lines.append({"Id": line_id, **completed})
        else:
            lines.append({"Id": line_id, "LineNum": number, **completed})
    record["Line"] = lines


def subtotal(record: Record) -> Decimal:
    """Sum what the lines sell or buy, before discounts."""
    return sum(
        (
            Decimal(line["Amount"])
            for line in record["Line"]
            if line["DetailType"] not in {"DiscountLineDetail", "SubTotalLineDetail"}
            and "Amount" in line
        ),
        start=Decimal(0),
    )


def discount(record: Record) -> Decimal:
    """Sum the discounts, positive; a percentage is of the subtotal."""
    total = Decimal(0)
    for line in record["Line"]:
        detail = line.get("DiscountLineDetail")
        if detail is None:
            continue
        if detail.get("PercentBased"):
            share = Decimal(detail.get("DiscountPercent", 0)) / 100
            line["Amount"] = wire.money(subtotal(record) * share)
        total += Decimal(line["Amount"])
    return total


def add_subtotal(record: Record) -> None:
    """Put the server's own subtotal line behind the sold lines, before any discount (recorded)."""
    sold = [line for line in record["Line"] if line["DetailType"] != "DiscountLineDetail"]
    discounts = [line for line in record["Line"] if line["DetailType"] == "DiscountLineDetail"]
    own: Record = {
        "Amount": wire.money(subtotal(record)),
        "DetailType": "SubTotalLineDetail",
        "SubTotalLineDetail": {},
    }
    record["Line"] = [*sold, own, *discounts]


def demand_account(company: Company, account_id: str, types: frozenset[str]) -> None:
    """Refuse an account whose type does not fit its place on the form (recorded text)."""
    account = company.get("Account", account_id)
    if account is not None and account["AccountType"] not in types:
        raise faults.business(
            "You need to select a different type of account for this transaction."
        )


def _line(company: Company, line: Mapping[str, Any], kind: str) -> Record:
    detail_key = "DescriptionLineDetail" if kind == "DescriptionOnly" else kind
    known = {**COMMON, detail_key: Field(kind="object"), "LineEx": Field(kind="object")}
    for key in line:
        if key not in known and key not in DETAILS and key not in UNMODELLED["Line"]:
            raise faults.unknown_property(key, "Line", list(known))
    made = {
        key: shape.typed(key, COMMON[key], line[key])
        for key in ("Description", "Amount")
        if line.get(key) not in (None, "")
    }
    detail = _detail(company, line.get(detail_key) or {}, detail_key)
    _check_amount(made, detail, kind)
    if line.get("LinkedTxn"):
        made["LinkedTxn"] = shape.typed("LinkedTxn", COMMON["LinkedTxn"], line["LinkedTxn"])
    made["DetailType"] = kind
    made[detail_key] = detail
    if kind == "SalesItemLineDetail":
        _check_item(company, detail)
    return made


def _detail(company: Company, given: Mapping[str, Any], kind: str) -> Record:
    fields = DETAILS[kind]
    detail: Record = {}
    for key in given:
        if key not in fields and key not in UNMODELLED.get(kind, ()):
            raise faults.unknown_property(key, kind, list(fields))
    for key, field in fields.items():
        if given.get(key) in (None, "", {}):
            if field.default is not None:
                detail[key] = field.default
            elif field.required:
                raise faults.required(key)
            continue
        detail[key] = shape.typed(key, field, given[key])
        if field.kind == "ref":
            company.resolve(detail, key, field)
    return detail


def _check_amount(line: Record, detail: Record, kind: str) -> None:
    """An amount is needed, and must be quantity times price to the cent (6070)."""
    quantity, price = detail.get("Qty"), detail.get("UnitPrice")
    if kind == "DescriptionOnly":
        return
    if "Amount" not in line:
        if kind == "DiscountLineDetail" and detail.get("PercentBased"):
            return
        raise faults.required("Amount")
    if not quantity or not price:
        return  # python-quickbooks sends zeros for what it was not given; Intuit takes them
    product = Decimal(quantity) * Decimal(price)
    if product.quantize(CENT, ROUND_HALF_UP) != Decimal(line["Amount"]).quantize(CENT):
        raise faults.invalid(
            "6070",
            "Amount calculation incorrect in the request",
            f"Amount is not equal to UnitPrice * Qty. Supplied value:{line['Amount']}",
        )


def _check_item(company: Company, detail: Record) -> None:
    if not detail.get("ItemRef"):
        detail["ItemRef"] = {"value": "1", "name": "Services"}
    item = company.get("Item", detail["ItemRef"]["value"])
    if item is not None and item["Type"] == "Category":
        raise faults.invalid(
            "2500",
            "Invalid Reference Id",
            "Invalid Reference Id : An item in this transaction is set up as a category instead of"
            " a product or service.",
            "Reference Id",
        )
