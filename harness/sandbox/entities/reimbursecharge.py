"""ReimburseCharge: what a customer is to be charged for a cost; made of billable lines."""

from __future__ import annotations

from harness.sandbox.core.schema import META, READ_ONLY, Entity, Field, flag, ref
from harness.sandbox.parts.buying import charges

REIMBURSE_CHARGE = Entity(
    name=charges.CHARGE,
    ids="transaction",
    label="Billable Expense Charge",
    operations=READ_ONLY,
    fields={
        "CustomerRef": ref("Customer", filter=True, index=True),
        "Amount": Field(kind="money", query=True),
        "HasBeenInvoiced": flag(default=False, query=True),
        META: None,
        "TxnDate": Field(kind="date", query=True, index=True),
        "CurrencyRef": Field(kind="object"),
        "LinkedTxn": Field(kind="list"),
        "Line": Field(kind="list"),
    },
    links=charges.source_links,
    linked=charges.invoiced,
    totalled=True,
)
