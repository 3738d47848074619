"""
Preparing a leased staging as a consultant would: connecting the connector, opening the books.

Only for systems that the harness itself created. On a shared staging people have done
this, and the checks examine whether it was done well.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from harness.connector.driver import AppSettings, Connector, Entry, Grant
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
    directory = books.directory(
        ("Account", "Term", "TaxCode", "PaymentMethod", "Item", "Department", "Class")
    )
    ids = {
        entity: {name: record_id for record_id, name in entries.items()}
        for entity, entries in directory.items()
    }

    def entries(names: Mapping[str, str], entity: str, *rule: str) -> dict[str, Entry]:
        """Turn the Odoo and QuickBooks names of a rule into mapping entries of the connector."""
        section, *rest = rule
        return {
            odoo: Entry(
                id=ids[entity][name], name=name, rule=policy.where(*section.split("."), odoo, *rest)
            )
            for odoo, name in names.items()
        }

    account = policy.invoices.discount_account
    connector.name_accounts({"invoices.discount_account": ids["Account"][account]})
    journals = policy.journals.items()
    deposits = {code: journal.deposit_to for code, journal in journals if journal.deposit_to}
    methods = {code: journal.method for code, journal in journals if journal.method}
    purses = {code: journal.pay_from for code, journal in journals if journal.pay_from}
    exempt = policy.customers.exempt_positions
    rule = policy.where("customers", "exempt_positions")
    connector.map("account", entries(policy.accounts, "Account", "accounts"))
    general = policy.invoices.general_items
    connector.map("general_item", entries(general, "Item", "invoices.general_items"))
    connector.map("tax", entries(policy.taxes, "TaxCode", "taxes"))
    connector.map("term", entries(policy.terms, "Term", "terms"))
    connector.map("journal_deposit", entries(deposits, "Account", "journals", "deposit_to"))
    connector.map("journal_method", entries(methods, "PaymentMethod", "journals", "method"))
    connector.map("journal_payment", entries(purses, "Account", "journals", "pay_from"))
    connector.map("general_item", entries(policy.write_offs, "Item", "write_offs"))
    tag, where = policy.vendors.form_1099_tag, policy.where("vendors", "form_1099_tag")
    connector.map("form_1099", {tag: Entry(id="", name=tag, rule=where)})
    names = policy.locations.names
    connector.map("location", entries(names, "Department", "locations.names"))
    connector.map("class", entries(names, "Class", "locations.names"))
    connector.map("exempt_position", {name: Entry(id="", name=name, rule=rule) for name in exempt})


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
