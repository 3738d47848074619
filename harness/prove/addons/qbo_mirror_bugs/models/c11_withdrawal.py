"""C11: what is cancelled, reset, edited, voided or deleted; what never leaves."""

from odoo import models

from .seeded import bug


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_may_edit(self, decided):
        if decided == "accountants":
            match bug(self):
                case "anybody_edits":
                    return True
                case "nobody_edits":
                    return False
        return super()._qbo_may_edit(decided)

    def _qbo_read_linked(self, entity, session, qbo_id):
        if bug(self) == "made_again":
            found = session.client.query(entity, f"Id = '{qbo_id}'")
            if not found:
                session.unlink(self, entity)
                return None
        return super()._qbo_read_linked(entity, session, qbo_id)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_obstacle(self, entity):
        if bug(self) == "drafts_leave" and self.state == "draft":
            return ""
        return super()._qbo_obstacle(entity)

    def _qbo_number(self, entity):
        if bug(self) == "drafts_leave" and self.state == "draft":
            return f"DRAFT-{self.id}"
        return super()._qbo_number(entity)

    def _qbo_withdrawal(self, entity):
        withdrawal = super()._qbo_withdrawal(entity)
        match bug(self):
            case "vendor_credits_as_bills" if entity == "VendorCredit" and withdrawal:
                rules = self._qbo_rules()
                as_bill = rules.cancelled_bills if self.state == "cancel" else rules.reset_bills
                return "" if as_bill == "stays" else as_bill
            case "withdrawal_ignored":
                return ""
            case "withdrawal_deletes" if withdrawal:
                return "delete"
            case "withdrawal_voids" if withdrawal:
                return "void"
        return withdrawal

    def _qbo_paid_decision(self, entity, session):
        if bug(self) == "bills_paid_as_invoices":
            return super()._qbo_paid_decision("Invoice", session)
        return super()._qbo_paid_decision(entity, session)

    def _qbo_demand_unpaid(self, entity, session, found):
        if bug(self) != "paid_all_the_same":
            super()._qbo_demand_unpaid(entity, session, found)

    def _qbo_demand_editable(self, entity, session, attempt, found, changed):
        if bug(self) not in ("edited_all_the_same", "edited_bills_leave"):
            super()._qbo_demand_editable(entity, session, attempt, found, changed)

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "credits_never_edited" if entity == "CreditMemo":
                return found
            case "edits_ignored":
                return found
            case "edits_by_halves":
                changed = [key for key in changed if key != "Line"]
            case "edits_by_total" if found["TotalAmt"] == self._qbo_amount(self.amount_total):
                return found
            case "removed_lines_stay":
                stay = found["Line"][len(wanted["Line"]) :]
                wanted = wanted | {"Line": [*wanted["Line"], *stay]}
        return super()._qbo_update(entity, session, wanted, found, changed)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_withdrawal(self, entity):
        withdrawal = super()._qbo_withdrawal(entity)
        match bug(self):
            case "payments_deleted" if withdrawal:
                return "delete"
            case "payments_never_withdrawn":
                return ""
            case "payments_voided" if entity == "Payment" and self.state not in (
                "in_process",
                "paid",
            ):
                return "void"
        return withdrawal

    def _qbo_carry(self, entity, session, attempt):
        if bug(self) == "payments_voided" and self._qbo_withdrawal(entity):
            attempt.qbo_id = session.linked(self, entity)
            self._qbo_withdraw(entity, session, attempt, "void")
            return
        super()._qbo_carry(entity, session, attempt)

    def _qbo_withdraw_credit(self, credit, session, attempt):
        if bug(self) != "discount_outlives_payment":
            super()._qbo_withdraw_credit(credit, session, attempt)

    def _qbo_demand_editable(self, entity, session, attempt, found, changed):
        if bug(self) != "payments_edited_all_the_same":
            super()._qbo_demand_editable(entity, session, attempt, found, changed)

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "bill_payments_never_edited" if entity == "BillPayment":
                return found
            case "payments_never_edited":
                return found
        return super()._qbo_update(entity, session, wanted, found, changed)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "partners_edited_by_halves":
            watched = ("DisplayName", "BillAddr", "PrimaryPhone", "TermRef")
            changed = [key for key in changed if key in watched]
        return super()._qbo_update(entity, session, wanted, found, changed)

    def _qbo_retires(self, entity):
        match bug(self):
            case "archived_ignored":
                return False
            case "archived_all_the_same":
                return not self.active
        return super()._qbo_retires(entity)

    def _qbo_edits_stay(self, entity, session):
        match bug(self):
            case "partners_edits_ignored":
                return bool(session.exported(self, entity))
            case "partners_edits_leave":
                return False
        return super()._qbo_edits_stay(entity, session)


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "products_edited_by_halves":
            changed = [key for key in changed if key in ("Name", "UnitPrice")]
        return super()._qbo_update(entity, session, wanted, found, changed)

    def _qbo_edits_stay(self, entity, session):
        match bug(self):
            case "products_edits_ignored":
                return bool(session.exported(self, entity))
            case "products_edits_leave":
                return False
        return super()._qbo_edits_stay(entity, session)
