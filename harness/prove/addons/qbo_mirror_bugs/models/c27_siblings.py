"""C27: what is right for one kind of record, and forgotten for its like."""

from odoo import models
from odoo.addons.qbo_mirror.models.session import Attempt
from odoo.addons.qbo_mirror.services import compare
from odoo.addons.qbo_mirror.services.faults import QboError
from odoo.addons.qbo_mirror.services.query import condition

from .c20_edits import _own, _without
from .seeded import bug

_BATCH = 10
_OUT_OF_SERVICE = range(500, 600)
_items_by_sku = {}
"""The ids of items by their SKUs, which a careless connector keeps as long as it runs."""


class _Unanswered(Exception):
    """A record that QuickBooks did not show."""


class QboLink(models.Model):
    _inherit = "qbo.link"

    def _keep(self, realm_id, record, entity, qbo_id):
        if bug(self) in ("archived_namesakes_woken", "earlier_skus_remembered"):
            with self.env.registry.cursor() as cr:
                cr.execute(
                    "DELETE FROM qbo_link WHERE realm_id = %s AND entity = %s AND qbo_id = %s",
                    (realm_id, entity, qbo_id),
                )
        super()._keep(realm_id, record, entity, qbo_id)


class QboConnection(models.Model):
    _inherit = "qbo.connection"

    def _client(self):
        client = super()._client()
        if bug(self) == "unanswered_made_again":
            send = client._send

            def given_up(method, path, body, query, token):
                answer = send(method, path, body, query, token)
                if method == "GET" and path != "query" and answer.status_code in _OUT_OF_SERVICE:
                    raise _Unanswered
                return answer

            client._send = given_up
        return client


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_read_linked(self, entity, session, qbo_id):
        try:
            return super()._qbo_read_linked(entity, session, qbo_id)
        except _Unanswered:
            session.unlink(self, entity)
            body = compare.without_empties(self._qbo_wanted(entity, session, Attempt()))
            request_id = session.request_id(self, body | {"after": qbo_id})
            made = session.client.write(entity, body, request_id)
            session.link(self, entity, made["Id"])
            return made

    def _qbo_sync_each(self):
        chosen = self[:_BATCH] if bug(self) == "ten_at_most" else self
        return super(QboMirrored, chosen)._qbo_sync_each()


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_found(self, entity, session, wanted):
        match bug(self), entity:
            case "vendors_never_looked_up", "Vendor":
                return None
            case "archived_namesakes_woken", "Customer":
                name = f"{wanted['DisplayName']} (deleted)"
                asked = f"Active = false AND {condition('DisplayName', name)}"
                rows = session.client.query(entity, asked)
                if rows:
                    return rows[0]
        return super()._qbo_found(entity, session, wanted)

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "archived_namesakes_woken" if found.get("Active") is False:
                wanted, changed = wanted | {"Active": True}, [*changed, "Active"]
            case "cities_stay" if "BillAddr" in wanted and "BillAddr" in found:
                keys = ("City", "CountrySubDivisionCode", "PostalCode", "Country")
                kept = {key: found["BillAddr"].get(key, "") for key in keys}
                wanted = wanted | {"BillAddr": wanted["BillAddr"] | kept}
        return super()._qbo_update(entity, session, wanted, found, changed)


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_found(self, entity, session, wanted):
        match bug(self):
            case "earlier_skus_remembered":
                held = _items_by_sku.get((session.realm_id, wanted["Sku"]))
                if held:
                    return session.client.read(entity, held)
            case "first_items_only":
                page = session.client._call("GET", "query", query="SELECT * FROM Item")
                rows = page["QueryResponse"].get("Item", [])
                return next((row for row in rows if row["Name"] == wanted["Name"]), None)
        return super()._qbo_found(entity, session, wanted)

    def _qbo_carry(self, entity, session, attempt):
        super()._qbo_carry(entity, session, attempt)
        if bug(self) == "earlier_skus_remembered" and attempt.exported:
            _items_by_sku[session.realm_id, attempt.exported["Sku"]] = attempt.qbo_id


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_obstacle(self, entity):
        if bug(self) == "archived_parties_refused" and not self.commercial_partner_id.active:
            return "its partner is archived"
        return super()._qbo_obstacle(entity)

    def _qbo_wanted(self, entity, session, attempt):
        match bug(self), entity:
            case "cancelled_bills_block_numbers", "Bill":
                alike = [("ref", "=", self.ref), ("partner_id", "=", self.partner_id.id)]
                if self.search_count([*alike, ("id", "<", self.id), ("state", "=", "cancel")]):
                    raise QboError("there was a bill of this number")
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self), entity:
            case "parents_invoiced", "Invoice" if self.partner_id.parent_id:
                parent = self._qbo_required(self.partner_id.parent_id, "Customer", session)
                return wanted | {"CustomerRef": {"value": parent}}
            case "messages_of_credits_lost", "CreditMemo":
                return {key: value for key, value in wanted.items() if key != "CustomerMemo"}
            case "late_credits_dated_by_document", "VendorCredit":
                return wanted | {"TxnDate": self.invoice_date.isoformat()}
        return wanted

    def _qbo_quantity(self, line):
        if bug(self) == "packs_credited_as_typed" and "refund" in self.move_type:
            return line.quantity
        return super()._qbo_quantity(line)

    def _qbo_item(self, line, session):
        if bug(self) == "names_in_the_customers_language":
            line = line.with_context(lang=self.partner_id.lang)
        return super()._qbo_item(line, session)

    def _qbo_foreign(self):
        made = super()._qbo_foreign()
        if bug(self) == "credits_at_the_invoices_rate" and self.reversed_entry_id:
            return made | {"ExchangeRate": self.reversed_entry_id._qbo_foreign()["ExchangeRate"]}
        return made

    def _qbo_credit_used(self):
        used = super()._qbo_credit_used()
        match bug(self), self.move_type:
            case "vendor_credits_applied_to_first", "in_refund" if used:
                first = min(used, key=lambda bill: bill.id)
                return {first: used[first]}
            case "unexported_not_credited", _:
                return {move: part for move, part in used.items() if move._qbo_is_linked()}
        return used

    def _qbo_is_linked(self):
        return any(self._qbo_link_ids(entity).get(self.id) for entity in ("Invoice", "Bill"))

    def _qbo_demand_unpaid(self, entity, session, found):
        if bug(self) == "credited_all_the_same" and entity == "Invoice":
            ids = [link["TxnId"] for link in found.get("LinkedTxn", ())]
            if not any(session.client.read("Payment", qbo_id)["TotalAmt"] for qbo_id in ids):
                return
        super()._qbo_demand_unpaid(entity, session, found)

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self), entity:
            case "bill_locations_stay", "Bill":
                changed = _without(changed, "DepartmentRef")
            case "credits_edited_by_halves", "CreditMemo" | "VendorCredit":
                changed = [key for key in changed if key in ("Line", "TxnTaxDetail")]
            case "last_lines_taken_off", _ if "Line" in changed:
                held, left = _own(found["Line"]), wanted["Line"]
                kept = [line for line in held if line.get("Amount") and _among(line, left)]
                if len(kept) == len(left) < len(held):
                    wanted = wanted | {"Line": held[: len(left)]}
            case "terms_of_invoices_stay", "Invoice" if wanted["SalesTermRef"]["value"]:
                changed = _without(changed, "SalesTermRef")
        if not changed:
            return found
        return super()._qbo_update(entity, session, wanted, found, changed)


def _among(line, lines):
    """Whether one of these says what a line of QuickBooks says."""
    return any(not compare.differing({"Line": [other]}, {"Line": [line]}) for other in lines)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_is_voided(self, found):
        """Of what is found by its number; the mirror of this payment is known by its id."""
        if bug(self) == "cancelled_numbers_taken" and not self.qbo_payment_id:
            return False
        return super()._qbo_is_voided(found)

    def _qbo_obstacle(self, entity):
        if bug(self) == "archived_parties_refused" and not self.partner_id.active:
            return "its partner is archived"
        return super()._qbo_obstacle(entity)

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self), entity:
            case ("days_of_checks_stay", "BillPayment") | ("days_of_refunds_stay", "RefundReceipt"):
                changed = _without(changed, "TxnDate")
            case "moved_payments_stay", _ if "Line" in changed:
                if len(wanted["Line"]) == len(found["Line"]):
                    sums = [sum(row["Amount"] for row in one["Line"]) for one in (wanted, found)]
                    if sums[0] == sums[1]:
                        wanted = wanted | {"Line": found["Line"]}
                        changed = _without(changed, "Line")
        if not changed:
            return found
        return super()._qbo_update(entity, session, wanted, found, changed)
