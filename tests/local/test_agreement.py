"""The rules against a real Odoo and the emulator: they agree, until something is changed."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from harness.policy import RULES
from harness.policy.agreement import disagreements
from harness.quickbooks.clerk import edit
from harness.quickbooks.closing import closed_until
from harness.session.agreeing import sides_of
from harness.session.run import Parts
from harness.settings import Settings
from tests.local.another import environment

pytestmark = pytest.mark.local

SIGNED = Path(__file__).parents[2] / "scenarios/policy/aluminum-supplier.toml"


def test_the_staging_agrees_with_its_rules(live: Parts) -> None:
    """The company as it was set up, and the books as they were opened."""
    assert [str(item) for item in disagreements(live.policy, sides_of(live))] == []


def test_books_that_only_one_system_closed_are_found(live: Parts) -> None:
    """A posting that Odoo takes would be refused by QuickBooks."""
    with closed_until(live.quickbooks, date(2026, 1, 31)):
        found = [str(item) for item in disagreements(live.policy, sides_of(live))]
    assert [text.rpartition(": ")[2] for text in found] == [
        "Odoo's books are locked at no day, QuickBooks' are closed until 2026-01-31"
    ]
    assert disagreements(live.policy, sides_of(live)) == []


@pytest.mark.parametrize("preference", ["AutoApplyCredit", "AutoApplyPayments"])
def test_a_company_that_applies_credits_by_itself_is_found(live: Parts, preference: str) -> None:
    """It is on in Intuit's new companies, and settles what Odoo leaves open."""
    prefer(live, preference, on=True)
    try:
        found = [str(item) for item in disagreements(live.policy, sides_of(live))]
    finally:
        prefer(live, preference, on=False)
    assert len(found) == 1
    assert "payments.unapplied in " in found[0]
    assert "QuickBooks applies open credits and payments by itself" in found[0]


def prefer(live: Parts, preference: str, *, on: bool) -> None:
    """Switch one of the preferences of sales forms."""
    held = live.quickbooks.preferences()
    changed = {"SalesFormsPrefs": {preference: on}, "sparse": True}
    body = {"Id": held["Id"], "SyncToken": held["SyncToken"], **changed}
    live.quickbooks.session.write("preferences", json.dumps(body))


def test_a_tax_rate_that_changed_in_odoo_is_found(live: Parts) -> None:
    """Before any record is sent: both rates are named, and the line that was signed."""
    name = "Orange Surtax 0.5%"
    ids = live.port.call("account.tax", "search", domain=[["name", "=", name]])
    live.port.call("account.tax", "write", ids=ids, vals={"amount": 1})
    try:
        found = [str(item) for item in disagreements(live.policy, sides_of(live))]
    finally:
        live.port.call("account.tax", "write", ids=ids, vals={"amount": 0.5})
    assert [text.rpartition(": ")[2] for text in found] == [
        "Odoo charges 7.0 % and QuickBooks' 'FL Orange 6.5%' 6.5 %",
        "Odoo's 'FL Orange 6.5%' charges 7.0 %, and 6.5 % was signed",
    ]


def test_an_account_deactivated_after_the_signing_is_found(live: Parts) -> None:
    """QuickBooks would refuse each record that posts to it; the rules' line names it first."""
    held = next(iter(live.quickbooks.find("Account", Name="Supplies")))
    edit(live.quickbooks, "Account", held["Id"], {"Active": False})
    try:
        found = [str(item) for item in disagreements(live.policy, sides_of(live))]
    finally:
        edit(live.quickbooks, "Account", held["Id"], {"Active": True, "Name": "Supplies"})
    assert found
    assert all("QuickBooks has made inactive the account 'Supplies'" in text for text in found)
    assert disagreements(live.policy, sides_of(live)) == []


def test_a_run_that_disagrees_sends_nothing(
    live: Parts, harness_settings: Settings, tmp_path: Path
) -> None:
    """A term that the rules left out: check 2 names it with its line, and no record is sent."""
    del live  # the staging is up
    rules = tmp_path / "rules.toml"
    text = SIGNED.read_text("utf-8")
    rules.write_text(text.replace('"Net 15" = "Net 15"\n', "", 1), "utf-8")
    line = text[: text.index("\n[terms]\n")].count("\n") + 2
    done = subprocess.run(
        [sys.executable, "-m", "harness", "validate"],
        cwd=tmp_path,
        env=environment(harness_settings, HARNESS_POLICY=str(rules)),
        capture_output=True,
        text=True,
        check=False,
    )
    told = " ".join(done.stdout.split())
    assert done.returncode == 1, done.stdout + done.stderr
    assert "NO-GO" in told
    assert f"rules.toml, line {line}: " in told
    assert "Odoo's payment term 'Net 15' is mapped to nothing" in told
    assert "5, 6, 7, 8, 9, 10, 11. not proven: The mapping rules and the two systems" in told
    assert f"mapping rules: 0 of {len(RULES)} proved" in told
