"""Customers and vendors as they are in Odoo."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from harness.odoo.port import OdooPort
from harness.odoo.reading.rows import alike, names, records, values
from harness.odoo.values import Row, name, record_id, text
from harness.snapshot import Address, OdooRef, Partner

ADDRESS = "street street2 city state_id zip country_code country_id"


def read_partners(port: OdooPort, refs: Collection[OdooRef]) -> dict[OdooRef, Partner]:
    """Read partners, archived ones too; five calls."""
    rows = records(
        port,
        "res.partner",
        refs,
        f"name is_company parent_name email phone website vat ref comment {ADDRESS}"
        " property_payment_term_id property_supplier_payment_term_id"
        " property_product_pricelist property_account_position_id active category_id"
        " commercial_partner_id property_purchase_currency_id",
    )
    states = names(port, "res.country.state", rows, "state_id", "code")
    currencies = values(
        port,
        "product.pricelist",
        (record_id(row["property_product_pricelist"]) for row in rows.values()),
        "currency_id",
    )
    tags = values(
        port,
        "res.partner.category",
        (tag for row in rows.values() for tag in row["category_id"]),
        "name",
    )
    customers = _customers(port, rows.values())
    return {
        ref: Partner(
            ref=ref,
            name=text(row["name"]),
            is_company=row["is_company"],
            company_name=text(row["parent_name"]),
            email=text(row["email"]),
            phone=text(row["phone"]),
            website=text(row["website"]),
            vat=text(row["vat"]),
            reference=text(row["ref"]),
            notes=text(row["comment"]),
            address=_address(row, states),
            customer_terms=name(row["property_payment_term_id"]),
            vendor_terms=name(row["property_supplier_payment_term_id"]),
            fiscal_position=name(row["property_account_position_id"]),
            currency=name(currencies.get(record_id(row["property_product_pricelist"]))),
            supplier_currency=name(row["property_purchase_currency_id"]),
            active=row["active"],
            company=_company(row),
            tags=tuple(text(tags[tag]) for tag in row["category_id"]),
            named_as_customer=text(row["name"]).strip().casefold() in customers,
        )
        for ref, row in rows.items()
    }


def addresses(port: OdooPort, rows: Mapping[OdooRef, Row]) -> dict[int, Address]:
    """Read the addresses of those who owe, or are owed."""
    partners = {
        OdooRef(model="res.partner", id=record_id(row["commercial_partner_id"]))
        for row in rows.values()
    }
    found = records(port, "res.partner", partners, ADDRESS)
    states = names(port, "res.country.state", found, "state_id", "code")
    return {ref.id: _address(row, states) for ref, row in found.items()}


def _customers(port: OdooPort, partners: Iterable[Row]) -> set[str]:
    """Find which of these partners' names belong to a customer, ignoring case."""
    rows = port.call(
        "res.partner",
        "search_read",
        domain=[["customer_rank", ">", 0], *alike(partners)],
        fields=["name"],
    )
    return {text(row["name"]).strip().casefold() for row in rows}


def _address(row: Row, states: Mapping[int, str]) -> Address:
    return Address(
        street=text(row["street"]),
        street2=text(row["street2"]),
        city=text(row["city"]),
        state=states.get(record_id(row["state_id"]), ""),
        zip=text(row["zip"]),
        country=text(row["country_code"]),
        country_name=name(row["country_id"]),
    )


def _company(partner: Row) -> OdooRef | None:
    company = record_id(partner["commercial_partner_id"])
    own = company in {0, partner["id"]}
    return None if own else OdooRef(model="res.partner", id=company)
