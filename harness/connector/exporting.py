"""Having a connector export records, as its profile's triggers say, and seeing the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from harness.connector.answer import shown_in_red
from harness.connector.installation import read_installation
from harness.connector.log import Log, LogRow
from harness.connector.mapping import MappingTable
from harness.connector.pointers import Pointers
from harness.connector.profile import Profile, Trigger, not_said
from harness.connector.queue import Queue
from harness.connector.store import Store
from harness.errors import HarnessError, NotProven, SettingsError
from harness.odoo.port import OdooError, OdooNotFound, OdooPort
from harness.snapshot import OdooRef, Role

UNCHANGED: Mapping[str, str] = {
    "res.partner": "name",
    "product.product": "name",
    "account.move": "ref",
}
"""A field that may be written as it stands, whatever became of the record."""


class SyncFailed(HarnessError):
    """The connector itself said that a record was not exported."""


class Exporter:
    """Triggers exports, and raises what the connector says against them."""

    def __init__(
        self,
        profile: Profile,
        port: OdooPort,
        *,
        store: Store,
        queue: Queue,
        mapping: MappingTable,
        pointers: Pointers,
        log: Log | None,
    ) -> None:
        self._profile = profile
        self._port = port
        self._store = store
        self._queue = queue
        self._mapping = mapping
        self._pointers = pointers
        self._log = log

    def export(self, refs: Sequence[OdooRef], role: Role) -> None:
        """
        Trigger the export of records of one model by one call, and wait for its end.

        Raises `SyncFailed` when the connector refuses by an error or a red notification, its
        job fails or, where the profile says that nothing is raised, its log tells of a
        failure; `NotProven` when the connector is not there at all.
        """
        try:
            self._export(refs, role)
        except (OdooNotFound, SettingsError) as error:
            if problems := read_installation(self._port, self._profile.modules).problems():
                raise NotProven(
                    f"The connector can't export: {'; '.join(problems)}.",
                    where=f"{self._profile.name}: modules",
                    next_step="correct the profile's modules, or what keeps them from being"
                    " installed",
                ) from error
            raise

    def save(self, ref: OdooRef, role: Role) -> None:
        """Save a record as it stands, as a user does; `SyncFailed` when that is refused."""
        field = UNCHANGED.get(ref.model)
        row = self._port.call(ref.model, "read", ids=[ref.id], fields=[field])[0] if field else {}
        vals = {field: row[field]} if field else {}
        # Odoo would mark a document as changed by hand, which it was not.
        context = {"skip_is_manually_modified": True}
        try:
            self._port.call(ref.model, "write", ids=[ref.id], vals=vals, context=context)
        except OdooError as error:
            raise self._refused(str(ref), role, error.message) from None

    def _export(self, refs: Sequence[OdooRef], role: Role) -> None:
        trigger = self._profile.triggers.get(role)
        if trigger is None:
            raise not_said(self._profile, f"triggers.{role}")
        if trigger.attach:
            vals = {trigger.attach: self._store.record()}
            self._port.call(refs[0].model, "write", ids=[ref.id for ref in refs], vals=vals)
        what = ", ".join(map(str, refs))
        log = None if trigger.raises else self._log
        logged_before = len(log.rows(refs)) if log else 0
        failed_before = self._queue.failed()
        try:
            words = self._fire(trigger, refs)
        except OdooNotFound as error:
            raise SettingsError(
                f"The connector profile's trigger does not exist: {error.message}",
                where=f"{self._profile.name}: triggers.{role}.method = {trigger.method}",
                next_step="correct the profile, or install the version it was written for",
            ) from None
        except OdooError as error:
            raise self._refused(what, role, error.message) from None
        if words and not trigger.sends_everything:
            raise self._refused(what, role, words)
        self._queue.finish(
            f"{role} {what}", failed_before, lambda words: self._refused(what, role, words)
        )
        if log and (failures := _failures(log.rows(refs)[logged_before:])):
            raise self._refused(what, role, "; ".join(failures))

    def _fire(self, trigger: Trigger, refs: Sequence[OdooRef]) -> str:
        """Call what exports the records; the failure that it shows its user, "" if none."""
        match trigger.on:
            case "change":
                return ""
            case "cron":
                self._queue.run_cron(trigger.method)
                return ""
            case "connection":
                model, ids = self._profile.connection.model, self._store.ids()
            case "model":
                model, ids = trigger.model or "", []
            case "record":
                model = trigger.model or refs[0].model
                ids = self._led_to(trigger, refs)
        context = trigger.context
        if trigger.wizard:
            chosen = {"active_model": model, "active_ids": ids, "active_id": ids[0]}
            context = {**context, **chosen}
            model = trigger.wizard
            ids = self._port.call(
                model, "create", vals_list=[dict(trigger.create)], context=context
            )
        answer = self._port.call(
            model, trigger.method, ids=ids, context=context or None, **trigger.arguments
        )
        return shown_in_red(answer)

    def _led_to(self, trigger: Trigger, refs: Sequence[OdooRef]) -> list[int]:
        """Name the records that are exported; variants of one product lead to one template."""
        if trigger.via is None:
            return [ref.id for ref in refs]
        return [*dict.fromkeys(self._pointers.beyond(ref, trigger.via) for ref in refs)]

    def _refused(self, what: str, role: Role, words: str) -> SyncFailed:
        """Say the connector's own words, and what the profile kept the harness from telling it."""
        return SyncFailed(f"{role} {what} was not exported: {words}{self._mapping.not_told()}")


def _failures(rows: Iterable[LogRow]) -> list[str]:
    """Say why the last attempt of each record, as each entity, failed."""
    last = {(row.ref, row.entity): row for row in rows}
    return [row.message for row in last.values() if row.status == "failed"]
