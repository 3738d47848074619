"""What the company decided about what is done in QuickBooks by hand."""

from odoo import fields, models


class QboConnectionOwnership(models.Model):
    """One setting for each question that has a choice."""

    _inherit = "qbo.connection"

    existing = fields.Selection(
        [("taken_over", "Taken over"), ("refuse", "Left to an accountant")],
        required=True,
        default="refuse",
        help="Customers, vendors and products whose name is in QuickBooks already.",
    )
    hand_edits = fields.Selection(
        [("restored", "Overwritten by the next export"), ("reported", "Left to an accountant")],
        required=True,
        default="restored",
        help="Exported records that somebody edited in QuickBooks.",
    )
    hand_removals = fields.Selection(
        [("restored", "Restored by the next export"), ("reported", "Left to an accountant")],
        required=True,
        default="reported",
        help="Exported records that somebody deleted, voided or made inactive in QuickBooks.",
    )
