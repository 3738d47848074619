"""What was sold and bought, is owed and is there: by customer, vendor, class, location and item."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tests.fuzz.ledger.measures import DIMENSIONS, RESULT, SPANS, Measures, Sums, nameless
from tests.fuzz.ledger.paper import FORWARD, PAYABLE, RECEIVABLE, Entry, rounded
from tests.fuzz.ledger.readings import Amounts, Row, cents, details, last_total, plain, summary

EVERY = frozenset(
    {
        "Bill",
        "VendorCredit",
        "Purchase",
        "JournalEntry",
        "Deposit",
        "Payment",
        "BillPayment",
        "InventoryAdjustment",
    }
) | frozenset(FORWARD)


class Parties(Measures):
    """Checks of these."""

    def sold(self, by: str, forms: Container[str], types: Container[str]) -> Callable[..., Sums]:
        """What was sold, or spent, by name: what moved accounts of some types on some forms."""
        sign = -1 if "Income" in types else 1

        def of(basis: str, start: str, end: str, keep: Callable[[Entry], bool] = bool) -> Sums:
            found: Sums = defaultdict(int)
            for entry in self.of(basis):
                unsold = entry.account == "*receivable" and sign < 0
                fits = entry.entity in forms and self.types[entry.account] in types and not unsold
                if fits and start <= entry.date <= end and keep(entry):
                    found[DIMENSIONS[by](entry)] += sign * entry.cents
            return found

        return of

    def sales(self, basis: str, start: str, end: str) -> None:
        """Sales by customer, class, location and item, and costs by vendor, in columns."""
        income, costs = (
            ("Income", "Other Income"),
            ("Cost of Goods Sold", "Expense", "Other Expense"),
        )
        query = {"start_date": start, "end_date": end, "accounting_method": basis}
        for name, dimension, forms, types in (
            ("CustomerSales", "Customers", FORWARD, income),
            ("ClassSales", "Classes", FORWARD, income),
            ("DepartmentSales", "Departments", FORWARD, income),
            ("ItemSales", "ProductsAndServices", FORWARD, income),
            ("VendorExpenses", "Vendors", EVERY, costs),
        ):
            by = self.random.choice(("Total", *SPANS[2:], *DIMENSIONS))
            report = self.office.report(name, summarize_column_by=by, **query)
            meant = self.columns(report, by, query, self.sold(dimension, forms, types))
            read = summary(counted(report))
            assert not read.wrong, read.wrong
            wide, first = (7, 1) if name == "ItemSales" else (1, 0)
            rows = titled(read.rows, {"Far North": self.office.classes[2]})
            for at, sums in enumerate(meant):
                place = at * wide + first
                found = {nameless(key): plain(row[place]) for key, row in rows.items()}
                self.same((name, by, query, at), found, sums, slack=self.rounding(basis))
                if found:
                    assert plain(read.groups["GrandTotal"][place]) == sum(found.values())
            for row in rows.values():
                amounts = [plain(value) for value in row[first::wide]]
                assert by == "Total" or sum(amounts[:-1]) == amounts[-1]
            if name == "ItemSales":
                numbers = {key: plain(row[-7]) for key, row in rows.items()}
                self.same((name, query), numbers, self.numbers(basis, start, end), slack=1)
                for row in rows.values():
                    parts = [plain(value) for value in row[::7]]
                    assert by == "Total" or abs(sum(parts[:-1]) - parts[-1]) <= len(parts)

    def numbers(self, basis: str, start: str, end: str) -> Sums:
        """How many were sold of each item, in hundredths; on the cash basis in proportion."""
        found: dict[str, Fraction] = defaultdict(Fraction)
        for document in self.books.documents.values():
            whole = [(document.date, Fraction(1), True)]
            shares = self.books.shares(document.id) if basis == "Cash" else whole
            for day, share, _ in shares if document.entity in FORWARD else ():
                for line in document.lines if start <= day <= end else ():
                    found[line.item] += FORWARD[document.entity] * line.quantity * share
        return {item: rounded(number * 100) for item, number in found.items()}

    def by_name(self, basis: str, start: str, end: str) -> None:
        """CustomerIncome comes to the net income, VendorExpenses to all costs."""
        query = {"start_date": start, "end_date": end, "accounting_method": basis}
        incomes: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for entry in self.of(basis):
            kind = self.types[entry.account]
            if kind not in RESULT or not start <= entry.date <= end:
                continue
            incomes[DIMENSIONS["Customers"](entry)][0 if "Income" in kind else 1] -= entry.cents
        read = summary(self.office.report("CustomerIncome", **query))
        assert not read.wrong, read.wrong
        for at in (0, 1):
            found = {nameless(key): plain(row[at]) for key, row in read.rows.items()}
            self.same(
                ("CustomerIncome", query, at),
                found,
                {k: v[at] for k, v in incomes.items()},
                slack=self.rounding(basis),
            )
        whole = summary(self.office.report("ProfitAndLoss", **query)).groups["NetIncome"][0]
        if read.groups:
            assert read.groups["GrandTotal"][2] == plain(whole)

    def taxes(self, basis: str, start: str, end: str) -> None:
        """TaxSummary: what was taxed and the tax, by rate."""
        query = {"start_date": start, "end_date": end, "accounting_method": basis}
        read = summary(self.office.report("TaxSummary", **query))
        assert not read.wrong, read.wrong
        taxed: Sums = defaultdict(int)
        taxes: Sums = defaultdict(int)
        for entry in self.of(basis):
            if entry.rate and start <= entry.date <= end:
                taxed[entry.rate] += entry.base
                taxes[entry.rate] -= entry.cents
        rates = {rate for rate, _, _ in self.books.codes[self.office.code]}
        for at, meant in enumerate((taxed, taxes)):
            found = {key: plain(row[at]) for key, row in read.rows.items() if key in rates}
            if at or basis == "Accrual":
                self.same(("TaxSummary", query, at), found, meant, slack=self.rounding(basis))

    def owed(self, day: str) -> None:
        """Ageing and balances, by name and by document, as of a day."""
        for kind, names in (
            ("Customer", ("AgedReceivables", "AgedReceivableDetail")),
            ("Vendor", ("AgedPayables", "AgedPayableDetail")),
        ):
            items = self.books.open_items(kind, day)
            opened = {key: rest for key, (_, rest) in items.items() if rest}
            aged: Counter[Any] = Counter()
            for (name, txn), rest in opened.items():
                document = self.books.documents[txn]
                late = (
                    date.fromisoformat(day) - date.fromisoformat(document.due or document.date)
                ).days
                aged[name, min(max((late + 29) // 30, 0), 4)] += rest
            read = summary(self.office.report(names[0], report_date=day))
            assert not read.wrong, read.wrong
            found = {(key, at): plain(row[at]) for key, row in read.rows.items() for at in range(5)}
            self.same((names[0], day), found, aged)
            total = sum(opened.values())
            if read.groups:
                assert read.groups["GrandTotal"][-1] == total
            control = RECEIVABLE if kind == "Customer" else PAYABLE
            held = sum(
                e.cents for e in self.accrual if self.types[e.account] == control and e.date <= day
            )
            assert total == (held if kind == "Customer" else -held)
            key = "subt_open_bal" if kind == "Customer" else "subt_neg_open_bal"
            amount = key.replace("open_bal", "amount")
            entire = {each: items[each] for each in opened}
            report = self.office.report(names[1], report_date=day)
            whose = "cust_name" if kind == "Customer" else "vend_name"
            rows = [(row.ids[whose], row) for row in details(report)]
            assert _both(rows, amount, key) == entire, (names[1], day)
            assert plain(cents(last_total(report).get(key, ""))) == total
            balances = summary(self.office.report(f"{kind}Balance", report_date=day))
            assert not balances.wrong, balances.wrong
            sums: Sums = defaultdict(int)
            for (name, _), rest in opened.items():
                sums[name] += rest
            self.same(
                (f"{kind}Balance", day), {k: plain(v[0]) for k, v in balances.rows.items()}, sums
            )
            name = f"{kind}BalanceDetail"
            rows = [
                (row.within[-1], row) for row in details(self.office.report(name, report_date=day))
            ]
            assert _both(rows, amount, key) == entire, (name, day)
            query = {"report_date": day, "arpaid" if kind == "Customer" else "appaid": "All"}
            rows = [(row.within[-1], row) for row in details(self.office.report(name, **query))]
            listed = {key: pair for key, pair in _both(rows, amount, key).items() if any(pair)}
            assert listed == {key: pair for key, pair in items.items() if any(pair)}, (name, query)

    def in_stock(self, entry: Entry) -> bool:
        """Whether an entry is of the asset of what lies in stock."""
        return bool(entry.item) and entry.account == self.books.items[entry.item].asset

    def stock(self, start: str, end: str) -> None:
        """What is there of each item at a day's end, its value in the asset, and each movement."""
        count: dict[str, Fraction] = defaultdict(Fraction)
        worth: Sums = defaultdict(int)
        for entry in self.accrual:
            if entry.date <= end and self.in_stock(entry):
                count[entry.item] += entry.moved
                worth[entry.item] += entry.cents
        read = summary(counted(self.office.report("InventoryValuationSummary", end_date=end)))
        for item in self.office.goods:
            row = read.rows.get(item)
            assert (count[item], worth[item]) == (
                (Fraction(plain(row[1]), 100), plain(row[2])) if row else (0, 0)
            ), (item, row, count, worth)
        if read.groups:
            assert read.groups["GrandTotal"][2] == sum(worth.values())
        last: dict[str, tuple[str, str]] = {}
        moved: Sums = defaultdict(int)
        gone: dict[str, Fraction] = defaultdict(Fraction)
        query = {"start_date": start, "end_date": end}
        for line in details(self.office.report("InventoryValuationDetail", **query)):
            item = line.within[-1]
            last[item] = line.cells["qty_on_hand"], line.cells["home_asset_value"]
            moved[item] += plain(cents(line.cells["home_amount"]))
            gone[item] += Fraction(line.cells["quantity"])
        for item, (held, value) in last.items():
            assert (Fraction(held), plain(cents(value))) == (count[item], worth[item])
        meant: Sums = defaultdict(int)
        for entry in self.accrual:
            if start <= entry.date <= end and self.in_stock(entry):
                meant[entry.item] += entry.cents
                gone[entry.item] -= entry.moved
        assert not any(gone.values()), (query, gone)
        self.same(("InventoryValuationDetail", start, end), moved, meant)
        for item in self.office.goods:
            on_hand = sum(e.moved for e in self.accrual if e.item == item)
            assert Fraction(str(self.office.read(f"item/{item}")["QtyOnHand"])) == on_hand


def titled(rows: Mapping[str, Amounts], names: Mapping[str, str]) -> Mapping[str, Amounts]:
    """Rows inside others have no id where the id is the outer row's group."""
    return {names.get(key, key): amounts for key, amounts in rows.items()}


def counted(report: Any) -> Any:
    """A report without what is no number."""
    for row in report["Rows"].get("Row", ()):
        for cell in row.get("ColData", ())[1:]:
            if not cell["value"].lstrip("-").replace(".", "").isdigit():
                cell["value"] = ""
    return report


def _both(rows: Iterable[tuple[str, Row]], whole: str, rest: str) -> dict[Any, tuple[int, int]]:
    """What each transaction adds and what of it is open, by name and transaction."""
    return {
        (name, row.ids["txn_type"]): (plain(cents(row.cells[whole])), plain(cents(row.cells[rest])))
        for name, row in rows
    }
