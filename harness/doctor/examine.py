"""The whole examination of a staging target."""

from __future__ import annotations

from collections.abc import Callable

from harness.connector.loader import load_profile
from harness.doctor.finding import Finding, run
from harness.doctor.odoo import OdooSide
from harness.doctor.quickbooks import QuickBooksSide
from harness.guard import Vouched
from harness.odoo.wake import PATIENCE
from harness.policy import load_policy
from harness.quickbooks.books import Books
from harness.session.run import odoo_port, quickbooks_session
from harness.session.target import staging_target
from harness.settings import Settings
from harness.waiting import Patience, Tell


def examine(
    settings: Settings,
    *,
    vouched: Vouched,
    heard: Callable[[Finding], None],
    tell: Tell,
    patience: Patience = PATIENCE,
) -> list[Finding]:
    """
    Make all checks in order; `heard` is called with each finding, `tell` with long waits.

    Writes to neither system. Raises `SettingsError` when the settings name no target.
    """
    target = staging_target(settings)
    profile = load_profile(settings.connector.profile)
    # Neither is let write: the target was admitted by no guard.
    port = odoo_port(target)
    books = Books(quickbooks_session(target.quickbooks, tries=1))
    sides = (
        OdooSide(
            target=target,
            port=port,
            profile=profile,
            vouched=vouched,
            commit=settings.odoo.commit,
            patience=patience,
            tell=tell,
        ),
        QuickBooksSide(
            target=target,
            books=books,
            port=port,
            callback=profile.connection.callback,
            items=load_policy(settings.policy).books.items,
            vouched=vouched,
        ),
    )
    return run([check for side in sides for check in side.checks()], heard)
