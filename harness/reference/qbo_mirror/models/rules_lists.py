"""What the company decided about customers, vendors, products and locations."""

from odoo import fields, models

_ARCHIVED = [("inactive", "Made inactive"), ("active", "Left active")]
_EDITED = [("update", "Changed there too"), ("left", "Left as exported")]


class QboConnectionLists(models.Model):
    """One setting for each question that has a choice."""

    _inherit = "qbo.connection"

    odd_emails = fields.Selection(
        [("first", "The first address, or none"), ("refuse", "Refused")],
        required=True,
        default="first",
        help="E-mail fields that do not hold one address and nothing else.",
    )
    contacts = fields.Selection(
        [("stay", "Not exported"), ("below", "Sub-customers of their company")],
        required=True,
        default="stay",
        help="Contacts of companies.",
    )
    archived_customers = fields.Selection(
        _ARCHIVED, required=True, default="active", help="Customers that were archived."
    )
    edited_customers = fields.Selection(
        _EDITED, required=True, default="update", help="Customers that were edited."
    )
    shared_names = fields.Selection(
        [("suffix", "The vendor's gets (Vendor) behind it"), ("refuse", "Refused")],
        required=True,
        default="refuse",
        help="Vendors with the name of a customer: QuickBooks allows a name once.",
    )
    form_1099 = fields.Selection(
        [("tag", "Vendors with a marked tag"), ("none", "Not by the export")],
        required=True,
        default="none",
        help="Which vendors are tracked for 1099 forms.",
    )
    archived_vendors = fields.Selection(
        _ARCHIVED, required=True, default="active", help="Vendors that were archived."
    )
    edited_vendors = fields.Selection(
        _EDITED, required=True, default="update", help="Vendors that were edited."
    )
    variant_names = fields.Selection(
        [("attributes", "Name and attributes"), ("sku", "Name and SKU")],
        required=True,
        default="attributes",
        help="What variants of one product are called in QuickBooks.",
    )
    products_without_sku = fields.Selection(
        [("export", "Exported"), ("refuse", "Refused")],
        required=True,
        default="export",
        help="Products without an internal reference (SKU).",
    )
    products_of_one_name = fields.Selection(
        [("refuse", "Refused"), ("sku", "Name and SKU")],
        required=True,
        default="refuse",
        help="Products that share a name: QuickBooks allows a name once.",
    )
    kits = fields.Selection(
        [("item", "One item that QuickBooks does not count"), ("refuse", "Refused")],
        required=True,
        default="refuse",
        help="Kits: products that leave the stock in parts.",
    )
    archived_products = fields.Selection(
        _ARCHIVED, required=True, default="active", help="Products that were archived."
    )
    edited_products = fields.Selection(
        _EDITED, required=True, default="update", help="Products that were edited."
    )
    locations = fields.Selection(
        [("department", "One for a document"), ("class", "A class for each line"), ("none", "No")],
        required=True,
        default="none",
        help="Whether QuickBooks knows for which location a document is, by its analytic account.",
    )
