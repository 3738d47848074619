"""Sending a document by e-mail: nothing leaves this machine, the outbox keeps what would have."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from harness.sandbox.core import faults
from harness.sandbox.core.schema import Entity, Field, Record
from harness.sandbox.core.shape import typed

if TYPE_CHECKING:
    from harness.sandbox.company import Company

SENT = frozenset(
    {
        "CreditMemo",
        "Estimate",
        "Invoice",
        "Payment",
        "PurchaseOrder",
        "RefundReceipt",
        "SalesReceipt",
    }
)
A_DAY = 40
"""Messages that a sandbox sends in a day (Intuit)."""


def send(company: Company, entity: Entity, record_id: str, address: str | None) -> str:
    """
    Send a document to the address given, else to its own; the JSON of it as it is then.

    It remembers that it was sent, when, and to whom (Intuit).
    """
    if entity.name not in SENT:
        raise faults.unsupported("Send")
    record = company.read(entity, record_id)
    own = (record.get("BillEmail") or {}).get("Address", "")
    recipient = _checked(address) if address is not None else own
    if not recipient:
        raise faults.invalid(
            "6420", "Email address is required", "The document has no BillEmail, and no sendTo came"
        )
    _count(company)
    changed: Record = {}
    if "EmailStatus" in entity.fields:
        changed["EmailStatus"] = "EmailSent"
    if "BillEmail" in entity.fields:
        changed["BillEmail"] = {"Address": recipient}
    if "DeliveryInfo" in entity.fields:
        changed["DeliveryInfo"] = {"DeliveryType": "Email", "DeliveryTime": company.clock.stamp()}
    if changed:
        record = company.amend(entity, record, changed)
    company.store.rows(
        "INSERT INTO mail VALUES (?, ?, ?, ?, ?, ?)",
        company.realm,
        int(company.store.next(company.realm, "mail")),
        company.clock.stamp(),
        recipient,
        entity.name,
        record["Id"],
    )
    return company.text(entity, record["Id"])


def outbox(company: Company) -> list[dict[str, str]]:
    """List what was sent, oldest first."""
    rows = company.store.rows(
        "SELECT at, recipient, entity, id FROM mail WHERE realm = ? ORDER BY number", company.realm
    )
    return [dict(zip(("at", "to", "entity", "id"), row, strict=True)) for row in rows]


def _checked(address: str) -> str:
    text: str = typed("sendTo", Field(kind="text", limit=100), address.strip())
    if text and ("@" not in text or "." not in text):
        raise faults.wrong_email(text, "sendTo")
    return text


def _count(company: Company) -> None:
    """Refuse more than a sandbox sends in a day, where the company is to count."""
    since = (company.clock.now() - timedelta(days=1)).timestamp()
    recent = sum(datetime.fromisoformat(mail["at"]).timestamp() > since for mail in outbox(company))
    if recent >= A_DAY and company.choice("mail-limit") == "forty a day":
        raise faults.business(f"A sandbox sends at most {A_DAY} messages a day.").resting_on(
            "mail-limit"
        )
