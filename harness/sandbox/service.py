"""What the handlers share: the store, the clock, OAuth, the companies, the log, the admin's key."""

from __future__ import annotations

import json
import random
from collections import deque
from dataclasses import dataclass

from aiohttp import web

from harness.sandbox.clock import Clock
from harness.sandbox.company import Company
from harness.sandbox.entities import ENTITIES
from harness.sandbox.oauth import OAuth
from harness.sandbox.presets import PRESETS
from harness.sandbox.store import Store

DEFAULT_NAME = "Sandbox Company_US_1"
LOGGED = 10_000
"""How many requests the log remembers; it is for looking, not for keeping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One request: never its headers or body, so no secret."""

    realm: str
    at: str
    method: str
    path: str
    status: int
    tid: str


class Service:
    """One emulated service with any number of companies."""

    def __init__(self, store: Store, admin_key: str) -> None:
        self.store = store
        self.clock = Clock()
        self.oauth = OAuth(store, self.clock)
        self.admin_key = admin_key
        self.log: deque[Logged] = deque(maxlen=LOGGED)

    def company(self, realm: str) -> Company | None:
        """Open a company for one request."""
        row = self.store.row("SELECT choices FROM realm WHERE id = ?", realm)
        if row is None:
            return None
        choices = {} if row[0] == "{}" else json.loads(row[0])
        return Company(self.store, realm, self.clock, ENTITIES, choices)

    def realms(self) -> dict[str, str]:
        """List all companies: realm and name."""
        found = {}
        for (realm,) in self.store.rows("SELECT id FROM realm ORDER BY id"):
            info = self.store.load(realm, "CompanyInfo", "1") or {}
            found[realm] = str(info.get("CompanyName", realm))
        return found

    def make(self, realm: str | None, preset: str, name: str) -> str:
        """Make a company, or make one anew; its realm."""
        made = realm or str(random.SystemRandom().randrange(10**18, 10**19))
        self.store.drop_realm(made)
        self.store.rows("INSERT INTO realm (id, preset) VALUES (?, ?)", made, preset)
        PRESETS[preset](Company(self.store, made, self.clock, ENTITIES, {}), name)
        return made


SERVICE = web.AppKey("service", Service)
