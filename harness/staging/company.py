"""
Setting up Odoo's company as a consultant would, by RPC: an aluminium supplier in Florida.

Every step looks for its record by its business key before it creates one, so the
set-up may be repeated. The mapping rules refer to the names and codes given here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from harness.odoo.port import OdooPort

COMPANY = "Gulf Coast Aluminum Supply LLC"
TIMEZONE = "America/New_York"
CREATE, SET, UNLINK_ALL = 0, 6, 5
"""Odoo's commands for x2many fields: create a line, set the list, empty it."""

ACCOUNTS: Sequence[tuple[str, str, str]] = (
    ("110310", "Aluminum Inventory", "asset_current"),
    ("110320", "Pergola Inventory", "asset_current"),
    ("400100", "Aluminum Sales", "income"),
    ("400200", "Pergola Sales", "income"),
    ("400300", "Installation Revenue", "income"),
    ("500100", "Cost of Aluminum", "expense_direct_cost"),
    ("500200", "Cost of Pergolas", "expense_direct_cost"),
    ("500300", "Installation Subcontractors", "expense_direct_cost"),
    ("600100", "Office Supplies", "expense"),
    ("600200", "Small Balances Written Off", "expense"),
)
CATEGORIES: Sequence[tuple[str, str, str, str | None]] = (
    ("Aluminum", "400100", "500100", "110310"),
    ("Aluminum / Beams", "400100", "500100", "110310"),
    ("Aluminum / Sheets", "400100", "500100", "110310"),
    ("Pergolas", "400200", "500200", "110320"),
    ("Installation", "400300", "500300", None),
)
"""Complete name, income, expense and stock valuation account."""

TAX_PARTS: Sequence[tuple[str, Decimal]] = (
    ("FL State 6%", Decimal(6)),
    ("Hillsborough Surtax 1.5%", Decimal("1.5")),
    ("Orange Surtax 0.5%", Decimal("0.5")),
    ("Pinellas Surtax 1%", Decimal(1)),
)
TAX_GROUPS: Mapping[str, Sequence[str]] = {
    "FL Hillsborough 7.5%": ("FL State 6%", "Hillsborough Surtax 1.5%"),
    "FL Orange 6.5%": ("FL State 6%", "Orange Surtax 0.5%"),
    "FL Pinellas 7%": ("FL State 6%", "Pinellas Surtax 1%"),
}
INCLUDED_TAX = "FL Hillsborough 7.5% incl."
"""The same tax for prices that have it in them, as the web shop shows them."""
DEFAULT_TAX = "FL Hillsborough 7.5%"
EXEMPT_POSITION = "Resale Certificate"
FORM_1099_TAG = "1099 Contractor"
LOCATIONS = ("Tampa", "Orlando")
"""Analytic accounts of one plan: on invoices and bills alike, whoever writes them."""
TERMS: Sequence[tuple[str, int, bool]] = (
    ("Immediate", 0, False),
    ("Net 15", 15, False),
    ("Net 30", 30, False),
    ("2/10 Net 30", 30, True),
)
TERMINAL = ("CRD1", "Card Terminal", "bank")
"""Without outstanding accounts: Odoo books what it takes from the bank statement only."""

JOURNALS = (("CSH1", "Cash", "cash"), ("CCD1", "Company Card", "credit"))
"""Code, name and type; the bank journal comes with the chart of accounts."""

USERS: Sequence[tuple[str, str, tuple[str, ...]]] = (
    ("Bea Bookkeeper", "bookkeeper", ("account.group_account_invoice",)),
    (
        "Ari Approver",
        "approver",
        ("account.group_account_manager", "purchase.group_purchase_manager"),
    ),
)


def set_up_company(port: OdooPort, progress: Callable[[str], None]) -> None:
    """
    Make the company ready for the loop; `progress` is called with each step.

    Installs nothing. Raises what the port raises.
    """
    setup = _Setup(port)
    for name, step in (
        ("company", setup.company),
        ("warehouses", setup.warehouses),
        ("accounts", setup.accounts),
        ("categories", setup.categories),
        ("taxes", setup.taxes),
        ("payment terms", setup.terms),
        ("journals", setup.journals),
        ("tags", setup.tags),
        ("locations", setup.locations),
        ("users", setup.users),
    ):
        progress(name)
        step()


class _Setup:
    def __init__(self, port: OdooPort) -> None:
        self._port = port
        self._company = self._id("res.company", [])

    def company(self) -> None:
        """Set name, address and time zone, in which documents are dated."""
        self._write("res.company", self._company, name=COMPANY)
        state = self._id("res.country.state", [["code", "=", "FL"], ["country_id.code", "=", "US"]])
        partner = self._port.call("res.company", "read", ids=[self._company], fields=["partner_id"])
        self._write(
            "res.partner",
            partner[0]["partner_id"][0],
            street="5101 E Adamo Dr",
            city="Tampa",
            zip="33619",
            state_id=state,
            tz=TIMEZONE,
        )
        users = self._port.call("res.users", "search", domain=[["share", "=", False]])
        self._port.call("res.users", "write", ids=users, vals={"tz": TIMEZONE})

    def warehouses(self) -> None:
        """Turn the warehouse that Odoo creates into Tampa's, and add Orlando's."""
        if not self._find("stock.warehouse", [["code", "=", "TPA"]]):
            first = self._id("stock.warehouse", [])
            self._write("stock.warehouse", first, name="Tampa", code="TPA")
        self._ensure("stock.warehouse", [["code", "=", "ORL"]], {"name": "Orlando", "code": "ORL"})

    def accounts(self) -> None:
        """Add the accounts of the two business lines to the generic chart."""
        for code, name, kind in ACCOUNTS:
            self._ensure(
                "account.account",
                [["code", "=", code]],
                {"code": code, "name": name, "account_type": kind},
            )

    def categories(self) -> None:
        """
        Give every category its accounts.

        Valuation is periodic: entries for single stock moves would compete with the invoices
        that are mirrored.
        """
        for complete_name, income, expense, stock in CATEGORIES:
            parent, _, name = complete_name.rpartition(" / ")
            values: dict[str, Any] = {
                "name": name,
                "property_account_income_categ_id": self._account(income),
                "property_account_expense_categ_id": self._account(expense),
                "property_cost_method": "standard",
                "property_valuation": "periodic",
            }
            if stock:
                values["property_stock_valuation_account_id"] = self._account(stock)
            if parent:
                values["parent_id"] = self._id("product.category", [["complete_name", "=", parent]])
            self._ensure("product.category", [["complete_name", "=", complete_name]], values)

    def taxes(self) -> None:
        """Make sales taxes as groups of state rate and county surtax, and an exempt position."""
        for name, amount in TAX_PARTS:
            self._ensure(
                "account.tax",
                [["name", "=", name], ["type_tax_use", "=", "none"]],
                {"name": name, "amount": amount, "type_tax_use": "none", "description": name},
            )
        for name, parts in TAX_GROUPS.items():
            children = [self._id("account.tax", [["name", "=", part]]) for part in parts]
            self._ensure(
                "account.tax",
                [["name", "=", name], ["type_tax_use", "=", "sale"]],
                {
                    "name": name,
                    "amount_type": "group",
                    "amount": 0,
                    "type_tax_use": "sale",
                    "children_tax_ids": [[SET, 0, children]],
                },
            )
        self._ensure(
            "account.tax",
            [["name", "=", INCLUDED_TAX], ["type_tax_use", "=", "sale"]],
            {
                "name": INCLUDED_TAX,
                "amount": Decimal("7.5"),
                "type_tax_use": "sale",
                "price_include_override": "tax_included",
            },
        )
        default = self._id("account.tax", [["name", "=", DEFAULT_TAX]])
        self._write(
            "res.company", self._company, account_sale_tax_id=default, account_purchase_tax_id=False
        )
        used = (*TAX_GROUPS, INCLUDED_TAX)
        self._retire("account.tax", [["type_tax_use", "=", "sale"]], used)
        # In Odoo 19 a fiscal position without any tax removes all taxes (its map_tax).
        self._ensure(
            "account.fiscal.position", [["name", "=", EXEMPT_POSITION]], {"name": EXEMPT_POSITION}
        )

    def terms(self) -> None:
        """Make the payment terms: immediate, Net 15, Net 30 and an early-payment discount."""
        for name, days, discount in TERMS:
            values: dict[str, Any] = {
                "name": name,
                "note": name,
                "line_ids": [
                    [UNLINK_ALL, 0, 0],
                    [CREATE, 0, {"value": "percent", "value_amount": 100, "nb_days": days}],
                ],
            }
            if discount:
                values |= {
                    "early_discount": True,
                    "discount_percentage": 2,
                    "discount_days": 10,
                }
            self._ensure("account.payment.term", [["name", "=", name]], values)
        self._retire("account.payment.term", [], [name for name, _, _ in TERMS])

    def _retire(self, model: str, domain: list[Any], kept: Collection[str]) -> None:
        """Archive Odoo's default entries that this company does not use, which no rule maps."""
        ids = self._port.call(model, "search", domain=[*domain, ["name", "not in", list(kept)]])
        if ids:
            self._port.call(model, "write", ids=ids, vals={"active": False})

    def journals(self) -> None:
        """
        Make the journals: bank, cash, the company's credit card and a card terminal.

        Without an outstanding account Odoo 19 makes no entry for a payment; the terminal's
        journal has none, for scenarios about such payments.
        """
        for code, name, kind in (*JOURNALS, TERMINAL):
            self._ensure(
                "account.journal", [["code", "=", code]], {"name": name, "code": code, "type": kind}
            )
        for kind, code in (("inbound", "101403"), ("outbound", "101404")):
            lines = self._port.call(
                "account.payment.method.line",
                "search",
                domain=[
                    ["journal_id.code", "in", ["BNK1", *(code for code, _, _ in JOURNALS)]],
                    ["payment_method_id.payment_type", "=", kind],
                ],
            )
            self._port.call(
                "account.payment.method.line",
                "write",
                ids=lines,
                vals={"payment_account_id": self._account(code)},
            )

        terminal = self._port.call(
            "account.payment.method.line", "search", domain=[["journal_id.code", "=", TERMINAL[0]]]
        )
        self._port.call(
            "account.payment.method.line", "write", ids=terminal, vals={"payment_account_id": False}
        )

    def tags(self) -> None:
        """Make the tag for 1099 vendors, which Odoo's community edition has no field for."""
        self._ensure(
            "res.partner.category", [["name", "=", FORM_1099_TAG]], {"name": FORM_1099_TAG}
        )

    def locations(self) -> None:
        """Make an analytic plan, by which a document names the yard it belongs to."""
        settings = self._port.call(
            "res.config.settings", "create", vals_list=[{"group_analytic_accounting": True}]
        )
        self._port.call("res.config.settings", "execute", ids=settings)
        self._ensure("account.analytic.plan", [["name", "=", "Location"]], {"name": "Location"})
        plan = self._id("account.analytic.plan", [["name", "=", "Location"]])
        for name in LOCATIONS:
            values = {"name": name, "plan_id": plan}
            domain: list[list[Any]] = [["name", "=", name], ["plan_id", "=", plan]]
            self._ensure("account.analytic.account", domain, values)

    def users(self) -> None:
        """Add a bookkeeper who may post, and an approver who may approve."""
        for name, login, groups in USERS:
            ids = [self._group(group) for group in groups]
            self._ensure(
                "res.users",
                [["login", "=", login]],
                {
                    "name": name,
                    "login": login,
                    "tz": TIMEZONE,
                    "group_ids": [[4, group] for group in ids],
                },
            )

    def _group(self, xmlid: str) -> int:
        module, _, name = xmlid.partition(".")
        found = self._port.call(
            "ir.model.data",
            "search_read",
            domain=[["module", "=", module], ["name", "=", name]],
            fields=["res_id"],
        )
        return int(found[0]["res_id"])

    def _account(self, code: str) -> int:
        return self._id("account.account", [["code", "=", code]])

    def _find(self, model: str, domain: Sequence[Sequence[Any]]) -> list[int]:
        found: list[int] = self._port.call(
            model, "search", domain=list(domain), order="id", limit=1
        )
        return found

    def _id(self, model: str, domain: Sequence[Sequence[Any]]) -> int:
        return self._find(model, domain)[0]

    def _ensure(
        self, model: str, domain: Sequence[Sequence[Any]], values: Mapping[str, Any]
    ) -> None:
        found = self._find(model, domain)
        if found:
            self._port.call(model, "write", ids=found, vals=dict(values))
        else:
            self._port.call(model, "create", vals_list=[dict(values)])

    def _write(self, model: str, record: int, **values: object) -> None:
        self._port.call(model, "write", ids=[record], vals=values)
