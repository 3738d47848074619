"""Which QuickBooks record mirrors which Odoo record, per QuickBooks company."""

from contextlib import contextmanager

import psycopg2.errors
from odoo import api, fields, models

from ..services.faults import QboError

_LOCK_TIMEOUT = "60s"


class QboLink(models.Model):
    """
    One row per mirrored record and entity; a partner has one as customer, one as vendor.

    Rows live beside the records, not on them, so that a row can be committed
    the moment QuickBooks has created its record, whatever becomes of the
    caller's transaction, and so that ids of another QuickBooks company
    (production, on a staging copy) are never taken for this one's.
    """

    _name = "qbo.link"
    _description = "QuickBooks link"

    realm_id = fields.Char(required=True)
    model = fields.Char(required=True)
    res_id = fields.Many2oneReference(model_field="model", required=True)
    entity = fields.Char(required=True)
    qbo_id = fields.Char(help="Empty once the record was deleted there by this export.")
    gone = fields.Char(help="The QuickBooks id that this export deleted last.")
    exported = fields.Text(help="What the last export that ended well left there, as JSON.")
    exported_at = fields.Datetime(help="Start of the last export that ended well.")

    _record_unique = models.UniqueIndex("(realm_id, model, res_id, entity)")
    _qbo_unique = models.UniqueIndex("(realm_id, entity, qbo_id)")

    @api.model
    def _find(self, realm_id, record, entity):
        """The linked QuickBooks id as committed by now, `""` if there is none."""
        return self._read(realm_id, record, entity, "qbo_id")

    @api.model
    def _keep(self, realm_id, record, entity, qbo_id):
        """Commit the link. QboError if that QuickBooks record mirrors another Odoo record."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                "UPDATE qbo_link SET qbo_id = %s "
                "WHERE realm_id = %s AND model = %s AND res_id = %s AND entity = %s "
                "AND qbo_id IS NULL",
                (qbo_id, realm_id, record._name, record.id, entity),
            )
            cr.execute(
                "INSERT INTO qbo_link (realm_id, model, res_id, entity, qbo_id) "
                "VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                (realm_id, record._name, record.id, entity, qbo_id),
            )
            cr.execute(
                "SELECT model, res_id FROM qbo_link "
                "WHERE realm_id = %s AND entity = %s AND qbo_id = %s",
                (realm_id, entity, qbo_id),
            )
            holder = cr.fetchone()
        if holder is None:
            raise QboError(f"{record.display_name} already mirrors another QuickBooks {entity}.")
        if holder != (record._name, record.id):
            raise QboError(
                f"QuickBooks {entity} {qbo_id} already mirrors {holder[0]}({holder[1]}): two "
                f"records of Odoo share one business key."
            )

    @api.model
    def _forget(self, realm_id, record, entity):
        """Commit that the linked record was deleted; its id is kept as the one that is gone."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                "UPDATE qbo_link SET gone = qbo_id, qbo_id = NULL, exported_at = NULL "
                "WHERE realm_id = %s AND model = %s AND res_id = %s AND entity = %s "
                "AND qbo_id IS NOT NULL",
                (realm_id, record._name, record.id, entity),
            )

    @api.model
    def _gone(self, realm_id, record, entity):
        """The QuickBooks id of this record that was deleted last, `""` if none was."""
        return self._read(realm_id, record, entity, "gone")

    @api.model
    def _last(self, realm_id, record, entity):
        """What the last export left in QuickBooks, `""` if unknown."""
        return self._read(realm_id, record, entity, "exported")

    @api.model
    def _read(self, realm_id, record, entity, column):
        """A text of the link as committed by now, whatever this transaction saw before."""
        with self.env.registry.cursor() as cr:
            cr.execute(
                f"SELECT {column} FROM qbo_link "  # noqa: S608  our columns
                "WHERE realm_id = %s AND model = %s AND res_id = %s AND entity = %s",
                (realm_id, record._name, record.id, entity),
            )
            row = cr.fetchone()
        return (row[0] or "") if row else ""

    @api.model
    def _exported(self, realm_id, record, entity, started, content):
        with self.env.registry.cursor() as cr:
            cr.execute(
                "UPDATE qbo_link SET exported_at = %s, exported = %s "
                "WHERE realm_id = %s AND model = %s AND res_id = %s AND entity = %s",
                (started, content, realm_id, record._name, record.id, entity),
            )

    @api.model
    @contextmanager
    def _exclusive(self, realm_id, record, entity):
        """Let one worker at a time export a record. QboError if another takes too long."""
        key = f"qbo_mirror/{realm_id}/{record._name}/{record.id}/{entity}"
        with self.env.registry.cursor() as cr:
            cr.execute("SELECT set_config('lock_timeout', %s, true)", (_LOCK_TIMEOUT,))
            try:
                cr.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                    (key,),
                    log_exceptions=False,
                )
            except psycopg2.errors.LockNotAvailable:
                cr.rollback()
                raise QboError("Another process is exporting this record.") from None
            yield
