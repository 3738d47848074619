"""Ids of QuickBooks' lists on Odoo's configuration: set by consultants, read by the export."""

from odoo import fields, models


class AccountAccount(models.Model):
    """Odoo 19 shares an account between companies, so its mapping is kept per company."""

    _inherit = "account.account"

    qbo_account_id = fields.Char("QuickBooks account ID", company_dependent=True, copy=False)
    qbo_item_id = fields.Char(
        "QuickBooks item ID",
        company_dependent=True,
        copy=False,
        help="Stands for sales of this account that have no product, and for write-offs to it.",
    )


class AccountTax(models.Model):
    """On the tax that lines carry: the group, where a state and a county tax form one code."""

    _inherit = "account.tax"

    qbo_tax_code_id = fields.Char("QuickBooks tax code ID", copy=False)


class AccountPaymentTerm(models.Model):
    """Terms without a company are shared, so their mapping is kept per company."""

    _inherit = "account.payment.term"

    qbo_term_id = fields.Char("QuickBooks term ID", company_dependent=True, copy=False)


class AccountJournal(models.Model):
    """Where money received through this journal goes in QuickBooks, and from where it pays."""

    _inherit = "account.journal"

    qbo_deposit_account_id = fields.Char("QuickBooks deposit account ID", copy=False)
    qbo_payment_method_id = fields.Char("QuickBooks payment method ID", copy=False)
    qbo_purse_account_id = fields.Char(
        "QuickBooks account ID that bills are paid from",
        copy=False,
        help="A bank account, or a credit card account for a credit card journal.",
    )


class ResPartnerCategory(models.Model):
    """Vendors with a marked tag get a 1099 form."""

    _inherit = "res.partner.category"

    qbo_1099 = fields.Boolean("Tracked for 1099 in QuickBooks", copy=False)


class AccountAnalyticAccount(models.Model):
    """Of a plan that stands for the company's locations."""

    _inherit = "account.analytic.account"

    qbo_department_id = fields.Char("QuickBooks location ID", copy=False)
    qbo_class_id = fields.Char("QuickBooks class ID", copy=False)


class AccountFiscalPosition(models.Model):
    """Customers with an exempt position are not taxable in QuickBooks."""

    _inherit = "account.fiscal.position"

    qbo_exempt = fields.Boolean("Exempt in QuickBooks", copy=False)
