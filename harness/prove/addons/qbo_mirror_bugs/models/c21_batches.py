"""C21: several records that are exported at one press of the button."""

from odoo import models

from .seeded import bug


class QboMirrored(models.AbstractModel):
    _inherit = "qbo.mirrored"

    def _qbo_sync_each(self):
        several = self.with_context(qbo_bug_batch={}) if len(self) > 1 else self
        match bug(self):
            case "batches_end_at_a_failure" if len(self) > 1:
                outcomes = []
                for record in self:
                    outcomes += super(QboMirrored, record)._qbo_sync_each()
                    if outcomes[-1][1].status == "failed":
                        break
                return outcomes
            case "first_of_a_batch_only":
                return super(QboMirrored, self[:1])._qbo_sync_each()
            case "ids_of_a_batch_swapped" if len(self) > 1:
                outcomes = super()._qbo_sync_each()
                self._qbo_swap_links()
                return outcomes
            case "links_lost_with_a_failure" if len(self) > 1:
                outcomes = super()._qbo_sync_each()
                if any(attempt.status == "failed" for _, attempt in outcomes):
                    self._qbo_lose_links()
                return outcomes
        return super(QboMirrored, several)._qbo_sync_each()

    def _qbo_lose_links(self):
        """Take the ids back, as a transaction does that fails as a whole."""
        held = [("model", "=", self._name), ("res_id", "in", self.ids)]
        with self.env.registry.cursor() as cr:
            self.with_env(self.env(cr=cr)).env["qbo.link"].sudo().search(held).unlink()

    def _qbo_swap_links(self):
        """Give the first two records of one entity each other's mirror."""
        held = [("model", "=", self._name), ("res_id", "in", self.ids), ("qbo_id", "!=", False)]
        with self.env.registry.cursor() as cr:
            links = self.with_env(self.env(cr=cr)).env["qbo.link"].sudo().search(held, order="id")
            links = links.filtered(lambda link: link.entity == links[0].entity)[:2]
            ids = links.mapped("qbo_id")
            links.write({"qbo_id": False})
            links.flush_recordset()
            for link, qbo_id in zip(links, reversed(ids), strict=True):
                link.qbo_id = qbo_id


class QboLog(models.Model):
    _inherit = "qbo.log"

    def _write_row(self, values):
        batch = self.env.context.get("qbo_bug_batch")
        if batch is not None:
            match bug(self):
                case "causes_carried_over":
                    words = batch.setdefault("words", [])
                    if values["status"] == "failed":
                        words.append(values["message"])
                    else:
                        message = "; ".join(filter(None, [*words, values["message"]]))
                        values = values | {"message": message}
                case "batches_logged_once":
                    if batch.setdefault("model", values["res_id"]) != values["res_id"]:
                        return
        super()._write_row(values)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _qbo_wanted(self, entity, session, attempt):
        wanted = super()._qbo_wanted(entity, session, attempt)
        batch = self.env.context.get("qbo_bug_batch")
        if bug(self) == "customer_of_the_first" and batch is not None and entity == "Invoice":
            return wanted | {"CustomerRef": batch.setdefault("customer", wanted["CustomerRef"])}
        return wanted
