"""Profiles and the driver, against a port that remembers what it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from harness.connector.driver import SPOILED, Connector, Entry, SyncFailed
from harness.connector.loader import load_profile
from harness.connector.profile import Option, Trigger, Wait
from harness.errors import NotProven, SettingsError
from harness.odoo.port import OdooError, OdooNotFound, OdooUserError
from harness.snapshot import OdooRef
from tests.connector.driven import CUSTOMER, PROFILES, connector, installed
from tests.connector.port import Port

CANARY = "canary-0123456789abcdef"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ('titel = "x"\n', "titel"),
        ("modules = 1\n", "modules"),
        ('[wait]\nkind = "queue"\n', "a queue needs its model"),
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


def test_a_record_is_triggered_with_its_context() -> None:
    """On the record itself."""
    made, port = connector("qbo_mirror", {})
    made.sync(CUSTOMER, "customer")
    assert port.calls == [
        ("res.partner", "action_qbo_sync", {"ids": [7], "context": {"qbo_role": "customer"}})
    ]


def test_several_records_are_triggered_by_one_call() -> None:
    """As people who choose them in a list do; what they say is of all of them."""
    made, port = connector("qbo_mirror", {})
    other = OdooRef(model="res.partner", id=9)
    made.sync_together([CUSTOMER, other], "customer")
    assert port.calls == [
        ("res.partner", "action_qbo_sync", {"ids": [7, 9], "context": {"qbo_role": "customer"}})
    ]
    key = ("res.partner", "action_qbo_sync")
    made, _ = connector("qbo_mirror", {key: [OdooUserError("action_qbo_sync", "UserError", "no")]})
    with pytest.raises(SyncFailed, match=r"res.partner\(7\), res.partner\(9\) was not exported"):
        made.sync_together([CUSTOMER, other], "customer")


def test_a_bulk_export_is_triggered_on_the_settings() -> None:
    """Then its queue is waited for."""
    made, port = connector(
        "cybrosys",
        {("quickbooks.connector", "search"): [[3]], ("queue.job", "search_read"): [[]]},
    )
    made.sync(CUSTOMER, "customer")
    assert ("quickbooks.connector", "action_export_customer") in [call[:2] for call in port.calls]


def bridge(trigger: str, **change: object) -> tuple[Connector, Port]:
    """A connector whose partners are exported by this trigger, and ids kept in a mapping."""
    told = load_profile(str(PROFILES / "ventortech.toml"))
    triggers = {"customer": Trigger.model_validate({"on": trigger, **change})}
    profile = told.model_copy(update={"triggers": triggers, "wait": Wait()})
    port = Port({("qbo.map.partner", "search_read"): [[{"partner_id": [7, "Mill"]}]]})
    return Connector(profile, port), port


def test_a_change_exports_by_itself() -> None:
    """Nothing is called; to try it twice, a field is written as it stands."""
    made, port = bridge("change")
    made.sync(CUSTOMER, "customer")
    assert port.calls == []
    port.answers["res.partner", "read"] = [[{"name": "Mill"}]]
    made.save(CUSTOMER, "customer")
    assert port.calls[-1] == (
        "res.partner",
        "write",
        {
            "ids": [7],
            "context": {"skip_is_manually_modified": True},
            "vals": {"name": "Mill"},
        },
    )


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


@pytest.mark.parametrize("trigger", [{"on": "change", "method": "x"}, {"on": "cron"}])
def test_a_trigger_has_its_method_and_a_change_none(trigger: dict[str, str]) -> None:
    """Each is told."""
    with pytest.raises(ValueError, match='on = "change" takes none'):
        Trigger.model_validate(trigger)


def test_an_id_in_a_mapping_model_is_found() -> None:
    """By record and type."""
    made, port = connector("ventortech", {("qbo.map.partner", "search_read"): [[{"qbo_id": "58"}]]})
    assert made.external_id(CUSTOMER, "vendor") == "58"
    assert port.calls[-1][2]["domain"] == [["partner_id", "=", 7], ["qbo_lib_type", "=", "vendor"]]


def test_a_mapping_table_has_one_row_for_each_entry(tmp_path: Path) -> None:
    """Made where it is missing, and found again by all that tells it."""
    made, port = table_of_mappings(
        tmp_path,
        {("account.tax", "search"): [[4]], ("their.mapping", "search"): [[], [30]]},
    )
    for tax_code in ("2", "3"):
        made.map("tax", {"FL 7%": Entry(id=tax_code, name="FL 7%", rule="taxes")})
    asked = [call[2] for call in port.calls if call[1:2] == ("search",)]
    assert asked[1]["domain"] == [["entry", "=", 4], ["kind", "=", "tax"]]
    assert [call[2] for call in port.calls if call[1] in {"create", "write"}] == [
        {"ids": None, "context": None, "vals_list": [{"entry": 4, "kind": "tax", "qbo": "2"}]},
        {"ids": [30], "context": None, "vals": {"qbo": "3"}},
    ]


def test_a_wrong_mapping_table_is_told(tmp_path: Path) -> None:
    """Its fields are looked for in the table, not in the entry."""
    made, _ = table_of_mappings(
        tmp_path,
        {
            ("ir.model.fields", "search_read"): [
                [
                    {"model": "account.tax", "name": "name"},
                    {"model": "their.mapping", "name": "qbo"},
                    {"model": "their.mapping", "name": "entry"},
                ]
            ]
        },
    )
    with pytest.raises(SettingsError, match=r"their\.mapping has no field kind") as told:
        made.validate()
    assert "mappings.tax.field" not in str(told.value)


def test_a_refusal_names_what_the_profile_could_not_tell(tmp_path: Path) -> None:
    """The connector's own words alone would not lead to the profile."""
    made, _ = table_of_mappings(
        tmp_path, {("res.partner", "sync"): [OdooUserError("c", "UserError", "no term")]}
    )
    made.map("term", {"Net 30": Entry(id="3", name="Net 30", rule="terms")})
    made.map("class", {})
    with pytest.raises(SyncFailed, match=r"no term\nThe profile theirs has no mappings\.term:"):
        made.sync(CUSTOMER, "customer")


def table_of_mappings(
    folder: Path, answers: Mapping[tuple[str, str], Any]
) -> tuple[Connector, Port]:
    """A connector that keeps what taxes are in QuickBooks in a table of its own."""
    file = folder / "theirs.toml"
    file.write_text(
        """
name = "theirs"
title = "Theirs"
modules = []
ids = {}
[connection]
model = "account.tax"
fields = {}
[triggers]
customer = { on = "record", method = "sync" }
[mappings.tax]
model = "account.tax"
match = "name"
row = "their.mapping"
record = "entry"
field = "qbo"
create = { kind = "tax" }
"""
    )
    port = Port(answers)
    return Connector(load_profile(str(file)), port), port


def test_what_the_connector_refuses_is_its_word() -> None:
    """A user error is a failed sync, a missing method a wrong profile."""
    made, _ = connector(
        "qbo_mirror",
        {("res.partner", "action_qbo_sync"): [OdooUserError("c", "UserError", "no name")]},
    )
    with pytest.raises(SyncFailed, match="no name"):
        made.sync(CUSTOMER, "customer")
    absent = {("res.partner", "action_qbo_sync"): [OdooNotFound("c", "n", "no method")]}
    made, _ = connector("qbo_mirror", {**absent, **installed("qbo_mirror")})
    with pytest.raises(SettingsError, match=r"triggers\.customer\.method"):
        made.sync(CUSTOMER, "customer")
    made, _ = connector("qbo_mirror", {**absent, **installed()})
    with pytest.raises(NotProven, match=r"can't export: qbo_mirror is not on the addons path"):
        made.sync(CUSTOMER, "customer")


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
