"""Estimate: an offer, which posts nothing."""

from __future__ import annotations

from harness.sandbox.core.schema import META, Entity, Field, text
from harness.sandbox.parts.forms.documents import dated, offer_numbered
from harness.sandbox.parts.selling import estimates, sales, salesform
from harness.sandbox.parts.settling import payments

ESTIMATE = Entity(
    name="Estimate",
    ids="transaction",
    label="Estimate",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "ExpirationDate": Field(kind="date"),
        "AcceptedBy": text(100),
        "AcceptedDate": Field(kind="date"),
        META: None,
        **salesform.HEAD,
        "TxnStatus": Field(
            kind="text",
            default="Pending",
            choices=("Pending", "Accepted", "Closed", "Rejected", "Converted"),
            free=True,
            filter=True,
        ),
        "LinkedTxn": Field(kind="list", readonly=True, lean=True),
        **salesform.LINES,
        **salesform.CUSTOMER,
        **salesform.DUE,
        **salesform.SHIPPED,
        **salesform.TOTALS,
        **salesform.MAIL,
        **salesform.DELIVERED,
    },
    unwritten_false=salesform.UNSAID,
    rules=(
        salesform.customer_needed("Estimate"),
        dated,
        offer_numbered,
        *salesform.WHO,
        sales.discounted,
        salesform.totals,
    ),
    remove=(payments.release,),
    linked=estimates.follow,
)
