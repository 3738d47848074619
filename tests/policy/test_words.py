"""A company's own words for what scenarios name, and the company that is made for its rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from harness.lists import OdooLists
from harness.odoo.seed import Seeder
from harness.policy import PolicyError, load_policy
from harness.policy.words import WORDS
from harness.session import founding
from harness.staging import company

SHIPPED = Path(__file__).parents[2] / "scenarios/policy/aluminum-supplier.toml"
TEXT = SHIPPED.read_text("utf-8")
POLICY = load_policy(SHIPPED)
SAMPLE = OdooLists(
    company=POLICY.company,
    currency="USD",
    every_category=("Aluminum", *POLICY.items.categories),
    taxes=dict.fromkeys(POLICY.taxes, Decimal(7)),
    terms=dict.fromkeys(POLICY.terms, 30),
    journals=tuple(POLICY.journals),
    positions=POLICY.customers.exempt_positions,
    plans={POLICY.locations.plan: tuple(POLICY.locations.names)},
    tags=(POLICY.vendors.form_1099_tag,),
)


class Odoo:
    """Knows the accounts of the rules and nothing else, and keeps what is written."""

    database = "x"

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.made: list[tuple[str, str, Any]] = []

    def call(self, model: str, method: str, **arguments: Any) -> Any:
        """Answer a search, or remember a write."""
        match method:
            case "search_read":
                return [{"code": code} for code in arguments["domain"][0][2] if code[0] != "9"]
            case "search":
                self.asked.append(arguments["domain"])
                return [7]
        self.made.append((model, method, arguments.get("vals") or arguments["vals_list"][0]))
        return [len(self.made)]


def found(monkeypatch: pytest.MonkeyPatch, text: str, tmp_path: Path, there: OdooLists) -> Odoo:
    """Found the company of these rules where `there` is all there is."""
    file = tmp_path / "policy.toml"
    file.write_text(text, "utf-8")
    odoo = Odoo()
    monkeypatch.setattr(founding, "read_lists", lambda _port: there)
    founding.found_company(odoo, load_policy(file))  # type: ignore[arg-type]
    return odoo


def test_nothing_is_made_for_the_sample_company(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whose set-up the staging's template holds."""
    assert found(monkeypatch, TEXT, tmp_path, SAMPLE).made == []


def test_what_the_rules_name_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As they say what it is in QuickBooks; what no rule maps any more is archived."""
    text = TEXT.replace('"Net 15" = "Net 15"', '"On account 15" = "Net 15"')
    text = text.replace("[journals.CCD1]", "[journals.AMEX]")
    text = text.replace('"FL Orange 6.5%" = "FL', '"WA 6.5%" = "FL')
    text = text.replace('plan = "Location"', 'plan = "Roastery"')
    text = text.replace('"600100" = ', '"900100" = ')
    made = found(monkeypatch, text, tmp_path, SAMPLE).made
    models = {(model, method) for model, method, _ in made}
    created = {model: values for model, method, values in made if method == "create"}
    assert created["account.payment.term"]["line_ids"][0][2]["nb_days"] == 15
    assert created["account.journal"] == {"code": "AMEX", "name": "AMEX", "type": "credit"}
    assert created["account.tax"]["name"] == "WA 6.5%"
    assert created["account.account"]["account_type"] == "expense"
    assert created["account.analytic.account"]["name"] == "Orlando"
    archived = {"account.payment.term", "account.journal", "account.tax"}
    assert {(model, "write") for model in archived} <= models


def test_a_lacking_name_is_told_and_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A category below another is made with the one above it."""
    there = replace(SAMPLE, every_category=("Aluminum",))
    names = [row[2]["name"] for row in found(monkeypatch, TEXT, tmp_path, there).made]
    assert "Aluminum" not in names
    assert {"Beams", "Sheets", "Pergolas", "Installation"} <= set(names)


def test_a_seeder_looks_for_the_companys_own_word() -> None:
    """And for the scenario's where there is none."""
    odoo = Odoo()
    words = {"Net 30": "On account 45"}
    seeder = Seeder(odoo, seed=1, tag="T", today=date(2026, 11, 2), words=words)  # type: ignore[arg-type]
    seeder.named("account.payment.term", "Net 30")
    seeder.named("account.payment.term", "Net 15")
    assert odoo.asked == [[["name", "=", "On account 45"]], [["name", "=", "Net 15"]]]


def test_a_word_that_no_scenario_says_is_a_finding(tmp_path: Path) -> None:
    """It is mistyped, and would be looked for nowhere; a right one makes other rules."""
    file = tmp_path / "policy.toml"
    file.write_text(TEXT + '\n[words]\n"Net 31" = "x"\n', "utf-8")
    with pytest.raises(PolicyError, match=r"words\.Net 31: no scenario says so"):
        load_policy(file)
    file.write_text(TEXT + '\n[words]\n"Net 30" = "x"\n', "utf-8")
    assert load_policy(file).fingerprint() != POLICY.fingerprint()


def test_every_name_of_the_sample_company_can_have_another() -> None:
    """Its taxes, terms, journals, locations, position and tag, and the categories of products."""
    names = {*company.TAX_GROUPS, company.INCLUDED_TAX, *company.LOCATIONS}
    names |= {name for name, _, _ in company.TERMS} | {name for _, name, _ in company.JOURNALS}
    names |= {company.TERMINAL[1], company.EXEMPT_POSITION, company.FORM_1099_TAG}
    names |= {name for name, *_ in company.CATEGORIES if name != "Aluminum"}
    assert names <= set(WORDS)
