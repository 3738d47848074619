"""PaymentMethod: cash, check, a kind of card."""

from __future__ import annotations

from harness.sandbox.core.schema import LIST, META, Entity, Field, flag, text
from harness.sandbox.parts.lists import names

PAYMENT_METHOD = Entity(
    name="PaymentMethod",
    ids="paymentmethod",
    operations=LIST,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": text(31, query=True, index=True, required=True),
        "Active": flag(default=True, query=True),
        "Type": Field(
            kind="text",
            query=True,
            default="NON_CREDIT_CARD",
            choices=("NON_CREDIT_CARD", "CREDIT_CARD"),
            free=True,
        ),
        META: None,
    },
    rules=(names.list_name("PaymentMethod"), names.frozen("PaymentMethod")),
)
