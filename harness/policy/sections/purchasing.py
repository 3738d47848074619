"""Vendor bills, and what vendors give back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from harness.policy.question import Question, Section, no_void


class Bills(Section):
    """How vendor bills are mirrored."""

    export: Annotated[
        Literal["on post", "once reviewed"],
        Question(
            "When do bills and vendor credits leave Odoo?",
            {
                "on post": "As soon as they are posted.",
                "once reviewed": "Posted, they wait until somebody marks them as reviewed.",
            },
        ),
    ]
    without_reference: Annotated[
        Literal["odoo number", "refuse"],
        Question(
            "Which number has a bill that came without one?",
            {
                "odoo number": "Odoo's own number of the bill.",
                "refuse": "None: the export fails until somebody enters the vendor's number.",
            },
        ),
    ]
    same_number: Annotated[
        Literal["refuse", "mirrored"],
        Question(
            "What happens to a second bill with the same number of the same vendor?",
            {
                "refuse": "The export fails: it may be the same bill, entered twice.",
                "mirrored": "It is a bill of its own, told from the first by its memo.",
            },
        ),
    ]
    currencies: Annotated[
        Literal["with the rate", "refuse"],
        Question(
            "What happens to a bill, vendor's credit note or payment of bills in another currency"
            " than the books'?",
            {
                "with the rate": "It is mirrored in its currency, at Odoo's rate of its day, for a"
                " vendor who has the supplier currency of Odoo's.",
                "refuse": "Nothing: the export fails and says so.",
            },
        ),
    ]
    edited: Annotated[
        Literal["update", "refuse"],
        Question(
            "What happens in QuickBooks when a bill or a vendor's credit is edited in Odoo after"
            " its export?",
            {
                "update": "The same record is changed there too.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]
    cancelled: Annotated[
        Literal["delete", "refuse"],
        BeforeValidator(no_void),
        Question(
            "What happens in QuickBooks when a bill is cancelled in Odoo after its export?",
            {
                "delete": "It is deleted: QuickBooks' API can't void a bill.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]
    reset: Annotated[
        Literal["stays", "delete", "refuse"],
        BeforeValidator(no_void),
        Question(
            "What happens in QuickBooks when an exported bill is a draft again in Odoo?",
            {
                "stays": "Nothing, until it is posted again: then what changed is changed there.",
                "delete": "It is deleted; posted again, a new record holds it.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]
    withdrawn_paid: Annotated[
        Literal["payments stay", "refuse"],
        Question(
            "May a bill be deleted in QuickBooks when something has paid it there?",
            {
                "payments stay": "Yes: the payments and credits stay, and are applied to nothing.",
                "refuse": "No: the export fails and names them, for an accountant to decide.",
            },
        ),
    ]


class VendorCredits(Section):
    """How vendors' credit notes are mirrored."""

    number: Annotated[
        Literal["odoo number", "reference"],
        Question(
            "Which number has a vendor credit?",
            {
                "odoo number": "Odoo's own number of the vendor's credit note.",
                "reference": "The vendor's number, which stands in Odoo's Bill Reference.",
            },
        ),
    ]
    application: Annotated[
        Literal["applied", "left unapplied"],
        Question(
            "Does QuickBooks apply a vendor credit to the bills that Odoo applied it to?",
            {
                "applied": "Yes: a bill payment without money joins the credit and its bills.",
                "left unapplied": "No: the credit stays open until somebody applies it.",
            },
        ),
    ]
    withdrawn: Annotated[
        Literal["delete", "refuse"],
        BeforeValidator(no_void),
        Question(
            "What happens in QuickBooks when an exported vendor's credit note is cancelled in"
            " Odoo, or a draft again?",
            {
                "delete": "It is deleted, and so is its application; posted again, a new record"
                " holds it.",
                "refuse": "Nothing: the export fails and says that an accountant must decide.",
            },
        ),
    ]
