"""
One full record of each role, and what the oracle expects of it, as text.

`python -m tests.oracle.rich` writes `tests/oracle/expected/`; read its differences as you would
read code.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from harness.oracle import expect
from harness.oracle.expectation import Expectation, Field, Links
from harness.snapshot import (
    Address,
    AnalyticShare,
    Application,
    Role,
    Snapshot,
    WriteOff,
)
from tests.oracle import records
from tests.oracle.records import BILL, INVOICE, LINKS, POLICY, line, ref

EXPECTED = Path(__file__).parent / "expected"

NOTE = ref("account.move", 6)
YARD = Address(
    street="7 Yard Rd", street2="Gate 4", city="Tampa", state="FL", zip="33619", country="US"
)
TAMPA = AnalyticShare(plan="Location", account="Tampa", percent=Decimal(100))

partner = replace(
    records.partner, website="https://example.com", notes="<p>Calls first</p>", address=YARD
)
product = replace(records.product, purchase_description="mill length")
invoice = replace(
    records.invoice,
    address=YARD,
    reference="PO-77",
    memo="<p>Mind the dog</p>",
    lines=(
        line(shares=(TAMPA,), discount=Decimal(10), subtotal=Decimal("498.15")),
        line(
            product=None,
            account="400300",
            description="Welding",
            quantity=Decimal("1.5"),
            unit_price=Decimal("36.9"),
            subtotal=Decimal("55.35"),
        ),
        records.note,
    ),
)
bill = replace(records.bill, lines=(line(shares=(TAMPA,)), *records.bill.lines[1:]))
credit_memo = replace(invoice, ref=NOTE, kind="out_refund", number="RINV/2026/00001")
vendor_credit = replace(
    bill, ref=NOTE, kind="in_refund", number="RBILL/2026/00001", reference="MILL-9C"
)
payment = replace(
    records.payment,
    applied=(Application(document=INVOICE, amount=Decimal(305), kind="out_invoice"),),
    written_off=(
        WriteOff(account="443000", label="2 % in 10 days", amount=Decimal(5), taxed=False),
    ),
)
refund = replace(
    payment,
    number="PBNK1/2026/00002",
    direction="outbound",
    amount=credit_memo.total,
    written_off=(),
    applied=(Application(document=NOTE, amount=credit_memo.total, kind="out_refund"),),
    given_back=(credit_memo,),
)
bill_payment = replace(
    payment,
    number="PBNK1/2026/00003",
    direction="outbound",
    party="supplier",
    applied=(Application(document=BILL, amount=Decimal(306), kind="in_invoice"),),
    written_off=(WriteOff(account="643000", label="Discount", amount=Decimal(6), taxed=False),),
)

RICH: dict[Role, Snapshot] = {
    "customer": partner,
    "vendor": partner,
    "product": product,
    "invoice": invoice,
    "credit_memo": credit_memo,
    "payment": payment,
    "refund": refund,
    "write_off": payment,
    "bill": bill,
    "vendor_credit": vendor_credit,
    "bill_payment": bill_payment,
    "bill_write_off": bill_payment,
}

ALL_LINKS: Links = {
    **LINKS,
    (INVOICE, "invoice"): "14",
    (BILL, "bill"): "15",
    (payment.ref, "write_off"): "16",
    (payment.ref, "bill_write_off"): "17",
}


def told(role: Role) -> str:
    """What is expected of the rich record of a role: a row for each field, with rule and value."""
    expectation: Expectation = expect(RICH[role], role, POLICY, ALL_LINKS)
    rows = [expectation.entity, *map(_row, expectation.fields)]
    for number, fields in enumerate(expectation.lines or ()):
        rows += [f"line {number} ({expectation.lines_rule})", *map(_row, fields)]
    if expectation.subtotal is not None:
        rows.append(f"subtotal = {expectation.subtotal}")
    return "\n".join(rows) + "\n"


def _row(field: Field) -> str:
    return f"  {field.path} = {field.want}  [{field.rule}]"


if __name__ == "__main__":
    for each in RICH:
        (EXPECTED / f"{each}.txt").write_text(told(each), "utf-8")
