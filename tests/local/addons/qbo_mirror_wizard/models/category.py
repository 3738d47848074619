"""A category of products says by itself which accounts it has in QuickBooks."""

from odoo import fields, models

_ACCOUNTS = {
    "IncomeAccountRef": "qbo_income_account_id",
    "ExpenseAccountRef": "qbo_expense_account_id",
    "AssetAccountRef": "qbo_asset_account_id",
}


class ProductCategory(models.Model):
    _inherit = "product.category"

    qbo_income_account_id = fields.Char("QuickBooks income account")
    qbo_expense_account_id = fields.Char("QuickBooks expense account")
    qbo_asset_account_id = fields.Char("QuickBooks asset account")


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        for name in _ACCOUNTS.keys() & wanted.keys():
            wanted[name] = {"value": self._qbo_mapped(self.categ_id, _ACCOUNTS[name])}
        return wanted
