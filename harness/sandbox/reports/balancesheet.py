"""BalanceSheet: what there is and to whom it belongs, at the end of a period."""

from __future__ import annotations

from harness.sandbox.reports import columns
from harness.sandbox.reports.book import opened
from harness.sandbox.reports.columns import added
from harness.sandbox.reports.layout import Row, cell, cells, data, report, section
from harness.sandbox.reports.profitandloss import DEFAULT
from harness.sandbox.reports.request import Request, no_data
from harness.sandbox.reports.statement import Amounts, Statement

Node = tuple[str, str, str, tuple["Node", ...] | str]
"""Title, title of the total, group; what is in it, or the type of the accounts in it."""
ASSETS: Node = (
    "ASSETS",
    "TOTAL ASSETS",
    "TotalAssets",
    (
        (
            "Current Assets",
            "Total Current Assets",
            "CurrentAssets",
            (
                ("Bank Accounts", "Total Bank Accounts", "BankAccounts", "Bank"),
                ("Accounts Receivable", "Total Accounts Receivable", "AR", "Accounts Receivable"),
                (
                    "Other Current Assets",
                    "Total Other Current Assets",
                    "OtherCurrentAssets",
                    "Other Current Asset",
                ),
            ),
        ),
        ("Fixed Assets", "Total Fixed Assets", "FixedAssets", "Fixed Asset"),
        ("Other Assets", "Total Other Assets", "OtherAssets", "Other Asset"),
    ),
)
LIABILITIES: Node = (
    "Liabilities",
    "Total Liabilities",
    "Liabilities",
    (
        (
            "Current Liabilities",
            "Total Current Liabilities",
            "CurrentLiabilities",
            (
                ("Accounts Payable", "Total Accounts Payable", "AP", "Accounts Payable"),
                ("Credit Cards", "Total Credit Cards", "CreditCards", "Credit Card"),
                (
                    "Other Current Liabilities",
                    "Total Other Current Liabilities",
                    "OtherCurrentLiabilities",
                    "Other Current Liability",
                ),
            ),
        ),
        (
            "Long-Term Liabilities",
            "Total Long-Term Liabilities",
            "LongTermLiabilities",
            "Long Term Liability",
        ),
    ),
)


def balance_sheet(request: Request) -> Row:
    """Assets, then liabilities and equity; groups without accounts that moved are left out."""
    basis = request.basis()
    period = request.standing(request.period(DEFAULT, needs_start=True))
    with opened(request, basis) as book:
        table = columns.balances(book, period)
        chart = book.chart
        statement = Statement(table, shown=frozenset({chart.retained}))

        def lay(node: Node, sign: int) -> tuple[Row | None, Amounts]:
            title, total, group, content = node
            if isinstance(content, str):
                row, amounts = statement.group(title, total, group, chart.of(content), sign)
                return (row if "Rows" in row else None), amounts
            laid = [lay(child, sign) for child in content]
            amounts = added((found for _, found in laid), statement.width)
            rows = [row for row, _ in laid if row is not None]
            if not rows and node is not ASSETS:
                return None, amounts
            header = [cell(title), *statement.blank()]
            return section(header, rows, [cell(total), *cells(amounts)], group), amounts

        assets, _ = lay(ASSETS, 1)
        liabilities, owed = lay(LIABILITIES, -1)
        equity = chart.of("Equity")
        held = added((statement.total(equity, -1), table.net), statement.width)
        equity_rows = list(statement.rows(equity, -1))
        equity_rows.append(data(cell("Net Income"), cells(table.net), "NetIncome"))
        blank = statement.blank()
        right = [
            *([liabilities] if liabilities else []),
            section(
                [cell("Equity"), *blank],
                equity_rows,
                [cell("Total Equity"), *cells(held)],
                "Equity",
            ),
        ]
        both = added((owed, held), statement.width)
        rows = [
            *([assets] if assets else []),
            section(
                [cell("LIABILITIES AND EQUITY"), *blank],
                right,
                [cell("TOTAL LIABILITIES AND EQUITY"), *cells(both)],
                "TotalLiabilitiesAndEquity",
            ),
        ]
    empty = not table.cells and not any(value is not None for value in table.net)
    options = {"AccountingStandard": "GAAP", **no_data(empty=empty)}
    header = request.header(period=period, basis=basis, summarized=True, options=options)
    return report(header, (columns.ACCOUNT, *table.columns), rows)
