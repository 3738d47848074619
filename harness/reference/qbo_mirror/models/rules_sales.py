"""What the company decided about the documents that its customers get."""

from odoo import fields, models


class QboConnectionSales(models.Model):
    """One setting for each question that has a choice."""

    _inherit = "qbo.connection"

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
        [
            ("update", "Changed there too"),
            ("accountants", "Changed there too, if an accountant edited it last"),
            ("refuse", "Left to an accountant"),
        ],
        required=True,
        default="update",
        help="What becomes in QuickBooks of an exported invoice or credit note that was edited.",
    )
    withdrawn_credit_notes = fields.Selection(
        [("delete", "Deleted"), ("refuse", "Left to an accountant")],
        required=True,
        default="refuse",
        help="What becomes in QuickBooks of an exported credit note that is posted no more.",
    )
    credit_applications = fields.Selection(
        [("applied", "Applied as in Odoo"), ("left", "Left open")],
        required=True,
        default="applied",
        help="Whether credit notes are applied to invoices in QuickBooks too.",
    )
    productless_lines = fields.Selection(
        [("item", "The item of their account"), ("refuse", "Refused")],
        required=True,
        default="refuse",
        help="Lines of invoices and credit notes that have no product, such as down payments.",
    )
    foreign_documents = fields.Selection(
        [("rate", "At Odoo's rate"), ("refuse", "Refused")],
        required=True,
        default="refuse",
        help="Invoices, credit notes and customers' payments in another currency than the"
        " company's.",
    )
    tax_codes = fields.Selection(
        [("mapped", "By Odoo's taxes"), ("automated", "Found by QuickBooks")],
        required=True,
        default="mapped",
        help="The sales tax code of invoices and credit notes; the amount is always Odoo's.",
    )
    tax_amounts = fields.Selection(
        [("odoo", "As in Odoo"), ("quickbooks", "Worked out by QuickBooks")],
        required=True,
        default="odoo",
        help="The amount of sales tax; QuickBooks may be off by a cent for each rate of its code.",
    )
    discounts = fields.Selection(
        [("price", "In the price"), ("line", "As one discount line")],
        required=True,
        default="price",
        help="Discounts in percent on the lines of invoices and credit notes.",
    )
    discount_account_id = fields.Char(
        "QuickBooks discount account ID", help="Where a discount line posts in QuickBooks."
    )
    narrations = fields.Selection(
        [("memo", "The message to the customer"), ("left_out", "Left out")],
        required=True,
        default="left_out",
        help="The text below the lines of invoices and credit notes.",
    )
    document_dates = fields.Selection(
        [("document", "The document's own"), ("accounting", "The accounting date")],
        required=True,
        default="document",
        help="The date of invoices, credit notes and bills in QuickBooks.",
    )
    units = fields.Selection(
        [("product", "The product's own unit"), ("line", "The unit of the line")],
        required=True,
        default="product",
        help="The unit of lines that have another than their product, such as packs.",
    )
    termless_documents = fields.Selection(
        [("due_date", "Their due date only"), ("refuse", "Refused")],
        required=True,
        default="due_date",
        help="Invoices and bills that have a due date but no payment terms.",
    )
    long_numbers = fields.Selection(
        [("refuse", "Refused"), ("shorten", "Their last 21 characters")],
        required=True,
        default="refuse",
        help="Numbers of documents and payments that are longer than QuickBooks takes.",
    )
