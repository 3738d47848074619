"""What lists of transactions share: columns by key, and the cell of each for an entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from harness.sandbox.core.schema import Record
from harness.sandbox.reports.book import Book, Line
from harness.sandbox.reports.layout import Cell, Column, cell, detailed, named
from harness.sandbox.reports.request import Request, refused
from harness.sandbox.reports.unposted import NON_POSTING

PURCHASES = {"Check": "Check", "Cash": "Cash Expense", "CreditCard": "Credit Card Expense"}
LABELS = {
    "RefundReceipt": "Refund",
    "InventoryAdjustment": "Inventory Qty Adjust",
    "InventoryStartingValue": "Inventory Starting Value",
    "CreditCardPayment": "Credit Card Payment",
}
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
        ("rbal_nat_amount", "Balance", "Money"),
        ("create_date", "Create Date", "TimeStamp"),
        ("create_by", "Created By", "String"),
        ("last_mod_date", "Last Modified", "TimeStamp"),
        ("last_mod_by", "Last Modified By", "String"),
    )
}
"""Those that Intuit documents for its lists; the titles of those not asked by default are ours."""

ELSEWHERE = frozenset(
    """
    foreign_net_amount foreign_tax_amount home_net_amount home_tax_amount nat_foreign_amount
    nat_foreign_open_bal nat_home_open_bal nat_open_bal net_amount olb_status
    subt_nat_home_amount tax_amount tax_code_name tax_type
    """.split()  # noqa: SIM905 - a list of words reads better as text
)
"""Columns that companies of other countries, or with other features, have; left out (assumed)."""

NO_DATE = "0-00-00"
"""What stands where there is no date (recorded)."""
SENT = {"EmailSent": "Sent", "NeedToSend": "Not sent"}
PRINTED = {"PrintComplete": "Printed", "NeedToPrint": "Not printed"}


NAMES = frozenset({"name", "cust_name", "vend_name"})


def chosen(
    request: Request, default: str, known: Mapping[str, Column] = COLUMNS, *, located: bool = True
) -> list[Column]:
    """
    Return the columns asked for, in the order asked; those there are by default without.

    A company that tracks locations has them by default, behind the name (Intuit).
    """
    keys = request.query.get("columns", "").split(",") if request.query.get("columns") else []
    found = []
    usual = _located(request, default.split()) if located else default.split()
    for key in keys or usual:
        if key.strip() in known:
            found.append(known[key.strip()])
        elif key.strip() not in ELSEWHERE and not request.lenient():
            raise refused("columns", key)
    if len(found) < len(keys):
        request.company.assumed.add("report-parameter")
    return found or [known[key] for key in usual]


def _located(request: Request, keys: list[str]) -> list[str]:
    accounting = request.company.preferences().get("AccountingInfoPrefs") or {}
    if not accounting.get("TrackDepartments"):
        return keys
    behind = max((at for at, key in enumerate(keys) if key in NAMES), default=keys.index("doc_num"))
    return [*keys[: behind + 1], "dept_name", *keys[behind + 1 :]]


class Cells:
    """The cells of entries; the other accounts of a transaction are looked up once."""

    def __init__(self, book: Book, sides: Mapping[str, list[tuple[int, str]]]) -> None:
        self.book, self.company, self.sides = book, book.company, sides

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[Line, Record], Cell]]:
        return {
            "tx_date": lambda line, _: cell(line.date),
            "txn_type": lambda line, record: cell(label(line.entity, record), line.txn),
            "doc_num": lambda _, record: cell(number(record)),
            "is_no_post": lambda line, _: cell("No" if line.entity in NON_POSTING else "Yes"),
            "name": lambda line, _: self.name(line.name_type, line.name),
            "cust_name": lambda line, _: self.party("Customer", line),
            "vend_name": lambda line, _: self.party("Vendor", line),
            "emp_name": lambda line, _: self.party("Employee", line),
            "item_name": lambda line, _: self.name("Item", line.item),
            "klass_name": lambda line, _: self.name("Class", line.klass),
            "dept_name": lambda line, _: self.name("Department", line.department),
            "memo": lambda line, _: cell(line.memo),
            "account_name": lambda line, _: named(*self.book.chart.label(line.account)),
            "account_num": lambda line, _: cell(
                str((self.company.get("Account", line.account) or {}).get("AcctNum", ""))
            ),
            "split_acc": lambda line, _: self.split(line),
            "other_account": lambda line, _: self.split(line),
            "due_date": lambda _, record: cell(str(record.get("DueDate") or NO_DATE)),
            "past_due": lambda *_: cell(""),
            "term_name": lambda _, record: self.name("Term", term(record)),
            "inv_date": lambda line, _: cell(line.date if line.entity == "Invoice" else NO_DATE),
            "pmt_mthd": lambda _, record: self.name(
                "PaymentMethod", (record.get("PaymentMethodRef") or {}).get("value", "")
            ),
            "cust_msg": lambda _, record: cell((record.get("CustomerMemo") or {}).get("value", "")),
            "ship_date": lambda _, record: cell(str(record.get("ShipDate") or NO_DATE)),
            "ship_via": lambda _, record: cell(
                (record.get("ShipMethodRef") or {}).get("value", "")
            ),
            "sale_sent_state": lambda _, record: cell(SENT.get(record.get("EmailStatus", ""), "")),
            "cust_bill_email": lambda line, _: cell(self.mail("Customer", line)),
            "vend_bill_email": lambda line, _: cell(self.mail("Vendor", line)),
            "sales_cust1": lambda _, record: cell(_custom(record, "1")),
            "sales_cust2": lambda _, record: cell(_custom(record, "2")),
            "sales_cust3": lambda _, record: cell(_custom(record, "3")),
            "currency": lambda _, record: cell((record.get("CurrencyRef") or {}).get("value", "")),
            "exch_rate": lambda _, record: cell(_rate(record)),
            "tracking_num": lambda _, record: cell(str(record.get("TrackingNum", ""))),
            "chk_print_state": lambda _, record: cell(_printed(record)),
            "printed": lambda _, record: cell(_printed(record)),
            "is_adj": lambda _, record: cell("Yes" if record.get("Adjustment") else ""),
            "is_ar_paid": lambda line, record: cell(_paid("Invoice", line, record)),
            "is_ap_paid": lambda line, record: cell(_paid("Bill", line, record)),
            "quantity": lambda line, _: cell(line.quantity),
            "rate": lambda line, _: cell(_price(line)),
            "debt_amt": lambda line, _: cell(detailed(line.cents if line.cents > 0 else None)),
            "credit_amt": lambda line, _: cell(detailed(-line.cents if line.cents < 0 else None)),
            "debt_home_amt": lambda line, _: cell(detailed(line.cents if line.cents > 0 else None)),
            "credit_home_amt": lambda line, _: cell(
                detailed(-line.cents if line.cents < 0 else None)
            ),
            "create_date": lambda _, record: cell(_stamp(record, "CreateTime")),
            "last_mod_date": lambda _, record: cell(_stamp(record, "LastUpdatedTime")),
        }

    def of(
        self, line: Line, columns: Sequence[Column], amounts: Mapping[str, int | str]
    ) -> list[Cell]:
        """Return an entry's cells; `amounts` gives those that depend on the report."""
        record = self.company.get(line.entity, line.txn) or {}
        made = []
        for column in columns:
            if column.key in amounts:
                value = amounts[column.key]
                made.append(cell(value if isinstance(value, str) else detailed(value)))
            else:
                maker = self._makers.get(column.key)
                made.append(maker(line, record) if maker else cell(""))
        return made

    def name(self, entity: str, identifier: str) -> Cell:
        """A name with its id; without one both are empty (recorded)."""
        record = (self.company.get(entity, identifier) if identifier else None) or {}
        declared = self.company.entities.get(entity)
        shown = record.get("FullyQualifiedName") or record.get(
            (declared.name_field if declared else None) or "Name", ""
        )
        return cell(str(shown), identifier)

    def party(self, entity: str, line: Line) -> Cell:
        """The name of an entry, where it is of that kind."""
        return self.name(entity, line.name if line.name_type == entity else "")

    def mail(self, entity: str, line: Line) -> str:
        """The address of an entry's name, where it is of that kind."""
        held = self.company.get(entity, line.name) if line.name_type == entity else None
        return str(((held or {}).get("PrimaryEmailAddr") or {}).get("Address", ""))

    def split(self, line: Line) -> Cell:
        """The account on the other side, or that there are several (recorded)."""
        sides = self.sides.get(line.txn, [])
        first = sides[0][0] if sides else 0
        others = {account for seq, account in sides if seq != line.seq and first in {line.seq, seq}}
        if len(others) == 1:
            return named(*self.book.chart.label(others.pop()))
        return cell("-Split-" if others else "", "")


def label(entity: str, record: Record) -> str:
    """Return what a transaction is called in lists."""
    if entity == "Purchase":
        if record.get("Credit"):
            return "Credit Card Credit"
        kind = str(record.get("PaymentType", ""))
        return "Expense" if kind == "Cash" else PURCHASES.get(kind, "Expense")
    if entity == "BillPayment":
        paid = "Credit Card" if record.get("PayType") == "CreditCard" else "Check"
        return f"Bill Payment ({paid})"
    if entity in LABELS:
        return LABELS[entity]
    return "".join(f" {letter}" if letter.isupper() else letter for letter in entity).strip()


def number(record: Record) -> str:
    """Return the number of a document; a payment's is its reference."""
    return str(record.get("DocNumber") or record.get("PaymentRefNum") or "")


def term(record: Record) -> str:
    """Return the id of a document's term."""
    return str((record.get("SalesTermRef") or {}).get("value", ""))


def _custom(record: Record, definition: str) -> str:
    fields = record.get("CustomField") or ()
    return next((f.get("StringValue", "") for f in fields if f["DefinitionId"] == definition), "")


def _printed(record: Record) -> str:
    kept = record.get("PrintStatus") or (record.get("CheckPayment") or {}).get("PrintStatus")
    return PRINTED.get(str(kept), "")


def _paid(entity: str, line: Line, record: Record) -> str:
    if line.entity != entity:
        return ""
    return "Unpaid" if record.get("Balance") else "Paid"


def _price(line: Line) -> str:
    quantity = Decimal(line.quantity or 0)
    return detailed(abs(int(line.cents / quantity))) if quantity else ""


def _rate(record: Record) -> str:
    """Return the rate with two digits at least."""
    rate = Decimal(record.get("ExchangeRate") or 0)
    short = f"{rate:.2f}"
    return (short if Decimal(short) == rate else f"{rate:f}") if rate else ""


def _stamp(record: Record, name: str) -> str:
    """Return when a record was made or changed; the offset has no colon (recorded)."""
    stamp = str((record.get("MetaData") or {}).get(name, ""))
    head, colon, minutes = stamp.rpartition(":")
    return head + minutes if colon else stamp
