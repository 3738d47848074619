"""The rules against both systems: every disagreement is found, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from harness.lists import BookLists, OdooLists
from harness.policy import load_policy
from harness.policy.agreement import Sides, disagreements, shared

SHIPPED = Path(__file__).parents[2] / "scenarios/policy/aluminum-supplier.toml"
POLICY = load_policy(SHIPPED)
ODOO = OdooLists(
    currency="USD",
    categories=tuple(POLICY.items.categories),
    taxes={
        "FL Hillsborough 7.5%": Decimal("7.5"),
        "FL Hillsborough 7.5% incl.": Decimal("7.5"),
        "FL Orange 6.5%": Decimal("6.5"),
        "FL Pinellas 7%": Decimal(7),
    },
    included_taxes=("FL Hillsborough 7.5% incl.",),
    terms={name: POLICY.books.terms[term].days for name, term in POLICY.terms.items()},
    journals=tuple(POLICY.journals),
    positions=POLICY.customers.exempt_positions,
    plans={POLICY.locations.plan: tuple(POLICY.locations.names)},
    tags=(POLICY.vendors.form_1099_tag,),
)
BOOKS = BookLists(
    accounts={name: account.type for name, account in POLICY.books.accounts.items()},
    terms={name: term.days for name, term in POLICY.books.terms.items()},
    tax_codes={
        name: sum(code.rates.values(), Decimal(0)) for name, code in POLICY.books.tax_codes.items()
    },
    payment_methods=tuple(POLICY.books.payment_methods),
    departments=tuple(POLICY.books.departments),
    classes=tuple(POLICY.books.classes),
    items=tuple(POLICY.books.items),
)
AGREED = Sides(odoo=ODOO, quickbooks=BOOKS)


def odoo(**changed: Any) -> Sides:
    """The agreed lists with others of Odoo's."""
    return replace(AGREED, odoo=replace(ODOO, **changed))


def books(**changed: Any) -> Sides:
    """The agreed lists with others of QuickBooks'."""
    return replace(AGREED, quickbooks=replace(BOOKS, **changed))


def without(mapping: Any, name: str) -> dict[str, Any]:
    """The same without one entry."""
    return {key: value for key, value in mapping.items() if key != name}


def test_systems_as_the_rules_say_have_no_disagreement() -> None:
    """Nobody is told of anything that is in order."""
    assert disagreements(POLICY, AGREED) == []


DISAGREEMENTS = [
    (
        odoo(plans={POLICY.locations.plan: ("Orlando", "Ocala", "Tampa")}),
        "locations.names",
        "location 'Ocala' is mapped to nothing",
    ),
    (
        odoo(plans={POLICY.locations.plan: ("Tampa",)}),
        "locations.names.Orlando",
        "Odoo has no location 'Orlando'",
    ),
    (
        odoo(tags=("VIP",)),
        "vendors.form_1099_tag",
        "no contact tag '1099 Contractor'",
    ),
    (
        odoo(categories=(*ODOO.categories, "Scrap")),
        "items.categories",
        "category 'Scrap' is mapped to nothing",
    ),
    (
        odoo(taxes={**ODOO.taxes, "15%": Decimal(15)}),
        "taxes",
        "sales tax '15%' is mapped to nothing",
    ),
    (
        odoo(journals=(*ODOO.journals, "BNK2")),
        "journals",
        "journal 'BNK2' is mapped to nothing",
    ),
    (odoo(currency="EUR"), "currency", "keeps its books in EUR"),
    (
        odoo(positions=()),
        "customers.exempt_positions.Resale Certificate",
        "no fiscal position",
    ),
    (
        odoo(terms=without(ODOO.terms, "Net 15")),
        "terms.Net 15",
        "Odoo has no payment term",
    ),
    (
        books(accounts=without(BOOKS.accounts, "Supplies"), inactive=("Supplies",)),
        "accounts.600100",
        "QuickBooks has made inactive the account 'Supplies'",
    ),
    (
        books(payment_methods=("Cash",)),
        "journals.BNK1.method",
        "does not have the payment method 'Check'",
    ),
    (
        books(accounts={**BOOKS.accounts, "Checking": "Expense"}),
        "journals.BNK1.deposit_to",
        "of type Expense",
    ),
    (
        books(accounts={**BOOKS.accounts, "Inventory Asset": "Fixed Asset"}),
        "items.categories.Pergolas.asset",
        "no asset account",
    ),
    (
        odoo(taxes={**ODOO.taxes, "FL Orange 6.5%": Decimal(7)}),
        "taxes.FL Orange 6.5%",
        "Odoo charges 7 % and QuickBooks' 'FL Orange 6.5%' 6.5 %",
    ),
    (
        Sides(
            odoo=replace(ODOO, taxes={**ODOO.taxes, "FL Orange 6.5%": Decimal(7)}),
            quickbooks=replace(BOOKS, tax_codes={**BOOKS.tax_codes, "FL Orange 6.5%": Decimal(7)}),
        ),
        "books.tax_codes.FL Orange 6.5%.rates",
        "charges 7 %, and 6.5 % was signed",
    ),
    (
        odoo(closed=date(2026, 1, 31)),
        "books",
        "Odoo's books are locked until 2026-01-31, QuickBooks' are closed at no day",
    ),
    (
        Sides(
            odoo=replace(ODOO, closed=date(2026, 1, 31)),
            quickbooks=replace(BOOKS, closed=date(2025, 12, 31)),
        ),
        "books",
        "Odoo's books are locked until 2026-01-31, QuickBooks' are closed until 2025-12-31",
    ),
    (
        books(automated_tax=True),
        "invoices.tax_code",
        "QuickBooks' automated sales tax is on",
    ),
    (
        books(applies_by_itself=True),
        "payments.unapplied",
        "switch off 'Automatically apply credits': Account and settings, Advanced, Automation",
    ),
    (
        books(items=()),
        "invoices.general_items.400300",
        "QuickBooks does not have the item 'Installation in general'",
    ),
    (
        odoo(included_taxes=()),
        "taxes.FL Hillsborough 7.5% incl.",
        "FL Hillsborough 7.5%, FL Hillsborough 7.5% incl. are all mapped",
    ),
    (
        books(accounts={**BOOKS.accounts, "Discounts": "Bank"}),
        "invoices.discount_account",
        "of type Bank, where no discount goes",
    ),
    (
        books(accounts={**BOOKS.accounts, "Supplies": "Bank"}),
        "books.accounts.Supplies",
        "is of type Bank, and Expense was signed",
    ),
    (
        books(items=("Early Payment Discount",)),
        "write_offs.600200",
        "QuickBooks does not have the item 'Small Balance Written Off'",
    ),
    (
        books(accounts={**BOOKS.accounts, "Company Card": "Other Current Asset"}),
        "journals.CCD1.pay_from",
        "is of type Other Current Asset, from which no bill is paid",
    ),
    (
        books(terms={**BOOKS.terms, "Net 30": 31}),
        "terms.Net 30",
        "due after 30 days in Odoo, after 31 in QuickBooks",
    ),
]


@pytest.mark.parametrize(("sides", "where", "problem"), DISAGREEMENTS)
def test_a_disagreement_names_the_rule_and_both_sides(
    sides: Sides, where: str, problem: str
) -> None:
    """With the line of the file."""
    found = [str(item) for item in disagreements(POLICY, sides)]
    assert any(
        text.startswith(f"{where} in ") and ", line " in text and problem in text for text in found
    ), found


def test_two_taxes_in_one_code_are_a_disagreement() -> None:
    """Returns of the two would be added up in one."""
    both = dict.fromkeys(POLICY.taxes, "FL Orange 6.5%")
    policy = POLICY.model_copy(update={"taxes": both})
    assert any(
        "are all mapped to the tax code" in str(item) for item in disagreements(policy, AGREED)
    )


def test_an_item_that_posts_elsewhere_is_a_disagreement() -> None:
    """A line without a product would land on another account than the rules send it to."""
    accounts = {**POLICY.accounts, "400300": "Supplies"}
    policy = POLICY.model_copy(update={"accounts": accounts})
    (found,) = [str(item) for item in disagreements(policy, AGREED)]
    assert found.startswith("invoices.general_items.400300 in ")
    assert found.endswith(
        "'Installation in general' posts to 'Services', but 400300 is mapped to 'Supplies'"
    )


def test_what_is_one_in_quickbooks_is_told_and_may_be_meant(tmp_path: Path) -> None:
    """Two yards that become one location are no mistake for certain."""
    assert shared(POLICY) == []
    text = SHIPPED.read_text("utf-8")
    file = tmp_path / "policy.toml"
    changed = text.replace('"Orlando" = "Orlando"', '"Orlando" = "Tampa"')
    file.write_text(changed, "utf-8")
    [told] = shared(load_policy(file))
    assert "Tampa, Orlando are one in QuickBooks: 'Tampa'" in str(told)
    assert "locations.names.Orlando" in str(told)


def test_a_table_of_tables_has_the_line_of_its_first() -> None:
    """`[journals.BNK1]` stands there and `[journals]` does not: no disagreement is in line 0."""
    told = [str(item) for item in disagreements(POLICY, odoo(journals=("BNK9", *POLICY.journals)))]
    first = SHIPPED.read_text("utf-8").splitlines().index("[journals.BNK1]") + 1
    assert told == [
        f"journals in {SHIPPED}, line {first}: Odoo's money journal 'BNK9' is mapped to nothing"
    ]
