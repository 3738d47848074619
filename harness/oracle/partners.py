"""Partners: customers and vendors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from harness.oracle.expectation import Expectation, Field, Flag, Named, PolicyGap, Text
from harness.policy import Policy
from harness.snapshot import Partner


def expect_customer(partner: Partner, policy: Policy) -> Expectation:
    """Expect a Customer."""
    exempt = partner.fiscal_position in policy.customers.exempt_positions
    number = partner.vat if exempt and policy.customers.resale_number == "tax id" else ""
    return Expectation(
        entity="Customer",
        fields=(
            *_name(partner, "customers"),
            *_contact(partner, "customers"),
            Field(
                path="SalesTermRef",
                rule="customers.terms",
                want=terms(partner.customer_terms, policy),
            ),
            Field(path="Taxable", rule="customers.exempt", want=Flag(not exempt)),
            Field(path="ResaleNum", rule="customers.resale_number", want=Text(number)),
            Field(path="Notes", rule="customers.notes", want=Text(plain_text(partner.notes))),
            Field(path="Job", rule="customers.kind", want=Flag(value=False)),
            Field(path="Active", rule="customers.active", want=Flag(partner.active)),
            *_currency(partner, policy),
        ),
    )


def _currency(partner: Partner, policy: Policy) -> Iterator[Field]:
    """Expect the pricelist's currency, where documents may be in several."""
    if policy.invoices.currencies == "with the rate":
        yield Field(
            path="CurrencyRef.value",
            rule="customers.currency",
            want=Text(partner.currency or policy.currency),
        )


def expect_vendor(partner: Partner, policy: Policy) -> Expectation:
    """Expect a Vendor."""
    number = partner.reference if policy.vendors.account_number == "reference" else ""
    return Expectation(
        entity="Vendor",
        fields=(
            *_name(partner, "vendors"),
            Field(
                path="PrintOnCheckName", rule="vendors.check_name", want=Text(partner.name.strip())
            ),
            *_contact(partner, "vendors"),
            Field(path="TermRef", rule="vendors.terms", want=terms(partner.vendor_terms, policy)),
            Field(path="AcctNum", rule="vendors.account_number", want=Text(number)),
            Field(path="Active", rule="vendors.active", want=Flag(partner.active)),
        ),
    )


def terms(name: str, policy: Policy) -> Named:
    """Map an Odoo payment term; none stays none."""
    if not name:
        return Named("Term", "")
    if name not in policy.terms:
        raise PolicyGap("terms", f"which QuickBooks term is Odoo's {name!r}?")
    return Named("Term", policy.terms[name])


def plain_text(html: str) -> str:
    """Reduce Odoo's rich text to its words, a line for each paragraph or break."""
    broken = re.sub(r"<br\s*/?>|</(?:p|div|li)>", "\n", html)
    return unescape(re.sub(r"<[^>]+>", "", broken)).strip()


def _name(partner: Partner, section: str) -> tuple[Field, ...]:
    name = partner.name.strip()
    given, _, family = name.rpartition(" ")
    company = name if partner.is_company else ""
    fields = [
        Field(path="DisplayName", rule=f"{section}.display_name", want=Text(name)),
        Field(path="CompanyName", rule=f"{section}.company_name", want=Text(company)),
    ]
    if not partner.is_company:
        fields += [
            Field(
                path="GivenName",
                rule=f"{section}.person_name",
                want=Text(given or family),
            ),
            Field(
                path="FamilyName", rule=f"{section}.person_name", want=Text(family if given else "")
            ),
        ]
    return tuple(fields)


def _contact(partner: Partner, section: str) -> tuple[Field, ...]:
    address = partner.address
    parts = {
        "Line1": address.street,
        "Line2": address.street2,
        "City": address.city,
        "CountrySubDivisionCode": address.state,
        "PostalCode": address.zip,
        "Country": address.country,
    }
    return (
        *(
            Field(path=f"BillAddr.{key}", rule=f"{section}.address", want=Text(value.strip()))
            for key, value in parts.items()
        ),
        Field(
            path="PrimaryEmailAddr.Address",
            rule=f"{section}.email",
            want=Text(partner.email.strip()),
        ),
        Field(
            path="PrimaryPhone.FreeFormNumber",
            rule=f"{section}.phone",
            want=Text(partner.phone.strip()),
        ),
        Field(path="WebAddr.URI", rule=f"{section}.website", want=Text(partner.website.strip())),
    )
