"""Comparing the rules with the lists of both systems; a finding names both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from harness.lists import TURN_OFF_AUTOMATION, BookLists, OdooLists
from harness.policy.model import Policy
from harness.policy.uses import uses


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What there is to map on both sides."""

    odoo: OdooLists
    quickbooks: BookLists


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One difference between the rules and a system."""

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


def disagreements(policy: Policy, sides: Sides) -> list[Disagreement]:
    """List everything the rules leave out, map twice, or name that is not there."""
    return [
        *_unmapped(policy, sides),
        *_unknown(policy, sides),
        *_missing(policy, sides),
        *_types(policy, sides),
        *_rates(policy, sides),
        *_twice(policy, sides),
        *_contradictions(policy),
        *_closed(policy, sides),
        *_automated(policy, sides),
        *_applied(policy, sides),
    ]


def _unmapped(policy: Policy, sides: Sides) -> Iterator[Disagreement]:
    """What Odoo has and no rule maps."""
    for section, what, there, mapped in (
        ("items.categories", "category", sides.odoo.categories, set(policy.items.categories)),
        ("taxes", "sales tax", sides.odoo.taxes, set(policy.taxes)),
        ("terms", "payment term", sides.odoo.terms, set(policy.terms)),
        ("journals", "money journal", sides.odoo.journals, set(policy.journals)),
        ("locations.names", "location", _located(policy, sides), set(policy.locations.names)),
    ):
        for name in sorted(set(there) - mapped):
            yield Disagreement(
                where=policy.where(*section.split(".")),
                problem=f"Odoo's {what} {name!r} is mapped to nothing",
            )
    if sides.odoo.currency != policy.currency:
        yield Disagreement(
            where=policy.where("currency"),
            problem=f"Odoo's company keeps its books in {sides.odoo.currency}",
        )


def _unknown(policy: Policy, sides: Sides) -> Iterator[Disagreement]:
    """What a rule maps and Odoo does not have."""
    for section, what, there, mapped in (
        # Not the categories: one without a product yet is no mistake.
        ("taxes", "sales tax", sides.odoo.taxes, set(policy.taxes)),
        ("terms", "payment term", sides.odoo.terms, set(policy.terms)),
        ("journals", "money journal", sides.odoo.journals, set(policy.journals)),
        (
            "customers.exempt_positions",
            "fiscal position",
            sides.odoo.positions,
            set(policy.customers.exempt_positions),
        ),
        ("locations.names", "location", _located(policy, sides), set(policy.locations.names)),
    ):
        for name in sorted(mapped - set(there)):
            yield Disagreement(
                where=policy.where(*section.split("."), name),
                problem=f"Odoo has no {what} {name!r}",
            )
    tag = policy.vendors.form_1099_tag
    if policy.vendors.form_1099 == "tag" and tag not in sides.odoo.tags:
        yield Disagreement(
            where=policy.where("vendors", "form_1099_tag"),
            problem=f"Odoo has no contact tag {tag!r}, so no vendor can have it",
        )


def _located(policy: Policy, sides: Sides) -> Collection[str]:
    """Odoo's locations, if the rules mirror locations at all."""
    rules = policy.locations
    if rules.recorded_as == "not at all":
        return set(rules.names)  # nobody asks what they are called
    return sides.odoo.plans.get(rules.plan, ())


def _missing(policy: Policy, sides: Sides) -> Iterator[Disagreement]:
    """What a rule names and QuickBooks lacks or has made inactive."""
    books = sides.quickbooks
    lists: Mapping[str, Collection[str]] = {
        "accounts": books.accounts,
        "terms": books.terms,
        "tax_codes": books.tax_codes,
        "payment_methods": books.payment_methods,
        "items": books.items,
        "departments": books.departments,
        "classes": books.classes,
    }
    for where, kind, name in policy.named():
        if name in lists[kind]:
            continue
        state = "has made inactive" if name in books.inactive else "does not have"
        yield Disagreement(
            where=policy.where(*where),
            problem=f"QuickBooks {state} the {kind.replace('_', ' ').removesuffix('s')} {name!r}",
        )


def _types(policy: Policy, sides: Sides) -> Iterator[Disagreement]:
    """Accounts whose type does not fit their use, or differs from the signed one."""
    for use in uses(policy):
        held = sides.quickbooks.accounts.get(use.account)
        if held is not None and held not in use.fitting:
            yield Disagreement(
                where=policy.where(*use.where),
                problem=f"QuickBooks' {use.account!r} is of type {held}, {use.told}",
            )
    for name, signed in policy.books.accounts.items():
        held = sides.quickbooks.accounts.get(name)
        if held is not None and held != signed.type:
            yield Disagreement(
                where=policy.where("books", "accounts", name),
                problem=f"QuickBooks' {name!r} is of type {held}, and {signed.type} was signed",
            )


def _rates(policy: Policy, sides: Sides) -> Iterator[Disagreement]:
    """Tax rates and days of terms that differ between Odoo and QuickBooks."""
    for tax, code in policy.taxes.items():
        ours, theirs = sides.odoo.taxes.get(tax), sides.quickbooks.tax_codes.get(code)
        if ours is not None and theirs is not None and ours != theirs:
            yield Disagreement(
                where=policy.where("taxes", tax),
                problem=f"Odoo charges {ours:g} % and QuickBooks' {code!r} {theirs:g} %",
            )
        signed = policy.books.tax_codes.get(code)
        rate = sum(signed.rates.values(), Decimal(0)) if signed else None
        if ours is not None and rate is not None and ours != rate:
            yield Disagreement(
                where=policy.where("books", "tax_codes", code, "rates"),
                problem=f"Odoo's {tax!r} charges {ours:g} %, and {rate:g} % was signed",
            )
    for term, name in policy.terms.items():
        days, theirs_days = sides.odoo.terms.get(term), sides.quickbooks.terms.get(name)
        if days is not None and theirs_days is not None and days != theirs_days:
            yield Disagreement(
                where=policy.where("terms", term),
                problem=f"due after {days} days in Odoo, after {theirs_days} in QuickBooks",
            )


def _twice(policy: Policy, sides: Sides) -> Iterator[Disagreement]:
    """
    Several taxes mapped to one code, whose tax returns would add up wrongly.

    A tax and its twin for tax-included prices may share a code.
    """
    uses = Counter((code, tax in sides.odoo.included_taxes) for tax, code in policy.taxes.items())
    for (code, included), count in uses.items():
        if count > 1:
            names = [
                tax
                for tax, held in policy.taxes.items()
                if held == code and (tax in sides.odoo.included_taxes) == included
            ]
            yield Disagreement(
                where=policy.where("taxes", names[-1]),
                problem=f"{', '.join(names)} are all mapped to the tax code {code!r}: returns would"
                " add up wrongly",
            )


def shared(policy: Policy) -> list[Disagreement]:
    """
    List the terms and locations of QuickBooks to which several of Odoo's are mapped.

    A company may intend that, so it is a notice and not a disagreement.
    """
    return [
        Disagreement(
            where=policy.where(*section, names[-1]),
            problem=f"{', '.join(names)} are one in QuickBooks: {one!r}",
        )
        for section, mapped in (
            (("terms",), policy.terms),
            (("locations", "names"), policy.locations.names),
        )
        for one in dict.fromkeys(mapped.values())
        if len(names := [odoo for odoo, held in mapped.items() if held == one]) > 1
    ]


def _contradictions(policy: Policy) -> Iterator[Disagreement]:
    """Items that would post a line to another account than the rules map its account to."""
    for code, name in policy.invoices.general_items.items():
        item, account = policy.books.items.get(name), policy.accounts.get(code)
        if item is not None and account is not None and item.income != account:
            yield Disagreement(
                where=policy.where("invoices", "general_items", code),
                problem=f"{name!r} posts to {item.income!r}, but {code} is mapped to {account!r}",
            )


def _closed(policy: Policy, sides: Sides) -> Iterator[Disagreement]:
    """Books that are closed in one system and open in the other."""
    if sides.odoo.closed != sides.quickbooks.closed:
        ours = f"until {sides.odoo.closed}" if sides.odoo.closed else "at no day"
        theirs = f"until {sides.quickbooks.closed}" if sides.quickbooks.closed else "at no day"
        yield Disagreement(
            where=policy.where("books"),
            problem=f"Odoo's books are locked {ours}, QuickBooks' are closed {theirs}",
        )


def _automated(policy: Policy, sides: Sides) -> Iterator[Disagreement]:
    """Automated sales tax that the rules don't expect, or the other way round."""
    if sides.quickbooks.automated_tax != (policy.invoices.tax_code == "automated"):
        state = "on" if sides.quickbooks.automated_tax else "off"
        yield Disagreement(
            where=policy.where("invoices", "tax_code"),
            problem=f"QuickBooks' automated sales tax is {state}",
        )


def _applied(policy: Policy, sides: Sides) -> Iterator[Disagreement]:
    """
    Credits that QuickBooks applies by itself.

    It is on in a new company. What is open in Odoo would be settled in QuickBooks, the
    oldest invoice instead of the one that Odoo says.
    """
    if sides.quickbooks.applies_by_itself:
        yield Disagreement(
            where=policy.where("payments", "unapplied"),
            problem="QuickBooks applies open credits and payments by itself, to invoices that"
            f" Odoo leaves open; {TURN_OFF_AUTOMATION}",
        )
