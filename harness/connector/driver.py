"""
One connector, driven through Odoo's API as its profile says.

The driver reads profiles and knows no connector. What it can't do, because the
profile names something this Odoo lacks, is a `SettingsError` naming the key.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from harness.connector.installation import Installation, read_installation
from harness.connector.profile import Profile, Setting, Trigger
from harness.errors import HarnessError, NotProven, SettingsError
from harness.odoo.port import OdooError, OdooNotFound, OdooPort
from harness.snapshot import OdooRef, Role

POLL = 0.5
"""Seconds between two looks at a queue: a job takes about as long."""

SECRET_SHAPES = (
    re.compile(r"[Bb]earer +[A-Za-z0-9._~+/-]{16,}"),
    re.compile(r"[Bb]asic +[A-Za-z0-9+/=]{24,}"),
    re.compile(r"\b(?:RT1-|AB11)[A-Za-z0-9._-]{16,}"),
    re.compile(r"\beyJ[A-Za-z0-9_-]{16,}\."),
)
"""Authorization headers, Intuit's refresh tokens (old and new form), encrypted access tokens."""


class SyncFailed(HarnessError):
    """The connector itself said that a record was not exported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One row of the connector's log, in our words; `text` is all of it, for looking for leaks."""

    id: int
    ref: OdooRef | None
    entity: str
    external_id: str
    operation: str
    status: str
    message: str
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSettings:
    """What the connector must know of the QuickBooks app and company it talks to."""

    client_id: str
    client_secret: str
    realm: str
    api_url: str
    discovery_url: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Grant:
    """Tokens that a consent gave; never shown."""

    access_token: str
    refresh_token: str
    expires_in: timedelta
    refresh_expires_in: timedelta


class Connector:
    """A connector on one Odoo database."""

    def __init__(self, profile: Profile, port: OdooPort) -> None:
        self.profile = profile
        self._port = port
        self._connection: int | None = None

    def own_modules(self) -> tuple[str, ...]:
        """Name the modules whose fields are the connector's own."""
        return tuple(self.profile.modules)

    def installation(self) -> Installation:
        """Read how the connector's modules are installed."""
        return read_installation(self._port, self.profile.modules)

    def validate(self) -> None:
        """
        Demand that every model and field of the profile exists in this Odoo.

        Methods can't be listed over the API; a missing one is named when it is called.
        """
        profile = self.profile
        wanted: dict[str, tuple[str, str]] = {}
        for setting, field in profile.connection.fields.items():
            wanted[f"connection.fields.{setting}"] = (profile.connection.model, field)
        for role, ids in profile.ids.items():
            wanted[f"ids.{role}.field"] = (ids.model, ids.field)
            if ids.record:
                wanted[f"ids.{role}.record"] = (ids.model, ids.record)
        for kind, mapping in profile.mappings.items():
            wanted[f"mappings.{kind}.field"] = (mapping.model, mapping.field)
        if profile.logs:
            for key in ("record_model", "record_id", "entity", "external_id", "status", "message"):
                if name := getattr(profile.logs, key):
                    wanted[f"logs.{key}"] = (profile.logs.model, name)
        known = self._known({model for model, _ in wanted.values()})
        wrong = [
            f"  {key}: {model} has no field {field}"
            if known[model]
            else f"  {key}: no model {model}"
            for key, (model, field) in wanted.items()
            if field not in known[model]
        ]
        if wrong:
            raise SettingsError(
                f"The connector profile {profile.name} does not fit this Odoo:\n"
                + "\n".join(wrong),
                where=f"{self._port.url}, database {self._port.database}",
                next_step="correct the profile, or install the version it was written for",
            )

    def configure(self, app: AppSettings) -> None:
        """Write the app's and the company's settings where the connector keeps them."""
        self._write(
            {
                "client_id": app.client_id,
                "client_secret": app.client_secret,
                "realm": app.realm,
                "api_url": app.api_url,
                "discovery_url": app.discovery_url,
            },
            self.profile.connection.values,
        )

    def connect(self, grant: Grant, *, now: datetime) -> None:
        """Hand the connector the tokens of a consent, as its own callback would."""
        expiry = "%Y-%m-%d %H:%M:%S"
        self._write(
            {
                "access_token": grant.access_token,
                "refresh_token": grant.refresh_token,
                "access_expires_at": (now + grant.expires_in).strftime(expiry),
                "refresh_expires_at": (now + grant.refresh_expires_in).strftime(expiry),
            },
            self.profile.connection.connected,
        )

    def map(self, kind: str, entries: Mapping[str, str]) -> None:
        """Tell the connector what entries of an Odoo list are in QuickBooks, by id."""
        mapping = self.profile.mappings.get(kind)  # type: ignore[call-overload] # str is checked
        if mapping is None:
            return
        for match, value in entries.items():
            ids = self._port.call(
                mapping.model, "search", domain=[[mapping.match, "=", match]], limit=1
            )
            if not ids:
                raise NotProven(
                    f"The mapping rules name {mapping.model} {match}, which this Odoo lacks.",
                    where=self._port.database,
                    next_step="correct the mapping rules, or the company's set-up",
                )
            self._port.call(
                mapping.model,
                "write",
                ids=ids,
                vals={mapping.field: True if mapping.value == "true" else value},
            )

    def check(self) -> None:
        """Have the connector prove its connection; raise `SyncFailed` in its own words."""
        self._act("connection.check", self.profile.connection.check)

    def refresh(self) -> None:
        """Have the connector refresh its token; raise `SyncFailed` in its own words."""
        self._act("connection.refresh", self.profile.connection.refresh)

    def tokens(self) -> Mapping[str, str]:
        """Return fingerprints of the stored tokens: equal as long as the token is the same."""
        return {
            name: hashlib.sha256(str(value).encode()).hexdigest()[:12]
            for name, value in self._read(("access_token", "refresh_token")).items()
        }

    @contextmanager
    def spoiled(self, **settings: str) -> Iterator[None]:
        """Overwrite settings of the connection for a while; they are restored even on failure."""
        before = self._read(tuple(settings))  # type: ignore[arg-type] # keywords are settings
        self._write(settings, {})
        try:
            yield
        finally:
            self._write(before, {})

    def spoil_access_token(self) -> None:
        """Replace the stored access token by one that QuickBooks can't know."""
        self._write({"access_token": "spoiled-by-the-harness"}, {})

    def sync(self, ref: OdooRef, role: Role) -> None:
        """
        Trigger the export of a record and wait for its end.

        Raises `SyncFailed` when the connector refuses or its job fails.
        """
        trigger = self.profile.triggers.get(role)
        if trigger is None:
            raise NotProven(
                f"The connector profile {self.profile.name} has no trigger for a {role}.",
                next_step=f"add triggers.{role} to the profile",
            )
        try:
            self._fire(trigger, ref)
        except OdooNotFound as error:
            raise SettingsError(
                f"The connector profile's trigger does not exist: {error.message}",
                where=f"{self.profile.name}: triggers.{role}.method = {trigger.method}",
                next_step="correct the profile, or install the version it was written for",
            ) from None
        except OdooError as error:
            raise SyncFailed(f"{role} {ref} was not exported: {error.message}") from None
        self._wait(ref, role)

    def external_id(self, ref: OdooRef, role: Role) -> str | None:
        """Read the QuickBooks id that Odoo holds of a record; None when there is none."""
        ids = self.profile.ids[role]
        if ids.record is None:
            rows = self._port.call(ids.model, "read", ids=[ref.id], fields=[ids.field])
        else:
            rows = self._port.call(
                ids.model,
                "search_read",
                domain=[[ids.record, "=", ref.id], *ids.domain],
                fields=[ids.field],
                limit=1,
            )
        value = rows[0][ids.field] if rows else None
        return str(value) if value else None

    def logs(self, refs: Collection[OdooRef] | None = None) -> tuple[LogRow, ...]:
        """Read the log, oldest first: of the given records, or all of it."""
        logs = self.profile.logs
        if logs is None:
            raise NotProven(
                f"The connector {self.profile.title} keeps no log that a person could review.",
                next_step="ask its vendor for one, or review by other means",
            )
        domain: list[Any] = []
        if refs is not None:
            domain.append([logs.record_id, "in", sorted(ref.id for ref in refs)])
            if logs.record_model:
                domain.append([logs.record_model, "in", sorted({ref.model for ref in refs})])
        rows = self._port.call(logs.model, "search_read", domain=domain, fields=[], order="id")
        return tuple(self._row(row) for row in rows)

    def leaked_secrets(self) -> list[str]:
        """Name the log rows that show a token or the client secret; never the secret itself."""
        stored = self._read(("access_token", "refresh_token", "client_secret"))
        leaks = []
        for row in self.logs():
            shown = [name for name, value in stored.items() if value and str(value) in row.text]
            if any(shape.search(row.text) for shape in SECRET_SHAPES):
                shown.append("something shaped like a token")
            if shown:
                leaks.append(f"  row {row.id} ({row.ref}) shows {', '.join(shown)}")
        return leaks

    def _fire(self, trigger: Trigger, ref: OdooRef) -> None:
        if trigger.on == "cron":
            module, _, name = trigger.method.partition(".")
            found = self._port.call(
                "ir.model.data",
                "search_read",
                domain=[["module", "=", module], ["name", "=", name], ["model", "=", "ir.cron"]],
                fields=["res_id"],
            )
            if not found:
                raise OdooNotFound(
                    trigger.method, "ir.cron", f"no scheduled action {trigger.method}"
                )
            self._port.call("ir.cron", "method_direct_trigger", ids=[found[0]["res_id"]])
            return
        model, record = trigger.model or ref.model, ref.id
        if trigger.on == "connection":
            model, record = self.profile.connection.model, self._record()
        self._port.call(model, trigger.method, ids=[record], context=trigger.context or None)

    def _wait(self, ref: OdooRef, role: Role) -> None:
        wait = self.profile.wait
        if wait.kind == "inline" or wait.model is None:
            return
        deadline = time.monotonic() + wait.timeout
        while True:
            rows = self._port.call(
                wait.model,
                "search_read",
                domain=[[wait.state, "in", [*wait.pending, *wait.failed]], *wait.domain],
                fields=[wait.state, *([wait.message] if wait.message else [])],
            )
            failed = [row for row in rows if row[wait.state] in wait.failed]
            if failed:
                words = str(failed[0][wait.message]) if wait.message else "its job failed"
                raise SyncFailed(f"{role} {ref} was not exported: {words}")
            if not rows:
                return
            if time.monotonic() > deadline:
                raise NotProven(
                    f"The connector's queue did not finish within {wait.timeout} s.",
                    found=f"{len(rows)} job(s) of {wait.model} still {rows[0][wait.state]}",
                    next_step="check that the queue's workers run",
                )
            time.sleep(POLL)

    def _act(self, key: str, method: str | None) -> None:
        if method is None:
            raise NotProven(
                f"The connector profile {self.profile.name} does not say how to do this.",
                where=key,
                next_step=f"add {key} to the profile",
            )
        try:
            self._port.call(self.profile.connection.model, method, ids=[self._record()])
        except OdooNotFound as error:
            raise SettingsError(
                f"The connector profile names a method that does not exist: {error.message}",
                where=f"{self.profile.name}: {key} = {method}",
            ) from None
        except OdooError as error:
            raise SyncFailed(error.message) from None

    def _record(self) -> int:
        """Find the connection's record, or make it."""
        if self._connection is None:
            connection = self.profile.connection
            found = self._port.call(
                connection.model, "search", domain=connection.domain, order="id", limit=1
            )
            if not found:
                found = self._port.call(
                    connection.model, "create", vals_list=[dict(connection.create)]
                )
            self._connection = int(found[0])
        return self._connection

    def _read(self, settings: Sequence[Setting]) -> dict[str, Any]:
        fields = self.profile.connection.fields
        wanted = {name: fields[name] for name in settings if name in fields}
        rows = self._port.call(
            self.profile.connection.model,
            "read",
            ids=[self._record()],
            fields=sorted(wanted.values()),
        )
        return {name: rows[0][field] for name, field in wanted.items()}

    def _write(self, settings: Mapping[str, Any], constants: Mapping[str, Any]) -> None:
        fields: Mapping[str, str] = self.profile.connection.fields  # type: ignore[assignment] # keys are literals
        values = {fields[name]: value for name, value in settings.items() if name in fields}
        self._port.call(
            self.profile.connection.model,
            "write",
            ids=[self._record()],
            vals={**constants, **values},
        )

    def _known(self, models: Collection[str]) -> dict[str, set[str]]:
        rows = self._port.call(
            "ir.model.fields",
            "search_read",
            domain=[["model", "in", sorted(models)]],
            fields=["model", "name"],
        )
        known: dict[str, set[str]] = {model: set() for model in models}
        for row in rows:
            known[row["model"]].add(row["name"])
        return known

    def _row(self, row: Mapping[str, Any]) -> LogRow:
        logs = self.profile.logs
        assert logs is not None  # noqa: S101 - only called where there is a log

        def text(key: str | None) -> str:
            value = row.get(key) if key else None
            return str(value) if value else ""

        model = text(logs.record_model)
        status = text(logs.status)
        return LogRow(
            id=row["id"],
            ref=OdooRef(model=model, id=int(row[logs.record_id])) if row[logs.record_id] else None,
            entity=text(logs.entity),
            external_id=text(logs.external_id),
            operation=text(logs.operation),
            status=logs.states.get(status, status),
            message=text(logs.message),
            at=text(logs.at),
            text="\n".join(f"{key}: {value}" for key, value in sorted(row.items())),
        )
