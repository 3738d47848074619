"""What the company decided about bills and what vendors give back."""

from odoo import fields, models

_REFUSED = ("refuse", "Left to an accountant")


class QboConnectionPurchases(models.Model):
    """One setting for each question that has a choice."""

    _inherit = "qbo.connection"

    bill_export = fields.Selection(
        [("posted", "When posted"), ("reviewed", "Once reviewed")],
        required=True,
        default="posted",
        help="When bills and vendors' credit notes are exported.",
    )
    unnumbered_bills = fields.Selection(
        [("own", "Odoo's own number"), ("refuse", "Refused")],
        required=True,
        default="refuse",
        help="Bills without the vendor's number.",
    )
    same_numbers = fields.Selection(
        [("refuse", "Refused"), ("export", "Exported too")],
        required=True,
        default="refuse",
        help="A second bill with the same number of the same vendor.",
    )
    foreign_bills = fields.Selection(
        [("rate", "At Odoo's rate"), ("refuse", "Refused")],
        required=True,
        default="refuse",
        help="Bills, vendors' credit notes and their payments in another currency than the"
        " company's.",
    )
    edited_bills = fields.Selection(
        [("update", "Changed there too"), _REFUSED],
        required=True,
        default="update",
        help="What becomes in QuickBooks of an exported bill or vendor's credit that was edited.",
    )
    cancelled_bills = fields.Selection(
        [("delete", "Deleted"), _REFUSED],
        required=True,
        default="refuse",
        help="What becomes in QuickBooks of an exported bill that is cancelled in Odoo.",
    )
    reset_bills = fields.Selection(
        [("stays", "Stays until posted again"), ("delete", "Deleted"), _REFUSED],
        required=True,
        default="stays",
        help="What becomes in QuickBooks of an exported bill that is a draft again.",
    )
    paid_bill_withdrawals = fields.Selection(
        [("free", "Withdrawn, the payments stay"), _REFUSED],
        required=True,
        default="refuse",
        help="What becomes of it when QuickBooks has applied payments or credits to it.",
    )
    vendor_credit_numbers = fields.Selection(
        [("own", "Odoo's own number"), ("reference", "The vendor's number")],
        required=True,
        default="own",
        help="The number of a vendor credit in QuickBooks.",
    )
    vendor_credit_applications = fields.Selection(
        [("applied", "Applied as in Odoo"), ("left", "Left open")],
        required=True,
        default="applied",
        help="Whether vendors' credit notes are applied to bills in QuickBooks too.",
    )
    withdrawn_vendor_credits = fields.Selection(
        [("delete", "Deleted"), _REFUSED],
        required=True,
        default="refuse",
        help="What becomes in QuickBooks of an exported vendor's credit note that is posted no"
        " more.",
    )
