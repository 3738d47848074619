"""TaxSummary: the sales tax of a period by agency and rate."""

from __future__ import annotations

from collections import defaultdict

from harness.sandbox.books.ledger import NO_RATE
from harness.sandbox.core import faults
from harness.sandbox.reports.book import opened
from harness.sandbox.reports.layout import Column, Row, cell, cells, data, named, report, section
from harness.sandbox.reports.profitandloss import DEFAULT
from harness.sandbox.reports.request import Request, no_data

COLUMNS = (
    Column(title="", key="tax", type="String"),
    Column(title="Taxable Amount", key="taxable_amount"),
    Column(title="Tax Amount", key="tax_amount"),
)


UNKNOWN = "Not Specified"
"""The agency and the rate of a tax that a client gave as a sum."""


def tax_summary(request: Request) -> Row:
    """
    What is owed to each agency.

    Intuit refuses it in a US company (live test); the form of the sales tax
    liability is ours, and a choice restores the refusal.
    """
    if request.company.choice("us-tax-summary") == "refused":
        raise faults.invalid(
            "500", "Unsupported Operation", "Operation Report TaxSummary is not supported."
        )
    basis, period = request.basis(), request.period(DEFAULT)
    company = request.company
    sums: dict[str, tuple[int, int]] = {}
    with opened(request, basis) as book:
        book.narrow(" AND rate <> ''", ())
        request.demand_brief(book.count(period.start, period.end))
        for line in book.lines(period.start, period.end):
            rate = "" if line.rate == NO_RATE else line.rate
            base, tax = sums.get(rate, (0, 0))
            sums[rate] = (base + line.base, tax - line.cents)
    wanted = request.ids("agency_id")
    agencies: dict[str, list[str]] = defaultdict(list)
    for rate in sums:
        record = company.get("TaxRate", rate) or {}
        agency = (record.get("AgencyRef") or {}).get("value", "")
        if not wanted or agency in wanted:
            agencies[agency].append(rate)
    rows: list[Row] = []
    backwards = request.backwards()
    for agency in sorted(agencies, reverse=backwards):
        name = str((company.get("TaxAgency", agency) or {}).get("DisplayName", UNKNOWN))
        inside = [
            data(
                named(str((company.get("TaxRate", rate) or {}).get("Name", UNKNOWN)), rate),
                cells(sums[rate]),
            )
            for rate in sorted(agencies[agency], reverse=backwards)
        ]
        total = [sum(sums[rate][at] for rate in agencies[agency]) for at in (0, 1)]
        header = [named(name, agency), cell(""), cell("")]
        rows.append(section(header, inside, [cell(f"Total for {name}"), *cells(total)]))
    if rows:
        listed = [sums[rate] for rates in agencies.values() for rate in rates]
        whole = [sum(pair[at] for pair in listed) for at in (0, 1)]
        rows.append(section(None, (), [cell("TOTAL"), *cells(whole)], "GrandTotal"))
    header_of = request.header(period=period, basis=basis, options=no_data(empty=not rows))
    return report(header_of, COLUMNS, rows)
