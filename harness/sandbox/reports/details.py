"""What lists of transactions share: the cell of each column for an entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, cached_property

from harness.sandbox.books import exchange
from harness.sandbox.core import wire
from harness.sandbox.core.schema import Record
from harness.sandbox.reports.book import Book, Line
from harness.sandbox.reports.layout import Cell, Column, cell, detailed, named
from harness.sandbox.reports.unposted import NON_POSTING

PURCHASES = {
    "1": "Credit Card Expense",
    "3": "Check",
    "11": "Credit Card Credit",
    "31": "Cash Expense",
}
"""By the number of their kind; all others are called expenses (recorded, 2026)."""
START = "InventoryStartingValue"
SPLIT = "-Split-"
MAKER = "Sam Sandbox"
"""Who made and changed everything: whom the OpenID endpoint tells of (the name is ours)."""
LABELS = {
    "RefundReceipt": "Refund",
    "InventoryAdjustment": "Inventory Qty Adjust",
    "InventoryStartingValue": "Inventory Starting Value",
    "CreditCardPayment": "Credit Card Payment",
}
SPLIT_ALWAYS = frozenset({"JournalEntry", "SalesTaxPayment"})
NO_DATE = "0-00-00"
"""What stands where there is no date (recorded)."""
OPEN = {
    "Invoice": ("Balance", 1),
    "Bill": ("Balance", 1),
    "CreditMemo": ("Balance", -1),
    "VendorCredit": ("Balance", -1),
    "Payment": ("UnappliedAmt", -1),
}
SENT = {"EmailSent": "Sent", "NeedToSend": "Not sent"}
PRINTED = {"PrintComplete": "Printed", "NeedToPrint": "Not printed"}


class Cells:
    """The cells of entries; names and the other accounts of a transaction are looked up once."""

    def __init__(self, book: Book, sides: Mapping[str, list[tuple[int, str]]]) -> None:
        self.book, self.company, self.sides = book, book.company, sides
        self._names: dict[tuple[str, str], Cell] = {}
        self._accounts: dict[str, Cell] = {}

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
            "account_name": lambda line, _: self.account(line.account),
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
            "debt_amt": lambda line, _: cell(detailed(line.cents if line.cents >= 0 else None)),
            "credit_amt": lambda line, _: cell(detailed(-line.cents if line.cents < 0 else None)),
            "debt_home_amt": lambda line, _: cell(
                detailed(line.cents if line.cents >= 0 else None)
            ),
            "credit_home_amt": lambda line, _: cell(
                detailed(-line.cents if line.cents < 0 else None)
            ),
            "nat_open_bal": lambda line, record: cell(_open(line, record)),
            "nat_home_open_bal": lambda line, record: cell(_open(line, record, home=True)),
            "tax_amount": lambda _, record: cell(_written(record, _tax(record))),
            "home_tax_amount": lambda _, record: cell(_written(record, _tax(record), home=True)),
            "net_amount": lambda _, record: cell(_written(record, _net(record))),
            "home_net_amount": lambda _, record: cell(_written(record, _net(record), home=True)),
            "create_by": lambda *_: cell(MAKER),
            "last_mod_by": lambda *_: cell(MAKER),
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
        found = self._names.get((entity, identifier))
        if found is None:
            record = (self.company.get(entity, identifier) if identifier else None) or {}
            declared = self.company.entities.get(entity)
            shown = record.get("FullyQualifiedName") or record.get(
                (declared.name_field if declared else None) or "Name", ""
            )
            found = self._names[entity, identifier] = cell(str(shown), identifier)
        return found

    def account(self, identifier: str) -> Cell:
        """An account with those above it."""
        found = self._accounts.get(identifier)
        if found is None:
            found = self._accounts[identifier] = named(*self.book.chart.label(identifier))
        return found

    def party(self, entity: str, line: Line) -> Cell:
        """The name of an entry, where it is of that kind."""
        return self.name(entity, line.named(entity))

    def mail(self, entity: str, line: Line) -> str:
        """The address of an entry's name, where it is of that kind."""
        held = self.company.get(entity, line.name) if line.name_type == entity else None
        return str(((held or {}).get("PrimaryEmailAddr") or {}).get("Address", ""))

    def split(self, line: Line) -> Cell:
        """
        The account on the other side, or that there are several entries (recorded).

        What stock begins with stands against itself. Entries on one account count too,
        and a journal is split always; so is what a payment without money settles, whose
        own side is on no account.
        """
        sides = self.sides.get(line.txn)
        if not sides:
            return cell("", "")
        if line.entity in SPLIT_ALWAYS:
            return cell(SPLIT, "")
        if line.entity == START and line.seq and line.cents:
            return self.account(line.account)
        (first, account), *others = sides
        if line.seq != first:
            linking = line.entity == "Payment" and not line.cents
            return cell(SPLIT, "") if linking else self.account(account)
        if len(others) == 1:
            return self.account(others[0][1])
        return cell(SPLIT if others else "", "")


def label(entity: str, record: Record) -> str:
    """Return what a transaction is called in lists."""
    if entity == "Purchase":
        told = (record.get("PurchaseEx") or {}).get("any") or [{"value": {}}]
        return PURCHASES.get(str(told[0]["value"].get("Value")), "Expense")
    if entity == "BillPayment":
        paid = "Credit Card" if record.get("PayType") == "CreditCard" else "Check"
        return f"Bill Payment ({paid})"
    if entity == START and record.get("Adjusts"):
        return LABELS["InventoryAdjustment"]
    return LABELS.get(entity) or _spaced(entity)


@cache
def _spaced(entity: str) -> str:
    """Set the words of an entity's name apart."""
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


def _open(line: Line, record: Record, *, home: bool = False) -> str:
    """Return what is open of a document; credits and money on account are negative (assumed)."""
    name, sign = OPEN.get(line.entity, ("Balance", 0))
    return _written(record, sign * Decimal(record.get(name) or 0), home=home)


def _tax(record: Record) -> Decimal:
    return Decimal((record.get("TxnTaxDetail") or {}).get("TotalTax") or 0)


def _net(record: Record) -> Decimal:
    lines = (record.get("TxnTaxDetail") or {}).get("TaxLine") or ()
    nets = {
        Decimal((line.get("TaxLineDetail") or {}).get("NetAmountTaxable") or 0) for line in lines
    }
    return max(nets, default=Decimal(0))


def _written(record: Record, value: Decimal, *, home: bool = False) -> str:
    """Write an amount of a document in its currency, or in the company's own."""
    shown = exchange.at_home(value, exchange.rate_of(record)) if home else value
    return detailed(wire.cents(shown))


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
