"""C8: accounts."""

from odoo import models
from odoo.addons.qbo_mirror.models.session import Session

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

    def _qbo_entities(self):
        if bug(self) == "receipts_leave" and self.move_type == "out_receipt":
            return ["Invoice"]
        return super()._qbo_entities()

    def _qbo_sync_each(self):
        for entry in self.filtered(lambda move: move.move_type == "entry"):
            if bug(entry) == "entries_leave":
                session = Session(entry.env, entry.company_id)
                sides = [(line, "Debit" if line.debit else "Credit") for line in entry.line_ids]
                lines = [
                    {
                        "DetailType": "JournalEntryLineDetail",
                        "Amount": abs(line.balance),
                        "JournalEntryLineDetail": {
                            "PostingType": side,
                            "AccountRef": account(session, "Checking"),
                        },
                    }
                    for line, side in sides
                ]
                request_id = session.request_id(entry, lines)
                session.client.write("JournalEntry", {"Line": lines}, request_id)
        return super()._qbo_sync_each()

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
