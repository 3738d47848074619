"""Partners: customers and vendors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from harness.oracle.expectation import (
    Addressed,
    Either,
    Expectation,
    Field,
    Flag,
    Linked,
    Links,
    Named,
    PolicyGap,
    Text,
    Usual,
)
from harness.policy import Policy
from harness.snapshot import Partner, Role

INACTIVE = " (deleted)"
"""What QuickBooks puts behind the name of an entry that is made inactive (recorded)."""

ALSO_CUSTOMER = " (Vendor)"
ADDRESS = re.compile(r"[^\s,;<>@]+@[^\s,;<>@]+\.[^\s,;<>@]+")
"""What QuickBooks takes for an e-mail address: it wants an at sign and a dot (2210)."""
LONGEST_ADDRESS = 100
"""Characters (Intuit's reference of Customer)."""


def display_name(partner: Partner, role: Role, policy: Policy) -> str:
    """Return a partner's name in a role; QuickBooks' customers and vendors share one namespace."""
    name = partner.name.strip()
    if role == "vendor" and partner.named_as_customer and policy.vendors.shared_name == "suffix":
        name += ALSO_CUSTOMER
    return name if is_active(partner, role, policy) else name + INACTIVE


def _email(partner: Partner, policy: Policy) -> str:
    """Return the e-mail address to expect; `PolicyGap` for a text that the rules refuse."""
    text = partner.email.strip()
    found = [address for address in ADDRESS.findall(text) if len(address) <= LONGEST_ADDRESS]
    if policy.customers.odd_emails == "refuse" and [text] != found[:1] and text:
        raise PolicyGap("customers.odd_emails", f"{text!r} of {partner.name} is not one address")
    return found[0] if found else ""


def is_active(partner: Partner, role: Role, policy: Policy) -> bool:
    """Say whether a partner is active in QuickBooks."""
    rules = policy.vendors if role == "vendor" else policy.customers
    return partner.active or rules.archived == "left active"


def expect_customer(partner: Partner, policy: Policy, links: Links) -> Expectation:
    """Expect a Customer."""
    exempt = partner.fiscal_position in policy.customers.exempt_positions
    number = partner.vat if exempt and policy.customers.resale_number == "tax id" else ""
    return Expectation(
        entity="Customer",
        fields=(
            *_name(partner, "customer", policy),
            Field(
                path="PrintOnCheckName",
                rule="customers.check_name",
                want=Usual((partner.name.strip(), display_name(partner, "customer", policy))),
            ),
            *_contact(partner, "customers", policy),
            Field(path="ShipAddr", rule="customers.address", want=Addressed(partner.address)),
            Field(
                path="SalesTermRef",
                rule="customers.terms",
                want=terms(partner.customer_terms, policy),
            ),
            Field(path="Taxable", rule="customers.exempt", want=Flag(not exempt)),
            Field(path="ResaleNum", rule="customers.resale_number", want=Text(number)),
            Field(path="Notes", rule="customers.notes", want=Text(plain_text(partner.notes))),
            *_company(partner, policy, links),
            Field(
                path="Active",
                rule="customers.archived",
                want=Flag(is_active(partner, "customer", policy)),
            ),
            *_currency(partner, policy),
        ),
    )


def _company(partner: Partner, policy: Policy, links: Links) -> Iterator[Field]:
    """Expect a contact as a sub-customer of its company, everybody else without a parent."""
    company, rule = partner.company, "customers.contacts"
    yield Field(path="Job", rule=rule, want=Flag(company is not None))
    if company is None:
        return
    if policy.customers.contacts == "not exported":
        raise PolicyGap(rule, f"{partner.name} is a contact of {company} and stays in Odoo")
    if (company, "customer") not in links:
        raise PolicyGap(rule, f"{company}, to whom {partner.name} belongs, was never mirrored")
    parent = Linked("Customer", links[company, "customer"], company)
    yield Field(path="ParentRef", rule=rule, want=parent)
    yield Field(path="BillWithParent", rule=rule, want=Flag(value=True))


def _currency(partner: Partner, policy: Policy) -> Iterator[Field]:
    """Expect the pricelist's currency, where documents may be in several."""
    if policy.invoices.currencies == "with the rate":
        yield Field(
            path="CurrencyRef.value",
            rule="customers.currency",
            want=Text(partner.currency or policy.currency),
        )


def _supplier_currency(partner: Partner, policy: Policy) -> Iterator[Field]:
    """Expect the currency in which a vendor sells, where bills may be in several."""
    if policy.bills.currencies == "with the rate":
        yield Field(
            path="CurrencyRef.value",
            rule="vendors.currency",
            want=Text(partner.supplier_currency or policy.currency),
        )


def expect_vendor(partner: Partner, policy: Policy) -> Expectation:
    """Expect a Vendor."""
    number = partner.reference if policy.vendors.account_number == "reference" else ""
    return Expectation(
        entity="Vendor",
        fields=(
            *_name(partner, "vendor", policy),
            Field(
                path="PrintOnCheckName", rule="vendors.check_name", want=Text(partner.name.strip())
            ),
            *_contact(partner, "vendors", policy),
            Field(path="TermRef", rule="vendors.terms", want=terms(partner.vendor_terms, policy)),
            Field(path="AcctNum", rule="vendors.account_number", want=Text(number)),
            Field(
                path="Active",
                rule="vendors.archived",
                want=Flag(is_active(partner, "vendor", policy)),
            ),
            *_supplier_currency(partner, policy),
            Field(
                path="Vendor1099", rule="vendors.form_1099", want=Flag(_has_form(partner, policy))
            ),
        ),
    )


def _has_form(partner: Partner, policy: Policy) -> bool:
    return policy.vendors.form_1099 == "tag" and policy.vendors.form_1099_tag in partner.tags


def terms(name: str, policy: Policy) -> Named:
    """Map an Odoo payment term; no term stays no term."""
    if not name:
        return Named("Term", "")
    if name not in policy.terms:
        raise PolicyGap("terms", f"which QuickBooks term is Odoo's {name!r}?")
    return Named("Term", policy.terms[name])


def plain_text(html: str) -> str:
    """Reduce Odoo's rich text to its words, a line for each paragraph or break."""
    broken = re.sub(r"<br\s*/?>|</(?:p|div|li)>", "\n", html)
    return unescape(re.sub(r"<[^>]+>", "", broken)).strip()


def _name(partner: Partner, role: Role, policy: Policy) -> tuple[Field, ...]:
    section = f"{role}s"
    name = partner.name.strip()
    shown = display_name(partner, role, policy)
    given, _, family = name.rpartition(" ")
    company = name if partner.is_company else ""
    fields = [
        Field(path="DisplayName", rule=f"{section}.display_name", want=Text(shown)),
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


def _contact(partner: Partner, section: str, policy: Policy) -> tuple[Field, ...]:
    address = partner.address
    parts = {
        "Line1": address.street,
        "Line2": address.street2,
        "City": address.city,
        "CountrySubDivisionCode": address.state,
        "PostalCode": address.zip,
    }
    # Intuit wants the name (or three letters) and keeps two letters too.
    country = tuple(dict.fromkeys((address.country, address.country_name or address.country)))
    return (
        *(
            Field(path=f"BillAddr.{key}", rule=f"{section}.address", want=Text(value.strip()))
            for key, value in parts.items()
        ),
        Field(path="BillAddr.Country", rule=f"{section}.address", want=Either(country)),
        Field(
            path="PrimaryEmailAddr.Address",
            rule=f"{section}.email",
            want=Text(_email(partner, policy)),
        ),
        Field(
            path="PrimaryPhone.FreeFormNumber",
            rule=f"{section}.phone",
            want=Text(partner.phone.strip()),
        ),
        Field(path="WebAddr.URI", rule=f"{section}.website", want=Text(partner.website.strip())),
    )
