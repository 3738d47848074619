"""What a client asks of a report: parameters taken apart, checked, with their defaults."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import Field
from harness.sandbox.reports import period as periods
from harness.sandbox.reports.layout import CELL_LIMIT, Row
from harness.sandbox.reports.period import Period

if TYPE_CHECKING:
    from harness.sandbox.company import Company

FILTERS = {
    "customer": "Customer",
    "vendor": "Vendor",
    "employee": "Employee",
    "item": "Item",
    "class": "Class",
    "department": "Department",
}
"""Filters by id, and how the header echoes them."""
NAMES = ("customer", "vendor", "employee")
SPANS = ("Days", "Week", "Month", "Quarter", "Year")
DIMENSIONS = {
    "Customers": "Customer",
    "Vendors": "Vendor",
    "Employees": "Employee",
    "Classes": "Class",
    "Departments": "Department",
    "ProductsAndServices": "Item",
}
PARAMETERS = frozenset(FILTERS) | frozenset(
    """
    accounting_method date_macro start_date end_date report_date summarize_column_by columns
    sort_by sort_order qzurl account account_type source_account source_account_type
    account_status term transaction_type group_by docnum name memo printed cleared arpaid appaid
    bothamount payment_method duedate_macro start_duedate end_duedate createdate_macro
    start_createdate end_createdate moddate_macro start_moddate end_moddate aging_method
    aging_period num_periods past_due shipvia custom1 custom2 custom3 custom_pp add_due_date
    subcol_pct_inc subcol_pct_exp subcol_pp subcol_pp_chg subcol_pp_pct_chg subcol_py
    subcol_py_chg subcol_py_pct_chg subcol_py_ytd attachmentType agency_id date
    """.split()  # noqa: SIM905 - a list of words reads better as text
)
"""What Intuit documents for one report or another; a report ignores those of others (assumed)."""


LONG = 10_000
"""More entries than that and a report is computed beside the other calls."""


class Long(Exception):
    """A report that would hold up other calls."""


class Noted(Mapping[str, str]):
    """The parameters of a report, and which of them it looked at."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.read.add(name)
        return self.given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)


@dataclass(frozen=True, slots=True)
class Request:
    """One report that was asked for."""

    company: Company
    name: str
    query: Noted
    at_once: bool = True
    """Whether it must be answered now, however long that takes."""

    def fits(self, entries: int, columns: int) -> bool:
        """Whether a report may show so many entries; raises `Long` as `demand_brief` does."""
        if entries * columns > CELL_LIMIT:
            return False
        self.demand_brief(entries)
        return True

    def demand_brief(self, entries: int) -> None:
        """Raise `Long` for many entries to be read, unless it must be answered at once."""
        if entries > LONG and not self.at_once:
            raise Long

    def today(self) -> date:
        """Return the company's day."""
        return date.fromisoformat(self.company.clock.today())

    def fiscal(self) -> int:
        """Return the month that the fiscal year begins in."""
        prefs = self.company.preferences().get("AccountingInfoPrefs") or {}
        name = str(prefs.get("FirstMonthOfFiscalYear") or "January").lower()
        return MONTHS.index(name) + 1 if name in MONTHS else 1

    def currency(self) -> str:
        """Return the currency of the amounts: the company's own."""
        return str(self.company.preferences()["CurrencyPrefs"]["HomeCurrency"]["value"])

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """Return a parameter that is one of few, whatever its case; the first is the default."""
        given = self.query.get(name, "")
        if not given:
            return allowed[0]
        for value in allowed:
            if value.lower() == given.lower():
                return value
        if self.lenient():
            return allowed[0]
        raise refused(name, given)

    def lenient(self) -> bool:
        """Whether a value that a parameter does not take counts for nothing."""
        return self.company.choice("report-parameter") == "ignored"

    def day(self, name: str) -> date | None:
        """Return a date that was given."""
        given = self.query.get(name)
        if not given:
            return None
        return date.fromisoformat(str(shape.typed(name, Field(kind="date"), given)))

    def whole(self, name: str, default: int, highest: int) -> int:
        """Return a number that was given, at least 1."""
        given = self.query.get(name, "")
        if not given:
            return default
        if not (given.isascii() and given.isdecimal() and 0 < int(given[:9]) <= highest):
            raise refused(name, given)
        return int(given)

    def basis(self) -> str:
        """Return Cash or Accrual: as asked, else as the company prefers."""
        allowed = ("Accrual", "Cash")
        if self.query.get("accounting_method"):
            return self.choice("accounting_method", allowed)
        prefs = self.company.preferences().get("ReportPrefs") or {}
        return "Cash" if prefs.get("ReportBasis") == "Cash" else "Accrual"

    def macro(self, name: str, default: str = "") -> Period:
        """Return the period of a macro."""
        found = periods.of_macro(name, self.today(), self.fiscal())
        if found is None and default and self.lenient():
            found = periods.of_macro(default, self.today(), self.fiscal())
        if found is None:
            raise refused("date_macro", name)
        return found

    def period(self, default: str, *, needs_start: bool = False) -> Period:
        """
        Return the period: dates before a macro, a macro before the default.

        With a start alone it ends today; with an end alone it begins with the
        fiscal year of the end (assumed), unless that end is ignored (client
        reports of balance sheets).
        """
        start, end = self.day("start_date"), self.day("end_date")
        if needs_start and start is None:
            end = None
        if start is None and end is None:
            return self.macro(self.query.get("date_macro") or default, default)
        end = end or max(self.today(), start or self.today())
        start = start or periods.fiscal_start(end, self.fiscal())
        if start > end:
            raise refused("start_date", start.isoformat())
        return Period(start, end)

    def standing(self, period: Period) -> Period:
        """Return the period for balances at its end: with all time they are today's (assumed)."""
        return Period(period.start, self.today(), "all") if period.macro == "all" else period

    def span(self, name: str) -> tuple[str, str] | None:
        """Return the first and the last day of a span of dates, or None if none was asked for."""
        start, end = self.day(f"start_{name}"), self.day(f"end_{name}")
        macro = self.query.get(f"{name}_macro")
        if macro and start is None and end is None:
            period = self.macro(macro)
            start, end = period.start, period.end
        if start is None and end is None:
            return None
        return start.isoformat() if start else "0", end.isoformat() if end else "9"

    def backwards(self) -> bool:
        """Whether rows go from the last to the first."""
        return self.choice("sort_order", ("ascend", "descend")) == "descend"

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids that a filter lists."""
        return tuple(part for part in self.query.get(name, "").split(",") if part)

    def summarize(self) -> str:
        """Return how columns are made."""
        return self.choice("summarize_column_by", ("Total", *SPANS, *DIMENSIONS))

    def header(
        self,
        *,
        period: Period | None = None,
        until: date | None = None,
        basis: str = "",
        summarized: bool = False,
        options: Mapping[str, str],
    ) -> Row:
        """Return the report's header, keys in the recorded order; all time has no bounds."""
        header: Row = {
            "Time": self.company.clock.stamp(),
            "ReportName": self.name,
        }
        if period is not None and period.macro:
            header["DateMacro"] = period.macro
        if basis:
            header["ReportBasis"] = basis
        if period is not None and period.macro != "all":
            header["StartPeriod"] = period.start.isoformat()
            header["EndPeriod"] = period.end.isoformat()
        elif until is not None:
            header["EndPeriod"] = until.isoformat()
        if summarized:
            header["SummarizeColumnsBy"] = self.summarize()
        header["Currency"] = self.currency()
        for name, shown in FILTERS.items():
            if self.query.given.get(name):
                header[shown] = self.query.given[name]
        header["Option"] = [{"Name": name, "Value": value} for name, value in options.items()]
        return header


MONTHS = tuple(name.lower() for name in calendar.month_name[1:])


def refused(name: str, value: str) -> faults.Fault:
    """400: a value that the parameter does not take; Intuit's wording is not known."""
    return faults.invalid(
        "2170",
        "Invalid Enumeration",
        f"Invalid enumeration: {value[:100]} is not a value of the parameter {name}",
        name,
    ).resting_on("report-parameter")


def unknown() -> faults.Fault:
    """5020: there is no such report, which Intuit takes for one that may not be seen (recorded)."""
    return faults.invalid(
        "5020",
        "Permission Denied Error",
        "Permission Denied Error : You do not have the access rights to use this feature.",
        "ReportName",
    )


def too_many_columns() -> faults.Fault:
    """10100: a summary was split into more cells than can be shown (two clients, 2024, 2026)."""
    return faults.invalid(
        "10100",
        "Result Set Big Error",
        "Result Set Big Error : Report too large, please customize",
        "ReportName",
    )


def no_data(*, empty: bool) -> dict[str, str]:
    """The option that every report has."""
    return {"NoReportData": "true" if empty else "false"}
