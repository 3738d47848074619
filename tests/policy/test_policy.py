"""The mapping rules: what is wrong in the file is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.policy import PolicyError, load_policy

SHIPPED = Path(__file__).parents[2] / "scenarios/policy/aluminum-supplier.toml"
TEXT = SHIPPED.read_text("utf-8")


def test_the_shipped_rules_load() -> None:
    """And have a fingerprint that stays."""
    policy = load_policy(SHIPPED)
    assert policy.company == "Gulf Coast Aluminum Supply LLC"
    assert policy.fingerprint() == load_policy(SHIPPED).fingerprint()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('"600100" = "Supplies"', '"600100" = "Suplies"', "accounts.600100"),
        ('method = "Cash"', 'methot = "Cash"', "journals.CSH1.methot"),
        ("inventory_start = 2026-01-01", 'inventory_start = "soon"', "items.inventory_start"),
        ('resale_number = "tax id"', 'resale_number = "maybe"', "customers.resale_number"),
        ('"Net 15" = "Net 15"', '"Net 15" = "Net 16"', "terms.Net 15"),
        ('expense = "Purchases"', 'expense = "Purchase"', "items.categories.Installation.expense"),
        ("[taxes]", "[taxes", "the file"),
        (
            'income = "Pergola Sales"    ',
            'income = "Checking"    ',
            "items.categories.Pergolas.income",
        ),
        ('deposit_to = "Checking"', 'deposit_to = "Services"', "journals.BNK1.deposit_to"),
        ('deposit_to = "Checking"', 'deposit_to = "Inventory Asset"', "journals.BNK1.deposit_to"),
        (
            '"Installation in general" = { income = "Services"',
            '"Installation in general" = { income = "Checking"',
            "books.items.Installation in general.income",
        ),
        (
            'rates = { "FL 6%" = "6", "ORANGE',
            'rates = { "FL 6%" = "6.25", "ORANGE',
            "books.tax_codes.FL Orange 6.5%.rates",
        ),
        ('locations = { by = "Controller"', 'locations = { by = " "', "decided.locations.by"),
    ],
)
def test_a_wrong_rule_is_named_with_its_line(tmp_path: Path, old: str, new: str, rule: str) -> None:
    """The line is the changed one."""
    assert TEXT.count(old) == 1
    file = tmp_path / "policy.toml"
    file.write_text(TEXT.replace(old, new), "utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(file)
    finding = next(item for item in caught.value.findings if item.rule == rule)
    assert finding.line == TEXT[: TEXT.index(old)].count("\n") + 1


@pytest.mark.parametrize("section", ["credit_memos", "vendor_credits"])
def test_what_quickbooks_cant_void_is_told(tmp_path: Path, section: str) -> None:
    """And what can be chosen instead."""
    head, rest = TEXT.split(f"[{section}]")
    file = tmp_path / "policy.toml"
    changed = rest.replace('withdrawn = "delete"', 'withdrawn = "void"', 1)
    file.write_text(f"{head}[{section}]{changed}", "utf-8")
    with pytest.raises(PolicyError, match=rf"{section}\.withdrawn: .*it only deletes them"):
        load_policy(file)


def test_a_missing_answer_is_a_finding(tmp_path: Path) -> None:
    """Shown at the section that lacks it."""
    file = tmp_path / "policy.toml"
    file.write_text(TEXT.replace("inventory_start = 2026-01-01\n", ""), "utf-8")
    with pytest.raises(PolicyError, match=r"items\.inventory_start: is missing"):
        load_policy(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """With the file that was looked for."""
    with pytest.raises(SettingsError, match="nowhere"):
        load_policy(tmp_path / "nowhere.toml")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """With the line; and a folder is no file."""
    file = tmp_path / "policy.toml"
    file.write_bytes(TEXT.encode() + b"\n# caf\xe9\n")
    with pytest.raises(SettingsError, match=f"line {TEXT.count(chr(10)) + 2}: "):
        load_policy(file)
    with pytest.raises(SettingsError, match="Is a directory"):
        load_policy(tmp_path)


def test_a_rule_can_be_shown_in_its_file() -> None:
    """Its name, its file and its line."""
    line = TEXT[: TEXT.index('"600100" = "Supplies"')].count("\n") + 1
    told = load_policy(SHIPPED).where("accounts", "600100")
    assert told == f"accounts.600100 in {SHIPPED}, line {line}"


def test_another_rule_is_another_fingerprint(tmp_path: Path) -> None:
    """So that a recording of other rules is known."""
    file = tmp_path / "policy.toml"
    file.write_text(TEXT.replace('memo = "Odoo {number}"', 'memo = "{number}"'), "utf-8")
    assert load_policy(file).fingerprint() != load_policy(SHIPPED).fingerprint()


def test_a_bill_that_would_be_voided_is_a_contradiction(tmp_path: Path) -> None:
    """QuickBooks' API has no such operation: the finding says so, and what can be chosen."""
    file = tmp_path / "policy.toml"
    old = 'cancelled = "delete"'
    assert TEXT.count(old) == 1
    file.write_text(TEXT.replace(old, 'cancelled = "void"'), "utf-8")
    with pytest.raises(PolicyError, match="voids no bills") as caught:
        load_policy(file)
    (finding,) = caught.value.findings
    assert finding.rule == "bills.cancelled"
    assert finding.line == TEXT[: TEXT.index(old)].count("\n") + 1


def test_two_categories_with_one_account_are_a_contradiction(tmp_path: Path) -> None:
    """Where each is to have its own; the finding names both and the line of the second."""
    file = tmp_path / "policy.toml"
    old = "own_income_accounts = false"
    assert TEXT.count(old) == 1
    file.write_text(TEXT.replace(old, "own_income_accounts = true"), "utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(file)
    (finding,) = caught.value.findings
    assert finding.rule == "items.categories.Aluminum / Sheets.income"
    assert "'Aluminum / Beams'" in finding.problem
    header = TEXT[: TEXT.index('[items.categories."Aluminum / Sheets"]')].count("\n") + 1
    assert finding.line == header + 1
