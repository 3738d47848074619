"""
What nobody asked for: fields that a connector could fill, and no rule speaks of.

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
MAIL = "BillEmail BillEmailCc BillEmailBcc"
ONLINE = (
    "AllowOnlinePayment AllowOnlineACHPayment AllowOnlineCreditCardPayment AllowIPNPayment"
    " CustomField.0.StringValue CustomField.1.StringValue CustomField.2.StringValue"
)
OF_RECORD: Mapping[str, str] = {
    "Customer": (
        f"{PERSON} ParentRef BillWithParent PaymentMethodRef CreditLimit AcctNum CustomerTypeRef"
    ),
    "Vendor": f"{PERSON} Notes TaxIdentifier BillRate CostRate Vendor1099",
    "Item": (
        "SubItem ParentRef PrefVendorRef ClassRef ManPartNum SalesTaxIncluded PurchaseTaxIncluded"
        " ReorderPoint"
    ),
    "Invoice": (
        "DepartmentRef ClassRef CustomerMemo Deposit ShipDate ShipMethodRef TrackingNum"
        f" {MAIL} {ONLINE}"
    ),
    "CreditMemo": (
        f"DepartmentRef ClassRef CustomerMemo SalesTermRef PaymentMethodRef PaymentRefNum {MAIL}"
    ),
    "Bill": "DepartmentRef",
    "Payment": "ProcessPayment",
    "RefundReceipt": f"DepartmentRef ClassRef CustomerMemo {MAIL} CheckPayment",
    "BillPayment": "DepartmentRef",
    "VendorCredit": "DepartmentRef",
}
OF_LINE: Mapping[str, str] = {
    "SalesItemLineDetail": "ClassRef ServiceDate DiscountRate DiscountAmt MarkupInfo",
    "ItemBasedExpenseLineDetail": "CustomerRef ClassRef MarkupInfo",
    "AccountBasedExpenseLineDetail": "CustomerRef ClassRef MarkupInfo",
}
USUAL: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Customer": {"PreferredDeliveryMethod": ("Print", "None")},
    "Invoice": {"EmailStatus": ("NotSet",)},
    "CreditMemo": {"EmailStatus": ("NotSet",)},
    "RefundReceipt": {"EmailStatus": ("NotSet",)},
    "ItemBasedExpenseLineDetail": {"TaxCodeRef.value": ("NON",)},
    "AccountBasedExpenseLineDetail": {"TaxCodeRef.value": ("NON",)},
}
"""What QuickBooks fills in by itself where nobody says otherwise (recorded)."""


def nothing_else(expectation: Expectation) -> Expectation:
    """Expect nothing in the fields that no rule of the expectation speaks of."""
    section = SECTIONS[expectation.entity]
    lines = expectation.lines
    if lines is not None:
        lines = tuple((*line, *_rest(line, _detail(line), section)) for line in lines)
    names = [*OF_RECORD[expectation.entity].split(), *USUAL.get(expectation.entity, ())]
    rest = _rest(expectation.fields, names, section)
    return replace(expectation, fields=(*expectation.fields, *rest), lines=lines)


def _detail(line: Iterable[Field]) -> Iterable[str]:
    """Name a line's fields, below the detail of its own kind."""
    for field in line:
        if field.path == "DetailType" and isinstance(field.want, Text):
            kind = field.want.value
            names = [*OF_LINE.get(kind, "").split(), *USUAL.get(kind, ())]
            return [f"{kind}.{name}" for name in names]
    return ["LinkedTxn.1"]  # a payment's line settles one transaction


def _rest(fields: Iterable[Field], names: Iterable[str], section: str) -> list[Field]:
    paths = {field.path for field in fields}
    spoken_of = {path.rpartition(".")[0] for path in paths} | paths
    return [
        Field(path=name, rule=f"{section}.nothing_else", want=_want(name))
        for name in names
        if name not in spoken_of
    ]


def _want(path: str) -> Nothing | Usual:
    """Nothing, or what QuickBooks fills in; a field is called the same wherever it stands."""
    for fields in USUAL.values():
        for name, values in fields.items():
            if path.endswith(name):
                return Usual(values)
    return Nothing()
