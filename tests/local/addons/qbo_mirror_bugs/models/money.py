"""Bugs with money: what payments settle, when they leave, and where they go."""

from odoo import models

from .bugs import _account, _bug


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match _bug(self):
            case "only_the_first":
                return wanted | {"Line": wanted["Line"][:1]}
            case "in_equal_parts" if wanted["Line"]:
                part = round(wanted["TotalAmt"] / len(wanted["Line"]), 2)
                return wanted | {"Line": [row | {"Amount": part} for row in wanted["Line"]]}
            case "rest_lost" if wanted["Line"]:
                return wanted | {"TotalAmt": sum(row["Amount"] for row in wanted["Line"])}
            case "last_bill_only" if entity == "BillPayment":
                return wanted | {"Line": wanted["Line"][-1:]}
            case "card_as_check" if "CreditCardPayment" in wanted:
                rest = {key: wanted[key] for key in wanted if key != "CreditCardPayment"}
                account = _account(session, "Checking")
                return rest | {"PayType": "Check", "CheckPayment": {"BankAccountRef": account}}
            case "number_on_unprinted" if entity == "BillPayment":
                return wanted | {"DocNumber": self.name}
            case "paid_on_due_date" if entity == "BillPayment":
                due = self.reconciled_bill_ids[:1].invoice_date_due
                return wanted | {"TxnDate": due.isoformat()}
            case "always_the_journals_account" if entity == "Payment":
                account = self.journal_id.qbo_deposit_account_id
                return wanted | {"DepositToAccountRef": {"value": account}}
        return wanted

    def _qbo_waiting(self, entity):
        return "" if _bug(self) == "never_waits" else super()._qbo_waiting(entity)

    def _qbo_settled(self, document, entity, session):
        if _bug(self) == "exports_what_it_must_not":
            return self._qbo_required(document, entity, session)
        return super()._qbo_settled(document, entity, session)

    def _qbo_only_created(self, entity, session):
        if _bug(self) in ("never_printed", "card_as_check"):
            return {}
        return super()._qbo_only_created(entity, session)

    def _qbo_carry(self, entity, session, attempt):
        if _bug(self) == "prepaid_as_expense" and not self._qbo_applied(entity):
            attempt.qbo_id = session.client.write(
                "Purchase",
                {
                    "PaymentType": "Check",
                    "AccountRef": _account(session, "Checking"),
                    "Line": [
                        {
                            "DetailType": "AccountBasedExpenseLineDetail",
                            "Amount": self.amount,
                            "AccountBasedExpenseLineDetail": {
                                "AccountRef": _account(session, "Supplies")
                            },
                        }
                    ],
                },
                f"expense-{self.id}",
            )["Id"]
            return
        super()._qbo_carry(entity, session, attempt)

    def _qbo_applied(self, entity):
        applied = super()._qbo_applied(entity)
        if _bug(self) == "unexported_left_out":
            return [pair for pair in applied if pair[0].qbo_invoice_id]
        return applied
