"""The state that handlers share: store, clock, OAuth, companies, request log, fault rules."""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Mapping

from aiohttp import web

from harness.sandbox.company import Company
from harness.sandbox.core.assumed import AT_THE_BEGINNING
from harness.sandbox.core.clock import Clock
from harness.sandbox.core.store import Store
from harness.sandbox.entities import ENTITIES
from harness.sandbox.presets import PRESETS
from harness.sandbox.services.longreports import LongReports
from harness.sandbox.tokens.identity import Identity
from harness.sandbox.tokens.oauth import OAuth
from harness.sandbox.traffic.faultrules import FaultRules
from harness.sandbox.traffic.journal import Journal
from harness.sandbox.traffic.throttle import Throttle
from harness.sandbox.webhooks.delivery import Deliverer

DEFAULT_NAME = "Sandbox Company_US_1"
SNAPSHOT = "@"
"""Between a realm and the name of a snapshot of it; no realm has one."""


class Service:
    """
    One emulated service with any number of companies.

    `names` are the host names, apart from localhost, that its pages are opened under.
    """

    def __init__(self, store: Store, admin_key: str, names: Collection[str] = ()) -> None:
        self.store = store
        self.admin_key = admin_key
        self.names = names
        self.clock = Clock()
        self.oauth = OAuth(store, self.clock)
        self.identity = Identity()
        self.journal = Journal(self.clock)
        self.throttle = Throttle(self.clock)
        self.rules = FaultRules()
        self.webhooks = Deliverer(store, self.clock)
        self.reports = LongReports(self.company)

    def company(self, realm: str) -> Company | None:
        """Open a company for one request."""
        choices = self.store.memory.choices.get(realm)
        if choices is None:
            row = self.store.row("SELECT choices FROM realm WHERE id = ?", realm)
            if row is None:
                return None
            choices = self.store.memory.choices[realm] = json.loads(row[0])
        return Company(self.store, realm, self.clock, ENTITIES, choices)

    def has(self, realm: str) -> bool:
        """Whether there is such a company."""
        return SNAPSHOT not in realm and self.company(realm) is not None

    def realms(self) -> dict[str, str]:
        """List all companies: realm and name."""
        found = {}
        for (realm,) in self.store.rows("SELECT id FROM realm ORDER BY id"):
            if SNAPSHOT not in realm:
                found[realm] = self.name(realm)
        return found

    def name(self, realm: str) -> str:
        """Return a company's name."""
        info = self.store.load(realm, "CompanyInfo", "1") or {}
        return str(info.get("CompanyName", realm))

    def preset(self, realm: str) -> str:
        """Return what a company was made from."""
        row = self.store.row("SELECT preset FROM realm WHERE id = ?", realm)
        return str(row[0]) if row else ""

    def make(
        self, realm: str | None, preset: str, name: str, choices: Mapping[str, str] | None = None
    ) -> str:
        """Make a company, or make one anew; its realm."""
        made = realm or str(random.SystemRandom().randrange(10**18, 10**19))
        self.store.drop_realm(made)
        self.journal.clear(made)
        self.store.rows("INSERT INTO realm (id, preset) VALUES (?, ?)", made, preset)
        chosen = dict(choices or {})
        first = {key: value for key, value in chosen.items() if key in AT_THE_BEGINNING}
        PRESETS[preset](Company(self.store, made, self.clock, ENTITIES, first), name)
        self.choose(made, chosen)
        return made

    def drop(self, realm: str) -> None:
        """Remove a company with all that hangs on it."""
        for name in self.snapshots(realm):
            self.forget(realm, name)
        self.oauth.disconnect(realm)
        self.store.drop_realm(realm)
        self.journal.clear(realm)

    def choices(self, realm: str) -> dict[str, str]:
        """Return what a company chose among the assumed behaviours."""
        row = self.store.row("SELECT choices FROM realm WHERE id = ?", realm)
        return dict(json.loads(row[0])) if row else {}

    def choose(self, realm: str, chosen: dict[str, str]) -> None:
        """Set what a company chooses; a reset forgets it."""
        self.store.memory.clear()
        self.store.rows("UPDATE realm SET choices = ? WHERE id = ?", json.dumps(chosen), realm)

    def snapshots(self, realm: str) -> list[str]:
        """List the names of a company's snapshots."""
        mark = f"{realm}{SNAPSHOT}"
        rows = self.store.rows("SELECT id FROM realm WHERE id GLOB ? ORDER BY id", f"{mark}*")
        return [found.removeprefix(mark) for (found,) in rows]

    def snapshot(self, realm: str, name: str) -> None:
        """Keep a company's state: a snapshot is a copy that no token reaches."""
        self.store.copy_realm(realm, f"{realm}{SNAPSHOT}{name}")

    def restore(self, realm: str, name: str) -> None:
        """Bring a company back to a snapshot."""
        self.store.copy_realm(f"{realm}{SNAPSHOT}{name}", realm)

    def forget(self, realm: str, name: str) -> None:
        """Drop a snapshot."""
        self.store.drop_realm(f"{realm}{SNAPSHOT}{name}")


SERVICE = web.AppKey("service", Service)
