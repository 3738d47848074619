"""Which transactions a list shows, and under which headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from harness.sandbox.core import shape, wire
from harness.sandbox.core.faults import Fault
from harness.sandbox.core.schema import Record
from harness.sandbox.reports import period as periods
from harness.sandbox.reports.book import Book, Line
from harness.sandbox.reports.details import label, number, term
from harness.sandbox.reports.layout import Column, Row
from harness.sandbox.reports.period import Period
from harness.sandbox.reports.request import Request, refused
from harness.sandbox.reports.unposted import NON_POSTING

Test = Callable[[Line, Record], bool]
POSTING = "post"
"""A type of transactions that is no type: all that post."""
DATES = {
    "duedate": lambda record: str(record.get("DueDate", "")),
    "createdate": lambda record: str(record.get("MetaData", {}).get("CreateTime", ""))[:10],
    "moddate": lambda record: str(record.get("MetaData", {}).get("LastUpdatedTime", ""))[:10],
}
PAID = ("All", "Paid", "Unpaid")
SETTLED = {"arpaid": "Invoice", "appaid": "Bill"}
PRINTED = {"printed": "PrintComplete", "to_be_printed": "NeedToPrint"}
GROUPS = (
    "None",
    "Name",
    "Account",
    "Transaction Type",
    "Customer",
    "Vendor",
    "Employee",
    "Location",
    "Class",
    "Payment Method",
    "Day",
    "Week",
    "Month",
    "Quarter",
    "Year",
    "Fiscal Quarter",
    "Fiscal Year",
)
LENGTHS = {"Day": 10, "Month": 7, "Year": 4}
SPANS = {
    "Week": "week",
    "Quarter": "calendar quarter",
    "Fiscal Quarter": "fiscal quarter",
    "Fiscal Year": "fiscal year",
}
"""What Intuit documents; what a heading says is ours."""


def tests(request: Request, book: Book) -> list[Test]:
    """Return what every transaction must meet; all that is asked for at once."""
    found = [*_of_records(request, book), *_of_dates(request)]
    names, kinds = request.ids("name"), _kinds(request)
    if names:
        found.append(lambda line, _: line.name in names)
    if kinds == {POSTING}:
        found.append(lambda line, _: line.entity not in NON_POSTING)
    elif kinds - {POSTING}:
        found.append(
            lambda line, record: bool(
                kinds & {plain(label(line.entity, record)), plain(line.entity)}
            )
        )
    types = {plain(each) for each in request.ids("source_account_type")}
    if types:
        found.append(lambda line, _: plain(book.chart.by_id[line.account].type) in types)
    whole = request.query.get("bothamount")
    if whole:
        try:
            cents = wire.cents(shape.decimal("bothamount", whole))
        except Fault:
            raise refused("bothamount", whole) from None
        found.append(lambda line, _: abs(line.cents) == abs(cents))
    return found


def accounts(book: Book) -> frozenset[str]:
    """Return the accounts that a detail shows: of the asked ids and types, or all."""
    ids = book.request.ids("account")
    kinds = {plain(kind) for kind in book.request.ids("account_type")}
    return frozenset(
        one.id
        for one in book.chart.by_id.values()
        if (not ids or one.id in ids) and (not kinds or plain(one.type) in kinds)
    )


def _kinds(request: Request) -> set[str]:
    return {plain(each) for each in request.ids("transaction_type")}


def _of_records(request: Request, book: Book) -> Iterator[Test]:
    """Read what the documents themselves must be."""
    terms, wanted = request.ids("term"), request.query.get("docnum")
    if terms:
        yield lambda _, record: term(record) in terms
    if wanted:
        yield lambda _, record: number(record) == wanted
    memo = request.query.get("memo", "").casefold()
    if memo:
        yield lambda _, record: memo in str(record.get("PrivateNote", "")).casefold()
    methods = request.ids("payment_method")
    if methods:
        known = {plain(method["Name"]): method["Id"] for method in book.company.all(METHOD)}
        ids = {known.get(plain(method), method) for method in methods}
        yield lambda _, record: (record.get("PaymentMethodRef") or {}).get("value") in ids
    for name, entity in SETTLED.items():
        paid = request.choice(name, PAID)
        if paid != "All":
            yield _settled(entity, paid=paid == "Paid")
    if request.query.get("printed"):
        status = PRINTED.get(request.query["printed"].lower())
        if status is None:
            raise refused("printed", request.query["printed"])
        yield lambda _, record: record.get("PrintStatus") == status


METHOD = "PaymentMethod"


def _settled(entity: str, *, paid: bool) -> Test:
    return lambda line, record: line.entity == entity and (not record.get("Balance")) == paid


def _of_dates(request: Request) -> Iterator[Test]:
    for name, day_of in DATES.items():
        span = request.span(name)
        if span is not None:
            yield _between(day_of, *span)


def _between(day_of: Callable[[Record], str], first: str, last: str) -> Test:
    return lambda _, record: first <= day_of(record) <= last


def ordered(request: Request, columns: Sequence[Column], rows: list[Row]) -> list[Row]:
    """Sort rows by one of the columns, as asked; they come in the order they were made without."""
    by = request.query.get("sort_by", "")
    at = next((at for at, column in enumerate(columns) if column.key == by), None)
    if at is not None:
        key: Callable[[Row], Any]
        if columns[at].type == "Money":
            key = lambda row: Decimal(row["ColData"][at]["value"] or 0)  # noqa: E731
        else:
            key = lambda row: row["ColData"][at]["value"].lower()  # noqa: E731
        rows = sorted(rows, key=key)
    return rows[::-1] if request.backwards() else rows


Heading = tuple[str, str]
"""What transactions are listed under, and its id if it has one."""


def heading(request: Request, book: Book) -> Callable[[Line, Record], Heading] | None:
    """Return what a transaction is listed under; None where it is under nothing."""
    group = request.choice("group_by", GROUPS)
    named = {"Customer", "Vendor", "Employee"}
    match group:
        case "None":
            return None
        case "Account":
            return lambda line, _: book.chart.label(line.account)
        case "Transaction Type":
            return lambda line, record: (label(line.entity, record), "")
        case "Day" | "Month" | "Year":
            return lambda line, _: (line.date[: LENGTHS[group]], "")
        case "Week" | "Quarter" | "Fiscal Quarter" | "Fiscal Year":
            span_of, fiscal = periods.SPANS[SPANS[group]], request.fiscal()
            return lambda line, _: (_span(span_of(date.fromisoformat(line.date), fiscal, 0)), "")
        case "Location":
            return lambda line, _: _named(book, "Department", line.department)
        case "Class":
            return lambda line, _: _named(book, "Class", line.klass)
        case "Payment Method":
            return lambda _, record: _named(
                book, METHOD, (record.get("PaymentMethodRef") or {}).get("value", "")
            )
    return lambda line, _: (
        _named(book, line.name_type, line.name)
        if group == "Name" or (group in named and line.name_type == group)
        else UNSPECIFIED
    )


def _span(period: Period) -> str:
    return f"{period.start} - {period.end}"


def by_name(book: Book) -> Callable[[Line, Record], Heading]:
    """Return what lists a transaction under whoever it is with."""
    return lambda line, _: _named(book, line.name_type, line.name)


def in_order(headings: Iterable[Heading]) -> list[Heading]:
    """Sort what transactions are listed under by its name."""
    return sorted(headings, key=lambda found: (found[0].lower(), found[1]))


UNSPECIFIED = ("Not Specified", "")


def _named(book: Book, entity: str, identifier: str) -> Heading:
    record = (book.company.get(entity, identifier) if identifier else None) or {}
    name = record.get("FullyQualifiedName") or record.get("DisplayName") or record.get("Name")
    return (str(name), identifier) if name else UNSPECIFIED


def plain(kind: str) -> str:
    """Return a kind of account, transaction or payment without blanks and case."""
    return kind.replace(" ", "").lower()
