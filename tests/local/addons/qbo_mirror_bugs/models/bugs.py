"""
One bug at a time, named by the system parameter `qbo_mirror_bugs.bug`.

Each is a mistake that real connectors make. The bent export also skips the
connector's own look at what QuickBooks kept, as a careless connector would.
"""

from odoo import models

PARAMETER = "qbo_mirror_bugs.bug"


def _bug(record):
    return record.env["ir.config_parameter"].sudo().get_param(PARAMETER) or ""


def _account(session, name):
    return {"value": session.client.query("Account", f"Name = '{name}'")[0]["Id"]}


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match _bug(self):
            case "name_cut":
                return wanted | {"DisplayName": wanted["DisplayName"][:12]}
            case "terms_lost":
                return {
                    key: value
                    for key, value in wanted.items()
                    if key not in ("SalesTermRef", "TermRef")
                }
            case "exempt_ignored" if entity == "Customer":
                return wanted | {"Taxable": True, "ResaleNum": ""}
            case "written_back":
                self.function = "mirrored to QuickBooks"
        return wanted

    def _qbo_verify(self, entity, wanted, found, attempt):
        if not _bug(self):
            super()._qbo_verify(entity, wanted, found, attempt)

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        if _bug(self) == "log_lies" and attempt.status == "failed":
            with self.env.registry.cursor() as cr:
                cr.execute(
                    "UPDATE qbo_log SET status = 'done' WHERE id = (SELECT max(id) FROM qbo_log)"
                )
        if _bug(self) == "log_leaks":
            token = session.connection.access_token
            self.env["qbo.log"]._write_row(
                {
                    "model": self._name,
                    "res_id": self.id,
                    "entity": entity,
                    "status": "done",
                    "message": f"GET /customer Authorization: Bearer {token}",
                }
            )
        return attempt


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match _bug(self):
            case "wrong_income_account":
                return wanted | {"IncomeAccountRef": _account(session, "Sales")}
            case "sku_lost":
                return wanted | {"Sku": ""}
        return wanted

    def _qbo_item_type(self):
        if _bug(self) == "stock_ignored" and self.type == "consu":
            return "NonInventory"
        return super()._qbo_item_type()

    def _qbo_verify(self, entity, wanted, found, attempt):
        if not _bug(self):
            super()._qbo_verify(entity, wanted, found, attempt)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match _bug(self):
            case "tax_lost" if entity == "Invoice":
                for line in wanted["Line"]:
                    if "SalesItemLineDetail" in line:
                        line["SalesItemLineDetail"]["TaxCodeRef"] = {"value": "NON"}
                return wanted | {"TxnTaxDetail": {"TotalTax": 0}}
            case "due_date_lost":
                return wanted | {"DueDate": wanted["TxnDate"]}
            case "notes_lost":
                kept = [line for line in wanted["Line"] if line["DetailType"] != "DescriptionOnly"]
                return wanted | {"Line": kept}
            case "number_lost":
                return wanted | {"DocNumber": f"Q-{self.id}"}
            case "wrong_expense_account":
                for line in wanted["Line"]:
                    if "AccountBasedExpenseLineDetail" in line:
                        line["AccountBasedExpenseLineDetail"]["AccountRef"] = _account(
                            session, "Travel"
                        )
        return wanted

    def _qbo_carry(self, entity, session, attempt):
        if _bug(self) == "exported_again" and session.linked(self, entity):
            body = self._qbo_wanted(entity, session, attempt) | {"DocNumber": f"{self.id}-again"}
            session.client.write(entity, body, f"again-{self.id}")
            return
        super()._qbo_carry(entity, session, attempt)

    def _qbo_sync_one(self, entity, session):
        attempt = super()._qbo_sync_one(entity, session)
        if _bug(self) == "posted_twice" and entity == "Invoice" and attempt.status == "done":
            found = session.client.read(entity, attempt.qbo_id)
            lines = [line for line in found["Line"] if line["DetailType"] == "SalesItemLineDetail"]
            body = {
                "CustomerRef": {"value": found["CustomerRef"]["value"]},
                "Line": [
                    {key: line[key] for key in ("Amount", "DetailType", "SalesItemLineDetail")}
                    for line in lines
                ],
            }
            session.client.write("SalesReceipt", body, f"twice-{self.id}")
        return attempt

    def _qbo_obstacle(self, entity):
        if _bug(self) == "drafts_leave" and self.state == "draft":
            return ""
        return super()._qbo_obstacle(entity)

    def _qbo_number(self, entity):
        if _bug(self) == "drafts_leave" and self.state == "draft":
            return f"DRAFT-{self.id}"
        return super()._qbo_number(entity)

    def _qbo_verify(self, entity, wanted, found, attempt):
        if not _bug(self):
            super()._qbo_verify(entity, wanted, found, attempt)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match _bug(self):
            case "unlinked":
                return wanted | {"Line": []}
            case "residual_for_amount":
                left = self.reconciled_invoice_ids.amount_residual
                wanted["Line"][0]["Amount"] = wanted["TotalAmt"] = round(left, 2)
            case "undeposited":
                return wanted | {"DepositToAccountRef": {"value": ""}}
        return wanted

    def _qbo_verify(self, entity, wanted, found, attempt):
        if not _bug(self):
            super()._qbo_verify(entity, wanted, found, attempt)


class QboLog(models.Model):
    _inherit = "qbo.log"

    def forget_leaks(self):
        """Take the planted leaks out again, for the tests that come after."""
        self.sudo().search([("message", "like", "Bearer")]).unlink()
        return True
