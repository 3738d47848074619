"""Profiles and the driver, against a port that remembers what it was asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.connector.driver import SPOILED, Connector
from harness.connector.loader import load_profile
from harness.connector.profile import Option
from harness.errors import NotProven, SettingsError
from harness.odoo.port import OdooError, OdooUserError
from tests.connector.driven import CUSTOMER, bridge, connector
from tests.connector.port import Port

CANARY = "canary-0123456789abcdef"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ('titel = "x"\n', "titel"),
        ("modules = 1\n", "modules"),
        ('[wait]\nkind = "queue"\n', "a queue needs its model"),
        ('[wait]\nlater = [["retry", ">", 0]]\n', "later finds jobs"),
        ("modules = [\n", "not valid TOML"),
        (
            '[connection]\nkind = "parameters"\nmodel = "m"\nfields = {}\ncreate = { a = 1 }\n',
            "no record",
        ),
        ('[triggers]\nbill = { on = "model", method = "m" }\n', "needs the model"),
        ('[triggers]\nbill = { on = "record", method = "m", via = "v" }\n', "come together"),
        ('[triggers]\nbill = { on = "cron", method = "m", via = "v" }\n', "takes neither"),
        ('[triggers]\nbill = { on = "change", everything = false }\n', "exports every change"),
        ('[ids]\nbill = { model = "m", field = "f", via = "v", record = "r" }\n', "two ways"),
        ('[ids]\nbill = { model = "m", field = "f", domain = ["x"] }\n', "which record names"),
        (
            '[mappings]\ntax = { model = "m", match = "n", field = "f", row = "r" }\n',
            "come together",
        ),
        (
            '[mappings]\ntax = { model = "m", match = "n", field = "f", create = { a = 1 } }\n',
            "row",
        ),
        (
            '[options]\n"invoice.reset" = { field = "f", values = {} }\n',
            "did you mean invoices.reset",
        ),
        (
            '[options]\n"invoices.reset" = { field = "f", values = { avoid = 1 } }\n',
            "'avoid', but with 'stays' or",
        ),
        ('[logs]\nmodel = "m"\nstatus = "s"\n', "either record_id or record_name"),
        ('[logs]\nmodel = "m"\nrecord_id = "r"\n', "needs otherwise"),
    ],
)
def test_a_wrong_profile_names_the_key(tmp_path: Path, change: str, told: str) -> None:
    """And the file."""
    file = tmp_path / "mine.toml"
    file.write_text('name = "x"\n' + change)
    with pytest.raises(SettingsError, match=told) as caught:
        load_profile(str(file))
    assert "mine.toml" in str(caught.value)


def test_a_profile_that_is_no_text_is_told(tmp_path: Path) -> None:
    """With the file and the line."""
    file = tmp_path / "mine.toml"
    file.write_bytes(b"name = 1\n\xff")
    with pytest.raises(SettingsError, match="line 2") as caught:
        load_profile(str(file))
    assert "mine.toml" in str(caught.value)


def test_an_unknown_profile_names_those_there_are() -> None:
    """By name."""
    with pytest.raises(SettingsError, match="qbo_mirror"):
        load_profile("nobody")


def test_a_record_is_found_by_its_mirror() -> None:
    """In the mapping model, narrowed to the role; an id that can't be searched tells nothing."""
    made, port = bridge("cron", method="x.export")
    assert made.mirrored_by("customer", "5") == (CUSTOMER,)
    [(_, _, asked)] = port.calls
    assert asked["domain"] == [["qbo_id", "=", "5"], ["qbo_lib_type", "=", "customer"]]
    port.answers["qbo.map.partner", "search_read"] = [
        OdooUserError("search_read", "ValueError", "not stored")
    ]
    assert made.mirrored_by("customer", "5") == ()


def test_an_id_in_a_mapping_model_is_found() -> None:
    """By record and type."""
    made, port = connector("ventortech", {("qbo.map.partner", "search_read"): [[{"qbo_id": "58"}]]})
    assert made.external_id(CUSTOMER, "vendor") == "58"
    assert port.calls[-1][2]["domain"] == [["partner_id", "=", 7], ["qbo_lib_type", "=", "vendor"]]


@pytest.mark.parametrize("word", ["ok", ""])
def test_a_word_of_the_log_that_nobody_translated_is_the_profiles(word: str) -> None:
    """The connector may have said it was done; the log as a whole may be searched all the same."""
    row = {"id": 4, "model": "res.partner", "res_id": 7, "status": word, "message": ""}
    made, _ = connector("qbo_mirror", {("qbo.log", "search_read"): [[row]]})
    with pytest.raises(NotProven, match=r"does not say what that means") as told:
        made.logs([CUSTOMER])
    assert "add the word to logs.states" in str(told.value)
    assert "row 4 of qbo.log" in str(told.value)
    assert made.logs()


def test_states_and_domains_that_can_not_be_are_told() -> None:
    """A state that no job can have is never waited for."""
    fields = [
        {"model": model, "name": name}
        for model, names in {
            "quickbooks.integration": (
                "state",
                *("qb_client_id", "qb_client_secret", "qb_company_id", "qb_env"),
                *("qb_access_token", "qb_refresh_token"),
            ),
            "queue.job": ("state", "exc_info"),
            "qbo.map.partner": ("partner_id", "qbo_id"),
            "qbo.map.product": ("product_id", "qbo_id"),
            "qbo.map.account.move": ("invoice_id", "qbo_id"),
            "qbo.map.payment": ("payment_id", "txn_id"),
        }.items()
        for name in names
    ]
    states = [{"value": value} for value in ("pending", "started", "failed", "done")]
    made, _ = connector(
        "ventortech",
        {
            ("ir.model.fields", "search_read"): [fields],
            ("ir.model.fields.selection", "search_read"): [states],
        },
    )
    with pytest.raises(SettingsError) as caught:
        made.validate()
    told = str(caught.value).splitlines()[1:-2]
    assert told == [
        "  ids.customer.domain: qbo.map.partner has no field qbo_lib_type",
        "  ids.vendor.domain: qbo.map.partner has no field qbo_lib_type",
        "  wait.pending: queue.job has no state enqueued, but pending, started, failed, done",
    ]


def test_a_connector_without_log_is_not_proven() -> None:
    """Nobody could review it."""
    made, _ = connector("ventortech", {})
    with pytest.raises(NotProven, match="keeps no log"):
        made.logs()


def test_a_secret_in_the_log_is_found_and_not_shown() -> None:
    """By value, and by shape."""
    row = {"id": 1, "model": "res.partner", "res_id": 7, "status": "done"}
    made, _ = connector(
        "qbo_mirror",
        {
            ("qbo.connection", "search"): [[1]],
            ("qbo.connection", "read"): [
                [{"access_token": CANARY, "refresh_token": "", "client_secret": ""}]
            ],
            ("qbo.log", "search_read"): [
                [
                    {**row, "message": "fine"},
                    {**row, "id": 2, "message": f"sent {CANARY}"},
                    {**row, "id": 3, "message": "Authorization: Bearer abcdefghijklmnopqrstu1"},
                ]
            ],
        },
    )
    leaks = made.leaked_secrets()
    assert [leak.split()[1] for leak in leaks] == ["2", "3"]
    assert CANARY not in "".join(leaks)


def test_spoiled_settings_are_restored_even_on_failure() -> None:
    """What was written last is what was read first."""
    made, port = connector(
        "qbo_mirror",
        {
            ("qbo.connection", "search"): [[1]],
            ("qbo.connection", "read"): [[{"realm_id": "right"}]],
        },
    )
    with pytest.raises(RuntimeError), made.spoiled(realm="wrong"):
        raise RuntimeError
    written = [call[2]["vals"] for call in port.calls if call[1] == "write"]
    assert written == [{"realm_id": "wrong"}, {"realm_id": "right"}]


@pytest.mark.parametrize(("found", "written"), [(SPOILED, [SPOILED, "own"]), ("new", [SPOILED])])
def test_a_spoiled_access_token_is_put_back_unless_the_connector_renewed_it(
    found: str, written: list[str]
) -> None:
    """What a bent connector left spoiled would turn the next scenario red for a wrong reason."""
    made, port = connector(
        "qbo_mirror",
        {
            ("qbo.connection", "search"): [[1]],
            ("qbo.connection", "read"): [[{"access_token": "own"}], [{"access_token": found}]],
        },
    )
    with pytest.raises(RuntimeError), made.access_token_spoiled():
        raise RuntimeError
    assert [call[2]["vals"]["access_token"] for call in port.calls if call[1] == "write"] == written


def test_options_may_be_system_parameters() -> None:
    """Then they are keys, which no model has as fields."""
    made, port = connector(
        "up5tech",
        {
            ("ir.model.fields", "search_read"): [
                [
                    {"model": "res.partner", "name": "quickbooks_id"},
                    {"model": "product.product", "name": "product_tmpl_id"},
                    {"model": "product.template", "name": "quickbooks_id"},
                    {"model": "account.move", "name": "quickbooks_id"},
                ]
            ]
        },
    )
    option = Option(field="qbi.void", values={"void": "yes", "refuse": "no"})
    made.profile = made.profile.model_copy(
        update={
            "options": {"invoices.cancelled": option},
            "accounts": {"invoices.discount_account": "qbi.discounts"},
        }
    )
    made.validate()
    made.obey({"invoices.cancelled": "refuse"})
    assert port.calls[-1][2] | {"key": "qbi.void", "value": "no"} == port.calls[-1][2]


def test_a_value_that_the_settings_do_not_take_names_its_option() -> None:
    """Such as a word that a selection does not have."""
    refused = OdooError("qbo.connection.write", "ValueError", "Wrong value for variant_names: 'x'")
    made, _ = connector(
        "qbo_mirror",
        {("qbo.connection", "search"): [[1]], ("qbo.connection", "write"): [refused]},
    )
    with pytest.raises(SettingsError, match=r"do not take .* Wrong value") as told:
        made.obey({"items.variants": "sku", "customers.edited": "left"})
    assert "qbo_mirror: options.items.variants" in str(told.value)
    assert "options.customers.edited" not in str(told.value)


def test_the_place_of_the_log_is_told() -> None:
    """A profile that looks for the wrong rows, and a connector that writes none, look alike."""
    told = load_profile("qbo_mirror")
    assert Connector(told, Port({})).log_place() == (
        "rows of qbo.log whose res_id is its id and model its model (logs of the profile)"
    )
    assert told.logs
    named = {
        "record_id": None,
        "record_model": None,
        "record_name": "name",
        "domain": [["a", "=", 1]],
    }
    logs = told.logs.model_copy(update=named)
    assert Connector(told.model_copy(update={"logs": logs}), Port({})).log_place() == (
        "rows of qbo.log whose name is its name, among [['a', '=', 1]] (logs of the profile)"
    )
    assert Connector(told.model_copy(update={"logs": None}), Port({})).log_place() == "nowhere"
