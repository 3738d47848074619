"""The profile format holds for the shapes of connectors that people use."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.connector.driver import AppSettings, Connector
from harness.connector.loader import load_profile
from harness.connector.mapping import Entry
from harness.errors import NotProven, SettingsError
from harness.snapshot import OdooRef
from tests.connector.port import Port

PROFILES = Path(__file__).parent / "profiles"
CUSTOMER = OdooRef(model="res.partner", id=7)
PRODUCT = OdooRef(model="product.product", id=40)
INVOICE = OdooRef(model="account.move", id=7)
APP = AppSettings(
    client_id="id",
    client_secret="secret",
    realm="1",
    api_url="http://books",
    discovery_url="http://books/discovery",
    authorize_url="http://books/authorize",
    token_url="http://books/token",
)


def connector(profile: str, port: Port) -> Connector:
    """A connector of a test profile."""
    return Connector(load_profile(str(PROFILES / f"{profile}.toml")), port)


@pytest.mark.parametrize("file", sorted(PROFILES.glob("*.toml")), ids=lambda file: file.stem)
def test_a_shape_is_a_profile(file: Path) -> None:
    """Whatever it can do, it can do for a record whose id it can tell, or nothing is provable."""
    profile = load_profile(str(file))
    assert set(profile.triggers) <= set(profile.ids) or not profile.ids


def test_a_product_is_exported_and_found_on_its_template() -> None:
    """A template's id is not its variant's."""
    port = Port(
        {
            ("product.product", "read"): [[{"product_tmpl_id": [12, "Beam"]}]],
            ("product.template", "read"): [[{"qkb_product_ID": "58"}]],
        }
    )
    made = connector("vraja", port)
    made.sync(PRODUCT, "product")
    assert port.calls[-1] == (
        "product.template",
        "export_product_to_quickbooks",
        {"ids": [12], "context": None},
    )
    assert made.external_id(PRODUCT, "product") == "58"
    assert port.calls[-1][2]["ids"] == [12]


def test_a_record_is_attached_to_the_settings_first() -> None:
    """Where the connector only exports what belongs to its backend."""
    port = Port({("qb.backend", "search"): [[3]]})
    connector("techspawn", port).sync(CUSTOMER, "customer")
    assert port.calls[-2][:2] == ("res.partner", "write")
    assert port.calls[-2][2]["vals"] == {"backend_id": 3}
    assert port.calls[-1][:2] == ("res.partner", "sync_customer_vendor")


def test_settings_in_system_parameters_are_written_and_read() -> None:
    """One parameter a setting, and methods on the model itself."""
    port = Port(
        {("ir.config_parameter", "search_read"): [[{"key": "qbi.qk_access_token", "value": "a"}]]}
    )
    made = connector("up5tech", port)
    made.configure(APP)
    written = {call[2]["key"]: call[2]["value"] for call in port.calls}
    assert written == {
        "qbi.qk_client_id": "id",
        "qbi.qk_client_secret": "secret",
        "qbi.qk_realm": "1",
    }
    assert len(made.tokens()) == 2
    made.sync(INVOICE, "invoice")
    assert port.calls[-1] == (
        "quickbooks.quickbooks",
        "push_invoices_to_qb",
        {"ids": [], "context": None, "limit": 50},
    )


def test_addresses_are_written_as_the_connector_wants_them() -> None:
    """A path behind the host, and what discovery would have said."""
    port = Port({("quickbooks.connector", "search"): [[3]]})
    connector("cybrosys", port).configure(APP)
    written = port.calls[-1][2]["vals"]
    assert written["quickbooks_api_url"] == "http://books/v3/company/"
    assert written["quickbooks_access_token_url"] == "http://books/token"
    assert written["quickbooks_auth_base_url"] == "http://books/authorize"


def test_a_mapping_takes_the_id_or_the_name() -> None:
    """As its profile says."""
    port = Port({("account.tax", "search"): [[5]]})
    made = connector("pragmatic", port)
    made.map("tax", {"FL": Entry(id="9", name="FL 6%", rule="taxes.FL")})
    assert port.calls[-1][2]["vals"] == {"qbo_tax_id": "9"}
    mapping = made.profile.mappings["tax"].model_copy(update={"value": "name"})
    named = made.profile.model_copy(update={"mappings": {"tax": mapping}})
    Connector(named, port).map("tax", {"FL": Entry(id="9", name="FL 6%", rule="taxes.FL")})
    assert port.calls[-1][2]["vals"] == {"qbo_tax_id": "FL 6%"}


def test_a_rule_for_what_odoo_lacks_is_shown_in_its_file() -> None:
    """The rule and its place, not only the name that was looked for."""
    made = connector("pragmatic", Port({("account.tax", "search"): [[]]}))
    rule = "taxes.FL in policy.toml, line 3"
    with pytest.raises(NotProven, match=r"taxes\.FL in policy\.toml, line 3"):
        made.map("tax", {"FL": Entry(id="9", name="FL 6%", rule=rule)})


def test_a_log_that_names_its_record_by_name_is_read() -> None:
    """Written only for errors: each row says failed."""
    row = {
        "id": 1,
        "odoo_object": "res.partner",
        "odoo_name": "ACME",
        "message": "no",
        "created_date": "",
    }
    port = Port(
        {
            ("res.partner", "read"): [[{"id": 7, "display_name": "ACME"}]],
            ("qbo.logger", "search_read"): [[row]],
        }
    )
    rows = connector("pragmatic", port).logs([CUSTOMER])
    assert [(found.ref, found.status) for found in rows] == [(CUSTOMER, "failed")]
    assert ["odoo_name", "in", ["ACME"]] in port.calls[-1][2]["domain"]


def test_a_log_without_the_records_model_is_read() -> None:
    """The id decides where it can; codes that are not in the states are failures."""
    rows = [
        {"id": 1, "odoo_id": 7, "code": "200", "name": "", "response": "", "quickbook_id": "58"},
        {
            "id": 2,
            "odoo_id": 7,
            "code": "400",
            "name": "",
            "response": "6240",
            "quickbook_id": False,
        },
    ]
    made = connector("techspawn", Port({("quickbook.jobs", "search_read"): [rows]}))
    assert [(row.ref, row.status) for row in made.logs([CUSTOMER])] == [
        (CUSTOMER, "done"),
        (CUSTOMER, "failed"),
    ]
    assert {row.ref for row in made.logs([CUSTOMER, INVOICE])} == {None}


def test_a_yes_or_no_is_a_state() -> None:
    """A row may say whether it is a fault."""
    rows = [{"id": 1, "fault_operation": True}, {"id": 2, "fault_operation": False}]
    made = connector(
        "vraja",
        Port(
            {
                ("quickbooks.log.vts.line", "search_read"): [
                    [{**row, "process_request_message": "x"} for row in rows]
                ]
            }
        ),
    )
    assert [row.status for row in made.logs()] == ["failed", "done"]


def test_what_a_connector_can_not_do_is_not_proven() -> None:
    """No trigger, no id, no token that a person could reach: each names the missing key."""
    made = connector("destiny", Port({("ir.model.data", "search_read"): [[{"res_id": 4}]]}))
    made.sync(INVOICE, "invoice")
    with pytest.raises(NotProven, match=r"has no triggers\.customer"):
        made.sync(CUSTOMER, "customer")
    with pytest.raises(NotProven, match=r"has no ids\.invoice"):
        made.external_id(INVOICE, "invoice")
    with pytest.raises(NotProven, match="access_token"):
        made.tokens()
    with pytest.raises(NotProven, match="realm"), made.spoiled(realm="2"):
        pass


def test_every_name_of_a_profile_is_looked_up() -> None:
    """Settings, triggers, ids, mappings, the queue and the log: each wrong one with its key."""
    known = [{"model": model, "name": "id"} for model in ("res.partner", "qb.backend")]
    made = connector("techspawn", Port({("ir.model.fields", "search_read"): [known]}))
    with pytest.raises(SettingsError) as caught:
        made.validate()
    told = str(caught.value)
    for line in (
        "connection.fields.api_url: qb.backend has no field location",
        "connection.values.data: qb.backend has no field data",
        "triggers.customer.attach: res.partner has no field backend_id",
        "ids.product.field: no model product.product",
        "mappings.tax.field: no model account.tax",
        "logs.status: no model quickbook.jobs",
    ):
        assert line in told
    made = connector("vraja", Port({("ir.model.fields", "search_read"): [[]]}))
    with pytest.raises(SettingsError, match=r"triggers\.product\.via: no model product\.product"):
        made.validate()
    nothing: dict[tuple[str, str], list[list[object]]] = {("ir.model.fields", "search_read"): [[]]}
    nothing["ir.model.fields.selection", "search_read"] = [[]]
    made = connector("ventortech", Port(nothing))
    with pytest.raises(SettingsError, match=r"wait\.message: no model queue\.job"):
        made.validate()
