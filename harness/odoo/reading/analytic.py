"""How the lines of documents are shared among analytic accounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from harness.odoo.port import OdooPort
from harness.odoo.values import Row
from harness.snapshot import AnalyticShare


def analytic_shares(port: OdooPort, lines: Sequence[Row]) -> dict[int, tuple[AnalyticShare, ...]]:
    """
    Read the shares of lines, by the line's id; one call, and none where nothing is shared.

    Odoo keys a distribution by analytic accounts, several of different plans
    with commas between them.
    """
    ids = sorted({int(account) for line in lines for account, _ in _parts(line)})
    if not ids:
        return {}
    rows = port.call("account.analytic.account", "read", ids=ids, fields=["name", "plan_id"])
    accounts = {row["id"]: (str(row["plan_id"][1]), str(row["name"])) for row in rows}
    return {
        line["id"]: tuple(
            AnalyticShare(plan=plan, account=name, percent=percent)
            for account, percent in _parts(line)
            for plan, name in [accounts[int(account)]]
        )
        for line in lines
    }


def _parts(line: Row) -> Iterator[tuple[str, Decimal]]:
    for key, percent in (line["analytic_distribution"] or {}).items():
        for account in key.split(","):
            yield account, Decimal(percent)
