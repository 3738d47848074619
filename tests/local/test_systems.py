"""The checks of the systems and of the connector are shown to fail too."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from harness.connector.driver import Connector
from harness.connector.exporting import SyncFailed
from harness.connector.profile import Ids
from harness.errors import NotProven, Refused, SettingsError
from harness.odoo.connect import connect
from harness.odoo.port import OdooAuthError, OdooError, OdooNotFound, OdooPort, OdooUserError
from harness.quickbooks.errors import WrongRealm
from harness.session.faults import Failing
from harness.session.opened import Opened
from harness.session.run import Parts, quickbooks_session, unseen

pytestmark = pytest.mark.local

NEUTRALISED = "database.is_neutralized"


def scenario(module: str, named: str = "test_") -> Any:
    """The loop's scenario of a module; of several the one of that name."""
    loaded = importlib.import_module(f"scenarios.loop.{module}")
    return next(getattr(loaded, name) for name in dir(loaded) if name.startswith(named))


@pytest.fixture
def production_copy(live: Parts) -> Iterator[Parts]:
    """A database that lost its mark of a neutralised copy, past the guard that would stop here."""
    port = unseen(live.target)
    port.call("ir.config_parameter", "set_param", key=NEUTRALISED, value="")
    yield replace(live, port=port)
    port.call("ir.config_parameter", "set_param", key=NEUTRALISED, value="true")


@pytest.fixture(params=["json2", "odoorpc"])
def road(request: pytest.FixtureRequest, live: Parts) -> OdooPort:
    """Either way to the same Odoo, of which no cassette tells."""
    odoo = live.target.odoo
    return connect(
        request.param,
        url=odoo.url,
        database=odoo.database,
        user=odoo.user,
        api_key=odoo.api_key.get_secret_value(),
    )


@pytest.mark.parametrize(("model", "method"), [("res.partner", "gone"), ("gone.model", "read")])
def test_what_odoo_does_not_have_is_told_from_what_fails(
    road: OdooPort, model: str, method: str
) -> None:
    """A method or a model that does not exist: the profile is wrong, or the addon not there."""
    with pytest.raises(OdooNotFound):
        road.call(model, method, ids=[])


def test_a_record_that_is_gone_is_no_method_that_is_missing(road: OdooPort) -> None:
    """A connector that stumbles over one failed; its profile is right."""
    with pytest.raises(OdooUserError, match="deleted"):
        road.call("res.partner", "write", ids=[2**31 - 1], vals={"name": "Nobody"})


def test_faulty_code_is_no_method_that_is_missing(road: OdooPort) -> None:
    """Its `AttributeError` is one as `getattr` raises it, but not Odoo's words."""
    with pytest.raises(OdooError) as caught:
        road.call("res.partner", "create", vals_list=["Nobody"])
    assert type(caught.value) is OdooError


def test_the_guard_stops_a_write_to_a_database_that_lost_its_mark(production_copy: Parts) -> None:
    """In the middle of a run, whichever step would write."""
    with pytest.raises(Refused, match="is not neutralised"):
        production_copy.odoo.create_customer()


def test_a_database_that_is_not_neutralised_turns_check_1_red(production_copy: Parts) -> None:
    """Even though everything else is in order."""
    with pytest.raises(AssertionError, match="not a neutralised copy"):
        scenario("test_01_odoo")(production_copy)


def test_a_company_with_a_customer_turns_check_2_red(untouched: Parts) -> None:
    """Green in a company that nobody has touched, red once a customer is in it, and named."""
    look = scenario("test_02_quickbooks", "test_quickbooks_is")
    look(untouched)
    name = f"Left over {untouched.moment.tag}"
    untouched.quickbooks.session.write("customer", f'{{"DisplayName": "{name}"}}')
    with pytest.raises(AssertionError, match=rf"not clean:\s+1 Customer: {name}\n"):
        look(untouched)


@pytest.mark.parametrize(
    ("modules", "told"),
    [
        (["qbo_mirror", "no_such_module"], "no_such_module is not on the addons path"),
        (["qbo_mirror", "l10n_fr"], "l10n_fr is uninstalled, not installed"),
    ],
)
def test_a_connector_that_is_not_whole_turns_check_3_red(
    live: Parts, modules: list[str], told: str
) -> None:
    """A missing module, or one that is there but could not be installed."""
    profile = live.connector.profile.model_copy(update={"modules": modules})
    with pytest.raises(AssertionError, match=told):
        scenario("test_03_connector")(Connector(profile, live.port))


def test_a_profile_with_an_unknown_field_is_told(live: Parts) -> None:
    """The key of the profile is named, and the model that lacks the field."""
    ids = {**live.connector.profile.ids, "customer": Ids(model="res.partner", field="qbo_nonsense")}
    profile = live.connector.profile.model_copy(update={"ids": ids})
    with pytest.raises(SettingsError, match=r"ids\.customer\.field: res\.partner has no field"):
        scenario("test_03_connector")(Connector(profile, live.port))


def test_a_profile_with_an_unknown_method_is_told(live: Parts) -> None:
    """Methods can't be listed, so the first call tells."""
    trigger = live.connector.profile.triggers["customer"]
    triggers = {"customer": trigger.model_copy(update={"method": "action_nonsense"})}
    profile = live.connector.profile.model_copy(update={"triggers": triggers})
    customer = live.odoo.create_customer()
    with pytest.raises(SettingsError, match=r"triggers\.customer\.method = action_nonsense"):
        Connector(profile, live.port).sync(customer, "customer")


def test_a_revoked_grant_turns_check_4_red(live: Parts) -> None:
    """A refresh token that QuickBooks does not know can't be recovered from."""
    with (
        live.connector.spoiled(access_token="gone-and-unknown", refresh_token="gone-and-unknown"),
        pytest.raises(SyncFailed),
    ):
        scenario("test_04_oauth")(live.connector, live.quickbooks)
    live.connector.check()


def test_a_wrong_api_key_is_told_without_showing_it(live: Parts) -> None:
    """On both transports."""
    odoo = live.target.odoo
    for transport in ("json2", "odoorpc"):
        port = connect(
            transport,
            url=odoo.url,
            database=odoo.database,
            user=odoo.user,
            api_key="canary-0123456789",
        )
        with pytest.raises(OdooAuthError, match="not valid for the database") as caught:
            port.call("res.partner", "search_count", domain=[])
        assert "canary" not in str(caught.value)


def test_a_wrong_realm_is_told(live: Parts) -> None:
    """The harness's own session is let into its own company only."""
    other = replace(live.target.quickbooks, realm="9130000000000000001")
    with pytest.raises(WrongRealm, match="9130000000000000001"):
        quickbooks_session(other).read("CompanyInfo", other.realm)


def test_a_fault_that_no_request_met_proves_nothing(opened: Opened, live: Parts) -> None:
    """A connector that never asked was not tried."""
    failing = Failing(fault="out of service", entity="Invoice", operation="create")
    with (
        pytest.raises(NotProven, match="made no request that was to fail"),
        opened.failing(failing),
    ):
        live.connector.check()
