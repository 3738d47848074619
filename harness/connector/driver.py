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

from harness.connector.answer import shown_in_red
from harness.connector.exporting import Exporter, SyncFailed
from harness.connector.fit import MODELS, demand_fit
from harness.connector.installation import Installation, read_installation
from harness.connector.links import Links
from harness.connector.log import Log, LogRow, leaks
from harness.connector.mapping import Entry, MappingTable
from harness.connector.pointers import Pointers
from harness.connector.profile import MappingKind, Profile, Setting
from harness.connector.queue import Queue
from harness.connector.queue_job import RunJobs
from harness.connector.store import Store
from harness.errors import NotProven, SettingsError
from harness.odoo.port import OdooError, OdooNotFound, OdooPort
from harness.snapshot import OdooRef, Role
from harness.waiting import Tell, silently

SPOILED = "spoiled-by-the-harness"
"""An access token that QuickBooks can't know."""


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
        self._pointers = pointers = Pointers(port)
        self._store = Store(profile, port)
        self._mapping = MappingTable(profile, port, pointers)
        self._links = Links(profile, port, pointers)
        leads = {
            MODELS[role]: (trigger.via, trigger.model)
            for role, trigger in profile.triggers.items()
            if trigger.via and trigger.model
        }
        self._log = Log(profile.logs, port, pointers, leads) if profile.logs else None
        self._exporter = Exporter(
            profile,
            port,
            store=self._store,
            queue=Queue(profile, port, tell, run_jobs),
            mapping=self._mapping,
            pointers=pointers,
            log=self._log,
        )

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
        self._mapping.tell(kind, entries)

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
        self._exporter.export(refs, role)

    def save(self, ref: OdooRef, role: Role) -> None:
        """Save a record as it stands, as a user does; `SyncFailed` when that is refused."""
        self._exporter.save(ref, role)

    def keeps_log(self) -> bool:
        """Say whether the profile names a log."""
        return self.profile.logs is not None

    def mirrored_by(self, role: Role, qbo_id: str) -> tuple[OdooRef, ...]:
        """Find the records of Odoo that hold this QuickBooks id in a role."""
        return self._links.mirrored_by(role, qbo_id)

    def called_on(self, ref: OdooRef, role: Role) -> OdooRef | None:
        """Return the other record whose method exports this one, such as its template."""
        trigger = self.profile.triggers.get(role)
        if not trigger or not trigger.via or not trigger.model:
            return None
        return OdooRef(model=trigger.model, id=self._pointers.beyond(ref, trigger.via))

    def external_id(self, ref: OdooRef, role: Role) -> str | None:
        """Read the QuickBooks id that Odoo holds of a record; None when there is none."""
        return self._links.external_id(ref, role)

    def place(self, role: Role) -> str:
        """Say in which field the profile says that the QuickBooks id of a role is kept."""
        return self._links.place(role)

    def logs(self, refs: Collection[OdooRef] | None = None) -> tuple[LogRow, ...]:
        """Read the log, oldest first: of the given records, or all of it."""
        if self._log is None:
            raise NotProven(
                f"The connector {self.profile.title} keeps no log that a person could review.",
                next_step="ask its vendor for one, or review by other means",
            )
        return self._log.rows(refs)

    def log_place(self) -> str:
        """Say where the profile says that rows about a record are; "nowhere" without a log."""
        return self._log.place() if self._log else "nowhere"

    def leaked_secrets(self) -> list[str]:
        """Name the log rows that show a token or the client secret; never the secret itself."""
        stored = self._store.read(("access_token", "refresh_token", "client_secret"))
        return leaks(self.logs(), stored)

    def _act(self, key: str, method: str | None) -> None:
        if method is None:
            raise NotProven(
                f"The connector profile {self.profile.name} does not say how to do this.",
                where=key,
                next_step=f"add {key} to the profile",
            )
        try:
            answer = self._port.call(self.profile.connection.model, method, ids=self._store.ids())
        except OdooNotFound as error:
            raise SettingsError(
                f"The connector profile names a method that does not exist: {error.message}",
                where=f"{self.profile.name}: {key} = {method}",
            ) from None
        except OdooError as error:
            raise SyncFailed(error.message) from None
        if words := shown_in_red(answer):
            raise SyncFailed(words)
