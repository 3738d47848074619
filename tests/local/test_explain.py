"""`harness explain`: one record on both sides with the rules between, and errors people can use."""

from __future__ import annotations

import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from harness.commands.explain import print_explanation, roles_of
from harness.errors import HarnessError
from harness.odoo.credits import credit
from harness.odoo.goods import create_service
from harness.odoo.lookup import look_up
from harness.odoo.seed import line
from harness.quickbooks.clerk import edit
from harness.session.run import Parts
from harness.settings import Settings
from harness.snapshot import OdooRef, Role
from tests.local.another import environment

pytestmark = pytest.mark.local

POLICY = Path(__file__).parents[2] / "scenarios/policy/aluminum-supplier.toml"
SCENARIO = """
from decimal import Decimal
from pathlib import Path
from harness.marks import case
from harness.odoo.seed import line

@case("an invoice to explain")
def test_invoice(odoo, connector):
    customer = odoo.create_customer(company=True, terms="Net 30")
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    connector.sync(invoice, "invoice")
    Path("number").write_text(odoo.name_of(invoice))
"""


def explained(parts: Parts, record: tuple[OdooRef, Role]) -> tuple[int, str]:
    """How many fields are not as expected, and what was printed."""
    shown = io.StringIO()
    wrong = print_explanation(parts, record, Console(file=shown, width=160))
    return wrong, shown.getvalue()


def test_an_invoice_is_explained_on_both_sides(live: Parts) -> None:
    """Found by its number; what somebody changed in QuickBooks stands out."""
    customer = live.odoo.create_customer(company=True, terms="Net 30")
    work = live.odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    invoice = live.odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    shown = io.StringIO()
    with pytest.raises(HarnessError, match="never exported"):
        print_explanation(live, (invoice, "invoice"), Console(file=shown, width=160))
    assert "invoices.total" in shown.getvalue(), "what is expected of it is shown all the same"
    assert f"customer {customer}, not exported" in " ".join(shown.getvalue().split())
    live.connector.sync(invoice, "invoice")
    number = live.odoo.name_of(invoice)
    assert look_up(live.port, number) == invoice
    [record] = roles_of(live, invoice)
    wrong, text = explained(live, record)
    assert wrong == 0
    assert "invoices.number" in text
    assert number in text
    held = live.connector.external_id(invoice, "invoice")
    edit(live.quickbooks, "Invoice", str(held), {"DueDate": "2031-01-31"})
    wrong, text = explained(live, record)
    assert wrong == 1
    assert "2031-01-31 ≠" in text


def invoiced(live: Parts) -> tuple[OdooRef, OdooRef]:
    """A customer, and an invoice over two pieces of a service, both in QuickBooks."""
    customer, work = live.odoo.create_customer(terms="Net 30"), create_service(live.odoo)
    # Untaxed: a taxed small balance would lower the tax, which the rules refuse.
    sold = line(work, quantity=Decimal(2), taxes=())
    invoice = live.odoo.post_invoice(customer, lines=[sold])
    live.connector.sync(invoice, "invoice")
    return customer, invoice


def test_money_given_back_is_explained(live: Parts) -> None:
    """A refund receipt, with the lines of the credit note that it stands for."""
    _, invoice = invoiced(live)
    live.connector.sync(live.odoo.register_payment(invoice, journal="Bank"), "payment")
    note = credit(live.odoo, invoice, quantity=Decimal(1))
    refund = live.odoo.register_payment(note, journal="Bank")
    live.connector.sync(refund, "refund")
    assert roles_of(live, refund) == [(refund, "refund")]
    wrong, text = explained(live, (refund, "refund"))
    assert wrong == 0, text
    assert "RefundReceipt" in text
    assert "refunds.lines" in text or "refunds.line_item" in text


def test_what_is_written_off_is_explained_beside_its_payment(live: Parts) -> None:
    """Both are mirrored, and the payment uses the credit up."""
    _, invoice = invoiced(live)
    payment = live.odoo.register_payment(
        invoice, amount=Decimal(165), journal="Bank", write_off="600200"
    )
    live.connector.sync(payment, "payment")
    records = roles_of(live, payment)
    assert records == [(payment, "payment"), (payment, "write_off")]
    for record in records:
        wrong, text = explained(live, record)
        assert wrong == 0, text


def test_a_cancelled_invoice_is_explained(live: Parts) -> None:
    """Before it reached QuickBooks, and after."""
    _, invoice = invoiced(live)
    live.odoo.cancel(invoice)
    wrong, text = explained(live, (invoice, "invoice"))
    assert wrong == 1
    assert "invoices.cancelled = void" in text
    assert "TotalAmt is" in text
    live.connector.sync(invoice, "invoice")
    wrong, text = explained(live, (invoice, "invoice"))
    assert wrong == 0
    assert "a voided one" in text


def test_none_and_many_are_told(live: Parts) -> None:
    """With what to give instead."""
    twins = [live.odoo.create_customer(name=f"Twin {live.odoo.tag}") for _ in range(2)]
    with pytest.raises(HarnessError, match=r"2 records of Odoo are called Twin") as many:
        look_up(live.port, f"Twin {live.odoo.tag}")
    assert all(f"res.partner,{twin.id}" in str(many.value) for twin in twins)
    assert look_up(live.port, f"res.partner,{twins[0].id}") == twins[0]
    for unknown in ("INV/1999/99999", "res.partner,99999999"):
        with pytest.raises(HarnessError, match="no record called"):
            look_up(live.port, unknown)
    with pytest.raises(HarnessError, match=r"Nothing of res\.users is mirrored"):
        look_up(live.port, "res.users,1")


def test_a_kept_company_is_explained_by_the_command(
    live: Parts, harness_settings: Settings, tmp_path: Path
) -> None:
    """After the run that made it, and as long as the staging is up."""
    del live  # the staging is up
    (tmp_path / "harness.toml").write_text(f'policy = "{POLICY}"\n', "utf-8")
    (tmp_path / "test_kept.py").write_text(SCENARIO, "utf-8")

    def run(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=tmp_path,
            env=environment(harness_settings, COLUMNS="120"),
            capture_output=True,
            text=True,
            check=False,
        )

    made = run("pytest", "--target=local", "--keep", "-p", "no:cacheprovider", "test_kept.py")
    assert (tmp_path / "number").is_file(), made.stdout + made.stderr
    number = (tmp_path / "number").read_text()
    done = run("harness", "explain", number)
    assert done.returncode == 0, made.stdout + done.stdout + done.stderr
    assert "invoices.number" in done.stdout
    assert "0 not as expected" in done.stdout
    unknown = run("harness", "explain", "INV/1999/99999")
    assert unknown.returncode == 2
    assert "Odoo has no record called INV/1999/99999" in unknown.stderr
