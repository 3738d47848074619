"""A person connects the connector: a real browser, the real Odoo, the emulator's consent page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from harness.connector.exporting import SyncFailed
from harness.session.run import Parts
from harness.settings import Settings
from harness.staging import staging
from harness.staging.home import Home

pytestmark = [pytest.mark.local, pytest.mark.browser, pytest.mark.timeout(180)]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WAIT = 30_000
"""Milliseconds: the first page of a fresh database builds its assets."""


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a headless Chromium that contacts nobody by itself."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    assert found, "no Chromium on PATH: sudo apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found[0],
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        try:
            page = browser.new_page()
            page.set_default_timeout(WAIT)
            yield page
        finally:
            browser.close()


@pytest.fixture
def disconnected(live: Parts) -> Iterator[Parts]:
    """The line with a connector that nobody has connected yet; its tokens come back after."""
    names = ["access_token", "refresh_token", "state"]
    record = live.port.call("qbo.connection", "search", domain=[], limit=1)
    held = live.port.call("qbo.connection", "read", ids=record, fields=names)[0]
    blank = {"access_token": False, "refresh_token": False, "state": "draft"}
    live.port.call("qbo.connection", "write", ids=record, vals=blank)
    yield live
    tokens = {name: held[name] for name in names}
    live.port.call("qbo.connection", "write", ids=record, vals=tokens)


def test_a_person_gives_consent(
    page: Page, disconnected: Parts, harness_settings: Settings
) -> None:
    """Log in, press Connect, choose the company, and come back to a connected connector."""
    assert harness_settings.target == "local"
    with pytest.raises(SyncFailed):
        disconnected.connector.check()
    running = staging.current(Home.default())
    assert running is not None
    target = disconnected.target
    record = disconnected.port.call("qbo.connection", "search", domain=[], limit=1)[0]

    page.goto(f"{running.odoo_url}/web/login?db={target.odoo.database}")
    page.fill("input[name=login]", "admin")
    page.fill("input[name=password]", "admin")
    page.click("button[type=submit]")
    page.wait_for_url("**/odoo**")
    page.goto(f"{running.odoo_url}/odoo/m-qbo.connection/{record}")
    page.click("button[name=action_authorize]")

    page.wait_for_url(f"{running.sandbox_url}/connect/oauth2**")
    expect(page.get_by_role("heading", name="Connect to QuickBooks")).to_be_visible()
    page.select_option("#realm", target.quickbooks.realm)
    page.click("button[value=connect]")

    page.wait_for_url(f"{running.odoo_url}/odoo/**")
    row = disconnected.port.call(
        "qbo.connection", "read", ids=[record], fields=["state", "realm_id"]
    )[0]
    assert row["state"] == "connected"
    assert row["realm_id"] == target.quickbooks.realm
    disconnected.connector.check()


def test_a_person_declines(page: Page, disconnected: Parts) -> None:
    """Cancel brings back to Odoo, and nothing is connected."""
    running = staging.current(Home.default())
    assert running is not None
    target = disconnected.target
    record = disconnected.port.call("qbo.connection", "search", domain=[], limit=1)[0]
    page.goto(f"{running.odoo_url}/web/login?db={target.odoo.database}")
    page.fill("input[name=login]", "admin")
    page.fill("input[name=password]", "admin")
    page.click("button[type=submit]")
    page.wait_for_url("**/odoo**")
    page.goto(f"{running.odoo_url}/odoo/m-qbo.connection/{record}")
    page.click("button[name=action_authorize]")
    page.wait_for_url(f"{running.sandbox_url}/connect/oauth2**")
    page.click("button[value=cancel]")
    page.wait_for_url(f"{running.odoo_url}/**")
    with pytest.raises(SyncFailed):
        disconnected.connector.check()
