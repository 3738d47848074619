"""What invoices, bills and payments have in common, and invoices by themselves."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from harness.policy.question import Question, Section, no_void


class Documents(Section):
    """What all documents have in common; `memo` may hold `{number}`."""

    memo: str
    long_numbers: Annotated[
        Literal["refuse", "last 21"],
        Question(
            "What happens to a number that is longer than QuickBooks' 21 characters?",
            {
                "refuse": "The export fails and says so: nobody would find a shortened number.",
                "last 21": "QuickBooks holds its last 21 characters, where the counter is.",
            },
        ),
    ]
    dated: Annotated[
        Literal["document date", "accounting date"],
        Question(
            "Which day has a document in QuickBooks, when Odoo books it on another than its own?",
            {
                "document date": "The day that stands on the document.",
                "accounting date": "The day on which Odoo's books have it.",
            },
        ),
    ]
    units: Annotated[
        Literal["unit of the product", "unit of the line"],
        Question(
            "In which unit does QuickBooks count what a line has in another than its product's,"
            " such as packs of six?",
            {
                "unit of the product": "In the product's: two packs are 12, as Odoo's stock counts"
                " them, at the price that makes the line's amount.",
                "unit of the line": "In the line's: two packs are 2, at the price of a pack, and"
                " QuickBooks' stock is another than Odoo's.",
            },
        ),
    ]
    without_terms: Annotated[
        Literal["due date only", "refuse"],
        Question(
            "What happens to an invoice or bill that has a due date but no payment terms?",
            {
                "due date only": "QuickBooks holds its due date, and no terms.",
                "refuse": "The export fails until somebody enters the terms.",
            },
        ),
    ]


class Invoices(Section):
    """How customer invoices are mirrored."""

    sections_and_notes: Annotated[
        Literal["description lines", "left out"],
        Question(
            "What becomes of the section titles and notes among an invoice's lines?",
            {
                "description lines": "They stand on the invoice in QuickBooks as descriptions.",
                "left out": "QuickBooks holds only the lines that are sold.",
            },
        ),
    ]
    without_product: Annotated[
        Literal["item of its account", "refuse"],
        Question(
            "What is a line without a product, such as a down payment, in QuickBooks?",
            {
                "item of its account": "The item that stands for all sales of its account.",
                "refuse": "Nothing: the export fails until the line has a product.",
            },
        ),
    ]
    general_items: dict[str, str]
    currencies: Annotated[
        Literal["with the rate", "refuse"],
        Question(
            "What happens to an invoice, credit note or customer's payment in another currency than"
            " the books'?",
            {
                "with the rate": "It is mirrored in its currency, at Odoo's rate of its day, for a"
                " customer who has the currency of its pricelist.",
                "refuse": "Nothing: the export fails and says so.",
            },
        ),
    ]
    tax_code: Annotated[
        Literal["of Odoo's taxes", "automated"],
        Question(
            "Which sales tax code has an invoice or credit memo in QuickBooks?",
            {
                "of Odoo's taxes": "The one to which the tax on its lines is mapped.",
                "automated": "The one that QuickBooks' automated sales tax finds by the place of"
                " delivery; the amount is Odoo's.",
            },
        ),
    ]
    tax_amount: Annotated[
        Literal["as in Odoo", "recalculated"],
        Question(
            "Who works out the amount of sales tax in QuickBooks?",
            {
                "as in Odoo": "Odoo: its amount is sent, and equal to the cent.",
                "recalculated": "QuickBooks, from its code's rates: it may be off by a cent for"
                " each rate, and so are the total and what is open.",
            },
        ),
    ]
    discounts: Annotated[
        Literal["in the price", "discount line"],
        Question(
            "How does QuickBooks show a discount in percent on a line of an invoice?",
            {
                "in the price": "Not at all: the line has the price after the discount.",
                "discount line": "Lines have the full price; one line below them discounts all.",
            },
        ),
    ]
    discount_account: str
    narration: Annotated[
        Literal["customer message", "left out"],
        Question(
            "What becomes of the text below an invoice's lines, such as terms and conditions?",
            {
                "customer message": "It is the message to the customer on QuickBooks' form.",
                "left out": "Nothing: QuickBooks holds no such text.",
            },
        ),
    ]
    cancelled: Annotated[
        Literal["void", "delete", "refuse"],
        Question(
            "What happens in QuickBooks when an invoice is cancelled in Odoo after its export?",
            {
                "void": "It is voided: number, day and customer stay, every amount becomes zero.",
                "delete": "It is deleted.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]
    reset: Annotated[
        Literal["stays", "void", "delete", "refuse"],
        Question(
            "What happens in QuickBooks when an exported invoice is a draft again in Odoo?",
            {
                "stays": "Nothing, until it is posted again: then what changed is changed there.",
                "void": "It is voided meanwhile; posted again, the same record holds it again.",
                "delete": "It is deleted; posted again, a new record holds it.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]
    withdrawn_paid: Annotated[
        Literal["payments stay", "refuse"],
        Question(
            "May an invoice be voided or deleted in QuickBooks when something has paid it there?",
            {
                "payments stay": "Yes: the payments and credits stay, and are applied to nothing.",
                "refuse": "No: the export fails and names them, for an accountant to decide.",
            },
        ),
    ]
    edited: Annotated[
        Literal["update", "accountants", "refuse"],
        Question(
            "What happens in QuickBooks when an invoice or credit note is edited in Odoo after its"
            " export?",
            {
                "update": "The same record is changed there too.",
                "accountants": "It is changed there too if a member of Odoo's group of accounting"
                " administrators edited it last; anybody else's edit waits for one of them.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]


class CreditMemos(Section):
    """How customers' credit notes are mirrored; their texts are mirrored as an invoice's are."""

    application: Annotated[
        Literal["applied", "left unapplied"],
        Question(
            "Does QuickBooks apply a credit memo to the invoices that Odoo applied it to?",
            {
                "applied": "Yes: a payment without money joins the credit memo and its invoices.",
                "left unapplied": "No: the credit stays open until somebody applies it.",
            },
        ),
    ]
    withdrawn: Annotated[
        Literal["delete", "refuse"],
        BeforeValidator(no_void),
        Question(
            "What happens in QuickBooks when an exported credit note is cancelled in Odoo, or a"
            " draft again?",
            {
                "delete": "It is deleted, and so is its application; posted again, a new record"
                " holds it.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]


class Journal(Section):
    """
    What an Odoo journal maps to: the accounts for money in and out, and the payment method.

    What a journal is not used for is left out: money comes in through one that has
    `deposit_to` and `method`, and bills are paid through one with `pay_from`.
    """

    deposit_to: str | None = None
    method: str | None = None
    pay_from: str | None = None
