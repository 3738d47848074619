"""Customers and vendors."""

from __future__ import annotations

from typing import Annotated, Literal

from harness.policy.question import Question, Section


class Customers(Section):
    """How customers are mirrored."""

    resale_number: Annotated[
        Literal["tax id", "none"],
        Question(
            "Where does an exempt customer's resale certificate number come from?",
            {
                "tax id": "Odoo's Tax ID becomes the resale number in QuickBooks.",
                "none": "QuickBooks holds no resale number.",
            },
        ),
    ]
    exempt_positions: tuple[str, ...]
    """Odoo's fiscal positions of customers who are not charged sales tax."""
    odd_emails: Annotated[
        Literal["first or none", "refuse"],
        Question(
            "What becomes of a customer's or vendor's e-mail field that does not hold one address"
            " and nothing else?",
            {
                "first or none": "QuickBooks gets the first address in it, or none.",
                "refuse": "The export fails until it holds one address, or nothing.",
            },
        ),
    ]
    contacts: Annotated[
        Literal["not exported", "sub-customers"],
        Question(
            "What becomes of the contacts of a company, such as its buyer or a job site?",
            {
                "not exported": "They stay in Odoo.",
                "sub-customers": "They are sub-customers of the company, billed with it.",
            },
        ),
    ]
    archived: Annotated[
        Literal["deactivated", "left active"],
        Question(
            "What happens in QuickBooks when an exported customer is archived in Odoo?",
            {
                "deactivated": "The customer is made inactive there.",
                "left active": "Nothing: an accountant makes the customer inactive.",
            },
        ),
    ]
    edited: Annotated[
        Literal["update", "left"],
        Question(
            "What happens in QuickBooks when an exported customer is edited in Odoo?",
            {
                "update": "What changed is changed there too, with the next export.",
                "left": "Nothing: the customer stays as first exported.",
            },
        ),
    ]


class Vendors(Section):
    """How vendors are mirrored."""

    account_number: Annotated[
        Literal["reference", "none"],
        Question(
            "Where does our account number with a vendor come from?",
            {
                "reference": "Odoo's Reference becomes the account number in QuickBooks.",
                "none": "QuickBooks holds no account number.",
            },
        ),
    ]
    shared_name: Annotated[
        Literal["suffix", "refuse"],
        Question(
            "What is a vendor called in QuickBooks who has the name of a customer? Names are"
            " shared there: who may have it?",
            {
                "suffix": "The customer keeps the name; the vendor's has (Vendor) behind it.",
                "refuse": "Nobody decides by itself: the export of the second one fails.",
            },
        ),
    ]
    form_1099: Annotated[
        Literal["tag", "none"],
        Question(
            "How does QuickBooks know which vendors get a 1099 form?",
            {
                "tag": "Vendors who have the tag for it in Odoo are tracked for 1099.",
                "none": "An accountant marks them in QuickBooks.",
            },
        ),
    ]
    form_1099_tag: str
    """The name of that tag (`res.partner.category`): Odoo's community edition has no 1099."""
    archived: Annotated[
        Literal["deactivated", "left active"],
        Question(
            "What happens in QuickBooks when an exported vendor is archived in Odoo?",
            {
                "deactivated": "The vendor is made inactive there.",
                "left active": "Nothing: an accountant makes the vendor inactive.",
            },
        ),
    ]
    edited: Annotated[
        Literal["update", "left"],
        Question(
            "What happens in QuickBooks when an exported vendor is edited in Odoo?",
            {
                "update": "What changed is changed there too, with the next export.",
                "left": "Nothing: the vendor stays as first exported.",
            },
        ),
    ]
