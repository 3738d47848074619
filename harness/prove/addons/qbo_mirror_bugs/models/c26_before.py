"""C26: what came before: in the same batch, equal to it, under the same name, sent once already."""

from copy import copy

from odoo import models

from .c20_edits import _without
from .seeded import bug

_held_by_name = {}
"""The ids of records by their names, which a careless connector keeps as long as it runs."""


_TWO_IN_ONE = {
    "earlier_names_remembered",
    "equal_bills_once",
    "equal_checks_once",
    "equal_invoices_once",
    "equal_payments_once",
}
"""Bugs that take one record for another, and give it the other's mirror."""


class QboLink(models.Model):
    _inherit = "qbo.link"

    def _keep(self, realm_id, record, entity, qbo_id):
        if bug(self) in _TWO_IN_ONE:
            with self.env.registry.cursor() as cr:
                cr.execute(
                    "DELETE FROM qbo_link WHERE realm_id = %s AND entity = %s AND qbo_id = %s",
                    (realm_id, entity, qbo_id),
                )
        super()._keep(realm_id, record, entity, qbo_id)


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_carried_over(self, wanted, *keys):
        """Fill what is empty with what the record before had, in one batch."""
        batch = self.env.context.get("qbo_bug_batch")
        if batch is None:
            return wanted
        filled = dict(wanted)
        for key in keys:
            if any((wanted.get(key) or {}).values()):
                batch[key] = wanted[key]
            elif key in batch:
                filled[key] = batch[key]
        return filled

    def _qbo_equal(self, entity, session, wanted, party):
        """A record of the same party, day and sum."""
        total = self._qbo_computed(entity).get("TotalAmt", wanted.get("TotalAmt"))
        rows = session.client.query(entity, f"TxnDate = '{wanted['TxnDate']}'")
        for row in rows:
            if row[party]["value"] == wanted[party]["value"] and row["TotalAmt"] == total:
                return row
        return None

    def _qbo_update(self, entity, session, wanted, found, changed):
        if bug(self) == "sent_once_before":
            session = copy(session)
            keyed = session.request_id

            def without_version(record, body):
                return keyed(record, {k: v for k, v in body.items() if k != "SyncToken"})

            session.request_id = without_version
        return super()._qbo_update(entity, session, wanted, found, changed)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "contact_data_carried_over":
                return self._qbo_carried_over(wanted, "PrimaryEmailAddr", "WebAddr")
            case "partners_terms_carried_over":
                return self._qbo_carried_over(wanted, "SalesTermRef")
        return wanted

    def _qbo_found(self, entity, session, wanted):
        if bug(self) != "earlier_names_remembered":
            return super()._qbo_found(entity, session, wanted)
        held = _held_by_name.get((session.realm_id, entity, wanted["DisplayName"]))
        if held:
            return session.client.read(entity, held)
        return super()._qbo_found(entity, session, wanted)

    def _qbo_carry(self, entity, session, attempt):
        super()._qbo_carry(entity, session, attempt)
        if bug(self) == "earlier_names_remembered" and attempt.exported:
            key = (session.realm_id, entity, attempt.exported["DisplayName"])
            _held_by_name[key] = attempt.qbo_id


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        if bug(self) == "skus_without_zeros":
            return wanted | {"Sku": wanted["Sku"].lstrip("0")}
        return wanted


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        match bug(self):
            case "locations_carried_over":
                return self._qbo_carried_over(wanted, "DepartmentRef")
            case "terms_carried_over":
                return self._qbo_carried_over(wanted, "SalesTermRef")
            case "tax_code_of_the_first" if "TxnTaxDetail" in wanted:
                return wanted | {"TxnTaxDetail": self._qbo_first_code(wanted["TxnTaxDetail"])}
        return wanted

    def _qbo_first_code(self, tax):
        """The tax under the code of the first invoice of the batch."""
        batch = self.env.context.get("qbo_bug_batch")
        code = tax.get("TxnTaxCodeRef")
        if batch is None or not code:
            return tax
        return tax | {"TxnTaxCodeRef": batch.setdefault("TxnTaxCodeRef", code)}

    def _qbo_found(self, entity, session, wanted):
        match bug(self):
            case "equal_bills_once" if entity == "Bill":
                return self._qbo_equal(entity, session, wanted, "VendorRef")
            case "equal_invoices_once" if entity == "Invoice":
                return self._qbo_equal(entity, session, wanted, "CustomerRef")
        return super()._qbo_found(entity, session, wanted)

    def _qbo_bill_line(self, line, session):
        wanted = super()._qbo_bill_line(line, session)
        if bug(self) == "bought_first_lines_only":
            return wanted | {"Description": wanted["Description"].partition("\n")[0]}
        return wanted

    def _qbo_update(self, entity, session, wanted, found, changed):
        match bug(self):
            case "counties_stay" if (found.get("TxnTaxDetail") or {}).get("TxnTaxCodeRef"):
                code = found["TxnTaxDetail"]["TxnTaxCodeRef"]
                if wanted["TxnTaxDetail"].get("TxnTaxCodeRef"):
                    tax = wanted["TxnTaxDetail"] | {"TxnTaxCodeRef": code}
                    wanted = wanted | {"TxnTaxDetail": tax}
            case "vendors_of_bills_stay" if entity == "Bill":
                wanted = wanted | {"VendorRef": found["VendorRef"]}
                changed = _without(changed, "VendorRef")
                if not changed:
                    return found
        return super()._qbo_update(entity, session, wanted, found, changed)


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        batch = self.env.context.get("qbo_bug_batch")
        if bug(self) == "account_of_the_first" and batch is not None and entity == "Payment":
            first = batch.setdefault("deposit", wanted["DepositToAccountRef"])
            return wanted | {"DepositToAccountRef": first}
        return wanted

    def _qbo_found(self, entity, session, wanted):
        match bug(self):
            case "equal_payments_once" if entity == "Payment":
                return self._qbo_equal(entity, session, wanted, "CustomerRef")
            case "equal_checks_once" if entity == "BillPayment":
                return self._qbo_equal(entity, session, wanted, "VendorRef")
        return super()._qbo_found(entity, session, wanted)
