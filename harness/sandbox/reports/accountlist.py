"""AccountList: the chart of accounts with types and balances."""

from __future__ import annotations

import re

from harness.sandbox.books import ledger
from harness.sandbox.reports.book import opened
from harness.sandbox.reports.chart import ORDER, Account
from harness.sandbox.reports.detailcolumns import chosen
from harness.sandbox.reports.layout import Column, Row, amount, cell, data, report
from harness.sandbox.reports.listing import ordered, plain
from harness.sandbox.reports.request import Request, no_data

COLUMNS = {
    column.key: column
    for column in (
        Column(title="Account", key="account_name", type="String"),
        Column(title="Type", key="account_type", type="String"),
        Column(title="Detail type", key="detail_acc_type", type="String"),
        Column(title="Description", key="account_desc", type="String"),
        Column(title="Balance", key="account_bal", type="Money"),
        Column(title="Number", key="account_num", type="String"),
        Column(title="Create Date", key="create_date", type="Date"),
        Column(title="Created By", key="create_by", type="String"),
        Column(title="Last Modified", key="last_mod_date", type="Date"),
        Column(title="Last Modified By", key="last_mod_by", type="String"),
    )
}
STAMPS = {"create": "CreateTime", "mod": "LastUpdatedTime"}
DEFAULT = "account_name account_type detail_acc_type account_desc account_bal"


def account_list(request: Request) -> Row:
    """One row for each active account, by type and name."""
    columns = chosen(request, DEFAULT, COLUMNS, tracked=())
    wanted = {plain(kind) for kind in request.ids("account_type")}
    spans = {name: request.span(f"{name}date") for name in STAMPS}
    status = request.choice("account_status", ("Not_Deleted", "Deleted"))
    rows: list[Row] = []
    with opened(request) as book:

        def cells(account: Account) -> list[dict[str, str]]:
            record = account.record
            meta = record.get("MetaData") or {}
            cents = None
            if not account.result:
                cents = account.sign * ledger.balance(request.company, "account", account.id)
            values = {
                "account_name": cell(book.chart.qualified(account)),
                "account_type": cell(account.type),
                "detail_acc_type": cell(_words(account.subtype)),
                "account_desc": cell(str(record.get("Description", ""))),
                "account_bal": cell(amount(cents)),
                "account_num": cell(str(record.get("AcctNum", ""))),
                "create_date": cell(str(meta.get("CreateTime", ""))),
                "last_mod_date": cell(str(meta.get("LastUpdatedTime", ""))),
            }
            return [values.get(column.key, cell("")) for column in columns]

        def shown(account: Account) -> bool:
            active = account.record.get("Active", False) is True
            meta = account.record.get("MetaData") or {}
            return (
                bool(account.record)
                and active == (status == "Not_Deleted")
                and all(
                    span is None or span[0] <= str(meta.get(STAMPS[name], ""))[:10] <= span[1]
                    for name, span in spans.items()
                )
            )

        def lay(accounts: list[Account]) -> None:
            for account in accounts:
                if shown(account):
                    made = cells(account)
                    rows.append(data(made[0], made[1:]))
                lay(account.children)

        for kind in ORDER:
            if not wanted or plain(kind) in wanted:
                lay(book.chart.of(kind))
    header = request.header(options=no_data(empty=not rows))
    return report(header, columns, ordered(request, columns, rows))


def _words(subtype: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", subtype)
