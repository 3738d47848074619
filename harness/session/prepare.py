"""
Preparing a leased staging as a consultant would: connecting the connector, opening the books.

Only for systems that the harness itself created. On a shared staging people have done
this, and the checks examine whether it was done well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from harness.connector.driver import AppSettings, Connector, Grant
from harness.connector.mapping import Entry
from harness.connector.profile import MappingKind
from harness.policy import Policy
from harness.quickbooks.books import Books
from harness.quickbooks.opening import (
    AccountNeeded,
    ItemNeeded,
    Requirements,
    TaxCodeNeeded,
    TermNeeded,
    open_books,
)

_CATEGORY_ACCOUNTS: Mapping[MappingKind, str] = {
    "category_income": "income",
    "category_expense": "expense",
    "category_asset": "asset",
}


def prepare(
    connector: Connector,
    books: Books,
    policy: Policy,
    *,
    app: AppSettings,
    grant: Grant,
    now: datetime,
) -> None:
    """Check the profile, connect the connector, open the books, enter the connector's mapping."""
    connector.validate()
    connector.configure(app)
    connector.connect(grant, now=now)
    connector.obey(policy.answers())
    open_books(books, requirements(policy))
    enter_mapping(connector, books, policy)


def enter_mapping(connector: Connector, books: Books, policy: Policy) -> None:
    """Enter what the rules map into the connector's own mapping."""
    directory = books.directory(
        ("Account", "Term", "TaxCode", "PaymentMethod", "Item", "Department", "Class")
    )
    ids = {
        entity: {name: record_id for record_id, name in entries.items()}
        for entity, entries in directory.items()
    }

    def enter(kind: MappingKind, names: Mapping[str, str], entity: str, *rule: str) -> None:
        """Enter entries of QuickBooks by the names of what Odoo has; `rule` is where they stand."""
        section, *rest = rule
        connector.map(
            kind,
            {
                odoo: Entry(
                    id=ids[entity][name],
                    name=name,
                    rule=policy.where(*section.split("."), odoo, *rest),
                )
                for odoo, name in names.items()
            },
        )

    def mark(kind: MappingKind, names: Iterable[str], *rule: str) -> None:
        """Mark entries of Odoo that have no counterpart in QuickBooks."""
        where = policy.where(*rule)
        connector.map(kind, {name: Entry(id="", name=name, rule=where) for name in names})

    account = policy.invoices.discount_account
    connector.name_accounts({"invoices.discount_account": ids["Account"][account]})
    journals = policy.journals.items()
    deposits = {code: journal.deposit_to for code, journal in journals if journal.deposit_to}
    methods = {code: journal.method for code, journal in journals if journal.method}
    purses = {code: journal.pay_from for code, journal in journals if journal.pay_from}
    enter("account", policy.accounts, "Account", "accounts")
    # Most connectors need none: they go by the accounts that the category has in Odoo.
    if connector.profile.mappings.keys() & _CATEGORY_ACCOUNTS.keys():
        for kind, of in _CATEGORY_ACCOUNTS.items():
            named = {category: getattr(it, of) for category, it in policy.items.categories.items()}
            held = {category: name for category, name in named.items() if name}
            enter(kind, held, "Account", "items.categories", of)
    enter("general_item", policy.invoices.general_items, "Item", "invoices.general_items")
    enter("tax", policy.taxes, "TaxCode", "taxes")
    enter("term", policy.terms, "Term", "terms")
    enter("journal_deposit", deposits, "Account", "journals", "deposit_to")
    enter("journal_method", methods, "PaymentMethod", "journals", "method")
    enter("journal_payment", purses, "Account", "journals", "pay_from")
    enter("general_item", policy.write_offs, "Item", "write_offs")
    mark("form_1099", [policy.vendors.form_1099_tag], "vendors", "form_1099_tag")
    enter("location", policy.locations.names, "Department", "locations.names")
    enter("class", policy.locations.names, "Class", "locations.names")
    mark("exempt_position", policy.customers.exempt_positions, "customers", "exempt_positions")


def requirements(policy: Policy) -> Requirements:
    """Return what the policy needs to exist in QuickBooks, in QuickBooks' terms."""
    books = policy.books
    return Requirements(
        accounts=tuple(
            AccountNeeded(name=name, type=account.type, subtype=account.subtype)
            for name, account in books.accounts.items()
        ),
        terms=tuple(
            TermNeeded(
                name=name,
                due_days=term.days,
                discount_percent=term.discount_percent,
                discount_days=term.discount_days,
            )
            for name, term in books.terms.items()
        ),
        tax_codes=tuple(
            TaxCodeNeeded(name=name, agency=code.agency, rates=code.rates)
            for name, code in books.tax_codes.items()
        ),
        payment_methods=tuple(books.payment_methods),
        items=tuple(
            ItemNeeded(name=name, income=item.income) for name, item in books.items.items()
        ),
        currencies=books.currencies,
        departments=tuple(books.departments),
        classes=tuple(books.classes),
        custom_document_numbers=books.document_numbers == "ours",
    )
