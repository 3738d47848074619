"""How a connector comes to export a record, and how it is seen that it did not."""

from __future__ import annotations

from typing import Any

import pytest

from harness.connector.driver import Connector
from harness.connector.exporting import SyncFailed
from harness.connector.profile import Trigger
from harness.errors import NotProven, SettingsError
from harness.odoo.port import OdooNotFound, OdooUserError
from harness.snapshot import OdooRef, Role
from tests.connector.driven import CUSTOMER, bridge, connector, installed
from tests.connector.port import Port

OTHER = OdooRef(model="res.partner", id=9)
RED = {
    "type": "ir.actions.client",
    "tag": "display_notification",
    "params": {"type": "danger", "title": "QuickBooks", "message": "no name"},
}


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


@pytest.mark.parametrize("trigger", [{"on": "change", "method": "x"}, {"on": "cron"}])
def test_a_trigger_has_its_method_and_a_change_none(trigger: dict[str, str]) -> None:
    """Each is told."""
    with pytest.raises(ValueError, match='on = "change" takes none'):
        Trigger.model_validate(trigger)


def driven(
    trigger: dict[str, Any], answers: dict[tuple[str, str], Any], role: Role = "customer"
) -> tuple[Connector, Port]:
    """The reference connector's profile with another trigger of a role."""
    made, port = connector("qbo_mirror", answers)
    triggers = {role: Trigger.model_validate({"on": "record", **trigger})}
    return Connector(made.profile.model_copy(update={"triggers": triggers}), port), port


def test_a_wizard_opens_on_the_records_and_its_button_is_pressed() -> None:
    """In the order of a person: chosen, filled in, pressed."""
    key = ("their.wizard", "create")
    trigger = {"wizard": "their.wizard", "method": "export", "create": {"mode": "now"}}
    made, port = driven({**trigger, "context": {"lang": "en_US"}}, {key: [[12]]})
    made.sync_together([CUSTOMER, OTHER], "customer")
    context = {
        "lang": "en_US",
        "active_model": "res.partner",
        "active_ids": [7, 9],
        "active_id": 7,
    }
    assert port.calls == [
        (
            "their.wizard",
            "create",
            {"ids": None, "context": context, "vals_list": [{"mode": "now"}]},
        ),
        ("their.wizard", "export", {"ids": [12], "context": context}),
    ]


def test_a_wizard_opens_on_what_a_field_leads_to() -> None:
    """Such as the templates of variants, each once."""
    variants = [OdooRef(model="product.product", id=number) for number in (3, 4)]
    trigger = {
        "wizard": "their.wizard",
        "method": "export",
        "model": "product.template",
        "via": "product_tmpl_id",
    }
    template = [{"product_tmpl_id": [2, "Beam"]}]
    made, port = driven(
        trigger,
        {("product.product", "read"): [template, template], ("their.wizard", "create"): [[1]]},
        "product",
    )
    made.sync_together(variants, "product")
    context = port.calls[-1][2]["context"]
    assert (context["active_model"], context["active_ids"]) == ("product.template", [2])


def test_a_red_notification_is_a_refusal() -> None:
    """Its user is told, though no error was raised; any other answer says nothing."""
    key = ("res.partner", "sync")
    green = {**RED, "params": {"type": "success", "message": "sent"}}
    made, _ = driven({"method": "sync"}, {key: [RED, green, {"type": "ir.actions.act_window"}]})
    with pytest.raises(SyncFailed, match=r"res.partner\(7\) was not exported: QuickBooks: no name"):
        made.sync(CUSTOMER, "customer")
    made.sync(CUSTOMER, "customer")
    made.sync(CUSTOMER, "customer")


def test_a_red_notification_of_all_that_waits_is_of_any_record() -> None:
    """So the log says which, as of every connector of that kind."""
    key = ("qbo.connection", "export_all")
    made, _ = driven(
        {"on": "connection", "method": "export_all"},
        {key: [RED], ("qbo.connection", "search"): [[1]]},
    )
    made.sync(CUSTOMER, "customer")


def test_a_check_may_answer_in_red() -> None:
    """As the button of many settings does."""
    made, _ = connector(
        "qbo_mirror",
        {("qbo.connection", "search"): [[1]], ("qbo.connection", "action_check"): [RED]},
    )
    with pytest.raises(SyncFailed, match="QuickBooks: no name"):
        made.check()


def test_where_nothing_is_raised_the_log_tells_of_a_refusal() -> None:
    """Of this attempt alone, and of the last try where a connector repeats by itself."""
    row = {"model": "res.partner", "res_id": 7, "entity": "Customer", "message": "no name"}
    failed, done = {**row, "id": 1, "status": "failed"}, {**row, "id": 2, "status": "done"}
    key = ("qbo.log", "search_read")
    trigger = {"method": "sync", "raises": False}
    made, _ = driven(trigger, {key: [[], [failed]]})
    with pytest.raises(SyncFailed, match=r"res.partner\(7\) was not exported: no name"):
        made.sync(CUSTOMER, "customer")
    made, _ = driven(trigger, {key: [[failed], [failed, done]]})
    made.sync(CUSTOMER, "customer")
    made, _ = driven(trigger, {key: [[], [failed, done]]})
    made.sync(CUSTOMER, "customer")
    vendor = {**failed, "entity": "Vendor"}
    made, _ = driven(trigger, {key: [[], [vendor, done]]})
    with pytest.raises(SyncFailed, match="no name"):
        made.sync(CUSTOMER, "customer")


@pytest.mark.parametrize(
    ("trigger", "told"),
    [
        ({"on": "model", "model": "m", "wizard": "w"}, "a wizard opens on records"),
        ({"on": "record", "create": {"a": 1}}, "which wizard names"),
        ({"on": "connection", "raises": False}, "raises nothing anyway"),
    ],
)
def test_a_trigger_that_contradicts_itself_is_told(trigger: dict[str, Any], told: str) -> None:
    """Before anything is called."""
    with pytest.raises(ValueError, match=told):
        Trigger.model_validate({"method": "x", **trigger})


def test_a_connector_that_neither_raises_nor_logs_can_not_be_judged() -> None:
    """Nothing would ever tell of a refusal."""
    made, _ = connector("qbo_mirror", {})
    told = made.profile.model_dump() | {"logs": None}
    told["triggers"]["bill"]["raises"] = False
    with pytest.raises(ValueError, match=r"triggers.bill: raises = false needs logs"):
        type(made.profile).model_validate(told)


def test_a_wizard_that_is_not_there_is_told() -> None:
    """As every model and field that a profile names."""
    trigger = {"wizard": "their.wizard", "method": "export", "create": {"mode": "now"}}
    made, port = driven(trigger, {})
    known = [{"model": "their.wizard", "name": "id"}]
    port.answers["ir.model.fields", "search_read"] = [known, []]
    with pytest.raises(SettingsError, match=r"create\.mode: their.wizard has no field mode"):
        made.validate()
    with pytest.raises(SettingsError, match=r"triggers.customer.wizard: no model their.wizard"):
        made.validate()
