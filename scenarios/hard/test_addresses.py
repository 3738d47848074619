"""Addresses from elsewhere arrive line by line."""

from __future__ import annotations

import pytest

from harness.marks import case
from harness.odoo.parties import live_at
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import Address, Role

ADDRESSES = [
    pytest.param(
        Address(street="1 Beacon St", city="Boston", state="MA", zip="02108", country="US"),
        id="leading zero",
    ),
    pytest.param(
        Address(
            street="800 Rue De La Gauchetière O",
            street2="Bureau 5-100",
            city="Montréal",
            state="QC",
            zip="H5A 1K6",
            country="CA",
        ),
        id="abroad",
    ),
    pytest.param(
        Address(street="Hauptstr. 7", city="Köln", zip="50667", country="DE"), id="no state"
    ),
    pytest.param(Address(city="Tampa", country="US"), id="city alone"),
    pytest.param(Address(), id="none"),
]


@case("Hard addresses")
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_arrives_line_by_line(address: Address, odoo: Seeder, proof: Proof) -> None:
    """A customer's and a vendor's; a postal code is no number, and what is missing stays so."""
    roles: tuple[Role, Role] = ("customer", "vendor")
    for role in roles:
        partner = odoo.create_customer() if role == "customer" else odoo.create_vendor()
        live_at(odoo, partner, address)
        proof.repeatable(partner, role, proof.mirrored(partner, role))
