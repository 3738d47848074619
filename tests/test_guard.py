"""The production guard denies by default, and every way around it that we know is closed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.errors import Refused, Unreachable
from harness.guard import (
    Eyes,
    Guard,
    Place,
    Vouched,
    prove_build,
    prove_company,
    prove_connector,
    prove_odoo_address,
    prove_quickbooks,
)
from harness.odoo.build import Build
from harness.session.target import OdooEndpoint, QuickBooksEndpoint, Target
from harness.wire import pinned

NOBODY = Vouched()
STAGING = Build(uuid="u-1", neutralised=True, stage="staging", commit="c0ffee")


@pytest.mark.parametrize(
    "url",
    [
        "https://sandbox-quickbooks.api.intuit.com",
        "https://sandbox-quickbooks.api.intuit.com:443/v3",
        "http://127.0.0.1:8123",
        "https://127.0.0.2:8124",
        "http://[::1]:80",
    ],
)
def test_a_sandbox_or_an_emulator_on_this_machine_is_let_through(url: str) -> None:
    """Intuit's sandbox host and loopback addresses are proof enough."""
    prove_quickbooks(url)


LOOK_ALIKES = [
    "https://quickbooks.api.intuit.com",
    "http://sandbox-quickbooks.api.intuit.com",
    "https://sandbox-quickbooks.api.intuit.com:8443",
    "https://sandbox-quickbooks.api.intuit.com.",
    "https://sandbox-quickbooks.api.intuit.com.evil.example",
    "https://sandbox-quickbooks.api.intuit.com@quickbooks.api.intuit.com",
    "https://sandbox-quickbooks.api.intuit.com%40quickbooks.api.intuit.com",
    r"https://sandbox-quickbooks.api.intuit.com\@quickbooks.api.intuit.com",
    "https://quickbooks.api.intuit.com/https://sandbox-quickbooks.api.intuit.com",
    "https://quickbooks.api.intuit.com#sandbox-quickbooks.api.intuit.com",
    "https://quickbooks.api.intuit.com?sandbox-quickbooks.api.intuit.com",
    "https://sandbox-quickbooks.api.intuit.com\t.evil.example",
    "https://sandbox-quickbooks.api.intuit.com\r\n",
    "https://xsandbox-quickbooks.api.intuit.com",
    "https://sandbox-quickbooks.api.intu\u0131t.com",  # a dotless i
    "https://sandbox-quickbooks.api.xn--intut-q4a.com",  # the same, as the DNS writes it
    "https://\uff53andbox-quickbooks.api.intuit.com",  # a wide s, which IDNA folds to s
    "https://sandbox\u2010quickbooks.api.intuit.com",  # a hyphen that is none
    "https://localhost:8124",  # a name, which may be made to point elsewhere
    "https://localhost.evil.example",
    "https://127.0.0.1.evil.example",
    "https://127.0.0.1@quickbooks.api.intuit.com",
    "https://127.1",
    "https://2130706433",
    "https://0x7f.0.0.1",
    "https://0.0.0.0",
    "https://10.0.0.5",
    "https://[::ffff:8.8.8.8]",
    "https://127.0.0.1:99999",
    "ftp://127.0.0.1",
    "//127.0.0.1",
    "",
]


@pytest.mark.parametrize("url", LOOK_ALIKES)
def test_anything_else_is_refused(url: str) -> None:
    """Production, look-alikes, odd schemes, other machines: none is a sandbox."""
    with pytest.raises(Refused, match="nothing proves that it is a sandbox"):
        prove_quickbooks(url)


def test_a_refusal_shows_no_password() -> None:
    """It may stand in a log of CI."""
    with pytest.raises(Refused) as caught:
        prove_quickbooks("https://user:canary@127.0.0.1:1/canary")
    assert "canary" not in str(caught.value)
    assert "credentials" in str(caught.value)


def test_localhost_is_taken_as_the_address_it_stands_for() -> None:
    """So no answer of a name server, nor of a hosts file, decides where a write goes."""
    assert pinned("https://localhost:8124/v3") == "https://127.0.0.1:8124/v3"
    assert pinned("http://localhost") == "http://127.0.0.1"
    for other in ("https://localhost.evil.example", "https://localhost@evil.example"):
        assert pinned(other) == other
    prove_quickbooks(pinned("https://localhost:8124"))


@pytest.mark.parametrize(
    "url",
    [
        "https://acme-stage-123.dev.odoo.com",
        "https://staging.acme.example",
        "http://127.0.0.1:8069",
    ],
)
def test_an_odoo_that_may_be_staging_is_looked_at(url: str) -> None:
    """Whether it is a copy the database itself must say."""
    prove_odoo_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.odoo.com",
        "https://odoo.com",
        "https://dev.odoo.com.odoo.com",
        "https://acme-stage.dev.odoo.com.",
        "https://acme.dev.odoo.com@acme.odoo.com",
        "https://ACME.ODOO.COM",
        "http://acme-stage-123.dev.odoo.com",
        "http://staging.acme.example",
        "http://localhost:8069",
        "https://acme.dev.odoo.com?x=1",
        "",
    ],
)
def test_a_live_or_unreadable_odoo_address_is_refused(url: str) -> None:
    """Odoo.sh's production branch, Odoo Online, anything without TLS or with two readings."""
    with pytest.raises(Refused, match="Refusing to talk to this Odoo"):
        prove_odoo_address(url)


def test_a_neutralised_copy_may_be_written_to() -> None:
    """Odoo.sh staging builds are neutralised."""
    prove_build(STAGING, url="https://x", database="acme-stage-1", vouched=NOBODY)


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (replace(STAGING, neutralised=False), "is not neutralised"),
        (replace(STAGING, neutralised=False, stage=None), "is not neutralised"),
        (replace(STAGING, stage="production"), "production branch"),
    ],
)
@pytest.mark.parametrize("named", [None, "acme-stage", "acme*", "ACME", "", "acme "])
def test_a_production_database_is_refused(build: Build, told: str, named: str | None) -> None:
    """A copy that lost its mark, and a production branch even if it bears the mark."""
    with pytest.raises(Refused, match=told) as caught:
        prove_build(build, url="https://x", database="acme", vouched=Vouched(database=named))
    assert "--allow-database=acme" in str(caught.value)


def test_only_the_very_name_on_the_command_line_lets_it_through() -> None:
    """For both systems alike, and each for itself."""
    live = replace(STAGING, neutralised=False)
    prove_build(live, url="https://x", database="acme", vouched=Vouched(database="acme"))
    prove_odoo_address("https://acme.odoo.com", vouched=True)
    prove_quickbooks("https://quickbooks.api.intuit.com", vouched=True)
    with pytest.raises(Refused):
        prove_quickbooks("https://quickbooks.api.intuit.com.evil.example", vouched=True)


def test_another_company_is_refused() -> None:
    """A realm copied from another company has another name; without a name none is proved."""
    prove_company(name="A", expected="A", realm="1", vouched=NOBODY)
    prove_company(name="B", expected="A", realm="1", vouched=Vouched(realm="1"))
    for expected, vouched in (("A", NOBODY), (None, NOBODY), ("A", Vouched(realm="2"))):
        with pytest.raises(Refused, match="another company"):
            prove_company(name="B", expected=expected, realm="1", vouched=vouched)


@pytest.mark.parametrize("realm", ["2", None])
def test_a_connector_of_another_company_is_refused(realm: str | None) -> None:
    """A copy of production may still be connected to production's books."""
    prove_connector(realm="1", expected="1", vouched=NOBODY)
    prove_connector(realm="", expected="1", vouched=NOBODY)
    with pytest.raises(Refused, match="may write to another company"):
        prove_connector(realm=realm, expected="1", vouched=NOBODY)


class _Systems:
    """Both systems as the guard sees them; a test changes what they say."""

    def __init__(self) -> None:
        self.build = STAGING
        self.company = "Sandbox Company_US_1"
        self.connector: str | None = "1"

    def guard(self, vouched: Vouched = NOBODY) -> Guard:
        place = Place(
            odoo_url="https://acme-stage-1.dev.odoo.com",
            database="acme-stage-1",
            api_url="https://sandbox-quickbooks.api.intuit.com",
            realm="1",
            company="Sandbox Company_US_1",
        )
        eyes = Eyes(
            build=lambda: self.build,
            company=lambda: self.company,
            connector=lambda: self.connector,
        )
        return Guard(place, eyes, vouched)


def test_nothing_is_written_before_it_was_proved() -> None:
    """Neither by a guard that admitted nobody, nor by a target that no guard stands over."""
    with pytest.raises(Refused, match="nothing was proved"):
        _Systems().guard().hold()
    target = Target(name="staging", odoo=_odoo(), quickbooks=_quickbooks())
    with pytest.raises(Refused, match="nothing was proved"):
        target.hold()


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (replace(STAGING, uuid="u-2"), "another database answers"),
        (replace(STAGING, commit="decade"), "it runs commit decade, was c0ffee"),
        (replace(STAGING, commit=None), "it runs commit None"),
        (replace(STAGING, stage="production"), "its stage is production"),
        (replace(STAGING, neutralised=False), "is not neutralised"),
    ],
)
def test_a_build_that_changes_in_mid_run_stops_the_run(build: Build, told: str) -> None:
    """Before the next write, with the reason."""
    systems = _Systems()
    guard = systems.guard()
    guard.admit()
    guard.hold()
    systems.build = build
    with pytest.raises(Refused, match=told):
        guard.hold()


def test_a_name_on_the_command_line_does_not_excuse_a_change() -> None:
    """It vouches for one database, not for whatever takes its place."""
    systems = _Systems()
    guard = systems.guard(Vouched(database="acme-stage-1", realm="1"))
    guard.admit()
    systems.build = replace(STAGING, uuid="u-2")
    with pytest.raises(Refused, match="another database answers"):
        guard.hold()


def test_companies_are_looked_at_again_before_every_scenario() -> None:
    """Somebody may connect the connector elsewhere while a run is under way."""
    systems = _Systems()
    guard = systems.guard()
    guard.admit()
    systems.connector = "2"
    with pytest.raises(Refused, match="realm 2"):
        guard.renew()
    systems.connector, systems.company = "1", "Gulf Coast Aluminum Supply LLC"
    with pytest.raises(Refused, match="another company answered"):
        guard.renew()


def test_an_address_is_refused_before_anybody_is_contacted() -> None:
    """Not one request may reach production."""

    def contacted() -> Build:
        raise Unreachable("somebody was contacted")

    place = Place(
        odoo_url="https://acme.odoo.com",
        database="acme",
        api_url="https://sandbox-quickbooks.api.intuit.com",
        realm="1",
        company="A",
    )
    eyes = Eyes(build=contacted, company=lambda: "A", connector=lambda: "1")
    with pytest.raises(Refused):
        Guard(place, eyes, NOBODY).admit()


def _odoo() -> OdooEndpoint:
    from pydantic import SecretStr  # noqa: PLC0415 - one helper's own

    return OdooEndpoint(
        url="https://x", database="x", user="x", api_key=SecretStr("x"), transport="json2"
    )


def _quickbooks() -> QuickBooksEndpoint:
    from pathlib import Path  # noqa: PLC0415 - one helper's own

    from pydantic import SecretStr  # noqa: PLC0415

    return QuickBooksEndpoint(
        api_url="https://x",
        discovery_url="https://x",
        realm="1",
        company="A",
        client_id="c",
        client_secret=SecretStr("s"),
        tokens=Path("t"),
    )
