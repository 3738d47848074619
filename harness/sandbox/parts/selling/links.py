"""The link to an invoice that a customer can be sent: signed, so that nobody guesses another's."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from harness.sandbox.core.schema import Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def show_link(company: Company, record: Record) -> None:
    """Give an invoice its link, for a client that asked (`include=invoiceLink`)."""
    signature = sign(company, record["Id"])
    record["InvoiceLink"] = f"{company.origin}/link/{company.realm}/{record['Id']}/{signature}"


def sign(company: Company, record_id: str) -> str:
    """Sign the link of one invoice of one company."""
    said = f"link/{company.realm}/{record_id}".encode()
    return hmac.new(company.store.key, said, hashlib.sha256).hexdigest()
