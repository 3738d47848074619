"""
What Odoo says of a record at one moment: typed, frozen, and free of any client.

`harness.odoo` makes snapshots, `harness.oracle` reads them. Amounts are
`Decimal` in the document's currency, dates are dates of the company's zone.
Empty text is `""` (Odoo's `False` never gets past the door).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Role = Literal[
    "customer",
    "vendor",
    "product",
    "invoice",
    "credit_memo",
    "payment",
    "bill",
    "refund",
    "vendor_credit",
    "bill_payment",
    "write_off",
    "bill_write_off",
]
"""In which capacity a record is mirrored; a partner may be mirrored in two."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OdooRef:
    """Which record: the model's technical name and the database id."""

    model: str
    id: int

    def __str__(self) -> str:
        return f"{self.model}({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address; `state` is the two-letter code, `country` the ISO alpha-2 code."""

    street: str = ""
    street2: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    country_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """
    A `res.partner`; `fiscal_position` and the terms are names, `""` when unset.

    `currency` is the code of its pricelist's and `supplier_currency` that in which
    it sells to us, `""` where it has none. `company`
    is whom a contact belongs to, None for a partner who stands alone; `tags` are
    names. `named_as_customer` when it, or another partner of the same name in
    whatever case, is a customer of Odoo's.
    """

    ref: OdooRef
    name: str
    is_company: bool
    company_name: str
    email: str
    phone: str
    website: str
    vat: str
    reference: str
    notes: str
    address: Address
    customer_terms: str
    vendor_terms: str
    fiscal_position: str
    active: bool
    currency: str = ""
    supplier_currency: str = ""
    company: OdooRef | None = None
    tags: tuple[str, ...] = ()
    named_as_customer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """
    A `product.product`; `category` is the complete name, such as `Aluminum / Beams`.

    `full_name` is Odoo's name of the variant: of one that has siblings, the name
    with the attributes' values behind it. A `kit` has a bill of materials by
    which its parts leave the stock instead of it; a namesake is another active
    product of the same full name, whatever its case.
    """

    ref: OdooRef
    name: str
    sku: str
    kind: Literal["goods", "service", "combo"]
    storable: bool
    category: str
    price: Decimal
    cost: Decimal
    sales_description: str
    purchase_description: str
    sale_taxes: tuple[str, ...]
    purchase_taxes: tuple[str, ...]
    active: bool
    full_name: str = ""
    kit: bool = False
    has_namesake: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticShare:
    """How many percent of a line belong to an analytic account of a plan, by their names."""

    plan: str
    account: str
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """
    One line of a posted document; `account` is the account's code, `taxes` are tax names.

    `subtotal` is what the line posts, without tax. With `tax_included`, its unit
    price has the tax in it.
    """

    ref: OdooRef
    kind: Literal["product", "section", "subsection", "note"]
    product: OdooRef | None
    description: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    taxes: tuple[str, ...]
    subtotal: Decimal
    total: Decimal
    account: str
    tax_included: bool = False
    shares: tuple[AnalyticShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """
    The part of a payment or document that settles another document; `kind` is the other's.

    The other is `posted`, unless somebody took it back to draft: Odoo 19 lets a
    draft settle what it had settled before.
    """

    document: OdooRef
    amount: Decimal
    kind: str
    posted: bool = True


DocumentKind = Literal["out_invoice", "out_refund", "in_invoice", "in_refund"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    An `account.move` of a customer or vendor, lines in their printed order.

    `partner` is who owes or is owed: of a contact its company, whose `address` it is.

    `settled` is what it and other such documents settle of each other, such as
    a credit note and its invoices; payments are not among it. `settled_by_drafts`
    is what payments settle of it that are drafts again. `registered` are
    confirmed payments of it without a journal entry, by their whole amounts.
    `home_total` is the total in the company's own currency. `reviewed` is Odoo's
    mark that somebody looked at it after it was posted.
    """

    ref: OdooRef
    kind: DocumentKind
    state: Literal["draft", "posted", "cancel"]
    number: str
    reference: str
    partner: OdooRef
    journal: str
    date: dt.date | None
    due_date: dt.date | None
    accounting_date: dt.date
    terms: str
    fiscal_position: str
    memo: str
    currency: str
    lines: tuple[DocumentLine, ...]
    untaxed: Decimal
    tax: Decimal
    total: Decimal
    residual: Decimal
    address: Address = Address()
    home_total: Decimal = Decimal(0)
    settled: tuple[Application, ...] = ()
    settled_by_drafts: Decimal = Decimal(0)
    reviewed: bool = True
    registered: tuple[Application, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOff:
    """
    What a payment settles without money: a discount, or a difference written off.

    `account` is the account's code; what a payment keeps beyond what it settles
    is negative. `taxed` says that sales tax changes with it: it `is_tax` itself,
    or `taxes` were reckoned on it, by their names.
    """

    account: str
    label: str
    amount: Decimal
    taxed: bool
    is_tax: bool = False
    taxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """
    An `account.payment`; `method` is the payment method line's name, `journal` its code.

    `given_back` are the credit notes that money to a customer settles. Without a
    journal entry nothing is `applied`, and `registered` are the documents it is
    for, by their whole amounts. `home_amount` is the amount in the company's own
    currency.
    """

    ref: OdooRef
    number: str
    direction: Literal["inbound", "outbound"]
    party: Literal["customer", "supplier"]
    state: str
    partner: OdooRef
    amount: Decimal
    date: dt.date
    currency: str
    journal: str
    method: str
    memo: str
    applied: tuple[Application, ...]
    has_entry: bool
    written_off: tuple[WriteOff, ...] = ()
    given_back: tuple[Document, ...] = ()
    home_amount: Decimal = Decimal(0)
    registered: tuple[Application, ...] = ()


Snapshot = Partner | Product | Document | Payment
"""Any record the oracle can say something about."""
