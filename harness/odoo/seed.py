"""
Seeding Odoo as its users would: through Odoo's own business methods.

A document's state is never written directly: documents are posted by `action_post`,
payments are made by the payment wizard. Names come from a seeded Faker and carry
the run's tag, so that a run is reproducible and two runs never collide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Required, TypedDict, Unpack

from faker import Faker

from harness.errors import NotProven
from harness.odoo.port import OdooPort
from harness.snapshot import DocumentKind, OdooRef

ProductKind = Literal["storable", "consumable", "service"]
EXEMPT_POSITION = "Resale Certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line to seed; `taxes` None leaves the product's own, `()` means none."""

    kind: Literal["product", "expense", "section", "subsection", "note"]
    product: OdooRef | None = None
    text: str | None = None
    quantity: Decimal = Decimal(1)
    price: Decimal | None = None
    discount: Decimal = Decimal(0)
    taxes: tuple[str, ...] | None = None
    account: str | None = None
    location: str | None = None
    unit: str | None = None
    job: OdooRef | None = None
    place: int | None = None


def line(
    product: OdooRef,
    *,
    quantity: Decimal,
    price: Decimal | None = None,
    discount: Decimal = Decimal(0),
    taxes: tuple[str, ...] | None = None,
    text: str | None = None,
) -> Line:
    """
    Sell or buy a product; `discount` is in percent, `taxes` are names of Odoo taxes.

    `text` is typed over the words that Odoo takes from the product.
    """
    return Line(
        kind="product",
        product=product,
        text=text,
        quantity=quantity,
        price=price,
        discount=discount,
        taxes=taxes,
    )


def at(location: str, item: Line, *, job: OdooRef | None = None) -> Line:
    """
    Sell or buy something for one of our locations, an analytic account by its name.

    `job` is another analytic account, of another plan, that it is for as well.
    """
    return replace(item, location=location, job=job)


def by(unit: str, item: Line) -> Line:
    """Sell or buy something in another unit than its own, and priced as that: a `Pack of 6`."""
    return replace(item, unit=unit)


def dragged(*items: Line, order: Sequence[int]) -> list[Line]:
    """Type lines one after the other, and drag them to places that read as `order` (from 1)."""
    return [replace(item, place=place) for item, place in zip(items, order, strict=True)]


def expense(text: str, *, account: str, amount: Decimal) -> Line:
    """Buy something that is no product, on an account given by its code."""
    return Line(kind="expense", text=text, account=account, price=amount, taxes=())


def section(text: str) -> Line:
    """Head the lines below it."""
    return Line(kind="section", text=text)


def subsection(text: str) -> Line:
    """Begin a part of a section."""
    return Line(kind="subsection", text=text)


def note(text: str) -> Line:
    """Say something on the document."""
    return Line(kind="note", text=text)


class NewProduct(TypedDict, total=False):
    """What a product is made from; its name and SKU are made up where they are not given."""

    category: Required[str]
    """The complete name, such as `Aluminum / Beams`."""
    kind: Required[ProductKind]
    price: Required[Decimal]
    cost: Required[Decimal]
    name: str | None
    sku: str | None
    """`""` makes a product without a SKU."""


class NewDocument(TypedDict, total=False):
    """What a document is made from, besides its partner."""

    lines: Required[Sequence[Line]]
    terms: str | None
    """The payment term by its name; without one, the partner's own or the day of issue."""
    on: date | None
    """The invoice date; today unless given."""
    reference: str | None
    """The partner's own number for the document."""
    currency: str | None
    """The currency's code, where it is not the partner's or the company's own."""


class Seeder:
    """Makes records on one Odoo; every name carries `tag`, every date counts from `today`."""

    def __init__(
        self,
        port: OdooPort,
        *,
        seed: int,
        tag: str,
        today: date,
        words: Mapping[str, str] | None = None,
    ) -> None:
        self.port = port
        self.tag = tag
        self.today = today
        self._faker = Faker("en_US")
        self._faker.seed_instance(seed)
        self._made = 0
        self._words = words or {}
        self._with_terms: set[OdooRef] = set()

    def create_customer(
        self,
        *,
        company: bool = True,
        name: str | None = None,
        terms: str | None = None,
        exempt: bool = False,
        archived: bool = False,
        email: str | None = None,
        pricelist: int | None = None,
        owner: OdooRef | None = None,
        **more: str,
    ) -> OdooRef:
        """
        Make a customer in Florida; an exempt one has a resale certificate.

        `owner` is the one company of Odoo that it belongs to, `more` are Odoo's other fields.
        One that is archived from the start came so from another system.
        """
        values = self._partner(company=company, name=name) | {"customer_rank": 1, **more}
        if archived:
            values["active"] = False
        if email is not None:
            values["email"] = email
        if pricelist is not None:
            values["property_product_pricelist"] = pricelist
        if owner:
            values["company_id"] = owner.id
        if terms:
            values["property_payment_term_id"] = self._terms(terms)
        if exempt:
            values["property_account_position_id"] = self.named(
                "account.fiscal.position", EXEMPT_POSITION
            )
            values["vat"] = f"85-80{self._faker.numerify('########')}C-{self._faker.numerify('#')}"
        return self._party(values, terms)

    def create_vendor(
        self,
        *,
        name: str | None = None,
        terms: str | None = None,
        currency: str | None = None,
        owner: OdooRef | None = None,
        **more: str,
    ) -> OdooRef:
        """
        Make a vendor with an account number of ours at theirs, of one company or of all.

        `currency` is the code of the one in which it sells to us, if not our own; `more` are
        Odoo's other fields.
        """
        values = self._partner(company=True, name=name) | {
            "supplier_rank": 1,
            "ref": f"V-{self._faker.numerify('#####')}",
            **more,
        }
        if currency:
            values["property_purchase_currency_id"] = self.currency(currency)
        if owner:
            values["company_id"] = owner.id
        if terms:
            values["property_supplier_payment_term_id"] = self._terms(terms)
        return self._party(values, terms)

    def create_product(self, **product: Unpack[NewProduct]) -> OdooRef:
        """Make a product with the company's default taxes."""
        return self.create("product.product", self.product_values(**product))

    def product_values(self, **product: Unpack[NewProduct]) -> dict[str, Any]:
        """Return the values `create_product` writes, for callers that create it with more."""
        alloy = self._faker.random_element(("6061-T6", "6063-T5", "5052-H32", "3003-H14"))
        number = self._number()
        category, sku = product["category"], product.get("sku")
        made_up = f"{category.rpartition(' / ')[2]} {alloy} {self.tag}-{number}"
        return {
            "name": product.get("name") or made_up,
            "default_code": f"{self.tag}-{number}" if sku is None else sku,
            "type": "service" if product["kind"] == "service" else "consu",
            "is_storable": product["kind"] == "storable",
            "categ_id": self.category(category),
            "lst_price": product["price"],
            "standard_price": product["cost"],
            "description_sale": f"{alloy}, cut to length",
            "description_purchase": f"{alloy}, mill finish",
            "description": "<p>Internal: never below what it costs us.</p>",
        }

    def post_invoice(self, customer: OdooRef, **invoice: Unpack[NewDocument]) -> OdooRef:
        """Make and post a customer invoice."""
        made = self.draft_invoice(customer, **invoice)
        self.press(made, "action_post")
        return made

    def cancel(self, document: OdooRef) -> None:
        """Take a posted document back to draft and cancel it, as the two buttons do."""
        self.press(document, "button_draft")
        self.press(document, "button_cancel")

    def draft_invoice(self, customer: OdooRef, **invoice: Unpack[NewDocument]) -> OdooRef:
        """Make a customer invoice and leave it a draft."""
        return self.draft_document("out_invoice", customer, **invoice)

    def post_bill(self, vendor: OdooRef, **bill: Unpack[NewDocument]) -> OdooRef:
        """Make and post a vendor bill; the vendor's number is made up where none is given."""
        bill["reference"] = bill.get("reference") or f"MILL-{self.tag}-{self._number()}"
        made = self.draft_document("in_invoice", vendor, **bill)
        self.press(made, "action_post")
        return made

    def draft_document(
        self, kind: DocumentKind, partner: OdooRef, **document: Unpack[NewDocument]
    ) -> OdooRef:
        """Make any kind of document and leave it a draft."""
        on = document.get("on")
        values: dict[str, Any] = {
            "move_type": kind,
            "partner_id": partner.id,
            "invoice_date": (on or self.today).isoformat(),
            "invoice_line_ids": [[0, 0, self.line_values(item)] for item in document["lines"]],
        }
        # Odoo would use the real date for these two; a replay needs the recording's.
        if terms := document.get("terms"):
            values["invoice_payment_term_id"] = self._terms(terms)
        elif partner not in self._with_terms:
            values["invoice_date_due"] = self.today.isoformat()
        if kind.startswith("in_") and on is None:
            values["date"] = self.today.isoformat()
        if reference := document.get("reference"):
            values["ref"] = reference
        if currency := document.get("currency"):
            values["currency_id"] = self.currency(currency)
        return self.create("account.move", values)

    def located(self, location: str, *, job: OdooRef | None = None) -> dict[str, Any]:
        """
        Return what puts a line at one of our locations, an analytic account by its name.

        With a `job` the line's one share names both accounts, as Odoo's form saves it.
        """
        account = self.named("account.analytic.account", location)
        share = f"{account},{job.id}" if job else str(account)
        return {"analytic_distribution": {share: 100}}

    def line_values(self, item: Line) -> dict[str, Any]:
        """Return the values of one line of a document."""
        placed = {} if item.place is None else {"sequence": item.place}
        if item.kind in {"section", "subsection", "note"}:
            return {"display_type": f"line_{item.kind}", "name": item.text, **placed}
        values: dict[str, Any] = {"quantity": item.quantity, **placed}
        if item.product:
            values["product_id"] = item.product.id
        if item.text:
            values["name"] = item.text
        if item.price is not None:
            values["price_unit"] = item.price
        if item.discount:
            values["discount"] = item.discount
        if item.account:
            values["account_id"] = self.named("account.account", item.account, field="code")
        if item.unit:
            values["product_uom_id"] = self.named("uom.uom", item.unit)
        if item.location:
            values |= self.located(item.location, job=item.job)
        if item.taxes is not None:
            ids = [self.named("account.tax", tax) for tax in item.taxes]
            values["tax_ids"] = [[6, 0, ids]]
        return values

    def create_sales_journal(self, code: str) -> OdooRef:
        """Make a journal of its own for some invoices, which then number by themselves."""
        values = {"name": f"Sales {code} {self.tag}", "code": code, "type": "sale"}
        return self.create("account.journal", values)

    def create_quotation(self, customer: OdooRef, *, lines: Sequence[Line]) -> OdooRef:
        """Make a quotation; it never leaves Odoo."""
        return self.create(
            "sale.order",
            {
                "partner_id": customer.id,
                "date_order": f"{self.today} 12:00:00",
                "order_line": [
                    [0, 0, {"product_id": item.product.id, "product_uom_qty": item.quantity}]
                    for item in lines
                    if item.product
                ],
            },
        )

    def register_payment(
        self,
        *documents: OdooRef,
        journal: str,
        amount: Decimal | None = None,
        on: date | None = None,
        write_off: str | None = None,
    ) -> OdooRef:
        """
        Pay posted documents of one partner by the wizard, with one payment for all.

        `amount` None pays all that is open, less an early-payment discount where
        the term grants one. `write_off` is the code of the account to which the
        difference goes.
        """
        paid = [document.id for document in documents]
        context = {"active_model": "account.move", "active_ids": paid}
        values: dict[str, Any] = {
            "payment_date": (on or self.today).isoformat(),
            "journal_id": self.journal(journal),
            "group_payment": True,
        }
        if amount is not None:
            values["amount"] = amount
        if write_off is not None:
            values["payment_difference_handling"] = "reconcile"
            values["writeoff_account_id"] = self.named("account.account", write_off, field="code")
        wizard = self.port.call(
            "account.payment.register", "create", vals_list=[values], context=context
        )
        self.port.call(
            "account.payment.register", "action_create_payments", ids=wizard, context=context
        )
        found = self.port.call(
            "account.payment",
            "search",
            domain=[["reconciled_invoice_ids", "in", paid]],
            order="id desc",
            limit=1,
        )
        if not found:
            raise NotProven(
                "Odoo's payment wizard made no payment that settles the document.",
                where=", ".join(map(str, documents)),
                next_step="give the journal's payment methods an outstanding account:"
                " without one Odoo 19 makes no entry for a payment",
            )
        return OdooRef(model="account.payment", id=found[0])

    def create(self, model: str, values: Mapping[str, Any]) -> OdooRef:
        """Create one record."""
        ids = self.port.call(model, "create", vals_list=[values])
        return OdooRef(model=model, id=ids[0])

    def write(self, ref: OdooRef, /, **values: Any) -> None:  # noqa: ANN401 - Odoo's own types
        """Change fields of a record."""
        self.port.call(ref.model, "write", ids=[ref.id], vals=values)

    def press(self, ref: OdooRef, button: str, /, **arguments: Any) -> None:  # noqa: ANN401 - Odoo's
        """Call the method behind a button on a record."""
        self.port.call(ref.model, button, ids=[ref.id], **arguments)

    def currency(self, code: str) -> int:
        """Find a currency in use by its code."""
        return self.named("res.currency", code)

    def category(self, name: str) -> int:
        """Find a product category by its complete name, such as `Aluminum / Beams`."""
        return self.named("product.category", name, field="complete_name")

    def journal(self, name: str) -> int:
        """Find a journal by its name."""
        return self.named("account.journal", name)

    def name_of(self, ref: OdooRef) -> str:
        """Read a record's name."""
        row = self.port.call(ref.model, "read", ids=[ref.id], fields=["name"])[0]
        return str(row["name"])

    def _party(self, values: dict[str, Any], terms: str | None) -> OdooRef:
        party = self.create("res.partner", values)
        if terms:
            self._with_terms.add(party)
        return party

    def _partner(self, *, company: bool, name: str | None) -> dict[str, Any]:
        faker = self._faker
        number = self._number()
        made = f"{faker.last_name()} Construction" if company else faker.first_name()
        full = (
            f"{made} {self.tag}-{number}"
            if company
            else f"{made} {faker.last_name()} {self.tag}{number}"
        )
        return {
            "name": name or full,
            "is_company": company,
            "email": f"accounts-{self.tag.lower()}-{number}@example.com",
            "phone": f"+1 813-555-01{number:02d}",
            "street": faker.street_address().replace("\n", " "),
            "street2": f"Suite {faker.numerify('###')}" if company else False,
            "city": faker.random_element(("Tampa", "Orlando", "Sarasota", "Lakeland")),
            "zip": f"33{faker.numerify('###')}",
            "state_id": self._state(),
            "country_id": self.named("res.country", "US", field="code"),
        }

    def _state(self) -> int:
        found = self.port.call(
            "res.country.state",
            "search",
            domain=[["code", "=", "FL"], ["country_id.code", "=", "US"]],
            limit=1,
        )
        return int(found[0])

    def _number(self) -> int:
        self._made += 1
        return self._made

    def _terms(self, name: str) -> int:
        return self.named("account.payment.term", name)

    def named(self, model: str, value: str, *, field: str = "name") -> int:
        """
        Find a record that the company has set up; NotProven if there is none of this name.

        Where the rules have a word of their own for it, that is looked for.
        """
        value = self._words.get(value, value)
        found = self.port.call(model, "search", domain=[[field, "=", value]], order="id", limit=1)
        if not found:
            raise NotProven(
                f"Odoo has no {model} called {value}, which the seeding needs.",
                where=self.port.database,
                next_step="where ours has another name, say it under [words] in the mapping rules;"
                " else set it up",
            )
        return int(found[0])
