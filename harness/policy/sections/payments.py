"""Money received from customers, and money paid to vendors."""

from __future__ import annotations

from typing import Annotated, Literal

from harness.policy.question import Question, Section


class Payments(Section):
    """How customer payments are mirrored."""

    unapplied: Annotated[
        Literal["at once", "once reconciled"],
        Question(
            "When does a payment leave Odoo that settles no invoice, or more than its invoices?",
            {
                "at once": "At once: what settles no invoice is the customer's credit.",
                "once reconciled": "It waits until all of it is reconciled in Odoo.",
            },
        ),
    ]
    unmirrored: Annotated[
        Literal["carried along", "refuse"],
        Question(
            "What happens when a payment is exported before the documents that it settles?",
            {
                "carried along": "The documents are exported with it, before it.",
                "refuse": "The export fails until somebody has exported the documents.",
            },
        ),
    ]
    deposit_to: Annotated[
        Literal["journal", "undeposited funds"],
        Question(
            "Into which account does money from customers go?",
            {
                "journal": "Into the account of its journal.",
                "undeposited funds": "Into the undeposited funds, until a deposit is made in"
                " QuickBooks.",
            },
        ),
    ]
    write_offs: Annotated[
        Literal["credit memo", "refuse"],
        Question(
            "How does QuickBooks receive a discount or write-off that a customer was granted with"
            " a payment?",
            {
                "credit memo": "As a credit memo over that amount, which the payment uses up.",
                "refuse": "Not at all: the export fails, and an accountant enters both.",
            },
        ),
    ]
    taxed_discounts: Annotated[
        Literal["credit memo", "refuse"],
        Question(
            "How does QuickBooks receive a customer's early-payment discount that lowers the sales"
            " tax?",
            {
                "credit memo": "As a credit memo with that tax, which the payment uses up.",
                "refuse": "Not at all: the export fails, and an accountant enters both.",
            },
        ),
    ]
    without_entry: Annotated[
        Literal["at once", "wait"],
        Question(
            "When does a payment leave Odoo for which Odoo makes no journal entry, since its"
            " method has no outstanding account?",
            {
                "at once": "At once: it settles the documents that it was registered for.",
                "wait": "Never: the bank statement books that money, and people enter it.",
            },
        ),
    ]
    cancelled: Annotated[
        Literal["void", "delete", "refuse"],
        Question(
            "What happens in QuickBooks when a payment, to us or to a vendor, is cancelled or"
            " bounces after its export?",
            {
                "void": "It is voided: number and day stay, and what it settled is open again.",
                "delete": "It is deleted, and what it settled is open again.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]
    reset: Annotated[
        Literal["stays", "as cancelled"],
        Question(
            "What happens in QuickBooks while an exported payment is a draft again in Odoo?",
            {
                "stays": "It stays as it was, until the payment is confirmed or cancelled.",
                "as cancelled": "The same as when it is cancelled.",
            },
        ),
    ]
    edited: Annotated[
        Literal["update", "accountants", "refuse"],
        Question(
            "What happens in QuickBooks when a payment is edited after its export?",
            {
                "update": "The same record is changed.",
                "accountants": "It is changed if a member of Odoo's group of accounting"
                " administrators edited it last; anybody else's edit waits for one of them.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]


class BillPayments(Section):
    """How payments to vendors are mirrored."""

    checks: Annotated[
        Literal["odoo", "quickbooks"],
        Question(
            "Who prints and numbers the checks that pay bills?",
            {
                "odoo": "Odoo: QuickBooks holds Odoo's number, and prints nothing.",
                "quickbooks": "QuickBooks: the check waits there to be printed, without a number.",
            },
        ),
    ]
    prepaid: Annotated[
        Literal["wait", "refuse"],
        Question(
            "What happens with money that was paid to a vendor before there is a bill?",
            {
                "wait": "It stays in Odoo until it settles a bill: QuickBooks pays bills only.",
                "refuse": "The export fails, so that an accountant enters it by hand.",
            },
        ),
    ]
    write_offs: Annotated[
        Literal["vendor credit", "refuse"],
        Question(
            "How does QuickBooks receive a discount or write-off that a vendor granted with our"
            " payment?",
            {
                "vendor credit": "As a vendor credit over that amount, which the payment uses up.",
                "refuse": "Not at all: the export fails, and an accountant enters both.",
            },
        ),
    ]
