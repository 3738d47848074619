"""Transactions without entries, for lists: estimates, orders, and payments that move nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from harness.sandbox.books import exchange
from harness.sandbox.books.ledger import RECEIVABLE
from harness.sandbox.core import wire
from harness.sandbox.core.schema import Record
from harness.sandbox.reports.book import Book, Line
from harness.sandbox.reports.chart import Account, Chart
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import FILTERS, NAMES, Request

NON_POSTING = frozenset({"Estimate", "PurchaseOrder"})
"""What never posts, whatever it is over."""
MADE_UP = Account("*unposted", "Accounts Receivable (A/R)", RECEIVABLE, "Asset", "", {})
"""Where a company's first estimate would be owed: it has no such account yet."""


def lines(book: Book, period: Period) -> list[Line]:
    """List them as if their first entry were there: in which account, whose, how much (assumed)."""
    rows = book.company.store.rows(
        "SELECT r.entity, r.body FROM entry e JOIN record r"
        " ON r.realm = e.realm AND r.entity = e.entity AND r.id = e.id"
        " WHERE e.realm = ? AND e.entity IN ('Estimate', 'PurchaseOrder', 'BillPayment')"
        " AND e.field = 'TxnDate' AND e.value BETWEEN ? AND ?"
        " AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.realm = r.realm AND p.txn = r.id)",
        book.company.realm,
        period.start.isoformat(),
        period.end.isoformat(),
    )
    book.request.demand_brief(len(rows))
    found = [(entity, wire.loads(body)) for entity, body in rows]
    return [
        _line(book.chart, entity, record)
        for entity, record in found
        if _asked(book.request, entity, record)
    ]


def _line(chart: Chart, entity: str, record: Record) -> Line:
    party = _party(entity)
    account = _account(chart, record)
    total = exchange.at_home(Decimal(record["TotalAmt"]), exchange.rate_of(record))
    return Line(
        txn=record["Id"],
        seq=0,
        entity=entity,
        date=record["TxnDate"],
        account=account.id,
        cents=account.sign * wire.cents(total),
        name_type=party,
        name=_id(record, f"{party}Ref"),
        item="",
        quantity="",
        department=_id(record, "DepartmentRef"),
        klass=_id(record, "ClassRef"),
        memo=record.get("PrivateNote", ""),
        rate="",
        base=0,
    )


def _party(entity: str) -> str:
    return "Customer" if entity == "Estimate" else "Vendor"


def _account(chart: Chart, record: Record) -> Account:
    """Return the bank or the payables account that a record names, else the receivables."""
    check = record.get("CheckPayment") or record.get("CreditCardPayment") or {}
    named = check.get("BankAccountRef") or check.get("CCAccountRef") or record.get("APAccountRef")
    if named:
        return chart.by_id[named["value"]]
    currency = record["CurrencyRef"]["value"]
    of_kind = [chart.by_id[found] for found in chart.ids(RECEIVABLE)]
    fitting = (
        account
        for account in of_kind
        if account.record.get("CurrencyRef", {}).get("value", currency) == currency
    )
    account = next(fitting, MADE_UP)
    chart.by_id.setdefault(account.id, account)
    return account


def _asked(request: Request, entity: str, record: Record) -> bool:
    """Whether a record meets the filters that a book's entries meet."""
    for name, kind in FILTERS.items():
        wanted = request.ids(name)
        if name in NAMES:
            found = {_id(record, f"{kind}Ref")} if kind == _party(entity) else set()
        else:
            found = set(_named(record, f"{kind}Ref"))
        if wanted and not found & set(wanted):
            return False
    return True


def _named(record: Record, key: str) -> Iterator[str]:
    """What a record, or one of its lines, refers to by a key."""
    yield _id(record, key)
    for line in record.get("Line", []):
        yield _id(line.get(line.get("DetailType", "")) or {}, key)


def _id(record: Record, key: str) -> str:
    return str((record.get(key) or {}).get("value", ""))
