"""What the company decided about money that comes and goes."""

from odoo import fields, models


class QboConnectionMoney(models.Model):
    """One setting for each question that has a choice."""

    _inherit = "qbo.connection"

    unapplied_payments = fields.Selection(
        [("exported", "Exported as the customer's credit"), ("wait", "Wait until reconciled")],
        required=True,
        default="exported",
        help="Payments that settle no invoice, or less than their amount.",
    )
    unmirrored_documents = fields.Selection(
        [("export", "Exported with the payment"), ("refuse", "The payment is refused")],
        required=True,
        default="export",
        help="Invoices and bills that a payment settles and QuickBooks does not have yet.",
    )
    deposit_to = fields.Selection(
        [("journal", "The journal's account"), ("undeposited", "Undeposited funds")],
        required=True,
        default="journal",
        help="Where money from customers goes in QuickBooks.",
    )
    check_printing = fields.Selection(
        [("odoo", "Odoo"), ("quickbooks", "QuickBooks")],
        required=True,
        default="odoo",
        help="Who prints and numbers the checks that pay bills.",
    )
    prepaid_vendors = fields.Selection(
        [("wait", "Waits for a bill"), ("refuse", "Refused")],
        required=True,
        default="wait",
        help="Money paid to a vendor before there is a bill: QuickBooks pays bills only.",
    )
    customer_write_offs = fields.Selection(
        [("credit", "A credit memo"), ("refuse", "Left to an accountant")],
        required=True,
        default="credit",
        help="Discounts and differences written off with a customer's payment.",
    )
    taxed_discounts = fields.Selection(
        [("credit", "A credit memo with the tax"), ("refuse", "Left to an accountant")],
        required=True,
        default="refuse",
        help="Early-payment discounts of customers that lower the sales tax.",
    )
    vendor_write_offs = fields.Selection(
        [("credit", "A vendor credit"), ("refuse", "Left to an accountant")],
        required=True,
        default="credit",
        help="Discounts and differences written off with a payment to a vendor.",
    )
    cancelled_payments = fields.Selection(
        [("void", "Voided"), ("delete", "Deleted"), ("refuse", "Left to an accountant")],
        required=True,
        default="void",
        help="What becomes in QuickBooks of an exported payment that is cancelled or bounces.",
    )
    reset_payments = fields.Selection(
        [("stays", "Stays as it was"), ("withdrawn", "As if it were cancelled")],
        required=True,
        default="stays",
        help="What becomes in QuickBooks of an exported payment while it is a draft again.",
    )
    edited_payments = fields.Selection(
        [
            ("update", "Changed too"),
            ("accountants", "Changed too, if an accountant edited it last"),
            ("refuse", "Left to an accountant"),
        ],
        required=True,
        default="update",
        help="What becomes in QuickBooks of an exported payment that was edited.",
    )
    refunds = fields.Selection(
        [("receipt", "Refund receipts"), ("refuse", "Left to an accountant")],
        required=True,
        default="receipt",
        help="Money that a customer gets back for a credit note.",
    )
    entryless_payments = fields.Selection(
        [("export", "Exported"), ("wait", "Stay in Odoo")],
        required=True,
        default="export",
        help="Payments whose method has no outstanding account: Odoo makes no entry for them.",
    )
