"""
One connector, driven through Odoo's API as its profile says.

The driver reads profiles and knows no connector. What it can't do, because the
profile names something this Odoo lacks, is a `SettingsError` naming the key;
what the profile does not say is *not proven*.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from harness.connector import profile as profiles
from harness.connector.fit import MODELS, demand_fit
from harness.connector.installation import Installation, read_installation
from harness.connector.log import Log, LogRow, leaks
from harness.connector.pointers import Pointers, pointed_at
from harness.connector.profile import MappingKind, Profile, Setting, Trigger
from harness.connector.queue import Queue
from harness.connector.queue_job import RunJobs
from harness.connector.store import Store
from harness.errors import HarnessError, NotProven, SettingsError
from harness.odoo.port import OdooError, OdooNotFound, OdooPort
from harness.snapshot import OdooRef, Role
from harness.waiting import Tell, silently

UNCHANGED: Mapping[str, str] = {
    "res.partner": "name",
    "product.product": "name",
    "account.move": "ref",
}
"""A field that may be written as it stands, whatever became of the record."""

SPOILED = "spoiled-by-the-harness"
"""An access token that QuickBooks can't know."""


class SyncFailed(HarnessError):
    """The connector itself said that a record was not exported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSettings:
    """What the connector must know of the QuickBooks app and company it talks to."""

    client_id: str
    client_secret: str
    realm: str
    api_url: str
    discovery_url: str
    authorize_url: str
    token_url: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Grant:
    """Tokens that a consent gave; never shown."""

    access_token: str
    refresh_token: str
    expires_in: timedelta
    refresh_expires_in: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a QuickBooks list that something in Odoo is mapped to, and the rule says so."""

    id: str
    name: str
    rule: str


class Connector:
    """A connector on one Odoo database."""

    def __init__(
        self,
        profile: Profile,
        port: OdooPort,
        tell: Tell = silently,
        run_jobs: RunJobs | None = None,
    ) -> None:
        """Take a profile and a port; `run_jobs` is for a queue that nobody else works on."""
        self.profile = profile
        self._port = port
        self._queue = Queue(profile, port, tell, run_jobs)
        self._store = Store(profile, port)
        self._pointers = Pointers(port)
        self._untold: dict[MappingKind, None] = {}

    def realm(self) -> str | None:
        """
        Read the realm that the connector writes to; "" when it is connected to none.

        None when the profile does not say where it is kept. Reads only.
        """
        if "realm" not in self.profile.connection.fields:
            return None
        return self._store.peek("realm")

    def own_modules(self) -> tuple[str, ...]:
        """Name the modules whose fields are the connector's own."""
        return tuple(self.profile.modules)

    def installation(self) -> Installation:
        """Read how the connector's modules are installed."""
        return read_installation(self._port, self.profile.modules)

    def validate(self) -> None:
        """Demand that every model and field of the profile exists in this Odoo."""
        demand_fit(self.profile, self._port)

    def configure(self, app: AppSettings) -> None:
        """Write the app's and the company's settings where the connector keeps them."""
        given: dict[Setting, str] = {
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "realm": app.realm,
            "api_url": app.api_url,
            "discovery_url": app.discovery_url,
            "authorize_url": app.authorize_url,
            "token_url": app.token_url,
        }
        appended = self.profile.connection.appended
        self._store.write(
            {name: value + appended.get(name, "") for name, value in given.items()},
            self.profile.connection.values,
        )

    def connect(self, grant: Grant, *, now: datetime) -> None:
        """Hand the connector the tokens of a consent, as its own callback would."""
        expiry = "%Y-%m-%d %H:%M:%S"
        self._store.write(
            {
                "access_token": grant.access_token,
                "refresh_token": grant.refresh_token,
                "access_expires_at": (now + grant.expires_in).strftime(expiry),
                "refresh_expires_at": (now + grant.refresh_expires_in).strftime(expiry),
            },
            self.profile.connection.connected,
        )

    def map(self, kind: MappingKind, entries: Mapping[str, Entry]) -> None:
        """Tell the connector what entries of an Odoo list are in QuickBooks."""
        mapping = self.profile.mappings.get(kind)
        if mapping is None:
            if entries:
                self._untold.setdefault(kind)
            return
        for match, entry in entries.items():
            ids = self._port.call(
                mapping.model, "search", domain=[[mapping.match, "=", match]], limit=1
            )
            if not ids:
                raise NotProven(
                    f"The mapping rules name {mapping.model} {match}, which this Odoo lacks.",
                    where=f"{entry.rule}; database {self._port.database}",
                    next_step="correct the rule, or the company's set-up in Odoo",
                )
            value = {"id": entry.id, "name": entry.name, "true": True}[mapping.value]
            self._write_mapping(mapping, ids[0], {mapping.field: value})

    def name_accounts(self, ids: Mapping[str, str]) -> None:
        """Tell the connector the accounts that rules name by themselves, as far as it asks."""
        known = self.profile.accounts
        told = {known[path]: account for path, account in ids.items() if path in known}
        if told:
            self._store.write({}, told)

    def obey(self, answers: Mapping[str, str], *, of: Collection[str] | None = None) -> None:
        """
        Tell the connector how the mapping rules' questions are answered.

        `of` names the questions that it must be told; raises `NotProven` for one
        that the profile has no option for, or no value for the answer. Questions
        beyond those are told as far as the profile knows them.
        """
        told: dict[str, Any] = {}
        for path, answer in answers.items():
            option = self.profile.options.get(path)
            if option is not None and answer in option.values:
                told[option.field] = option.values[answer]
            elif of is not None and path in of:
                raise NotProven(
                    f"The connector profile {self.profile.name} has no way to answer {path} with"
                    f" {answer!r}.",
                    where=f"options.{path}",
                    next_step="add it to the profile, if the connector has such a setting",
                )
        if not told:
            return
        try:
            self._store.write({}, told)
        except OdooError as error:
            meant = [
                f"options.{path}"
                for path, option in self.profile.options.items()
                if option.field in told and option.field in error.message
            ]
            raise SettingsError(
                f"The connector's settings do not take what the profile's options write:"
                f" {error.message}",
                where=f"{self.profile.name}: {', '.join(meant) or 'options'}",
                next_step="correct the values there; each is the connector's own word for an"
                " answer",
            ) from error

    def check(self) -> None:
        """Have the connector prove its connection; raise `SyncFailed` in its own words."""
        self._act("connection.check", self.profile.connection.check)

    def refresh(self) -> None:
        """Have the connector refresh its token; raise `SyncFailed` in its own words."""
        self._act("connection.refresh", self.profile.connection.refresh)

    def tokens(self) -> Mapping[str, str]:
        """Return fingerprints of the stored tokens: equal as long as the token is the same."""
        self._store.demand("access_token", "refresh_token")
        return {
            name: hashlib.sha256(str(value).encode()).hexdigest()[:12]
            for name, value in self._store.read(("access_token", "refresh_token")).items()
        }

    @contextmanager
    def spoiled(self, **settings: str) -> Iterator[None]:
        """Overwrite settings of the connection for a while; they are restored even on failure."""
        names: tuple[Setting, ...] = tuple(settings)  # type: ignore[arg-type] # keywords are settings
        self._store.demand(*names)
        before = self._store.read(names)
        self._store.write(settings, {})
        try:
            yield
        finally:
            self._store.write(before, {})

    @contextmanager
    def access_token_spoiled(self) -> Iterator[None]:
        """
        Replace the stored access token by `SPOILED` for a while.

        A connector that did not renew it gets its own back at the end; the
        token of one that did stays, for the earlier one may be worth nothing.
        """
        self._store.demand("access_token")
        before = self._store.read(("access_token",))
        self._store.write({"access_token": SPOILED}, {})
        try:
            yield
        finally:
            if self._store.read(("access_token",))["access_token"] == SPOILED:
                self._store.write(before, {})

    def sync(self, ref: OdooRef, role: Role) -> None:
        """
        Trigger the export of a record and wait for its end.

        Raises `SyncFailed` when the connector refuses or its job fails, and `NotProven`
        when it is not there at all.
        """
        self.sync_together([ref], role)

    def sync_together(self, refs: Sequence[OdooRef], role: Role) -> None:
        """
        Trigger the export of several records of one model by one call, and wait for its end.

        So they leave when people choose them in a list and press the button once. Raises as
        `sync` does, also when some of them were exported.
        """
        try:
            self._sync(refs, role)
        except (OdooNotFound, SettingsError) as error:
            if problems := self.installation().problems():
                raise NotProven(
                    f"The connector can't export: {'; '.join(problems)}.",
                    where=f"{self.profile.name}: modules",
                    next_step="correct the profile's modules, or what keeps them from being"
                    " installed",
                ) from error
            raise

    def _sync(self, refs: Sequence[OdooRef], role: Role) -> None:
        trigger = self.profile.triggers.get(role)
        if trigger is None:
            raise self._unsaid(role, "triggers")
        if trigger.attach:
            vals = {trigger.attach: self._store.record()}
            self._port.call(refs[0].model, "write", ids=[ref.id for ref in refs], vals=vals)
        what = ", ".join(map(str, refs))
        failed_before = self._queue.failed()
        try:
            self._fire(trigger, refs)
        except OdooNotFound as error:
            raise SettingsError(
                f"The connector profile's trigger does not exist: {error.message}",
                where=f"{self.profile.name}: triggers.{role}.method = {trigger.method}",
                next_step="correct the profile, or install the version it was written for",
            ) from None
        except OdooError as error:
            raise self._refused(what, role, error.message) from None
        self._queue.finish(
            f"{role} {what}", failed_before, lambda words: self._refused(what, role, words)
        )

    def keeps_log(self) -> bool:
        """Say whether the profile names a log."""
        return self.profile.logs is not None

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

    def mirrored_by(self, role: Role, qbo_id: str) -> tuple[OdooRef, ...]:
        """Find the records of Odoo that hold this QuickBooks id in a role."""
        ids = self.profile.ids.get(role)
        if ids is None:
            return ()
        model, key = ids.model, ids.field
        if ids.via:
            model, key = MODELS[role], f"{ids.via}.{ids.field}"
        fields = [ids.record] if ids.record else []
        try:
            rows = self._port.call(
                model, "search_read", domain=[[key, "=", qbo_id], *ids.domain], fields=fields
            )
        except OdooError:  # a computed id that Odoo can't search for tells nothing
            return ()
        held = [pointed_at(row[ids.record or "id"]) for row in rows]
        return tuple(
            OdooRef(model=MODELS[role], id=number)
            for model, number in held
            if number and model in {"", MODELS[role]}
        )

    def external_id(self, ref: OdooRef, role: Role) -> str | None:
        """Read the QuickBooks id that Odoo holds of a record; None when there is none."""
        ids = self.profile.ids.get(role)
        if ids is None:
            raise self._unsaid(role, "ids")
        if ids.record is None:
            record = self._beyond(ref, ids.via) if ids.via else ref.id
            rows = self._port.call(ids.model, "read", ids=[record], fields=[ids.field])
        else:
            pointer = self._pointers.written(ids.model, ids.record, ref)
            rows = self._port.call(
                ids.model,
                "search_read",
                domain=[[ids.record, "=", pointer], *ids.domain],
                fields=[ids.field],
                limit=1,
            )
        value = rows[0][ids.field] if rows else None
        return str(value) if value else None

    def place(self, role: Role) -> str:
        """Say in which field the profile says that the QuickBooks id of a role is kept."""
        ids = self.profile.ids.get(role)
        if ids is None:
            return "nowhere"
        narrowed = f", where {ids.domain}" if ids.domain else ""
        pointed = f" of the row whose {ids.record} is the record{narrowed}" if ids.record else ""
        return f"{ids.model}.{ids.field}{pointed} (ids.{role} of the profile)"

    def logs(self, refs: Collection[OdooRef] | None = None) -> tuple[LogRow, ...]:
        """Read the log, oldest first: of the given records, or all of it."""
        logs = self.profile.logs
        if logs is None:
            raise NotProven(
                f"The connector {self.profile.title} keeps no log that a person could review.",
                next_step="ask its vendor for one, or review by other means",
            )
        return Log(logs, self._port, self._pointers).rows(refs)

    def leaked_secrets(self) -> list[str]:
        """Name the log rows that show a token or the client secret; never the secret itself."""
        stored = self._store.read(("access_token", "refresh_token", "client_secret"))
        return leaks(self.logs(), stored)

    def _write_mapping(
        self, mapping: profiles.Mapping, entry: int, told: Mapping[str, object]
    ) -> None:
        """Write on the entry itself, or on the one row of the mapping model that is about it."""
        if mapping.row is None:
            self._port.call(mapping.model, "write", ids=[entry], vals=told)
            return
        ref = OdooRef(model=mapping.model, id=entry)
        pointer = self._pointers.written(mapping.row, str(mapping.record), ref)
        about = {str(mapping.record): pointer, **mapping.create}
        domain = [[name, "=", value] for name, value in about.items()]
        rows = self._port.call(mapping.row, "search", domain=domain, limit=1)
        if rows:
            self._port.call(mapping.row, "write", ids=rows, vals=told)
        else:
            self._port.call(mapping.row, "create", vals_list=[{**about, **told}])

    def _refused(self, what: str, role: Role, words: str) -> SyncFailed:
        """Say the connector's own words, and what the profile kept the harness from telling it."""
        text = f"{role} {what} was not exported: {words}"
        if self._untold:
            keys = ", ".join(f"mappings.{kind}" for kind in self._untold)
            text += (
                f"\nThe profile {self.profile.name} has no {keys}: the connector was not told"
                " what these are in QuickBooks. If it must be told, add them to the profile."
            )
        return SyncFailed(text)

    def _fire(self, trigger: Trigger, refs: Sequence[OdooRef]) -> None:
        context = trigger.context or None
        match trigger.on:
            case "change":
                return
            case "cron":
                self._queue.run_cron(trigger.method)
                return
            case "connection":
                model, ids = self.profile.connection.model, self._store.ids()
            case "model":
                model, ids = trigger.model or "", []
            case "record":
                model, via = trigger.model or refs[0].model, trigger.via
                # Variants of one product lead to one record.
                ids = [*dict.fromkeys(self._beyond(ref, via) if via else ref.id for ref in refs)]
        self._port.call(model, trigger.method, ids=ids, context=context, **trigger.arguments)

    def _beyond(self, ref: OdooRef, via: str) -> int:
        """Follow a field of the record to another one, such as from a product to its template."""
        row = self._port.call(ref.model, "read", ids=[ref.id], fields=[via])[0]
        return int(row[via][0])

    def _act(self, key: str, method: str | None) -> None:
        if method is None:
            raise NotProven(
                f"The connector profile {self.profile.name} does not say how to do this.",
                where=key,
                next_step=f"add {key} to the profile",
            )
        try:
            self._port.call(self.profile.connection.model, method, ids=self._store.ids())
        except OdooNotFound as error:
            raise SettingsError(
                f"The connector profile names a method that does not exist: {error.message}",
                where=f"{self.profile.name}: {key} = {method}",
            ) from None
        except OdooError as error:
            raise SyncFailed(error.message) from None

    def _unsaid(self, role: Role, section: str) -> NotProven:
        return NotProven(
            f"The connector profile {self.profile.name} has no {section}.{role}.",
            next_step="add it to the profile; if the connector has none, this"
            " can't be proved of it",
        )
