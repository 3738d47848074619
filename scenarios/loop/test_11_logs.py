"""The sync logs tell the truth."""

from __future__ import annotations

from harness.connector.driver import Connector
from harness.marks import check
from harness.odoo.seed import Seeder
from harness.proof import Proof


@check("The sync logs tell the truth")
def test_the_sync_logs_tell_the_truth(odoo: Seeder, connector: Connector, proof: Proof) -> None:
    """One terminal row per attempt, true to QuickBooks; a failure is named; no secret anywhere."""
    for company in (False, True):
        customer = odoo.create_customer(company=company)
        proof.carry(customer, "customer")
        proof.logged(customer, "done")
    # QuickBooks takes each name once, and no rule gives a customer another: this must fail, loudly.
    namesake = odoo.create_customer(company=True, name=odoo.name_of(customer))
    proof.fails(namesake, "customer")
    proof.logged(namesake, "failed")
    leaks = connector.leaked_secrets()
    assert not leaks, "The connector's log shows secrets:\n" + "\n".join(leaks)
