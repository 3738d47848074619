"""Preferences: the settings of a company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import META, Entity, Field, Form, Record, flag, ref, text
from harness.sandbox.parts.lists import currency
from harness.sandbox.parts.parties import customfields

if TYPE_CHECKING:
    from harness.sandbox.company import Company

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MESSAGE = Field(kind="object")


def _fixed(kind: str = "flag") -> Field:
    return Field(kind="flag" if kind == "flag" else "text", readonly=True)


GROUPS: Mapping[str, Mapping[str, Field]] = {
    "AccountingInfoPrefs": {
        "UseAccountNumbers": flag(),
        "TrackDepartments": flag(),
        "DepartmentTerminology": text(100),
        "ClassTrackingPerTxn": flag(),
        "ClassTrackingPerTxnLine": flag(),
        "FirstMonthOfFiscalYear": Field(kind="text", choices=MONTHS),
        "TaxYearMonth": Field(kind="text", choices=MONTHS),
        "TaxForm": _fixed("text"),
        "CustomerTerminology": text(100),
        "BookCloseDate": Field(kind="date"),
    },
    "ProductAndServicesPrefs": {
        "ForSales": flag(),
        "ForPurchase": flag(),
        "QuantityWithPriceAndRate": flag(),
        "QuantityOnHand": flag(),
        "RevenueRecognition": _fixed(),
        "RevenueRecognitionFrequency": _fixed("text"),
    },
    "SalesFormsPrefs": {
        "UsingProgressInvoicing": _fixed(),
        "CustomField": Field(kind="list"),
        "CustomTxnNumbers": flag(),
        "EmailCopyToCompany": flag(),
        "AllowDeposit": flag(),
        "AllowDiscount": flag(),
        "DefaultDiscountAccount": text(20),
        "DefaultShippingAccount": text(20),
        "AllowEstimates": flag(),
        "ETransactionEnabledStatus": _fixed("text"),
        "ETransactionAttachPDF": flag(),
        "ETransactionPaymentEnabled": flag(),
        "IPNSupportEnabled": _fixed(),
        "AllowServiceDate": flag(),
        "AllowShipping": flag(),
        "DefaultTerms": ref("Term", named=False),
        "AutoApplyCredit": flag(),
        "AutoApplyPayments": flag(),
        "UsingPriceLevels": _fixed(),
        "DefaultCustomerMessage": text(1000),
        "SalesEmailCc": MESSAGE,
        "SalesEmailBcc": MESSAGE,
    },
    "EmailMessagesPrefs": {
        "InvoiceMessage": MESSAGE,
        "EstimateMessage": MESSAGE,
        "SalesReceiptMessage": MESSAGE,
        "StatementMessage": MESSAGE,
    },
    "VendorAndPurchasesPrefs": {
        "TrackingByCustomer": flag(),
        "BillableExpenseTracking": flag(),
        "DefaultTerms": ref("Term", named=False),
        "DefaultMarkup": Field(kind="number"),
        "DefaultMarkupAccount": ref("Account", named=False),
        "POCustomField": Field(kind="list"),
        "MsgToVendors": text(4000),
        "UseCustomTxnNumbers": flag(),
    },
    "TimeTrackingPrefs": {
        "UseServices": flag(),
        "DefaultTimeItem": Field(kind="ref", readonly=True),
        "BillCustomers": flag(),
        "ShowBillRateToAll": flag(),
        "WorkWeekStartDate": Field(kind="text", choices=DAYS),
        "MarkTimeEntriesBillable": flag(),
    },
    "TaxPrefs": {
        "UsingSalesTax": flag(),
        "PartnerTaxEnabled": flag(),
        "TaxGroupCodeRef": ref("TaxCode", named=False),
    },
    "CurrencyPrefs": {
        "MultiCurrencyEnabled": flag(),
        "HomeCurrency": Field(kind="ref", readonly=True),
    },
    "ReportPrefs": {
        "ReportBasis": Field(kind="text", choices=("Accrual", "Cash")),
        "CalcAgingReportFromTxnDate": flag(),
    },
    "OtherPrefs": {"NameValue": Field(kind="list")},
}
NAMED: Mapping[str, Field] = {"Name": text(), "Value": text()}
OWNERS = frozenset({"PartnerTaxEnabled"})
"""
What a company's owner sets up in QuickBooks, and the API only shows.

python-quickbooks sends it as true with every preference that it saves.
"""
UNKEPT = frozenset(
    {"RevenueRecognition", "RevenueRecognitionFrequency", "TPAREnabled", "EstimateMessage"}
)
"""What python-quickbooks adds to every group it sends back; Intuit takes it (SDK's tests)."""
MESSAGE_PARTS = {"Subject": text(1000), "Message": text(4000), "Address": text(200)}
FIRST_CURRENCIES = ("CAD", "EUR", "AUD")
"""The list that a company starts with when several currencies are switched on (Intuit's sample)."""


def merge(company: Company, record: Record, before: Record | None) -> None:
    """
    A group that is sent changes only the switches in it; read-only ones are ignored.

    A property that a group does not have is refused as anywhere else (2010).
    """
    for group, fields in GROUPS.items():
        held = (before or {}).get(group) or {}
        given = record.get(group) or {}
        if given is held or given == held:
            record[group] = held
            continue
        merged = dict(held)
        for name, value in given.items():
            if name in UNKEPT and name not in fields:
                continue
            if name not in fields:
                raise faults.unknown_property(name, group, list(fields))
            field = fields[name]
            unset = value is None or (field.kind == "text" and value is False)
            if unset or (before is not None and field.readonly):
                continue
            if name in OWNERS and before is not None and not company.by_owner:
                continue
            merged[name] = _value(company, name, field, value)
        record[group] = shape.arrange(Form(fields), merged)


def named_values(company: Company, record: Record, before: Record | None) -> None:
    """Named values are changed one by one; they are texts."""
    del company
    pairs = ((before or {}).get("OtherPrefs") or {}).get("NameValue", [])
    held = {pair["Name"]: pair["Value"] for pair in pairs}
    for pair in (record.get("OtherPrefs") or {}).get("NameValue", []):
        value = pair.get("Value")
        written = str(value).lower() if isinstance(value, bool) else value
        read = shape.parts("NameValue", "NameValue", {**pair, "Value": written}, NAMED)
        if not read.get("Name"):
            raise faults.required("NameValue.Name")
        held[read["Name"]] = read.get("Value", "")
    record["OtherPrefs"] = {
        "NameValue": [{"Name": name, "Value": value} for name, value in held.items()]
    }


def custom_fields(company: Company, record: Record, before: Record | None) -> None:
    """Custom fields keep the form that Intuit gives them."""
    del company, before
    customfields.check((record["SalesFormsPrefs"] or {}).get("CustomField", []))
    customfields.check((record["VendorAndPurchasesPrefs"] or {}).get("POCustomField", []))


def several_currencies(company: Company, record: Record, before: Record | None) -> None:
    """Several currencies can't be switched off again (Intuit)."""
    del company
    was = ((before or {}).get("CurrencyPrefs") or {}).get("MultiCurrencyEnabled")
    if was and not record["CurrencyPrefs"].get("MultiCurrencyEnabled"):
        raise faults.business("Multicurrency cannot be turned off once it is turned on.")


def first_currencies(company: Company, record: Record, before: Record | None) -> None:
    """Switched on, a company has a few currencies to begin with."""
    was = ((before or {}).get("CurrencyPrefs") or {}).get("MultiCurrencyEnabled")
    if record["CurrencyPrefs"].get("MultiCurrencyEnabled") and not was:
        for code in FIRST_CURRENCIES:
            currency.use(company, code)


def alone(company: Company, parameters: Mapping[str, str]) -> Record:
    """Return the one record there is."""
    del parameters
    return company.preferences()


def _value(company: Company, name: str, field: Field, value: object) -> object:
    typed = shape.typed(name, field, value)
    if field.kind == "ref" and typed.get("value"):
        holder = {name: typed}
        company.resolve(holder, name, field)
        return holder[name]
    if field is MESSAGE:
        for key in typed:
            if key not in MESSAGE_PARTS:
                raise faults.unknown_property(key, name, list(MESSAGE_PARTS))
        return {
            key: shape.typed(key, MESSAGE_PARTS[key], part)
            for key, part in typed.items()
            if part is not None
        }
    return typed


PREFERENCES = Entity(
    name="Preferences",
    ids="preferences",
    operations=frozenset({"read", "update", "query"}),
    fields={**{group: Field(kind="object", keep=True) for group in GROUPS}, META: None},
    rules=(merge, named_values, custom_fields, several_currencies),
    after=(first_currencies,),
    alone=alone,
    placed=False,
)
