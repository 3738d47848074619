"""
Reading records in bulk into `harness.snapshot`.

The number of calls depends on the kind of record only, not on how many are read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from harness.errors import HarnessError
from harness.odoo import settlements
from harness.odoo.analytic import analytic_shares
from harness.odoo.port import OdooPort
from harness.odoo.values import Row
from harness.odoo.values import day as _date
from harness.odoo.values import decimal as _decimal
from harness.odoo.values import name as _name
from harness.odoo.values import record_id as _id
from harness.odoo.values import text as _text
from harness.snapshot import (
    Address,
    AnalyticShare,
    Application,
    Document,
    DocumentKind,
    DocumentLine,
    OdooRef,
    Partner,
    Payment,
    Product,
)

LINE_KINDS = {
    "product": "product",
    "line_section": "section",
    "line_subsection": "subsection",
    "line_note": "note",
}
"""`account.move.line.display_type` of the lines a person sees; all others are bookkeeping."""

IN_CREDIT = {"out_invoice", "in_refund"}
"""Documents whose lines post in credit, which Odoo writes as a negative amount."""

LINE_FIELDS = (
    "move_id display_type product_id name quantity price_unit discount tax_ids amount_currency"
    " move_type price_total account_id analytic_distribution"
)

PRODUCT_KINDS = {"consu": "goods", "service": "service", "combo": "combo"}
"""Odoo 19 knows these three; *storable* is the separate `is_storable` of stock."""

ADDRESS = "street street2 city state_id zip country_code country_id"


def has_kits(port: OdooPort) -> bool:
    """Whether this Odoo has kits, which come with its manufacturing module."""
    return bool(
        port.call("product.product", "fields_get", allfields=["is_kits"], attributes=["type"])
    )


class Reader:
    """Reads snapshots from one Odoo."""

    def __init__(self, port: OdooPort) -> None:
        self._port = port

    def partners(self, refs: Collection[OdooRef]) -> dict[OdooRef, Partner]:
        """Read partners, archived ones too; five calls."""
        rows = self._read(
            "res.partner",
            refs,
            f"name is_company parent_name email phone website vat ref comment {ADDRESS}"
            " property_payment_term_id property_supplier_payment_term_id"
            " property_product_pricelist property_account_position_id active category_id"
            " commercial_partner_id property_purchase_currency_id",
        )
        states = self._names("res.country.state", rows, "state_id", "code")
        currencies = self._values(
            "product.pricelist",
            (_id(row["property_product_pricelist"]) for row in rows.values()),
            "currency_id",
        )
        tags = self._values(
            "res.partner.category",
            (tag for row in rows.values() for tag in row["category_id"]),
            "name",
        )
        customers = self._customers(rows.values())
        return {
            ref: Partner(
                ref=ref,
                name=_text(row["name"]),
                is_company=row["is_company"],
                company_name=_text(row["parent_name"]),
                email=_text(row["email"]),
                phone=_text(row["phone"]),
                website=_text(row["website"]),
                vat=_text(row["vat"]),
                reference=_text(row["ref"]),
                notes=_text(row["comment"]),
                address=_address(row, states),
                customer_terms=_name(row["property_payment_term_id"]),
                vendor_terms=_name(row["property_supplier_payment_term_id"]),
                fiscal_position=_name(row["property_account_position_id"]),
                currency=_name(currencies.get(_id(row["property_product_pricelist"]))),
                supplier_currency=_name(row["property_purchase_currency_id"]),
                active=row["active"],
                company=_company(row),
                tags=tuple(_text(tags[tag]) for tag in row["category_id"]),
                named_as_customer=_text(row["name"]).strip().casefold() in customers,
            )
            for ref, row in rows.items()
        }

    def products(self, refs: Collection[OdooRef]) -> dict[OdooRef, Product]:
        """Read product variants, archived ones too; five calls."""
        kits = " is_kits" if has_kits(self._port) else ""
        rows = self._read(
            "product.product",
            refs,
            "name default_code type is_storable categ_id lst_price standard_price description_sale"
            f" description_purchase taxes_id supplier_taxes_id active display_name{kits}",
            context={"display_default_code": False},
        )
        categories = self._names("product.category", rows, "categ_id", "complete_name")
        taxes = self._tax_names(rows.values(), "taxes_id", "supplier_taxes_id")
        bearers = self._bearers(rows.values())
        return {
            ref: Product(
                ref=ref,
                name=_text(row["name"]),
                sku=_text(row["default_code"]),
                kind=PRODUCT_KINDS[row["type"]],  # type: ignore[arg-type] # the selection's values
                storable=row["is_storable"],
                category=categories.get(_id(row["categ_id"]), ""),
                price=_decimal(row["lst_price"]),
                cost=_decimal(row["standard_price"]),
                sales_description=_text(row["description_sale"]),
                purchase_description=_text(row["description_purchase"]),
                sale_taxes=tuple(taxes[tax] for tax in row["taxes_id"]),
                purchase_taxes=tuple(taxes[tax] for tax in row["supplier_taxes_id"]),
                active=row["active"],
                full_name=_text(row["display_name"]),
                kit=row.get("is_kits", False),
                has_namesake=bool(
                    bearers[_text(row["display_name"]).strip().casefold()] - {row["id"]}
                ),
            )
            for ref, row in rows.items()
        }

    def documents(self, refs: Collection[OdooRef]) -> dict[OdooRef, Document]:
        """Read documents with their visible lines in printed order; nine calls."""
        rows = self._read(
            "account.move",
            refs,
            "name ref move_type state commercial_partner_id journal_id invoice_date"
            " invoice_date_due date invoice_payment_term_id fiscal_position_id narration"
            " currency_id amount_untaxed amount_tax amount_total amount_residual"
            " amount_total_signed checked matched_payment_ids",
        )
        lines = self._lines(refs)
        journals = self._names("account.journal", rows, "journal_id", "code")
        settled = settlements.applications(self._port, [ref.id for ref in refs])
        waiting = settlements.without_entry(self._port, rows)
        addresses = self._addresses(rows)
        return {
            ref: Document(
                ref=ref,
                kind=row["move_type"],
                state=row["state"],
                number=_text(row["name"]),
                reference=_text(row["ref"]),
                partner=OdooRef(model="res.partner", id=_id(row["commercial_partner_id"])),
                journal=journals.get(_id(row["journal_id"]), ""),
                date=_date(row["invoice_date"]),
                due_date=_date(row["invoice_date_due"]),
                accounting_date=date.fromisoformat(row["date"]),
                terms=_name(row["invoice_payment_term_id"]),
                fiscal_position=_name(row["fiscal_position_id"]),
                memo=_text(row["narration"]),
                currency=_name(row["currency_id"]),
                lines=tuple(lines[ref.id]),
                untaxed=_decimal(row["amount_untaxed"]),
                tax=_decimal(row["amount_tax"]),
                total=_decimal(row["amount_total"]),
                residual=_decimal(row["amount_residual"]),
                address=addresses[_id(row["commercial_partner_id"])],
                home_total=abs(_decimal(row["amount_total_signed"])),
                reviewed=row["checked"],
                settled=tuple(
                    item for item in settled[ref.id] if item.kind in get_args(DocumentKind)
                ),
                settled_by_drafts=sum(
                    (each.amount for each in settled[ref.id] if _is_draft_payment(each)), Decimal(0)
                ),
                registered=tuple(
                    Application(
                        document=OdooRef(model="account.payment", id=payment),
                        amount=_decimal(waiting[payment]["amount"]),
                        kind="payment",
                    )
                    for payment in row["matched_payment_ids"]
                    if payment in waiting
                ),
            )
            for ref, row in rows.items()
        }

    def payments(self, refs: Collection[OdooRef]) -> dict[OdooRef, Payment]:
        """Read payments with what each settles; up to eight calls."""
        rows = self._read(
            "account.payment",
            refs,
            "name payment_type partner_type state partner_id amount date currency_id journal_id"
            " payment_method_line_id memo move_id outstanding_account_id invoice_ids"
            " amount_company_currency_signed",
        )
        written_off = settlements.written_off(self._port, rows.values())
        applied = settlements.applications(
            self._port, [_id(row["move_id"]) for row in rows.values()]
        )
        given_back = self._given_back(rows.values(), applied)
        registered = settlements.registered(self._port, rows)
        companies = self._companies(rows.values())
        journals = self._names("account.journal", rows, "journal_id", "code")
        methods = self._names("account.payment.method.line", rows, "payment_method_line_id", "name")
        return {
            ref: Payment(
                ref=ref,
                number=_text(row["name"]),
                direction=row["payment_type"],
                party=row["partner_type"],
                state=row["state"],
                partner=OdooRef(
                    model="res.partner",
                    id=companies.get(_id(row["partner_id"]), _id(row["partner_id"])),
                ),
                amount=_decimal(row["amount"]),
                date=date.fromisoformat(row["date"]),
                currency=_name(row["currency_id"]),
                home_amount=abs(_decimal(row["amount_company_currency_signed"])),
                journal=journals.get(_id(row["journal_id"]), ""),
                method=methods.get(_id(row["payment_method_line_id"]), ""),
                memo=_text(row["memo"]),
                applied=tuple(applied[_id(row["move_id"])]),
                has_entry=bool(row["move_id"]),
                written_off=tuple(written_off[_id(row["move_id"])]),
                registered=tuple(registered[ref]) if not row["move_id"] else (),
                given_back=tuple(
                    given_back[item.document]
                    for item in applied[_id(row["move_id"])]
                    if item.document in given_back
                ),
            )
            for ref, row in rows.items()
        }

    def _lines(self, documents: Collection[OdooRef]) -> dict[int, list[DocumentLine]]:
        """Read the visible lines of documents, by the document's id."""
        rows = self._port.call(
            "account.move.line",
            "search_read",
            domain=[
                ["move_id", "in", [ref.id for ref in documents]],
                ["display_type", "in", list(LINE_KINDS)],
            ],
            fields=LINE_FIELDS.split(),
            order="move_id, sequence, id",
        )
        taxes = self._tax_names(rows, "tax_ids")
        included = self._included(taxes)
        accounts = self._values("account.account", (_id(row["account_id"]) for row in rows), "code")
        shares = analytic_shares(self._port, rows)
        lines: dict[int, list[DocumentLine]] = defaultdict(list)
        for row in rows:
            lines[_id(row["move_id"])].append(_line(row, taxes, accounts, included, shares))
        return lines

    def _companies(self, payments: Iterable[Row]) -> dict[int, int]:
        """
        Read the companies of the contacts who paid or were paid.

        Odoo writes the company and a comma before a contact's name: no call for anybody else.
        """
        ids = [_id(row["partner_id"]) for row in payments if ", " in _name(row["partner_id"])]
        companies = self._values("res.partner", ids, "commercial_partner_id")
        return {contact: _id(company) for contact, company in companies.items()}

    def _addresses(self, rows: Mapping[OdooRef, Row]) -> dict[int, Address]:
        """Read the addresses of those who owe, or are owed."""
        partners = {
            OdooRef(model="res.partner", id=_id(row["commercial_partner_id"]))
            for row in rows.values()
        }
        found = self._read("res.partner", partners, ADDRESS)
        states = self._names("res.country.state", found, "state_id", "code")
        return {ref.id: _address(row, states) for ref, row in found.items()}

    def _given_back(
        self, payments: Collection[Row], applied: Mapping[int, Sequence[Application]]
    ) -> dict[OdooRef, Document]:
        """Read the credit notes that money to customers settles."""
        refs = {
            item.document
            for row in payments
            if (row["payment_type"], row["partner_type"]) == ("outbound", "customer")
            for item in applied[_id(row["move_id"])]
            if item.kind == "out_refund"
        }
        return self.documents(refs) if refs else {}

    def _read(
        self,
        model: str,
        refs: Collection[OdooRef],
        fields: str,
        context: Mapping[str, Any] | None = None,
    ) -> dict[OdooRef, Row]:
        ids = sorted(ref.id for ref in refs)
        rows = self._port.call(model, "read", ids=ids, fields=fields.split(), context=context)
        by_id = {row["id"]: row for row in rows}
        gone = [str(ref) for ref in refs if ref.id not in by_id]
        if gone:
            raise HarnessError(
                "Odoo no longer has records that were to be read.",
                expected=", ".join(str(ref) for ref in refs),
                found=f"missing: {', '.join(gone)}",
                where=self._port.database,
            )
        return {ref: by_id[ref.id] for ref in refs}

    def _values(self, model: str, ids: Iterable[int], field: str) -> dict[int, Any]:
        """Read one field of records by their ids, of which 0 is none; no call for none at all."""
        wanted = sorted({*ids} - {0})
        if not wanted:
            return {}
        rows = self._port.call(model, "read", ids=wanted, fields=[field])
        return {row["id"]: row[field] for row in rows}

    def _names(
        self, model: str, rows: Mapping[OdooRef, Row], link: str, field: str
    ) -> dict[int, str]:
        """Read one field of the records that a many2one points at."""
        values = self._values(model, (_id(row[link]) for row in rows.values()), field)
        return {record: _text(value) for record, value in values.items()}

    def _tax_names(self, rows: Iterable[Row], *fields: str) -> dict[int, str]:
        taxes = (tax for row in rows for field in fields for tax in row[field])
        return self._values("account.tax", taxes, "name")

    def _included(self, taxes: Collection[int]) -> set[int]:
        """Find the taxes that prices include."""
        if not taxes:
            return set()
        domain = [["id", "in", sorted(taxes)], ["price_include", "=", True]]
        return set(self._port.call("account.tax", "search", domain=domain))

    def _bearers(self, products: Iterable[Row]) -> dict[str, set[int]]:
        """Find the active products with these products' full names, ignoring case."""
        rows = self._port.call(
            "product.product",
            "search_read",
            domain=_alike(products),
            fields=["display_name"],
            context={"display_default_code": False},
        )
        found = defaultdict[str, set[int]](set)
        for row in rows:
            found[_text(row["display_name"]).strip().casefold()].add(row["id"])
        return found

    def _customers(self, partners: Iterable[Row]) -> set[str]:
        """Find which of these partners' names belong to a customer, ignoring case."""
        rows = self._port.call(
            "res.partner",
            "search_read",
            domain=[["customer_rank", ">", 0], *_alike(partners)],
            fields=["name"],
        )
        return {_text(row["name"]).strip().casefold() for row in rows}


def _alike(rows: Iterable[Row]) -> list[Any]:
    """Build the domain of records that have one of these rows' names, ignoring case."""
    alike: list[Any] = [
        ["name", "=ilike", re.sub(r"([\\%_])", r"\\\1", name)]
        for name in sorted({_text(row["name"]).strip() for row in rows})
    ]
    return [*["|"] * (len(alike) - 1), *alike]


def _is_draft_payment(item: Application) -> bool:
    """Whether a document is settled by the entry of a payment that is a draft again."""
    return item.kind == "entry" and not item.posted


def _address(row: Row, states: Mapping[int, str]) -> Address:
    return Address(
        street=_text(row["street"]),
        street2=_text(row["street2"]),
        city=_text(row["city"]),
        state=states.get(_id(row["state_id"]), ""),
        zip=_text(row["zip"]),
        country=_text(row["country_code"]),
        country_name=_name(row["country_id"]),
    )


def _line(
    row: Row,
    taxes: Mapping[int, str],
    accounts: Mapping[int, object],
    included: Collection[int],
    shares: Mapping[int, tuple[AnalyticShare, ...]],
) -> DocumentLine:
    product = _id(row["product_id"])
    return DocumentLine(
        ref=OdooRef(model="account.move.line", id=row["id"]),
        kind=LINE_KINDS[row["display_type"]],  # type: ignore[arg-type] # the selection's values
        product=OdooRef(model="product.product", id=product) if product else None,
        description=_text(row["name"]),
        quantity=_decimal(row["quantity"]),
        unit_price=_decimal(row["price_unit"]),
        discount=_decimal(row["discount"]),
        taxes=tuple(taxes[tax] for tax in row["tax_ids"]),
        # Not `price_subtotal`: with the tax in the prices, those need not add up to the
        # document's sum where Odoo rounds per tax; what is posted does.
        subtotal=_decimal(row["amount_currency"]) * (-1 if row["move_type"] in IN_CREDIT else 1),
        total=_decimal(row["price_total"]),
        account=_text(accounts.get(_id(row["account_id"]))),
        tax_included=any(tax in included for tax in row["tax_ids"]),
        shares=shares.get(row["id"], ()),
    )


def _company(partner: Row) -> OdooRef | None:
    company = _id(partner["commercial_partner_id"])
    own = company in {0, partner["id"]}
    return None if own else OdooRef(model="res.partner", id=company)
