"""Write-offs: a credit memo or vendor credit for them, which the payment uses up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from harness.oracle.documents import linked, number_of
from harness.oracle.expectation import (
    Amount,
    Day,
    Expectation,
    Field,
    Links,
    Named,
    PolicyGap,
    Text,
)
from harness.oracle.settling import SETTLED
from harness.policy import Policy
from harness.snapshot import Payment, Role, WriteOff

RULE = "write_offs"


def written_off(payment: Payment, policy: Policy) -> Decimal:
    """Return the sum that a payment writes off; a gap if the rules leave it to an accountant."""
    section = "payments" if payment.party == "customer" else "bill_payments"
    if not payment.written_off:
        return Decimal(0)
    answer = (policy.payments if section == "payments" else policy.bill_payments).write_offs
    if answer == "refuse":
        raise PolicyGap(f"{section}.write_offs", f"{payment.number} is left to an accountant")
    if payment.currency != policy.currency:
        raise PolicyGap(RULE, f"what is a write-off of {payment.number} in {payment.currency}?")
    for item in payment.written_off:
        if item.amount < 0:
            raise PolicyGap(RULE, f"what is {-item.amount} that {payment.number} keeps?")
        if item.taxed and (section != "payments" or policy.payments.taxed_discounts == "refuse"):
            gap = f"{payment.number} lowers the tax and is left to an accountant"
            rule = "payments.taxed_discounts" if section == "payments" else "taxes"
            raise PolicyGap(rule, gap)
    return sum((item.amount for item in payment.written_off), Decimal(0))


def used_up(payment: Payment, policy: Policy, links: Links) -> tuple[tuple[Field, ...], ...]:
    """Expect the payment's line that uses up the credit, if it writes something off."""
    amount = written_off(payment, policy)
    if not amount:
        return ()
    customers = payment.party == "customer"
    entity = "CreditMemo" if customers else "VendorCredit"
    role: Role = "write_off" if customers else "bill_write_off"
    rule = f"{'payments' if customers else 'bill_payments'}.write_offs"
    return (
        (
            Field(path="LinkedTxn.0.TxnType", rule=rule, want=Text(entity)),
            Field(path=SETTLED, rule=rule, want=linked(entity, payment.ref, role, links)),
            Field(path="Amount", rule=rule, want=Amount(amount)),
        ),
    )


def expect_write_off(payment: Payment, policy: Policy, links: Links) -> Expectation:
    """Expect the CreditMemo of a discount or write-off, used up by its payment."""
    party = Field(
        path="CustomerRef",
        rule=f"{RULE}.customer",
        want=linked("Customer", payment.partner, "customer", links),
    )
    return Expectation(
        entity="CreditMemo",
        fields=(
            *_head(payment, policy),
            party,
            *_tax(payment, policy),
            Field(path="RemainingCredit", rule=f"{RULE}.used_up", want=Amount(Decimal(0))),
        ),
        lines=tuple(_sold(item, policy) for item in payment.written_off if not item.is_tax),
        subtotal=written_off(payment, policy) - _tax_of(payment),
        lines_rule=f"{RULE}.lines",
    )


def expect_bill_write_off(payment: Payment, policy: Policy, links: Links) -> Expectation:
    """Expect the VendorCredit of a discount or write-off, used up by its payment."""
    party = Field(
        path="VendorRef",
        rule=f"{RULE}.vendor",
        want=linked("Vendor", payment.partner, "vendor", links),
    )
    return Expectation(
        entity="VendorCredit",
        fields=(*_head(payment, policy), party),
        lines=tuple(_bought(item, policy) for item in payment.written_off),
        lines_rule=f"{RULE}.lines",
    )


def _head(payment: Payment, policy: Policy) -> Iterator[Field]:
    amount = written_off(payment, policy)
    memo = policy.documents.memo.format(number=payment.number)
    yield Field(
        path="DocNumber", rule=f"{RULE}.number", want=Text(number_of(payment.number, policy))
    )
    yield Field(path="TxnDate", rule=f"{RULE}.date", want=Day(payment.date))
    yield Field(path="PrivateNote", rule=f"{RULE}.memo", want=Text(memo))
    yield Field(path="TotalAmt", rule=f"{RULE}.amount", want=Amount(amount))
    yield Field(path="Balance", rule=f"{RULE}.used_up", want=Amount(Decimal(0)))


def _tax_of(payment: Payment) -> Decimal:
    return sum((item.amount for item in payment.written_off if item.is_tax), Decimal(0))


def _tax(payment: Payment, policy: Policy) -> Iterator[Field]:
    """Expect the sales tax that is no longer owed, under the code of the taxes it came from."""
    want = Amount(_tax_of(payment))
    yield Field(path="TxnTaxDetail.TotalTax", rule=f"{RULE}.tax", want=want)
    names = {name for item in payment.written_off for name in item.taxes}
    if not names or policy.invoices.tax_code == "automated":
        return
    codes = {policy.taxes.get(name, "") for name in names}
    if len(codes) > 1 or "" in codes:
        raise PolicyGap("taxes", f"which is the one tax code of {', '.join(sorted(names))}?")
    code = Named("TaxCode", codes.pop())
    yield Field(path="TxnTaxDetail.TxnTaxCodeRef", rule=f"{RULE}.tax_code", want=code)


def _sold(item: WriteOff, policy: Policy) -> tuple[Field, ...]:
    kind = "SalesItemLineDetail"
    if item.account not in policy.write_offs:
        raise PolicyGap(RULE, f"which item stands for what is written off to {item.account}?")
    return (
        *_line(item, kind),
        Field(
            path=f"{kind}.ItemRef",
            rule=f"{RULE}.item",
            want=Named("Item", policy.write_offs[item.account]),
        ),
        Field(
            path=f"{kind}.TaxCodeRef.value",
            rule=f"{RULE}.tax",
            want=Text("TAX" if item.taxes else "NON"),
        ),
    )


def _bought(item: WriteOff, policy: Policy) -> tuple[Field, ...]:
    kind = "AccountBasedExpenseLineDetail"
    if item.account not in policy.accounts:
        raise PolicyGap("accounts", f"which QuickBooks account is Odoo's {item.account}?")
    return (
        *_line(item, kind),
        Field(
            path=f"{kind}.AccountRef",
            rule=f"{RULE}.account",
            want=Named("Account", policy.accounts[item.account]),
        ),
    )


def _line(item: WriteOff, kind: str) -> tuple[Field, ...]:
    return (
        Field(path="DetailType", rule=f"{RULE}.line_kind", want=Text(kind)),
        Field(path="Description", rule=f"{RULE}.description", want=Text(item.label.strip())),
        Field(path="Amount", rule=f"{RULE}.line_amount", want=Amount(item.amount)),
    )
