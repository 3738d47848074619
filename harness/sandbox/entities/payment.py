"""Payment: money received from a customer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox import documents, faults, settle, shape, wire
from harness.sandbox.schema import META, TRANSACTION, Entity, Field, Record, flag, ref, text

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LINKS = frozenset({"Invoice"})
"""What a payment may settle here; credit memos and journal entries are not emulated yet."""
KNOWN = ("Amount", "LinkedTxn", "LineEx", "Id", "LineNum", "DetailType")


def lines(company: Company, record: Record, before: Record | None) -> None:
    """Check every line: one amount, one linked transaction that is open enough."""
    made = []
    for line in record.get("Line", []):
        for key in line:
            if key not in KNOWN:
                raise faults.unknown_property(key, "Line", KNOWN)
        links = line.get("LinkedTxn") or []
        if not links:
            raise faults.required("LinkedTxn")
        for link in links:
            if link.get("TxnType") not in LINKS:
                raise faults.business(
                    f"The entity {link.get('TxnType')} {link.get('TxnId')} that you are trying to"
                    f" link does not exist. {link.get('TxnType')} {link.get('TxnId')}"
                )
        amount = shape.decimal("Amount", line.get("Amount", 0))
        if amount < 0:
            raise faults.invalid("2290", "Negative amount", "Amount must not be negative", "Amount")
        made.append(
            {
                "Amount": wire.money(amount),
                "LinkedTxn": [
                    {"TxnId": str(link["TxnId"]), "TxnType": link["TxnType"]} for link in links
                ],
            }
        )
    record["Line"] = made
    settle.check_application(company, record, before)


def totals(company: Company, record: Record, before: Record | None) -> None:
    """What is not applied stays with the customer; more than was paid can't be applied."""
    del company, before
    if record.get("TotalAmt") is None:
        raise faults.required("TotalAmt")
    total = Decimal(record["TotalAmt"])
    if total < 0:
        raise faults.business("You must specify a transaction amount that is 0 or greater.")
    applied = sum(settle.applied_to(record).values(), start=Decimal(0))
    if applied > total:
        raise faults.business("The amounts applied must not exceed the payment.")
    record["UnappliedAmt"] = wire.money(total - applied)


def deposit_account(company: Company, record: Record, before: Record | None) -> None:
    """Money goes to Undeposited Funds unless an account of the right type is named."""
    del before
    held = (record.get("DepositToAccountRef") or {}).get("value")
    if held:
        account = company.get("Account", held)
        if account is not None and account["AccountType"] not in {"Bank", "Other Current Asset"}:
            raise faults.business(
                "You need to select a different type of account for this transaction."
            )
        return
    funds = company.ensure_account("Undeposited Funds", "Other Current Asset", "UndepositedFunds")
    record["DepositToAccountRef"] = {"value": funds["Id"]}


def settled(company: Company, record: Record, before: Record | None) -> None:
    """Invoices and balances follow."""
    sides = (record, before or {})
    settle.settle_invoices(
        company, {invoice for side in sides for invoice in settle.applied_to(side)}
    )
    settle.settle_customers(
        company, [(side.get("CustomerRef") or {}).get("value", "") for side in sides]
    )


def void(company: Company, record: Record, before: Record | None) -> None:
    """Nothing is left of it but its number and day."""
    del company, before
    record |= {"Line": [], "TotalAmt": 0, "UnappliedAmt": 0, "PrivateNote": "Voided"}


PAYMENT = Entity(
    name="Payment",
    ids="transaction",
    label="Payment",
    operations=TRANSACTION,
    fields={
        "CustomerRef": ref("Customer", query=True, required=True),
        "DepositToAccountRef": ref("Account", named=False),
        "PaymentMethodRef": ref("PaymentMethod", query=True, named=False),
        "PaymentRefNum": text(21, query=True),
        "TotalAmt": Field(kind="money", query=True),
        "UnappliedAmt": Field(kind="money", readonly=True),
        "ProcessPayment": flag(default=False),
        "ARAccountRef": ref("Account", named=False),
        META: None,
        "TxnDate": Field(kind="date", query=True),
        "CurrencyRef": Field(kind="object", keep=True),
        "PrivateNote": text(4000),
        "Line": Field(kind="list", default=[]),
    },
    rules=(documents.dated, deposit_account, lines, totals),
    after=(settled,),
    void=void,
)
