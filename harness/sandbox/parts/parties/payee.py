"""Whom a purchase form is for: addresses, e-mail, check details, and the orders' custom fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.core import shape
from harness.sandbox.core.schema import Field, Record, Rule
from harness.sandbox.parts.parties import customfields, party
from harness.sandbox.parts.parties.address import keep_address

if TYPE_CHECKING:
    from harness.sandbox.company import Company

CHECK = {
    name: Field(kind="text") for name in ("CheckNum", "Status", "NameOnAcct", "AcctNum", "BankName")
}
"""What the schema knows of a check; it gives no lengths."""


def addresses(*names: str) -> Rule:
    """
    Make the rule that checks addresses and gives them ids.

    One that says what the vendor's does is the vendor's, with its id, as the copied one is.
    """

    def rule(company: Company, record: Record, before: Record | None) -> None:
        vendor = company.get("Vendor", (record.get("VendorRef") or {}).get("value", "")) or {}
        theirs = vendor.get("BillAddr") or {}
        for name in names:
            given, held = record.get(name), (before or {}).get(name) or theirs
            if not given or given == held:
                continue
            own = {name: held} if held.get("Id") != theirs.get("Id") else None
            keep_address(company, record, name, own)
            if not party.differs(record.get(name) or {}, held):
                record[name] = held

    return rule


def email(company: Company, record: Record, before: Record | None) -> None:
    """Check where an order is sent."""
    del company, before
    if record.get("POEmail"):
        party.check_mail(record, "POEmail")


def paper(company: Company, record: Record, before: Record | None) -> None:
    """Keep what is said of the check that pays an expense."""
    del company, before
    check(record, "CheckPayment")


def check(record: Record, name: str) -> None:
    """Keep what is said of a check; the schema calls it so wherever it stands."""
    if record.get(name):
        record[name] = shape.parts(name, "CheckPayment", record[name], CHECK)


def custom_fields(company: Company, record: Record, before: Record | None) -> None:
    """Show the custom fields of orders that the company uses, as sales forms do."""
    del before
    party.fill_custom_fields(company, record, customfields.used(company, purchases=True))
