"""What the company decided about its mirror: one setting for each question that has a choice."""

from odoo import fields, models


class QboConnectionRules(models.Model):
    """The decisions stand on the connection, since two companies may decide otherwise."""

    _inherit = "qbo.connection"

    resale_numbers = fields.Selection(
        [("tax_id", "The customer's Tax ID"), ("none", "None")],
        required=True,
        default="tax_id",
        help="The certificate number of a customer who is exempt from sales tax.",
    )
    vendor_accounts = fields.Selection(
        [("reference", "The vendor's Reference"), ("none", "None")],
        required=True,
        default="reference",
        help="Our account number with a vendor.",
    )
    text_lines = fields.Selection(
        [("kept", "As descriptions"), ("left_out", "Left out")],
        required=True,
        default="kept",
        help="Section titles and notes among the lines of an invoice.",
    )
    cancelled_invoices = fields.Selection(
        [("void", "Voided"), ("delete", "Deleted"), ("refuse", "Left to an accountant")],
        required=True,
        default="void",
        help="What becomes in QuickBooks of an exported invoice that is cancelled in Odoo.",
    )
