"""Booting the local staging for one pytest session, and ending it if it was not up before."""

from __future__ import annotations

from harness.connector.loader import load_profile
from harness.guard import Vouched, prove_odoo_address
from harness.odoo.wake import wake
from harness.policy import load_policy
from harness.session.leased import spec_of
from harness.session.target import staging_target
from harness.settings import Settings
from harness.staging import staging
from harness.staging.progress import Progress


def rouse(settings: Settings, vouched: Vouched) -> None:
    """Wake the staging build before the workers need it, and show the wait on the terminal."""
    target = staging_target(settings)
    prove_odoo_address(target.odoo.url, vouched=vouched.database == target.odoo.database)
    progress = Progress()
    with progress.phase("Odoo build awake"):
        wake(target.odoo.url, progress.note)


class Boot:
    """
    A staging for this session.

    `end` may be called at any time, even after an interrupted `start`, and more than
    once: it takes down only what this session started.
    """

    def __init__(self, settings: Settings) -> None:
        """Check rules and profile before anything is started."""
        self._policy = load_policy(settings.policy)
        self._spec = spec_of(settings, load_profile(settings.connector.profile))
        self._ours = staging.current(self._spec.home) is None
        self.facts: dict[str, str] = {}

    def start(self) -> None:
        """Boot the staging, or join the one that runs."""
        running = staging.up(self._spec, Progress())
        self.facts = {
            "Odoo": f"{running.odoo_version} ({running.odoo_origin})",
            "QuickBooks": "sandbox emulator",
            "policy": self._policy.fingerprint(),
        }

    def end(self) -> None:
        """Take down what this session started."""
        if self._ours:
            staging.down(self._spec.home)
            self._ours = False
