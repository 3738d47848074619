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
    reset_invoices = fields.Selection(
        [
            ("stays", "Stays as it was"),
            ("void", "Voided meanwhile"),
            ("delete", "Deleted, and made anew"),
            ("refuse", "Left to an accountant"),
        ],
        required=True,
        default="stays",
        help="What becomes in QuickBooks of an exported invoice that is a draft again in Odoo.",
    )
    paid_withdrawals = fields.Selection(
        [("free", "Withdrawn, the payments stay"), ("refuse", "Left to an accountant")],
        required=True,
        default="free",
        help="What becomes of it when QuickBooks has applied payments or credits to it.",
    )
    edited_invoices = fields.Selection(
        [("update", "Changed there too"), ("refuse", "Left to an accountant")],
        required=True,
        default="update",
        help="What becomes in QuickBooks of an exported invoice or credit note that was edited.",
    )
    credit_applications = fields.Selection(
        [("applied", "Applied as in Odoo"), ("left", "Left open")],
        required=True,
        default="applied",
        help="Whether credit notes are applied to invoices in QuickBooks too.",
    )
