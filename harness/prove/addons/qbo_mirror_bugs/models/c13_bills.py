"""C13: vendors, bills, and how they are paid."""

from odoo import models
from odoo.addons.qbo_mirror.services.faults import QboError

from .seeded import account, bug


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "check_name_lost" and entity == "Vendor":
            return wanted | {"PrintOnCheckName": "To whom it may concern"}
        if bug(self) == "account_numbers_lost" and entity == "Vendor":
            return wanted | {"AcctNum": ""}
        if bug(self) == "vendors_tax_ids_leave" and entity == "Vendor":
            return wanted | {"TaxIdentifier": self.vat or ""}
        if bug(self) == "account_numbers_leave" and entity == "Vendor":
            return wanted | {"AcctNum": self.ref or ""}
        return wanted

    def _qbo_form_1099(self):
        match bug(self):
            case "form_1099_lost":
                return {}
            case "form_1099_for_all":
                return {"Vendor1099": True}
        return super()._qbo_form_1099()


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
        if bug(self) == "card_as_check":
            return {}
        only = super()._qbo_only_created(entity, session)
        if bug(self) == "never_printed" and "CheckPayment" in only:
            return {"CheckPayment": only["CheckPayment"] | {"PrintStatus": "NotSet"}}
        return only

    def _qbo_carry(self, entity, session, attempt):
        if bug(self) == "prepaid_as_expense" and not self._qbo_applied(entity):
            body = {
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
            }
            request_id = session.request_id(self, body)
            attempt.qbo_id = session.client.write("Purchase", body, request_id)["Id"]
            return
        super()._qbo_carry(entity, session, attempt)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_entities(self):
        match bug(self), self.move_type:
            case "vendor_credit_as_bill", "in_refund":
                return ["Bill"]
            case "bill_as_invoice", "in_invoice":
                return ["Invoice"]
            case "bills_of_customers_sold", "in_invoice" if self.partner_id.customer_rank:
                return ["Invoice"]
        return super()._qbo_entities()

    def _qbo_required(self, record, entity, session):
        if bug(self) == "vendor_not_brought" and not session.linked(record, entity):
            raise QboError(f"{entity} {record.display_name} is not in QuickBooks")
        return super()._qbo_required(record, entity, session)

    def _qbo_obstacle(self, entity):
        obstacle = super()._qbo_obstacle(entity)
        if bug(self) == "unreviewed_leave" and "reviewed" in obstacle:
            return ""
        return obstacle

    def _qbo_number(self, entity):
        match bug(self):
            case "number_without_zeros" if entity == "Bill" and self.ref:
                return self._qbo_short(self.ref.lstrip("0"))
            case "unnumbered_leave" if entity == "Bill" and not self.ref:
                return self.name
            case "vendors_number_lost" if entity in ("Bill", "VendorCredit"):
                return self.name
        return super()._qbo_number(entity)

    def _qbo_wanted(self, entity, session, attempt):
        if bug(self) == "contacts_bills_refused" and entity == "Bill":
            self._qbo_required(self.partner_id, "Vendor", session)
        texts = self.invoice_line_ids.filtered(lambda line: not line.account_id)
        if bug(self) == "noted_bills_fail" and entity == "Bill" and texts:
            raise QboError(f"line {texts[0].name!r} has no account")
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "equal_lines_once" and entity in ("Bill", "VendorCredit"):
            lines = []
            for line in wanted["Line"]:
                if line not in lines:
                    lines.append(line)
            return wanted | {"Line": lines}
        return wanted

    def _qbo_found(self, entity, session, wanted):
        if bug(self) == "second_bill_leaves" and entity == "Bill":
            return None
        return super()._qbo_found(entity, session, wanted)

    def _qbo_same_number(self, entity, rows, wanted):
        if bug(self) == "second_bill_stays":
            return rows
        return super()._qbo_same_number(entity, rows, wanted)

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        if bug(self) == "orders_leave" and entity == "Bill" and attempt.status == "done":
            found = session.client.read(entity, attempt.qbo_id)
            lines = [
                {key: line[key] for key in ("Amount", "DetailType", line["DetailType"])}
                for line in found["Line"]
            ]
            body = {
                "VendorRef": {"value": found["VendorRef"]["value"]},
                "APAccountRef": {"value": found["APAccountRef"]["value"]},
                "Line": lines,
            }
            session.client.write("PurchaseOrder", body, session.request_id(self, body))
        return attempt
