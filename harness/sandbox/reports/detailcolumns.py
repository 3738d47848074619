"""The columns of details by key, and which of them a report shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from harness.sandbox.parts.parties import customfields
from harness.sandbox.reports.layout import Column
from harness.sandbox.reports.request import Request, refused

COLUMNS: Mapping[str, Column] = {
    key: Column(title=title, key=key, type=kind)
    for key, title, kind in (
        ("tx_date", "Date", "Date"),
        ("txn_type", "Transaction Type", "String"),
        ("doc_num", "Num", "String"),
        ("is_no_post", "Posting", "Boolean"),
        ("name", "Name", "String"),
        ("cust_name", "Customer", "String"),
        ("vend_name", "Vendor", "String"),
        ("emp_name", "Employee", "String"),
        ("item_name", "Product/Service", "String"),
        ("klass_name", "Class", "String"),
        ("dept_name", "Location", "String"),
        ("memo", "Memo/Description", "String"),
        ("account_name", "Account", "String"),
        ("account_num", "Account #", "String"),
        ("split_acc", "Split", "String"),
        ("other_account", "Split", "String"),
        ("due_date", "Due Date", "Date"),
        ("past_due", "Past Due", "Numeric"),
        ("term_name", "Terms", "String"),
        ("inv_date", "Invoice Date", "Date"),
        ("pmt_mthd", "Payment Method", "String"),
        ("cust_msg", "Customer/Vendor Message", "String"),
        ("tracking_num", "Tracking #", "String"),
        ("ship_date", "Ship Date", "Date"),
        ("ship_via", "Ship Via", "String"),
        ("sale_sent_state", "Sent", "String"),
        ("cust_bill_email", "Customer Email", "String"),
        ("vend_bill_email", "Vendor Email", "String"),
        ("sales_cust1", "Custom Field 1", "String"),
        ("sales_cust2", "Custom Field 2", "String"),
        ("sales_cust3", "Custom Field 3", "String"),
        ("currency", "Currency", "String"),
        ("exch_rate", "Exchange Rate", "Money"),
        ("debt_home_amt", "Debit", "Money"),
        ("credit_home_amt", "Credit", "Money"),
        ("chk_print_state", "Check Printed", "String"),
        ("printed", "Check Printed", "String"),
        ("is_adj", "Adj", "Boolean"),
        ("is_ar_paid", "A/R Paid", "String"),
        ("is_ap_paid", "A/P Paid", "String"),
        ("is_cleared", "Clr", "String"),
        ("quantity", "Qty", "Numeric"),
        ("rate", "Rate", "Numeric"),
        ("debt_amt", "Debit", "Money"),
        ("credit_amt", "Credit", "Money"),
        ("amount", "Amount", "Money"),
        ("nat_amount", "Amount", "Money"),
        ("subt_nat_amount", "Amount", "Money"),
        ("subt_amount", "Amount", "Money"),
        ("subt_open_bal", "Open Balance", "Money"),
        ("subt_neg_amount", "Amount", "Money"),
        ("subt_neg_open_bal", "Open Balance", "Money"),
        ("subt_neg_home_amount", "Amount", "Money"),
        ("subt_neg_home_open_bal", "Open Balance", "Money"),
        ("rbal_nat_amount", "Balance", "Money"),
        ("subt_nat_home_amount", "Amount", "Money"),
        ("rbal_nat_home_amount", "Balance", "Money"),
        ("nat_open_bal", "Open Balance", "Money"),
        ("nat_home_open_bal", "Open Balance", "Money"),
        ("tax_amount", "Tax Amount", "Money"),
        ("home_tax_amount", "Tax Amount", "Money"),
        ("net_amount", "Taxable Amount", "Money"),
        ("home_net_amount", "Taxable Amount", "Money"),
        ("create_date", "Create Date", "TimeStamp"),
        ("create_by", "Created By", "String"),
        ("last_mod_date", "Last Modified", "TimeStamp"),
        ("last_mod_by", "Last Modified By", "String"),
    )
}
"""Those that Intuit documents for its lists; the titles of those not asked by default are ours."""

ELSEWHERE = frozenset(
    """
    adjusted_gain_loss foreign_net_amount foreign_tax_amount nat_foreign_amount
    nat_foreign_open_bal olb_status rbal_nat_amount_nt subt_nat_amount_home_nt subt_nat_amount_nt
    svcdate tax_code tax_code_name tax_type
    """.split()  # noqa: SIM905 - a list of words reads better as text
)
"""Columns that companies of other countries, or with other features, have; left out (assumed)."""

HOME = {
    "subt_nat_amount": "subt_nat_home_amount",
    "rbal_nat_amount": "rbal_nat_home_amount",
    "debt_amt": "debt_home_amt",
    "credit_amt": "credit_home_amt",
    "subt_neg_amount": "subt_neg_home_amount",
    "subt_neg_open_bal": "subt_neg_home_open_bal",
}
"""Columns that companies with several currencies have by default instead (Intuit)."""
NAMES = frozenset({"name", "cust_name", "vend_name"})


LOCATED = ("dept_name",)
LEDGERS = ("dept_name", "klass_name")
"""Columns that lists, and ledgers, have by default if the company tracks those (Intuit)."""
TRACKING = {
    "dept_name": ("TrackDepartments",),
    "klass_name": ("ClassTrackingPerTxn", "ClassTrackingPerTxnLine"),
}


def chosen(
    request: Request,
    default: str,
    known: Mapping[str, Column] = COLUMNS,
    *,
    tracked: Sequence[str] = LOCATED,
) -> list[Column]:
    """
    Return the columns asked for, in the order asked; those there are by default without.

    What another report or company has is left out, as a client saw it.
    """
    keys = request.query.get("columns", "").split(",") if request.query.get("columns") else []
    found = []
    usual = _usual(request, default.split(), tracked)
    for key in (key.strip() for key in keys or usual):
        if key in known:
            found.append(known[key])
        elif key not in ELSEWHERE and key not in COLUMNS and not request.lenient():
            raise refused("columns", key)
    if len(found) < len(keys):
        request.company.assumed.add("report-parameter")
    return _called(request, found or [known[key] for key in usual])


def _usual(request: Request, keys: list[str], tracked: Sequence[str]) -> list[str]:
    """Return the default columns: what is tracked behind the name, amounts at home."""
    preferences = request.company.preferences()
    if (preferences.get("CurrencyPrefs") or {}).get("MultiCurrencyEnabled"):
        keys = [HOME.get(key, key) for key in keys]
    accounting = preferences.get("AccountingInfoPrefs") or {}
    shown = [key for key in tracked if any(accounting.get(flag) for flag in TRACKING[key])]
    if not shown:
        return keys
    behind = max((at for at, key in enumerate(keys) if key in NAMES), default=keys.index("doc_num"))
    return [*keys[: behind + 1], *shown, *keys[behind + 1 :]]


def _called(request: Request, columns: list[Column]) -> list[Column]:
    """Call the columns of custom fields as the company calls them (a client's answer of 2017)."""
    if not any(column.key.startswith("sales_cust") for column in columns):
        return columns
    names = {f"sales_cust{number}": name for number, name in customfields.used(request.company)}
    return [replace(column, title=names.get(column.key, column.title)) for column in columns]
