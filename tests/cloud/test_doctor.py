"""The doctor on the clouds' stand-in: all well, and every check shown to fail for its reason."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from pydantic import SecretStr

from harness.connector.loader import load_profile
from harness.connector.profile import Profile, Wait
from harness.doctor import Finding, examine, exit_code
from harness.doctor.finding import run
from harness.doctor.odoo import OdooSide
from harness.guard import Vouched
from harness.odoo.json2 import Json2
from harness.session.target import staging_target
from harness.settings import Settings
from harness.waiting import Patience, silently
from tests.cloud.front import BUILD, LIVE_API, LIVE_BUILD
from tests.cloud.stack import CLIENT, SECRET, Cloud

pytestmark = [pytest.mark.local, pytest.mark.timeout(120)]

ROOT = Path(__file__).parents[2]
HASTE = Patience(limit=1.0, every=0.05)


def looked(settings: Settings, patience: Patience = HASTE) -> dict[str, Finding]:
    """Examine, and return the findings by check."""
    findings = examine(
        settings, vouched=Vouched(), heard=lambda _: None, tell=silently, patience=patience
    )
    return {finding.check: finding for finding in findings}


def changed(settings: Settings, section: str, **values: Any) -> Settings:
    """The same settings with some of a section's keys changed."""
    part = getattr(settings, section).model_copy(update=values)
    return settings.model_copy(update={section: part})


def test_all_is_well_and_nothing_was_written(clouds: Cloud) -> None:
    """As a command: each check in the table, exit code 0, and both systems as before."""
    before = _state(clouds)
    command = [sys.executable, "-m", "harness", "doctor"]
    done = subprocess.run(
        command, cwd=ROOT, env=clouds.process_env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for check in ("Odoo build awake", "neutralised copy", "commit", "consent", "credits stay open"):
        assert check in done.stdout
    assert "canary" not in done.stdout + done.stderr
    assert _state(clouds) == before
    written = [(method, path) for _, method, path in clouds.front.asked if "operation=" in path]
    assert written == []


def _state(clouds: Cloud) -> tuple[Any, ...]:
    counts = [
        clouds.port.call(model, "search_count", domain=[])
        for model in ("res.partner", "product.product", "account.move", "ir.config_parameter")
    ]
    posts = [
        line
        for line in clouds.emulator.admin("GET", f"realms/{clouds.realm}/requests")["requests"]
        if line["method"] == "POST" and "/v3/" in line["path"] and "/query" not in line["path"]
    ]
    return (*counts, len(posts))


Breakage = Callable[[Cloud], Settings | None]
BROKEN: dict[str, tuple[str, str, str, Breakage]] = {}


def breaks(check: str, told: str, mend: str) -> Callable[[Breakage], Breakage]:
    """Say which check a breakage turns red, in which words, and how it is to be mended."""

    def note(breakage: Breakage) -> Breakage:
        BROKEN[breakage.__name__] = (check, told, mend, breakage)
        return breakage

    return note


@breaks("Odoo address", "Odoo.sh serves production", "staging build")
def live_address(clouds: Cloud) -> Settings:
    """The production branch."""
    return changed(clouds.settings, "odoo", url=f"https://{LIVE_BUILD}")


@breaks("Odoo build awake", "HTTP 503: the build sleeps", "see its log on Odoo.sh")
def sleeping_build(clouds: Cloud) -> None:
    """For good."""
    clouds.front.weather.asleep = 10_000


@breaks("Odoo build awake", "sends its callers to", "gives every new build a new")
def retired_build(clouds: Cloud) -> None:
    """Somebody made a new one."""
    clouds.front.weather.redirects[BUILD] = f"https://{LIVE_BUILD}/web"


@breaks("Odoo build awake", "nobody answers there", "browser")
def no_such_build(clouds: Cloud) -> Settings:
    """It was dropped."""
    return changed(clouds.settings, "odoo", url="https://acme-stage-9.dev.odoo.com")


@breaks("Odoo clock", "600 s ahead of ours", "timedatectl")
def skewed_odoo(clouds: Cloud) -> None:
    """By ten minutes."""
    clouds.front.weather.odoo_ahead = timedelta(minutes=10)


@breaks("API key", "not valid for the database", "make a new key")
def wrong_key(clouds: Cloud) -> Settings:
    """Of another database."""
    return changed(clouds.settings, "odoo", api_key=SecretStr("canary-wrong-key"))


@breaks("neutralised copy", "is not neutralised", "point the harness at a staging build")
def lost_mark(clouds: Cloud) -> None:
    """Somebody restored production."""
    clouds.set_parameter("database.is_neutralized", "")


@breaks("commit", "under test is beefbeefbeef", "wait until Odoo.sh has built")
def another_commit(clouds: Cloud) -> Settings:
    """The build is yesterday's."""
    return changed(clouds.settings, "odoo", commit="beef" * 10)


@breaks("connector", "no_such_module is not on the addons path", "install.log")
def absent_connector(clouds: Cloud) -> Settings:
    """It was never pushed."""
    text = (ROOT / "harness/connector/profiles/qbo_mirror.toml").read_text("utf-8")
    file = clouds.folder / "absent.toml"
    file.write_text(text.replace('modules = ["qbo_mirror"]', 'modules = ["no_such_module"]'))
    return changed(clouds.settings, "connector", profile=str(file))


@breaks("connector's company", "connected to realm 9130000000000000001", "connect the connector")
def connector_of_production(clouds: Cloud) -> None:
    """A copy that kept its books."""
    clouds.sql("UPDATE qbo_connection SET realm_id = '9130000000000000001'")


@breaks("connector's company", "not connected to QuickBooks", "connect it to the sandbox")
def connector_of_nobody(clouds: Cloud) -> None:
    """Nobody consented yet."""
    clouds.sql("UPDATE qbo_connection SET realm_id = NULL")


@breaks("scheduled actions", "active: ", "deactivate them")
def busy_cron(clouds: Cloud) -> None:
    """Somebody switched it on."""
    ids = clouds.port.call(
        "ir.model.data",
        "search_read",
        domain=[["model", "=", "ir.cron"], ["module", "=", "qbo_mirror"]],
        fields=["res_id"],
    )
    clouds.sql("UPDATE ir_cron SET active = true WHERE id = %s", ids[0]["res_id"])


@breaks("QuickBooks address", "nothing proves that it is a sandbox", "sandbox host")
def live_books(clouds: Cloud) -> Settings:
    """The production host."""
    return changed(clouds.settings, "quickbooks", api_url=f"https://{LIVE_API}")


@breaks("consent", "no QuickBooks tokens yet", "harness connect")
def no_consent(clouds: Cloud) -> None:
    """Nobody ran `harness connect`."""
    (clouds.folder / "tokens.json").unlink()


@breaks("consent", "refused to renew the token", "give consent again")
def expired_refresh_token(clouds: Cloud) -> None:
    """Nobody used it for 100 days."""
    for what in ("access", "refresh"):
        clouds.emulator.admin("POST", f"realms/{clouds.realm}/expire", what=what)


@breaks("consent", "refused to renew the token", "give consent again")
def keys_of_another_app(clouds: Cloud) -> Settings:
    """Of the production keys, say."""
    return changed(clouds.settings, "quickbooks", client_secret=SecretStr("of-production"))


@breaks("consent", "ends in 2 days", "harness connect")
def consent_that_ends(clouds: Cloud) -> None:
    """In the middle of the work."""
    file = clouds.folder / "tokens.json"
    until = datetime.now(UTC) + timedelta(days=2, hours=1)
    file.write_text(json.dumps(json.loads(file.read_text()) | {"refresh_until": until.isoformat()}))


@breaks("QuickBooks quota", "busy and stayed so", "wait a minute")
def storm_of_429(clouds: Cloud) -> None:
    """Somebody else uses up the minute."""
    act = {"kind": "throttle"}
    clouds.emulator.admin("POST", "faults", match={"path": "/v3/*"}, act=act)


@breaks("QuickBooks quota", "does not let this app into the company", "quickbooks.realm")
def realm_of_another_company(clouds: Cloud) -> Settings:
    """No consent covers it."""
    return changed(clouds.settings, "quickbooks", realm="9130000000000000001")


@breaks("QuickBooks company", "another company answered", "correct quickbooks.realm")
def another_name(clouds: Cloud) -> Settings:
    """The realm is not the company that was meant."""
    return changed(clouds.settings, "quickbooks", company="Gulf Coast Aluminum LIVE")


@breaks("QuickBooks clock", "600 s behind ours", "timedatectl")
def skewed_intuit(clouds: Cloud) -> None:
    """By ten minutes."""
    clouds.front.weather.intuit_ahead = timedelta(minutes=-10)


@breaks("company is clean", "1 Customer: Somebody's own", "Clear data and reset")
def company_in_use(clouds: Cloud) -> None:
    """Somebody tries things there."""
    _customer(clouds, "Somebody's own")


@breaks("credits stay open", "applies open credits", "switch off 'Automatically apply credits'")
def company_as_intuit_makes_it(clouds: Cloud) -> None:
    """Nobody has looked at its automation yet."""
    automation = {"SalesFormsPrefs": {"AutoApplyCredit": True}}
    clouds.emulator.admin("PATCH", f"realms/{clouds.realm}/preferences", **automation)


@breaks("redirect URI", "Odoo calls itself https://acme-stage-4241", "set web.base.url")
def base_of_the_last_build(clouds: Cloud) -> None:
    """Odoo.sh gave the new build another address."""
    clouds.set_parameter("web.base.url", "https://acme-stage-4241.dev.odoo.com")


@breaks("redirect URI", "the app does not take", "redirect URIs on Intuit's developer portal")
def unlisted_redirect(clouds: Cloud) -> None:
    """The app at Intuit knows the last build."""
    _register(clouds, "https://acme-stage-4241.dev.odoo.com/qbo_mirror/callback")


ALSO = {"realm_of_another_company": ["connector's company"]}
"""What turns red besides, and rightly."""


@pytest.fixture
def mended(clouds: Cloud) -> Iterator[Cloud]:
    """The stack, brought back to order behind the test."""
    yield clouds
    clouds.set_parameter("database.is_neutralized", "true")
    clouds.set_parameter("web.base.url", f"https://{BUILD}")
    clouds.sql("UPDATE qbo_connection SET realm_id = %s", clouds.realm)
    clouds.sql(
        "UPDATE ir_cron SET active = false WHERE id IN (SELECT res_id FROM ir_model_data"
        " WHERE model = 'ir.cron' AND module = 'qbo_mirror')"
    )
    _register(clouds, f"https://{BUILD}/qbo_mirror/callback")


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_is_broken_is_told_with_how_to_mend_it(mended: Cloud, name: str) -> None:
    """The one check that is about it turns red; what builds on it is not guessed at."""
    check, told, mend, breakage = BROKEN[name]
    settings = breakage(mended) or mended.settings
    findings = looked(settings)
    found = findings[check]
    assert (found.state, told in found.result) == ("problem", True), found
    assert mend in found.mend, found
    red = [finding.check for finding in findings.values() if finding.state == "problem"]
    assert [*ALSO.get(name, []), check] == red, {name: findings[name] for name in red}
    assert exit_code(findings.values()) == 1
    assert "canary" not in repr(findings)
    assert not mended.front.hosts() & {LIVE_BUILD, LIVE_API}


def test_a_build_without_the_probe_leaves_the_commit_open(clouds: Cloud) -> None:
    """Not proven is not passed: exit code 2."""
    findings = looked(changed(clouds.settings, "odoo", database=clouds.other))
    assert findings["commit"].state == "unknown"
    assert "harness_probe" in findings["commit"].mend
    unasked = looked(changed(clouds.settings, "odoo", commit=None))
    assert unasked["commit"].state == "unknown"
    assert exit_code(unasked.values()) == 2


def test_a_revoked_consent_is_told(clouds: Cloud) -> None:
    """The person disconnected the app in QuickBooks: neither token is good any more."""
    grant = clouds.emulator.admin("POST", "realms", preset="clean", company_name="Gone")
    realm = grant["realm"]
    tokens = clouds.emulator.admin("POST", "grants", client_id=CLIENT, realm=realm)
    (clouds.folder / "tokens.json").write_text(
        json.dumps({key: tokens[key] for key in ("access_token", "refresh_token")})
    )
    clouds.emulator.admin("POST", f"realms/{realm}/disconnect")
    found = looked(changed(clouds.settings, "quickbooks", realm=realm))["consent"]
    assert found.state == "problem"
    assert "give consent again" in found.mend


@pytest.mark.parametrize(
    ("age", "state", "told"),
    [
        (timedelta(hours=2), "problem", "nobody runs them"),
        (None, "unknown", "no job was ever done"),
    ],
)
def test_a_queue_without_workers_is_told(
    clouds: Cloud, age: timedelta | None, state: str, told: str
) -> None:
    """Odoo's own queue of mails stands in for a connector's: the same states, nobody at work."""
    clouds.sql("DELETE FROM mail_mail")
    if age is not None:
        made = clouds.port.call("mail.mail", "create", vals_list=[{"subject": "x"}])
        stamp = datetime.now(UTC) - age
        clouds.sql("UPDATE mail_mail SET create_date = %s WHERE id = %s", stamp, made[0])
    wait = Wait(kind="queue", model="mail.mail", pending=["outgoing"], failed=["exception"])
    found = _queue(clouds, load_profile("qbo_mirror").model_copy(update={"wait": wait}))
    clouds.sql("DELETE FROM mail_mail")
    assert (found.state, told in found.result) == (state, True), found
    assert "mail.mail of" in found.result


def _queue(clouds: Cloud, profile: Profile) -> Finding:
    target = staging_target(clouds.settings)
    port = Json2(
        url=target.odoo.url, database=target.odoo.database, api_key=clouds.api_key, recorded=False
    )
    side = OdooSide(
        target=target,
        port=port,
        profile=profile,
        vouched=Vouched(),
        commit=None,
        patience=HASTE,
        tell=silently,
    )
    checks = [check for check in side.checks() if check.name != "connector"]
    kept = {"Odoo address", "Odoo build awake", "API key", "queue workers"}
    wanted = [check for check in checks if check.name in kept]
    last = wanted[-1]
    return run([*wanted[:-1], type(last)(name=last.name, look=last.look)], lambda _: None)[-1]


def _customer(clouds: Cloud, name: str) -> None:
    token = clouds.emulator.admin("POST", "grants", client_id=CLIENT, realm=clouds.realm)
    response = requests.post(
        f"{clouds.emulator.url}/v3/company/{clouds.realm}/customer",
        json={"DisplayName": name},
        headers={"Authorization": f"Bearer {token['access_token']}", "Accept": "application/json"},
        timeout=10,
    )
    assert response.ok, response.text


def _register(clouds: Cloud, uri: str) -> None:
    clouds.emulator.admin(
        "POST", "apps", client_id=CLIENT, client_secret=SECRET, redirect_uris=[uri]
    )
