"""The mapping rules as typed data: one class a section of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, PrivateAttr, StringConstraints

from harness.policy.question import Rule, Section, at, rules_of
from harness.policy.sections.books import Books
from harness.policy.sections.documents import CreditMemos, Documents, Invoices, Journal
from harness.policy.sections.items import Items
from harness.policy.sections.locations import Locations
from harness.policy.sections.ownership import Ownership
from harness.policy.sections.partners import Customers, Vendors
from harness.policy.sections.payments import BillPayments, Payments
from harness.policy.sections.purchasing import Bills, VendorCredits
from harness.policy.sections.refunds import Refunds

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Decision(Section):
    """Who decided a section of the rules, when, and why."""

    by: Words
    on: date
    why: Words


class Decided(Section):
    """The signatures of all sections; a section that nobody signed is an error."""

    customers: Decision
    vendors: Decision
    items: Decision
    taxes: Decision
    terms: Decision
    journals: Decision
    documents: Decision
    invoices: Decision
    credit_memos: Decision
    payments: Decision
    refunds: Decision
    bills: Decision
    vendor_credits: Decision
    bill_payments: Decision
    locations: Decision
    ownership: Decision
    accounts: Decision


class Policy(Section):
    """All mapping rules of one company."""

    company: str
    currency: str
    decided: Decided
    customers: Customers
    vendors: Vendors
    items: Items
    taxes: dict[str, str]
    terms: dict[str, str]
    journals: dict[str, Journal]
    documents: Documents
    invoices: Invoices
    credit_memos: CreditMemos
    payments: Payments
    refunds: Refunds
    bills: Bills
    vendor_credits: VendorCredits
    bill_payments: BillPayments
    locations: Locations
    ownership: Ownership
    write_offs: dict[str, str]
    accounts: dict[str, str]
    books: Books
    words: dict[str, str] = Field(default_factory=dict)
    """What the delivered scenarios call something, and what ours is called in Odoo."""

    _path: Path | None = PrivateAttr(default=None)
    _line: Callable[[Sequence[str]], int] | None = PrivateAttr(default=None)

    def remember(self, path: Path, line: Callable[[Sequence[str]], int]) -> None:
        """Keep the rules' file and lines, so that a rule can be pointed at."""
        self._path, self._line = path, line

    def where(self, *rule: str) -> str:
        """Return a rule's name, with its file and line if it came from a file."""
        name = ".".join(rule)
        if self._path is None or self._line is None:
            return name
        return f"{name} in {self._path}, line {self._line(rule)}"

    def fingerprint(self) -> str:
        """Return a short hash of the rules: equal exactly when they are, whoever signed them."""
        # Rules without words keep the fingerprint that they had before there were any.
        content = self.model_dump_json(exclude={"decided"} if self.words else {"decided", "words"})
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    def answers(self) -> dict[str, str]:
        """Return every question's answer, by its path such as `invoices.cancelled`."""
        return {rule.path: str(at(self, rule.path)) for rule in RULES}

    def with_answer(self, path: str, answer: str) -> Policy:
        """Return the rules with another answer to one question; `ValueError` if it is none."""
        content = self.model_dump(mode="json", exclude_defaults=False)
        *steps, last = path.split(".")
        place = content
        for step in steps:
            place = place[step]
        place[last] = answer
        changed = Policy.model_validate(content)
        if self._path is not None and self._line is not None:
            changed.remember(self._path, self._line)
        return changed

    def named(self) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """Yield every QuickBooks list entry that a rule names: where, which list, the name."""
        for category, accounts in self.items.categories.items():
            for kind in ("income", "expense", "asset"):
                name = getattr(accounts, kind)
                if name is not None:
                    yield ("items", "categories", category, kind), "accounts", name
        for name, item in self.books.items.items():
            yield ("books", "items", name, "income"), "accounts", item.income
        account = self.invoices.discount_account
        yield ("invoices", "discount_account"), "accounts", account
        for place, kind, names in (
            (("accounts",), "accounts", self.accounts),
            (("invoices", "general_items"), "items", self.invoices.general_items),
            (("write_offs",), "items", self.write_offs),
            (("taxes",), "tax_codes", self.taxes),
            (("terms",), "terms", self.terms),
            (("locations", "names"), "departments", self.locations.names),
            (("locations", "names"), "classes", self.locations.names),
        ):
            for odoo, name in names.items():
                yield (*place, odoo), kind, name
        for code, journal in self.journals.items():
            for use, what in (
                ("deposit_to", "accounts"),
                ("method", "payment_methods"),
                ("pay_from", "accounts"),
            ):
                name = getattr(journal, use)
                if name is not None:
                    yield ("journals", code, use), what, name


RULES: tuple[Rule, ...] = tuple(rules_of(Policy))
"""Every question that a company must answer."""


def rule_of(path: str) -> Rule:
    """Find a rule by its path; `KeyError` when there is none."""
    for rule in RULES:
        if rule.path == path:
            return rule
    raise KeyError(path)
