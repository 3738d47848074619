"""What every exported model has in common: the trigger, and find, create, update, verify."""

import logging

import psycopg2
from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.tools.sql import SQL

from ..services import compare
from ..services.faults import DUPLICATE_NAME, STALE, Fault, QboError
from ..services.query import condition, same
from .session import Attempt, Session

_logger = logging.getLogger(__name__)

_LARGEST_BATCH = 200
"""Records of one model that one scheduled run takes; the next run takes the rest."""
_DESCRIBED = 400
_NUMBER_LENGTH = 21
_NAMES = ("Customer", "Vendor")
_LISTS = (*_NAMES, "Item")


class QboMirrored(models.AbstractModel):
    """
    A model whose records QuickBooks mirrors. Odoo is the source: nothing is written to its records.

    A model says which entity a record becomes (`_qbo_entities`), what keeps
    it from leaving (`_qbo_obstacle`), how it looks in QuickBooks
    (`_qbo_wanted`) and how its mirror is recognised (`_qbo_found`).
    """

    _name = "qbo.mirrored"
    _description = "Record mirrored in QuickBooks"

    def action_qbo_sync(self):
        """
        Export these records now. Each leaves a row in the log, whatever happens.

        One record that fails does not stop the others; at the end a UserError
        tells what failed. Returns a notification.
        """
        if not self.env.su and not self.env.user.has_group("account.group_account_invoice"):
            raise AccessError(self.env._("Only accounting users export to QuickBooks."))
        self.check_access("read")
        outcomes = self._qbo_sync_each()
        failed = [
            f"{name}: {attempt.message}" for name, attempt in outcomes if attempt.status == "failed"
        ]
        if failed:
            raise UserError("\n".join(failed))
        skipped = [
            f"{name}: {attempt.message}"
            for name, attempt in outcomes
            if attempt.status == "skipped"
        ]
        done = len(outcomes) - len(skipped)
        message = self.env._("%s exported to QuickBooks.", done) if done else ""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("QuickBooks"),
                "message": "\n".join(filter(None, (message, *skipped))),
                "type": "warning" if skipped else "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    # What a model says of itself.

    def _qbo_entities(self):
        """The entities this record is exported as."""
        raise NotImplementedError

    def _qbo_company(self):
        """The company whose connection exports this record."""
        return self.company_id or self.env.company

    def _qbo_rules(self):
        """The connection of this record's company, for what the company decided."""
        return self.env["qbo.connection"]._for_company(self._qbo_company())

    def _qbo_obstacle(self, entity):
        """Why this record must not leave Odoo, `""` if it may."""
        return ""

    def _qbo_wanted(self, entity, session, attempt):
        """
        The fields QuickBooks must hold, emptied ones as empty text, reference or object.

        Exports what the record depends on first. QboError if it cannot be expressed.
        """
        raise NotImplementedError

    def _qbo_found(self, entity, session, wanted):
        """The existing QuickBooks record that is this one, found by its business key, or None."""
        raise NotImplementedError

    def _qbo_only_created(self, entity, session):
        """Fields sent when the record is created and never again."""
        return {}

    def _qbo_always_sent(self, entity):
        """Fields that a sparse update of this entity needs besides the changed ones."""
        return ()

    def _qbo_demand_editable(self, entity, session, attempt, found, changed):
        """QboError where the company's rules keep an exported record from being changed."""

    def _qbo_edits_stay(self, entity, session):
        """Whether this was exported, and stays in QuickBooks as it was then."""
        return False

    def _qbo_computed(self, entity):
        """Fields that QuickBooks works out itself, and what they must come to."""
        return {}

    def _qbo_changed_since_export(self, realm_id):
        """Ids of linked records that were written after their last export."""
        query = SQL(
            "SELECT DISTINCT link.res_id FROM qbo_link link JOIN %s record "
            "ON record.id = link.res_id WHERE link.realm_id = %s AND link.model = %s "
            "AND link.exported_at IS NOT NULL AND record.write_date > link.exported_at",
            SQL.identifier(self._table),
            realm_id,
            self._name,
        )
        return [row[0] for row in self.env.execute_query(query)]

    def _qbo_never_exported(self, connection):
        """Records that the scheduled job exports without being asked; none by default."""
        return self.browse()

    # The machinery.

    def _qbo_pending(self, connection):
        realm_id = connection.realm_id or ""
        changed = self.browse(self._qbo_changed_since_export(realm_id)).exists()
        mine = changed.filtered(lambda record: record._qbo_company() == connection.company_id)
        return (mine | self._qbo_never_exported(connection))[:_LARGEST_BATCH]

    def _qbo_not_linked(self, realm_id, entity):
        linked = (
            self.env["qbo.link"]
            .sudo()
            .search(
                [
                    ("realm_id", "=", realm_id),
                    ("model", "=", self._name),
                    ("entity", "=", entity),
                    ("qbo_id", "!=", False),
                ]
            )
        )
        return [("id", "not in", linked.mapped("res_id"))]

    def _qbo_sync_each(self):
        """Every record in every role; `(name, Attempt)` pairs."""
        sessions = {}
        outcomes = []
        for record in self.sudo():
            company = record._qbo_company()
            session = sessions.setdefault(company, Session(self.env, company))
            # The company's language, not the user's: one record has one text in QuickBooks.
            local = record.with_company(company).with_context(lang=company.partner_id.lang)
            outcomes += [
                (local.display_name, local._qbo_sync_one(entity, session))
                for entity in local._qbo_entities()
            ]
        return outcomes

    def _qbo_sync_one(self, entity, session):
        """Export one record as one entity and log the attempt."""
        self.ensure_one()
        attempt = Attempt()
        try:
            obstacle = self._qbo_obstacle(entity)
            if obstacle:
                attempt.status = "skipped"
                attempt.notes = [obstacle]
            else:
                client = session.client
                client.tid = ""
                with session.exclusive(self, entity):
                    self._qbo_carry(entity, session, attempt)
        except (QboError, UserError) as error:
            attempt.status = "failed"
            attempt.notes = [str(error)]
        except psycopg2.Error:
            # Odoo repeats the request after a conflict of transactions; links and
            # requestids make that safe.
            raise
        except Exception as error:
            attempt.status = "failed"
            attempt.notes = [f"Unexpected {type(error).__name__}: see the server's log."]
            _logger.exception("Export of %s(%s) as %s failed", self._name, self.id, entity)
        session.log(self, entity, attempt)
        return attempt

    def _qbo_carry(self, entity, session, attempt):
        if self._qbo_edits_stay(entity, session):
            attempt.qbo_id = session.linked(self, entity)
            attempt.exported = session.exported(self, entity)
            attempt.notes.append("left as it was exported: edits stay in Odoo")
            return
        wanted = self._qbo_wanted(entity, session, attempt)
        attempt.qbo_id = session.linked(self, entity)
        found = self._qbo_read_linked(entity, session, attempt.qbo_id) if attempt.qbo_id else None
        if found is None:
            found = self._qbo_found(entity, session, wanted)
            if found is None:
                attempt.operation = "create"
                found = self._qbo_create(entity, session, wanted)
            else:
                self._qbo_demand_ours(entity, session, found)
                attempt.notes.append(f"linked to the existing {entity} {found['Id']}")
            session.link(self, entity, found["Id"])
            attempt.qbo_id = found["Id"]
        changed = compare.differing(wanted, found)
        if changed:
            if attempt.operation == "none":
                self._qbo_demand_changeable(entity, session, attempt, found, wanted)
                attempt.operation = "update"
            found = self._qbo_update(entity, session, wanted, found, changed)
        self._qbo_verify(entity, wanted, found, attempt)
        attempt.exported = wanted

    def _qbo_demand_ours(self, entity, session, found):
        """QboError where a person must say first whether a namesake is the same."""
        if entity in _LISTS and session.connection.existing == "refuse":
            raise QboError(
                f"{entity} {found['Id']} in QuickBooks has this name already. Rename one of the "
                f"two, or let the connection take over what is there."
            )

    def _qbo_demand_changeable(self, entity, session, attempt, found, wanted):
        """QboError where what differs must not be written, whoever changed it."""
        changed = compare.differing(wanted, found)
        by_hand = self._qbo_changed_by_hand(entity, session, wanted, changed)
        if by_hand:
            self._qbo_demand_restorable(entity, session, found, by_hand, wanted)
        edited = [key for key in changed if key not in by_hand]
        if edited:
            self._qbo_demand_editable(entity, session, attempt, found, edited)

    def _qbo_may_edit(self, decided):
        """Whether QuickBooks follows an edit; `accountants` asks who saved the record last."""
        if decided == "accountants":
            return self.write_uid.has_group("account.group_account_manager")
        return decided == "update"

    def _qbo_create(self, entity, session, wanted):
        body = compare.without_empties({**wanted, **self._qbo_only_created(entity, session)})
        # What is made anew must not be answered with the record that was deleted.
        gone = session.gone(self, entity)
        request_id = session.request_id(self, {**body, "after": gone} if gone else body)
        try:
            return session.client.write(entity, body, request_id)
        except Fault as fault:
            if fault.code != DUPLICATE_NAME or entity not in _NAMES:
                raise
            raise QboError(self._qbo_name_taken(entity, session, wanted, fault)) from None

    def _qbo_name_taken(self, entity, session, wanted, fault):
        name = wanted["DisplayName"]
        try:
            holders = [
                f"{other} {row['Id']}"
                for other in _NAMES
                if other != entity
                for row in session.client.query(other, condition("DisplayName", name))
                if same(row["DisplayName"], name)
            ]
        except QboError:
            # Who holds the name is a courtesy: the fault itself must reach the log.
            holders = []
        taken = f" It belongs to {', '.join(holders)}." if holders else ""
        return (
            f"{fault}. QuickBooks allows a name once among customers, vendors and employees."
            f"{taken} Give one of the two another name."
        )

    def _qbo_update(self, entity, session, wanted, found, changed):
        for last in (False, True):
            keys = [*changed, *(k for k in self._qbo_always_sent(entity) if k not in changed)]
            body = {key: compare.for_update(wanted[key]) for key in keys}
            body |= {"Id": found["Id"], "SyncToken": found["SyncToken"], "sparse": True}
            try:
                return session.client.write(entity, body, session.request_id(self, body))
            except Fault as fault:
                if last or fault.code != STALE:
                    raise
                # Somebody saved it in between: take their version and say ours again.
                found = session.client.read(entity, found["Id"])
                changed = compare.differing(wanted, found)
                if not changed:
                    return found
        raise AssertionError("the second round returns or raises")

    def _qbo_verify(self, entity, wanted, found, attempt):
        """QuickBooks may answer 200 and still keep something else: say so."""
        expected = {**wanted, **self._qbo_computed(entity)}
        kept = compare.differing(expected, found)
        if not kept:
            return
        text = f"{entity} {found['Id']} does not hold what Odoo says. " + compare.described(
            expected, found, kept
        )
        raise QboError(text[:_DESCRIBED])

    def _qbo_required(self, record, entity, session):
        """The QuickBooks id of a record this one refers to, exported now if it never was."""
        qbo_id = session.linked(record, entity)
        if qbo_id:
            return qbo_id
        attempt = record.with_context(qbo_needed=True)._qbo_sync_one(entity, session)
        if attempt.status != "done":
            raise QboError(f"{entity} {record.display_name} is not exported: {attempt.message}")
        return attempt.qbo_id

    def _qbo_short(self, number):
        """A number as QuickBooks takes it; QboError where a longer one must not be shortened."""
        if len(number) <= _NUMBER_LENGTH:
            return number
        if self._qbo_rules().long_numbers == "shorten":
            return number[-_NUMBER_LENGTH:]
        raise QboError(
            f"QuickBooks takes numbers of up to {_NUMBER_LENGTH} characters; {number!r} has "
            f"{len(number)}."
        )

    def _qbo_mapped(self, record, field):
        """A mapping of Odoo's configuration; QboError names the record to complete."""
        qbo_id = record[field]
        if not qbo_id:
            label = record._fields[field].string
            raise QboError(f"{record._description} {record.display_name}: fill in {label}.")
        return qbo_id

    def _qbo_link_ids(self, entity):
        """`{record id: QuickBooks id}` for these records in their company's QuickBooks."""
        found = {}
        for company, records in self.grouped(lambda record: record._qbo_company()).items():
            realm_id = self.env["qbo.connection"]._for_company(company).realm_id
            links = (
                self.env["qbo.link"]
                .sudo()
                .search(
                    [
                        ("realm_id", "=", realm_id or ""),
                        ("model", "=", self._name),
                        ("entity", "=", entity),
                        ("res_id", "in", records.ids),
                    ]
                )
            )
            found |= {link.res_id: link.qbo_id for link in links}
        return found

    def _qbo_search_linked(self, entity, operator, values):
        """Domain for a search on a QuickBooks id; Odoo derives the other operators from `in`."""
        if operator != "in":
            return NotImplemented
        realms = (
            self.env["qbo.connection"]
            .sudo()
            .search([("company_id", "in", self.env.companies.ids)])
            .mapped("realm_id")
        )
        mine = [
            ("realm_id", "in", realms),
            ("model", "=", self._name),
            ("entity", "=", entity),
            ("qbo_id", "!=", False),
        ]
        links = self.env["qbo.link"].sudo()
        wanted = [value for value in values if value]
        ids = links.search([*mine, ("qbo_id", "in", wanted)]).mapped("res_id")
        domain = [("id", "in", ids)]
        if len(wanted) < len(list(values)):
            domain = ["|", *domain, ("id", "not in", links.search(mine).mapped("res_id"))]
        return domain
