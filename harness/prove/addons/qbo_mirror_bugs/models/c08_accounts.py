"""C8: accounts."""

from odoo import models

from .seeded import account, bug


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "wrong_income_account":
            return wanted | {"IncomeAccountRef": account(session, "Sales")}
        return wanted


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "wrong_expense_account":
            for line in wanted["Line"]:
                if "AccountBasedExpenseLineDetail" in line:
                    detail = line["AccountBasedExpenseLineDetail"]
                    detail["AccountRef"] = account(session, "Travel")
        return wanted


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "undeposited":
                return wanted | {"DepositToAccountRef": {"value": ""}}
            case "always_the_journals_account" if entity == "Payment":
                journals = self.journal_id.qbo_deposit_account_id
                return wanted | {"DepositToAccountRef": {"value": journals}}
        return wanted
