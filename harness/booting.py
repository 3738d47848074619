"""Booting the local staging for one pytest session, and ending it if it was not up before."""

from __future__ import annotations

from dataclasses import dataclass

from harness.connector.loader import load_profile
from harness.policy import load_policy
from harness.session import spec_of
from harness.settings import Settings
from harness.staging import staging
from harness.staging.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Booted:
    """A staging for this session; `ours` says that this session started it."""

    spec: staging.Spec
    ours: bool
    facts: dict[str, str]

    def end(self) -> None:
        """Take down what this session started."""
        if self.ours:
            staging.down(self.spec.home)


def boot(settings: Settings) -> Booted:
    """Check rules and profile before anything is started, then boot or join the staging."""
    policy = load_policy(settings.policy)
    spec = spec_of(settings, load_profile(settings.connector.profile))
    ours = staging.current(spec.home) is None
    try:
        running = staging.up(spec, Progress())
    except BaseException:
        if ours:
            staging.down(spec.home)
        raise
    facts = {
        "Odoo": f"{running.odoo_version} ({running.odoo_origin})",
        "QuickBooks": "sandbox emulator",
        "policy": policy.fingerprint(),
    }
    return Booted(spec=spec, ours=ours, facts=facts)
