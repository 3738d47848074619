"""
Founding the rules' own company on a leased staging, beside the sample company that it holds.

Whatever the mapping rules name on Odoo's side and the sample company lacks is made, as the rules
say what it is in QuickBooks: a tax has the rates of its code there, terms its days, a journal the
type of its account. What the sample company has of the same kind and no rule maps is archived. For
the sample company's own rules nothing is done. Only for databases that the harness itself created.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from harness.lists import OdooLists
from harness.odoo.lists import read_lists
from harness.odoo.port import OdooPort
from harness.policy import Policy

CREATE, SET = 0, 6
"""Odoo's commands for x2many fields: create a line, set the list."""

KINDS: Mapping[str, str] = {
    "Income": "income",
    "Other Income": "income_other",
    "Cost of Goods Sold": "expense_direct_cost",
    "Expense": "expense",
    "Other Expense": "expense",
    "Other Current Asset": "asset_current",
    "Bank": "asset_cash",
    "Credit Card": "liability_credit_card",
}
"""QuickBooks' types of accounts, and Odoo's that are nearest."""

OUTSTANDING: Mapping[str, str] = {"inbound": "101403", "outbound": "101404"}
"""Odoo's accounts for money under way, without which it makes no entry for a payment."""


def found_company(port: OdooPort, policy: Policy) -> None:
    """Make what the rules name and this Odoo lacks; raises what the port raises."""
    founding = _Founding(port, policy, read_lists(port))
    founding.name()
    founding.accounts()
    founding.categories()
    founding.taxes()
    founding.terms()
    founding.journals()
    founding.marks()
    founding.locations()


class _Founding:
    def __init__(self, port: OdooPort, policy: Policy, there: OdooLists) -> None:
        self._port, self._policy, self._there = port, policy, there

    def name(self) -> None:
        """Call the company as the rules do."""
        if self._there.company != self._policy.company:
            company = self._search("res.company", [])[:1]
            self._write("res.company", company, name=self._policy.company)

    def accounts(self) -> None:
        """Open the accounts that the rules name by their codes."""
        rules = self._policy
        named = {code: rules.accounts.get(code, "") for code in rules.accounts}
        for code, item in {**rules.invoices.general_items, **rules.write_offs}.items():
            held = rules.books.items.get(item)
            named.setdefault(code, held.income if held else "")
        rows = self._port.call(
            "account.account",
            "search_read",
            domain=[["code", "in", sorted(named)]],
            fields=["code"],
        )
        for code in sorted(set(named) - {str(row["code"]) for row in rows}):
            signed = rules.books.accounts.get(named[code])
            kind = KINDS.get(signed.type if signed else "", "expense")
            values = {"code": code, "name": named[code] or code, "account_type": kind}
            self._create("account.account", values)

    def categories(self) -> None:
        """Make the categories, with Odoo's accounts that are mapped to what the rules say."""
        there = set(self._there.every_category)
        for complete, mapped in self._policy.items.categories.items():
            steps = complete.split(" / ")
            for depth in range(1, len(steps) + 1):
                name = " / ".join(steps[:depth])
                if name in there:
                    continue
                there.add(name)
                values: dict[str, Any] = {
                    "name": steps[depth - 1],
                    "property_cost_method": "standard",
                    "property_valuation": "periodic",
                }
                for field, account in (
                    ("property_account_income_categ_id", mapped.income),
                    ("property_account_expense_categ_id", mapped.expense),
                    ("property_stock_valuation_account_id", mapped.asset),
                ):
                    if held := self._mapped_to(account):
                        values[field] = held
                if depth > 1:
                    parent = [["complete_name", "=", " / ".join(steps[: depth - 1])]]
                    values["parent_id"] = self._search("product.category", parent)[0]
                self._create("product.category", values)

    def taxes(self) -> None:
        """Make each sales tax of the rates of its code; the second of a code is in the price."""
        codes = self._policy.books.tax_codes
        missing = _lacking(self._policy.taxes, self._there.taxes)
        used: set[str] = set()
        for tax, code in self._policy.taxes.items():
            rates = codes[code].rates
            values: dict[str, Any] = {"name": tax, "type_tax_use": "sale"}
            if code in used:
                total = sum(rates.values(), Decimal(0))
                values |= {"amount": total, "price_include_override": "tax_included"}
            elif tax in missing:
                parts = [self._part(name, rate) for name, rate in rates.items()]
                values |= {
                    "amount_type": "group",
                    "amount": 0,
                    "children_tax_ids": [[SET, 0, parts]],
                }
            used.add(code)
            if tax in missing:
                self._create("account.tax", values)
        if missing:
            sold = ["type_tax_use", "=", "sale"]
            first = self._search("account.tax", [["name", "=", next(iter(self._policy.taxes))]])
            company = self._search("res.company", [])[:1]
            self._write("res.company", company, account_sale_tax_id=first[0])
            self._retire("account.tax", "name", self._policy.taxes, [sold])

    def terms(self) -> None:
        """Make the payment terms of their days and discount."""
        missing = _lacking(self._policy.terms, self._there.terms)
        for name in missing:
            held = self._policy.books.terms[self._policy.terms[name]]
            line = {"value": "percent", "value_amount": 100, "nb_days": held.days}
            values: dict[str, Any] = {"name": name, "note": name, "line_ids": [[CREATE, 0, line]]}
            if held.discount_percent:
                values |= {
                    "early_discount": True,
                    "discount_percentage": held.discount_percent,
                    "discount_days": held.discount_days,
                }
            self._create("account.payment.term", values)
        if missing:
            self._retire("account.payment.term", "name", self._policy.terms)

    def journals(self) -> None:
        """Make the journals for money, with entries for what is under way."""
        missing = _lacking(self._policy.journals, self._there.journals)
        for code in missing:
            rule = self._policy.journals[code]
            account = self._policy.books.accounts.get(rule.deposit_to or rule.pay_from or "")
            of = {"Credit Card": "credit", "Other Current Asset": "cash"}
            kind = of.get(account.type if account else "", "bank")
            self._create("account.journal", {"code": code, "name": code, "type": kind})
            for way, outstanding in OUTSTANDING.items():
                lines = self._search(
                    "account.payment.method.line",
                    [["journal_id.code", "=", code], ["payment_method_id.payment_type", "=", way]],
                )
                held = self._search("account.account", [["code", "=", outstanding]])
                self._write("account.payment.method.line", lines, payment_account_id=held[0])
        if missing:
            money = ["type", "in", ["bank", "cash", "credit"]]
            self._retire("account.journal", "code", self._policy.journals, [money])

    def marks(self) -> None:
        """Make the fiscal positions of exempt customers, and the tag of 1099 vendors."""
        for name in _lacking(self._policy.customers.exempt_positions, self._there.positions):
            self._create("account.fiscal.position", {"name": name})
        for name in _lacking([self._policy.vendors.form_1099_tag], self._there.tags):
            self._create("res.partner.category", {"name": name})

    def locations(self) -> None:
        """Make the plan of the locations and its analytic accounts."""
        rules = self._policy.locations
        missing = _lacking(rules.names, self._there.plans.get(rules.plan, ()))
        if not missing:
            return
        domain: list[list[Any]] = [["name", "=", rules.plan]]
        plan = self._search("account.analytic.plan", domain)[:1]
        plan = plan or [self._create("account.analytic.plan", {"name": rules.plan})]
        for name in missing:
            self._create("account.analytic.account", {"name": name, "plan_id": plan[0]})
        of: list[list[Any]] = [["plan_id", "=", plan[0]]]
        self._retire("account.analytic.account", "name", rules.names, of)

    def _part(self, name: str, rate: Decimal) -> int:
        """Find or make the part of a group of taxes that has a rate's name and value."""
        domain: list[list[Any]] = [
            ["name", "=", name],
            ["type_tax_use", "=", "none"],
            ["amount", "=", rate],
        ]
        found = self._search("account.tax", domain)
        values = {"name": name, "amount": rate, "type_tax_use": "none", "description": name}
        return found[0] if found else self._create("account.tax", values)

    def _mapped_to(self, name: str | None) -> int | None:
        """Find the first of Odoo's accounts that the rules map to this account of QuickBooks."""
        codes = [code for code, held in self._policy.accounts.items() if held == name]
        found = self._search("account.account", [["code", "in", codes[:1]]]) if codes else []
        return found[0] if found else None

    def _retire(
        self,
        model: str,
        field: str,
        kept: Iterable[str],
        domain: Sequence[Sequence[Any]] = (),
    ) -> None:
        """Archive what the sample company has of a kind and no rule maps."""
        found = self._search(model, [*domain, [field, "not in", list(kept)]])
        if found:
            self._write(model, found, active=False)

    def _search(self, model: str, domain: Sequence[Sequence[Any]]) -> list[int]:
        found: list[int] = self._port.call(model, "search", domain=list(domain), order="id")
        return found

    def _create(self, model: str, values: Mapping[str, Any]) -> int:
        made: list[int] = self._port.call(model, "create", vals_list=[dict(values)])
        return made[0]

    def _write(self, model: str, ids: list[int], **values: object) -> None:
        self._port.call(model, "write", ids=ids, vals=values)


def _lacking(named: Iterable[str], there: Collection[str]) -> list[str]:
    """Return the names that are not there, in their order."""
    return [name for name in named if name not in there]
