"""C13: vendors, bills, and how they are paid."""

from odoo import models

from .seeded import account, bug


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "card_as_check" if "CreditCardPayment" in wanted:
                rest = {key: wanted[key] for key in wanted if key != "CreditCardPayment"}
                bank = account(session, "Checking")
                return rest | {"PayType": "Check", "CheckPayment": {"BankAccountRef": bank}}
            case "number_on_unprinted" if entity == "BillPayment":
                return wanted | {"DocNumber": self.name}
        return wanted

    def _qbo_only_created(self, entity, session):
        if bug(self) in ("never_printed", "card_as_check"):
            return {}
        return super()._qbo_only_created(entity, session)

    def _qbo_carry(self, entity, session, attempt):
        if bug(self) == "prepaid_as_expense" and not self._qbo_applied(entity):
            attempt.qbo_id = session.client.write(
                "Purchase",
                {
                    "PaymentType": "Check",
                    "AccountRef": account(session, "Checking"),
                    "Line": [
                        {
                            "DetailType": "AccountBasedExpenseLineDetail",
                            "Amount": self.amount,
                            "AccountBasedExpenseLineDetail": {
                                "AccountRef": account(session, "Supplies")
                            },
                        }
                    ],
                },
                f"expense-{self.id}",
            )["Id"]
            return
        super()._qbo_carry(entity, session, attempt)
