"""C9: what payments settle, and when they leave."""

from odoo import models

from .seeded import bug


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "contacts_money_refused" if entity == "Payment":
                self._qbo_required(self.partner_id, "Customer", session)
            case "oldest_invoice_first" if entity == "Payment" and wanted["Line"]:
                return wanted | {"Line": self._oldest_first(session)}
            case "equal_amounts_once":
                rows = {row["Amount"]: row for row in wanted["Line"]}
                return wanted | {"Line": list(rows.values())}
            case "third_left_out":
                return wanted | {"Line": wanted["Line"][:2]}
            case "unlinked":
                return wanted | {"Line": []}
            case "only_the_first":
                return wanted | {"Line": wanted["Line"][:1]}
            case "last_bill_only" if entity == "BillPayment":
                return wanted | {"Line": wanted["Line"][-1:]}
            case "in_equal_parts" if wanted["Line"]:
                part = round(wanted["TotalAmt"] / len(wanted["Line"]), 2)
                return wanted | {"Line": [row | {"Amount": part} for row in wanted["Line"]]}
            case "rest_lost" if wanted["Line"]:
                return wanted | {"TotalAmt": sum(row["Amount"] for row in wanted["Line"])}
        return wanted

    def _oldest_first(self, session):
        left, rows = self._qbo_amount(self.amount), []
        alike = [("partner_id", "=", self.partner_id.id), ("state", "=", "posted")]
        invoices = self.env["account.move"].search([*alike, ("move_type", "=", "out_invoice")])
        for invoice in invoices.sorted(lambda move: (move.invoice_date, move.id)):
            part = min(left, self._qbo_amount(invoice.amount_total))
            link = {"TxnId": session.linked(invoice, "Invoice"), "TxnType": "Invoice"}
            if part and link["TxnId"]:
                rows.append({"Amount": part, "LinkedTxn": [link]})
                left -= part
        return rows

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "payments_stay_applied":
            ids = {row["LinkedTxn"][0]["TxnId"] for row in wanted["Line"]}
            kept = [row for row in found["Line"] if row["LinkedTxn"][0]["TxnId"] not in ids]
            wanted = wanted | {"Line": [*wanted["Line"], *kept]}
        return super()._qbo_update(entity, session, wanted, found, changed)

    def _qbo_missing_entry(self):
        return "" if bug(self) == "entryless_exported" else super()._qbo_missing_entry()

    def _qbo_applied_without_entry(self, kind):
        match bug(self):
            case "entryless_guessed":
                left, applied = self._qbo_amount(self.amount), []
                for move in self.invoice_ids.sorted("id"):
                    part = min(left, self._qbo_amount(move.amount_total))
                    applied.append((move, part))
                    left -= part
                return applied
            case "entryless_unapplied":
                return []
        return super()._qbo_applied_without_entry(kind)

    def _qbo_waiting(self, entity):
        return "" if bug(self) == "never_waits" else super()._qbo_waiting(entity)

    def _qbo_settled(self, document, entity, session):
        if bug(self) == "exports_what_it_must_not":
            return self._qbo_required(document, entity, session)
        return super()._qbo_settled(document, entity, session)

    def _qbo_applied(self, entity):
        applied = super()._qbo_applied(entity)
        if bug(self) == "unexported_left_out":
            return [pair for pair in applied if pair[0].qbo_invoice_id]
        return applied
