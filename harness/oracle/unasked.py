"""
What nobody asked for: fields that a connector could fill, and no rule speaks of.

A mirror holds what the rules say and nothing more. Named here are the fields of
QuickBooks' schema that mean something in the books and that QuickBooks never
fills by itself, so that a value in one of them can only come from the connector.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from harness.oracle.expectation import Expectation, Field, Nothing, Text

SECTIONS: Mapping[str, str] = {
    "Customer": "customers",
    "Vendor": "vendors",
    "Item": "items",
    "Invoice": "invoices",
    "CreditMemo": "credit_memos",
    "Bill": "bills",
    "Payment": "payments",
    "BillPayment": "bill_payments",
    "RefundReceipt": "refunds",
    "VendorCredit": "vendor_credits",
}
OF_RECORD: Mapping[str, str] = {
    "Customer": (
        "Title GivenName MiddleName FamilyName Suffix AlternatePhone Fax ParentRef"
        " BillWithParent PaymentMethodRef CreditLimit AcctNum"
    ),
    "Vendor": (
        "Title GivenName MiddleName FamilyName Suffix AlternatePhone Fax TaxIdentifier"
        " BillRate Vendor1099"
    ),
    "Item": "SubItem ParentRef PrefVendorRef ClassRef ManPartNum",
    "Invoice": (
        "DepartmentRef ClassRef CustomerMemo Deposit ShipDate ShipMethodRef TrackingNum"
        " BillEmail BillEmailCc BillEmailBcc"
    ),
    "CreditMemo": (
        "DepartmentRef ClassRef CustomerMemo SalesTermRef PaymentMethodRef PaymentRefNum BillEmail"
        " BillEmailCc BillEmailBcc"
    ),
    "Bill": "DepartmentRef",
    "Payment": "ProcessPayment",
    "RefundReceipt": (
        "DepartmentRef ClassRef CustomerMemo BillEmail BillEmailCc BillEmailBcc CheckPayment"
    ),
    "BillPayment": "DepartmentRef",
    "VendorCredit": "DepartmentRef",
}
OF_LINE: Mapping[str, str] = {
    "SalesItemLineDetail": "ClassRef ServiceDate DiscountRate DiscountAmt MarkupInfo",
    "ItemBasedExpenseLineDetail": "CustomerRef ClassRef MarkupInfo",
    "AccountBasedExpenseLineDetail": "CustomerRef ClassRef MarkupInfo",
}


def nothing_else(expectation: Expectation) -> Expectation:
    """Expect nothing in the fields that no rule of the expectation speaks of."""
    section = SECTIONS[expectation.entity]
    lines = expectation.lines
    if lines is not None:
        lines = tuple((*line, *_rest(line, _detail(line), section)) for line in lines)
    rest = _rest(expectation.fields, OF_RECORD[expectation.entity].split(), section)
    return replace(expectation, fields=(*expectation.fields, *rest), lines=lines)


def _detail(line: Iterable[Field]) -> Iterable[str]:
    """Name a line's fields, below the detail of its own kind."""
    for field in line:
        if field.path == "DetailType" and isinstance(field.want, Text):
            kind = field.want.value
            return [f"{kind}.{name}" for name in OF_LINE.get(kind, "").split()]
    return ["LinkedTxn.1"]  # a payment's line settles one transaction


def _rest(fields: Iterable[Field], names: Iterable[str], section: str) -> list[Field]:
    paths = {field.path for field in fields}
    spoken_of = {path.rpartition(".")[0] for path in paths} | paths
    return [
        Field(path=name, rule=f"{section}.nothing_else", want=Nothing())
        for name in names
        if name not in spoken_of
    ]
