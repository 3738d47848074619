"""Posting salaries as payroll does: one journal entry without a customer or vendor."""

from __future__ import annotations

from decimal import Decimal

from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef

JOURNAL = "SLR"


def post_salaries(odoo: Seeder, amount: Decimal) -> OdooRef:
    """Post a month's salaries as a liability and return the entry."""
    port = odoo.port
    held = port.call("account.journal", "search", domain=[["code", "=", JOURNAL]], limit=1)
    journals = held or port.call(
        "account.journal",
        "create",
        vals_list=[{"name": "Salaries", "code": JOURNAL, "type": "general"}],
    )
    debit, credit = (
        port.call("account.account", "search", domain=[["account_type", "=", kind]], limit=1)[0]
        for kind in ("expense", "liability_current")
    )
    sides = ({"account_id": debit, "debit": amount}, {"account_id": credit, "credit": amount})
    values = {
        "move_type": "entry",
        "journal_id": journals[0],
        "date": odoo.today.isoformat(),
        "ref": f"Salaries {odoo.tag}",
        "line_ids": [[0, 0, {"name": f"Salaries {odoo.tag}", **side}] for side in sides],
    }
    entry = odoo.create("account.move", values)
    odoo.press(entry, "action_post")
    return entry
