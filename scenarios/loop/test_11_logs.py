"""The sync logs tell the truth."""

from __future__ import annotations

from harness.connector.driver import Connector
from harness.marks import check
from harness.odoo.parties import enter_email
from harness.odoo.seed import Seeder
from harness.proof import Proof


@check("The sync logs tell the truth")
def test_the_sync_logs_tell_the_truth(odoo: Seeder, connector: Connector, proof: Proof) -> None:
    """One terminal row per attempt, true to QuickBooks; a failure is named; no secret anywhere."""
    person, customer = odoo.create_customer(company=False), odoo.create_customer(company=True)
    for made in (person, customer):
        proof.carry(made, "customer")
        proof.logged(made, "done")
        proof.said(made, "create")
    rows = len(proof.attempts(person))
    enter_email(odoo, person, f"moved-{odoo.tag.lower()}@example.com")
    proof.carry(person, "customer")
    proof.said(person, "update", since=rows)
    # QuickBooks takes each name once, and no rule gives a customer another: this must fail, loudly,
    # as often as it is tried.
    namesake = odoo.create_customer(company=True, name=odoo.name_of(customer))
    for _ in range(2):
        proof.fails(namesake, "customer")
        proof.logged(namesake, "failed")
    leaks = connector.leaked_secrets()
    assert not leaks, "The connector's log shows secrets:\n" + "\n".join(leaks)
