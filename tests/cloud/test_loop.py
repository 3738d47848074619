"""The target staging on the clouds' stand-in, as a user runs it: nothing knows the difference."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.odoo.json2 import Json2
from tests.cloud.front import API, BUILD, INTUIT, LIVE_API, LIVE_BUILD, TOKENS
from tests.cloud.stack import Cloud

pytestmark = [pytest.mark.local, pytest.mark.timeout(240)]

ROOT = Path(__file__).parents[2]


def run(
    clouds: Cloud, *arguments: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run pytest in a process of its own, with a user's settings and environment."""
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-n", "0"]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", "-p", "no:randomly", *arguments],
        cwd=ROOT,
        env=dict(env or clouds.process_env),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_the_loop_passes_on_a_staging_build_and_a_sandbox(clouds: Cloud) -> None:
    """A sleeping build, slow answers, throttling, and tokens that expired over night."""
    clouds.front.weather.asleep = 2
    clouds.front.weather.latency = 0.01
    clouds.emulator.admin("PATCH", "throttle", on=True)
    clouds.emulator.admin("POST", f"realms/{clouds.realm}/expire")
    done = run(clouds, "scenarios/loop")
    assert "12 passed in" in done.stdout, done.stdout + done.stderr
    assert done.returncode in {0, 2}, "2: the loop alone proves no mapping rule"
    assert "waiting for the Odoo build to wake: HTTP 503" in done.stderr
    assert "target staging" in done.stdout
    assert "lost answers and refusals" in " ".join(done.stdout.split()), "left out is told"
    # The connector went through the same names; nobody asked for anything else.
    assert clouds.front.hosts() <= {BUILD, *INTUIT}
    assert {BUILD, *INTUIT[:2]} <= clouds.front.hosts()


def test_the_older_transport_goes_the_same_way(clouds: Cloud) -> None:
    """OdooRPC behind TLS and a host name, with the API key in the password's place."""
    clouds.front.weather.asleep = 1
    done = run(clouds, "--transport=odoorpc", "scenarios/loop")
    assert "12 passed in" in done.stdout, done.stdout + done.stderr
    assert "target staging" in done.stdout
    assert clouds.front.hosts() <= {BUILD, *INTUIT}
    asked = {path for host, _, path in clouds.front.asked if host == BUILD}
    assert "/jsonrpc" in asked


@pytest.mark.parametrize(
    ("host", "told"),
    [(BUILD, "certificate is not good"), (API, "not answer"), (TOKENS, "not answer")],
)
def test_a_name_that_leads_elsewhere_gets_no_request(clouds: Cloud, host: str, told: str) -> None:
    """Somebody changed what the DNS answers: no key, no token and no record goes there."""
    clouds.front.weather.led_astray = frozenset({host})
    if host == TOKENS:  # it is asked only when a token is due
        clouds.emulator.admin("POST", f"realms/{clouds.realm}/expire")
    done = run(clouds, "scenarios/loop/test_05_customer.py")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "passed" not in done.stdout
    assert told in " ".join((done.stdout + done.stderr).split())
    assert not clouds.front.stolen


def test_a_build_that_is_replaced_in_mid_run_stops_it_with_the_reason(clouds: Cloud) -> None:
    """Another database answers under the same name: not one more write, and no check fails."""
    before = clouds.port.call("res.partner", "search_count", domain=[])
    clouds.front.weather.replaced = (45, clouds.other)
    done = run(clouds, "scenarios/loop/test_05_customer.py", "scenarios/loop/test_06_vendor.py")
    assert done.returncode == 2, done.stdout + done.stderr
    told = " ".join(done.stdout.split())
    assert "was replaced while the run was under way" in told
    assert "another database answers (uuid" in told
    assert "NOT PROVEN" in told
    assert "failed" not in told
    assert clouds.port.call("res.partner", "search_count", domain=[]) > before
    other = Json2(url=clouds.port.url, database=clouds.other, api_key=clouds.api_key)
    made = other.call("res.partner", "search_count", domain=[["name", "like", "Construction"]])
    assert made == 0, "the harness wrote to a database that nobody proved"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PYTEST_ADDOPTS", "--allow-database=acme"),
        ("HARNESS_ODOO__URL", f"https://{LIVE_BUILD}"),
        ("HARNESS_QUICKBOOKS__API_URL", f"https://{LIVE_API}"),
        ("HARNESS_QUICKBOOKS__REALM", "9130000000000000001"),
    ],
)
def test_the_environment_can_not_point_a_run_at_production(
    clouds: Cloud, variable: str, value: str
) -> None:
    """Nobody is even contacted under a live name."""
    env = {**clouds.process_env, variable: value}
    done = run(clouds, "scenarios/loop/test_05_customer.py", env=env)
    assert done.returncode == 2, done.stdout + done.stderr
    assert not clouds.front.hosts() & {LIVE_BUILD, LIVE_API}


def test_production_in_the_settings_file_is_refused_before_anybody_is_contacted(
    clouds: Cloud,
) -> None:
    """For either system."""
    env = clouds.process_env
    file = clouds.folder / "harness.toml"
    held = file.read_text()
    for live in (
        held.replace(f"https://{BUILD}", f"https://{LIVE_BUILD}"),
        held.replace("[quickbooks]", f'[quickbooks]\napi_url = "https://{LIVE_API}"'),
    ):
        file.write_text(live)
        done = run(clouds, "scenarios/loop/test_05_customer.py", env=env)
        assert done.returncode == 2, done.stdout + done.stderr
        assert "Refusing to talk to this" in done.stdout + done.stderr
    assert not clouds.front.hosts() & {LIVE_BUILD, LIVE_API}


@pytest.mark.parametrize(("host", "to"), [(BUILD, LIVE_BUILD), (API, LIVE_API)])
def test_a_redirect_to_production_is_not_followed(clouds: Cloud, host: str, to: str) -> None:
    """A staging that was retired, or somebody's trick."""
    clouds.front.weather.redirects[host] = f"https://{to}/json/2/res.partner/create"
    done = run(clouds, "scenarios/loop/test_05_customer.py")
    assert done.returncode == 2, done.stdout + done.stderr
    assert to not in clouds.front.hosts()
