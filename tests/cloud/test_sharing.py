"""Two runs at once are safe, and what a run left is let go of, on the clouds' stand-in."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import psutil
import pytest

from harness.connector.loader import load_profile
from harness.errors import NotProven
from harness.odoo.seed import line
from harness.policy import load_policy
from harness.quickbooks.books import Books
from harness.session.opening import open_target
from harness.session.run import Moment, Parts, build
from harness.session.target import Target, staging_target
from harness.sharing.journal import Journal, Where
from harness.sharing.shared import tagged
from harness.snapshot import OdooRef, Role
from tests.cloud.front import BUILD
from tests.cloud.stack import Cloud

pytestmark = [pytest.mark.local, pytest.mark.timeout(240)]

ROOT = Path(__file__).parents[2]
PYTEST = [sys.executable, "-m", "pytest", "-q", "--no-header", "-n", "0", "-p", "no:cacheprovider"]


def harness(clouds: Cloud, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the harness as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "harness", *arguments],
        cwd=ROOT,
        env=clouds.process_env,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.fixture
def quiet(clouds: Cloud) -> Cloud:
    """The stack with an empty journal."""
    (clouds.folder / "journal.jsonl").unlink(missing_ok=True)
    return clouds


def test_two_runs_at_once_do_not_see_each_other_and_are_let_go(quiet: Cloud) -> None:
    """One realm, one database: each is a go, a clean company included; then nothing is left."""
    scenarios = [
        "scenarios/loop/test_02_quickbooks.py",
        "scenarios/loop/test_04_oauth.py",
        "scenarios/rules/test_cancelled_invoices.py",
    ]
    reports = [quiet.folder / name for name in ("one", "two")]
    runs = [
        subprocess.Popen(
            [*PYTEST, *scenarios],
            cwd=ROOT,
            env={**quiet.process_env, "HARNESS_REPORTS": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for folder in reports
    ]
    told = [child.communicate(timeout=600)[0] for child in runs]
    for text in told:
        assert "failed" not in text, text
        assert "not proven:" not in "\n".join(
            row for row in text.splitlines() if row.startswith((" 2.", " 4.", " 9."))
        ), text
    assert "has it (" in told[0] + told[1], "neither waited: the two never met"

    entries = Journal(quiet.folder / "journal.jsonl").entries()
    tags = {entry.tag for entry in entries}
    assert len(tags) == len(entries) >= len(scenarios)
    done = harness(quiet, "clean")
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(entry.let_go for entry in Journal(quiet.folder / "journal.jsonl").entries())
    for outcome in ("deleted", "deactivated"):
        assert outcome in done.stdout
    assert _left(quiet) == []
    assert "nothing is left" in harness(quiet, "clean").stdout


def test_a_run_that_was_killed_is_let_go_from_its_journal(quiet: Cloud) -> None:
    """In the middle of a scenario; a run that is still at work is left alone."""
    child = subprocess.Popen(
        [*PYTEST, "scenarios/loop/test_09_payment.py"],
        cwd=ROOT,
        env=quiet.process_env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    journal = Journal(quiet.folder / "journal.jsonl")
    deadline = time.monotonic() + 60
    while not any("account.move" in entry.made for entry in journal.entries()):
        assert child.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    psutil.Process(child.pid).suspend()
    busy = harness(quiet, "clean")
    assert busy.returncode == 1, busy.stdout + busy.stderr
    assert "still works on it" in " ".join(busy.stdout.split())
    child.kill()
    child.wait(10)
    assert _left(quiet) != []
    # The turn that it took with it ends by itself after minutes; no test waits for that.
    quiet.sql("DELETE FROM ir_config_parameter WHERE key = 'harness.turn'")
    done = harness(quiet, "clean")
    assert done.returncode == 0, done.stdout + done.stderr
    assert _left(quiet) == []


def test_what_can_not_be_let_go_is_told_and_tried_again(quiet: Cloud) -> None:
    """QuickBooks refuses to delete or void: the record is named with the reason, and kept on."""
    with open_target(quiet.settings, "test") as opened:
        seeded = _parts(quiet, opened.target)
        journal = Journal(quiet.folder / "journal.jsonl")
        journal.began(seeded.moment.tag, "by hand", _where(quiet))
        journal.ended(seeded.moment.tag)
        _paid_invoice(seeded)
        same_seed = opened.scenario(seeded.moment.tag, "by hand")
        with pytest.raises(NotProven, match="ran with the same seed"), same_seed:
            pytest.fail("names would collide")
    quiet.emulator.admin(
        "POST",
        "faults",
        match={"path": "/v3/company/*/customer", "method": "POST"},
        act={"kind": "status", "status": 400, "detail": "it is linked to a bank feed"},
    )
    done = harness(quiet, "clean")
    assert done.returncode == 1, done.stdout + done.stderr
    told = " ".join(done.stdout.split())
    assert "kept" in told
    assert "bank feed" in told
    for gone in (
        "QuickBooks Payment",
        "QuickBooks Invoice",
        "QuickBooks Item",
        "Odoo account.move",
    ):
        assert gone in told
    quiet.emulator.admin("DELETE", "faults")
    assert harness(quiet, "clean").returncode == 0
    assert _left(quiet) == []


def test_what_only_points_at_our_records_goes_and_anothers_stays(quiet: Cloud) -> None:
    """Deposits, journal entries, purchases, hours, attachments: a connector's way, or people's."""
    with open_target(quiet.settings, "test") as opened:
        seeded = _parts(quiet, opened.target)
        journal = Journal(quiet.folder / "journal.jsonl")
        journal.began(seeded.moment.tag, "by hand", _where(quiet))
        journal.ended(seeded.moment.tag)
        ours, books = _paid_invoice(seeded), seeded.quickbooks
        kept = _beside(books, ours)
    done = harness(quiet, "clean")
    told = " ".join(done.stdout.split())
    assert done.returncode == 0, done.stdout + done.stderr
    for entity in ("Attachable", "Deposit", "JournalEntry", "Purchase", "TimeActivity", "Payment"):
        assert f"QuickBooks {entity}" in told, entity
    assert _left(quiet) == []
    assert [str(row["Id"]) for row in books.query("JournalEntry")] == [kept]
    books.session.write("journalentry?operation=delete", json.dumps({"Id": kept, "SyncToken": "0"}))


def test_another_places_records_are_not_looked_for_here(quiet: Cloud) -> None:
    """Odoo.sh made a new build: what was made on the last one went with it, or is still there."""
    journal = Journal(quiet.folder / "journal.jsonl")
    there = Where(url="https://acme-stage-1.dev.odoo.com", database="gone", realm=quiet.realm)
    journal.began("ABC123", "test_one", there)
    journal.ended("ABC123")
    done = harness(quiet, "clean")
    assert done.returncode == 1
    assert "it was made on gone" in " ".join(done.stdout.split())


def _beside(books: Books, ours: Mapping[str, str]) -> str:
    """Put by hand beside a paid invoice whatever may point at it; the id of what must stay."""
    cash = books.find("Account", AccountType="Bank")[0]["Id"]
    other = books.find("Account", Name="Undeposited Funds")[0]["Id"]

    def made(entity: str, **fields: Any) -> str:
        answer = books.session.write(entity.lower(), json.dumps(fields))
        return str(answer[entity]["Id"])

    def journal_entry(**entity: Any) -> str:
        lines = [
            {
                "Amount": 5,
                "DetailType": "JournalEntryLineDetail",
                "JournalEntryLineDetail": {"PostingType": side, "AccountRef": {"value": account}}
                | entity,
            }
            for side, account in (("Debit", cash), ("Credit", other))
        ]
        return made("JournalEntry", Line=lines)

    customer, vendor = {"value": ours["customer"]}, {"value": ours["vendor"]}
    journal_entry(Entity={"Type": "Customer", "EntityRef": customer})
    deposited = {"AccountRef": {"value": other}, "Entity": customer | {"type": "CUSTOMER"}}
    line_of_it = {"Amount": 5, "DetailType": "DepositLineDetail", "DepositLineDetail": deposited}
    made("Deposit", DepositToAccountRef={"value": cash}, Line=[line_of_it])
    made(
        "Purchase",
        PaymentType="Cash",
        AccountRef={"value": cash},
        EntityRef=vendor | {"type": "Vendor"},
        Line=[
            {
                "Amount": 5,
                "DetailType": "AccountBasedExpenseLineDetail",
                "AccountBasedExpenseLineDetail": {"AccountRef": {"value": other}},
            }
        ],
    )
    made("TimeActivity", NameOf="Vendor", VendorRef=vendor, CustomerRef=customer, Hours=2)
    attached = [{"EntityRef": {"type": "Invoice", "value": ours["invoice"]}}]
    made("Attachable", Note="seen by the office", AttachableRef=attached)
    return journal_entry()


def _paid_invoice(seeded: Parts) -> dict[str, str]:
    """Make and mirror what hangs together most, and a vendor; the QuickBooks ids by role."""
    odoo = seeded.odoo
    customer = odoo.create_customer(terms="Net 30")
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal(100), cost=Decimal(60)
    )
    invoice = odoo.post_invoice(customer, lines=[line(beam, quantity=Decimal(2))], terms="Net 30")
    payment = odoo.register_payment(invoice, amount=Decimal(50), journal="Bank")
    made: dict[Role, OdooRef] = {
        "customer": customer,
        "vendor": odoo.create_vendor(),
        "product": beam,
        "invoice": invoice,
        "payment": payment,
    }
    for role, ref in made.items():
        seeded.connector.sync(ref, role)
    return {role: str(seeded.connector.external_id(ref, role)) for role, ref in made.items()}


def _where(clouds: Cloud) -> Where:
    return Where(url=f"https://{BUILD}", database=clouds.database, realm=clouds.realm)


def _parts(clouds: Cloud, target: Target) -> Parts:
    settings = clouds.settings
    moment = Moment(seed=int(time.time() * 1000), now=datetime.now(UTC))
    profile = load_profile(settings.connector.profile)
    return build(target, moment, profile, load_policy(settings.policy))


def _left(clouds: Cloud) -> list[str]:
    """What an accountant would still see of these runs: in Odoo, and active in QuickBooks."""
    target = staging_target(clouds.settings)
    books: Books = build(
        target,
        Moment(seed=0, now=datetime.now(UTC)),
        load_profile("qbo_mirror"),
        load_policy(clouds.settings.policy),
    ).quickbooks
    found = [
        f"{entity} {row['Id']}"
        for entity in ("Payment", "Invoice", "Bill", "Customer", "Vendor")
        for row in books.query(entity)
    ]
    partners = [
        each
        for entry in Journal(clouds.folder / "journal.jsonl").entries()
        for each in clouds.port.call(
            "res.partner", "search", domain=tagged(entry.tag)["res.partner"]
        )
    ]
    posted = clouds.port.call(
        "account.move",
        "search_count",
        domain=[["partner_id", "in", partners], ["state", "=", "posted"]],
    )
    return [*found, *(f"res.partner {each}" for each in partners), *["posted"] * posted]
