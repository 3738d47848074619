"""
What Odoo says of a record at one moment: typed, frozen, and free of any client.

`harness.odoo` makes snapshots, `harness.oracle` reads them. Amounts are
`Decimal` in the document's currency, dates are dates in the company's time zone.
An empty text is `""`, an unset relation `""` or None, never Odoo's `False`.
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
    """A `res.partner`; what it refers to is given by name."""

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
    """The code of its price list's currency."""
    supplier_currency: str = ""
    """The code of the currency in which it sells to us."""
    company: OdooRef | None = None
    """The company that a contact belongs to; None for a partner who stands alone."""
    tags: tuple[str, ...] = ()
    named_as_customer: bool = False
    """Some customer in Odoo has this name, in whatever case: this partner or another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A `product.product`; what it refers to is given by name."""

    ref: OdooRef
    name: str
    sku: str
    kind: Literal["goods", "service", "combo"]
    storable: bool
    category: str
    """The complete name, such as `Aluminum / Beams`."""
    price: Decimal
    cost: Decimal
    sales_description: str
    purchase_description: str
    sale_taxes: tuple[str, ...]
    active: bool
    full_name: str = ""
    """The variant's name; where it has siblings, with its attributes' values appended."""
    kit: bool = False
    """It has a bill of materials by which its parts leave the stock in its place."""
    has_namesake: bool = False
    """Another active product has the same full name, in whatever case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticShare:
    """The percentage of a line that belongs to an analytic account of a plan, both by name."""

    plan: str
    account: str
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One line of a posted document."""

    ref: OdooRef
    kind: Literal["product", "section", "subsection", "note"]
    product: OdooRef | None
    description: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    """In percent."""
    taxes: tuple[str, ...]
    """The names of the taxes."""
    subtotal: Decimal
    """What the line posts, without tax."""
    total: Decimal
    account: str
    """The account's code."""
    tax_included: bool = False
    """The unit price includes the tax."""
    counted: Decimal | None = None
    """The quantity in the product's own unit, where the line has it in another."""
    shares: tuple[AnalyticShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """How much a payment or document settles of another document."""

    document: OdooRef
    """The other document."""
    amount: Decimal
    kind: str
    """The other document's kind."""
    posted: bool = True
    """False when the other is a draft again: in Odoo 19 it still settles what it had settled."""


DocumentKind = Literal["out_invoice", "out_refund", "in_invoice", "in_refund"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An `account.move` of a customer or vendor, with its lines in their printed order."""

    ref: OdooRef
    kind: DocumentKind
    state: Literal["draft", "posted", "cancel"]
    number: str
    reference: str
    partner: OdooRef
    """Who owes or is owed: of a contact its company."""
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
    """The partner's address."""
    home_total: Decimal = Decimal(0)
    """The total in the company's own currency."""
    settled: tuple[Application, ...] = ()
    """What this and other documents settle of each other, such as a credit note and its
    invoices; payments are not included."""
    settled_by_drafts: Decimal = Decimal(0)
    """What payments settle of it that are drafts again."""
    reviewed: bool = True
    """Odoo's mark that somebody reviewed it after it was posted."""
    registered: tuple[Application, ...] = ()
    """Its confirmed payments without a journal entry, each with its whole amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOff:
    """What a payment settles without money: a discount, or a difference written off."""

    account: str
    """The account's code."""
    label: str
    amount: Decimal
    """Negative for what a payment keeps beyond what it settles."""
    taxed: bool
    """Sales tax changes with it: it is tax itself, or `taxes` were computed on it."""
    is_tax: bool = False
    taxes: tuple[str, ...] = ()
    """The names of the taxes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """An `account.payment`."""

    ref: OdooRef
    number: str
    direction: Literal["inbound", "outbound"]
    party: Literal["customer", "supplier"]
    state: str
    partner: OdooRef
    """Who paid or is paid: of a contact the company."""
    amount: Decimal
    date: dt.date
    currency: str
    journal: str
    """The journal's code."""
    method: str
    """The name of the payment method line."""
    memo: str
    applied: tuple[Application, ...]
    """What it settles; nothing while it has no journal entry."""
    has_entry: bool
    written_off: tuple[WriteOff, ...] = ()
    given_back: tuple[Document, ...] = ()
    """The credit notes that money paid to a customer settles."""
    home_amount: Decimal = Decimal(0)
    """The amount in the company's own currency."""
    registered: tuple[Application, ...] = ()
    """Without a journal entry: the documents it is for, each with its whole amount."""


Snapshot = Partner | Product | Document | Payment
"""Any record the oracle can say something about."""
