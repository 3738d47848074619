"""
Unasked fields: those that a connector could fill although no rule mentions them.

A mirror holds what the rules say and nothing more. Named here are the fields of
QuickBooks' schema that mean something in the books and that QuickBooks never
fills by itself, so that a value in one of them can only come from the connector.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from harness.oracle.expectation import Expectation, Field, Nothing, Text, Usual

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
PERSON = "Title GivenName MiddleName FamilyName Suffix Mobile AlternatePhone Fax OtherAddr"
LINES = "BillAddr.Line3 BillAddr.Line4 BillAddr.Line5"
SHIPPED = "ShipDate ShipMethodRef TrackingNum"
MAIL = "BillEmail BillEmailCc BillEmailBcc"
ONLINE = (
    "AllowOnlinePayment AllowOnlineACHPayment AllowOnlineCreditCardPayment AllowIPNPayment"
    " AllowOnlinePayPalPayment AllowOnlineAffirmPayment"
    " CustomField.0.StringValue CustomField.1.StringValue CustomField.2.StringValue"
)
OF_RECORD: Mapping[str, str] = {
    "Customer": (
        f"{PERSON} {LINES} ParentRef BillWithParent PaymentMethodRef CreditLimit AcctNum"
        " CustomerTypeRef PrimaryTaxIdentifier"
    ),
    "Vendor": f"{PERSON} {LINES} Notes TaxIdentifier BillRate CostRate Vendor1099",
    "Item": (
        "SubItem ParentRef PrefVendorRef ClassRef ManPartNum SalesTaxIncluded PurchaseTaxIncluded"
        " ReorderPoint"
    ),
    "Invoice": f"DepartmentRef ClassRef CustomerMemo Deposit {SHIPPED} {MAIL} {ONLINE}",
    "CreditMemo": (
        "DepartmentRef ClassRef CustomerMemo SalesTermRef PaymentMethodRef PaymentRefNum"
        f" {SHIPPED} {MAIL}"
    ),
    "Bill": "DepartmentRef",
    "Payment": "ProcessPayment",
    "RefundReceipt": f"DepartmentRef ClassRef CustomerMemo {SHIPPED} {MAIL} CheckPayment",
    "BillPayment": "DepartmentRef",
    "VendorCredit": "DepartmentRef",
}
OF_LINE: Mapping[str, str] = {
    "SalesItemLineDetail": "ClassRef ServiceDate DiscountRate DiscountAmt MarkupInfo",
    "ItemBasedExpenseLineDetail": "CustomerRef ClassRef MarkupInfo",
    "AccountBasedExpenseLineDetail": "CustomerRef ClassRef MarkupInfo",
}
Want = Nothing | Usual
BOUGHT = {"TaxCodeRef.value": ("NON",), "BillableStatus": ("NotBillable",)}
USUAL: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Customer": {"PreferredDeliveryMethod": ("Print", "None")},
    "Invoice": {"EmailStatus": ("NotSet",)},
    "CreditMemo": {"EmailStatus": ("NotSet",)},
    "RefundReceipt": {"EmailStatus": ("NotSet",)},
    "ItemBasedExpenseLineDetail": BOUGHT,
    "AccountBasedExpenseLineDetail": BOUGHT,
}
"""What QuickBooks fills in by itself where nobody says otherwise (recorded)."""


def nothing_else(expectation: Expectation) -> Expectation:
    """Expect nothing in the fields that no rule of the expectation mentions."""
    entity, section, lines = expectation.entity, SECTIONS[expectation.entity], expectation.lines
    if lines is not None:
        lines = tuple((*line, *_unspoken(line, _of_line(line), section)) for line in lines)
    wants = _wants(entity, OF_RECORD[entity])
    rest = _unspoken(expectation.fields, wants, section)
    return replace(expectation, fields=(*expectation.fields, *rest), lines=lines)


def _of_line(line: Iterable[Field]) -> Mapping[str, Want]:
    """Return what to expect in the detail of a line's kind, by path."""
    for field in line:
        if field.path == "DetailType" and isinstance(field.want, Text):
            kind = field.want.value
            wants = _wants(kind, OF_LINE.get(kind, ""))
            return {f"{kind}.{name}": want for name, want in wants.items()}
    return {"LinkedTxn.1": Nothing()}  # a payment's line settles one transaction


def _wants(kind: str, nothing: str) -> Mapping[str, Want]:
    """Return what to expect by default, by the path within an entity or a detail."""
    usual = {name: Usual(values) for name, values in USUAL.get(kind, {}).items()}
    return {name: Nothing() for name in nothing.split()} | usual


def _unspoken(fields: Iterable[Field], wants: Mapping[str, Want], section: str) -> list[Field]:
    """Return the defaults that no expected field covers, by the same path or one within."""
    paths = {field.path for field in fields}
    spoken_of = {path.rpartition(".")[0] for path in paths} | paths
    return [
        Field(path=path, rule=f"{section}.nothing_else", want=want)
        for path, want in wants.items()
        if path not in spoken_of
    ]
