"""
Reading records in bulk into `harness.snapshot`.

The number of calls depends on the kind of record only, not on how many are read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from harness.odoo.port import OdooPort
from harness.odoo.reading.documents import read_documents
from harness.odoo.reading.partners import read_partners
from harness.odoo.reading.payments import read_payments
from harness.odoo.reading.products import read_products
from harness.snapshot import OdooRef, Snapshot

__all__ = ["read_snapshot"]

READERS: Mapping[str, Callable[[OdooPort, Collection[OdooRef]], Mapping[OdooRef, Snapshot]]] = {
    "res.partner": read_partners,
    "product.product": read_products,
    "account.move": read_documents,
    "account.payment": read_payments,
}


def read_snapshot(port: OdooPort, ref: OdooRef) -> Snapshot:
    """Read one record as it stands now; HarnessError if it is gone, KeyError of other models."""
    return READERS[ref.model](port, [ref])[ref]
