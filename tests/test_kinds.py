"""The kinds of connectors: told, exporting all that waits, exporting by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from harness.connector.exporting import SyncFailed
from harness.connector.profile import Trigger
from harness.marks import cannot_arise
from harness.proof.kinds import ByItself, Kind, Told, Waiting, exports_of, kinds_of
from harness.snapshot import OdooRef, Role, Snapshot
from tests.oracle.records import invoice

REF = OdooRef(model="account.move", id=7)


class Odoo:
    """A connector and its Odoo: what it was asked, the record as it stands, and its log."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.record: Snapshot = invoice
        self.log: list[Any] = []
        self.to_log: list[str] = []

    def connector(self, *, logs: bool = True, **triggers: object) -> Any:
        """The connector, as the kinds speak to it."""
        made = {role: Trigger.model_validate(value) for role, value in triggers.items()}
        return SimpleNamespace(
            sync=lambda *_: self._do("sync"),
            save=lambda *_: self._do("save"),
            keeps_log=lambda: logs,
            logs=lambda **_: self.log,
            profile=SimpleNamespace(triggers=made),
        )

    def _do(self, what: str) -> None:
        self.asked.append(what)
        for status in self.to_log:
            self.say(status)

    def say(self, status: str, entity: str = "Invoice") -> None:
        """Add a row to the log."""
        self.log.append(SimpleNamespace(status=status, message="no", ref=REF, entity=entity))

    def kind(self, of: type[Told], **options: Any) -> Kind:
        """One kind on it."""
        return of(self.connector(**options), lambda _: self.record)


@pytest.mark.parametrize(
    ("trigger", "kind"),
    [
        ({"on": "record", "method": "x"}, Told),
        ({"on": "record", "method": "x", "everything": True}, Waiting),
        ({"on": "cron", "method": "x"}, Waiting),
        ({"on": "connection", "method": "x"}, Waiting),
        ({"on": "connection", "method": "x", "everything": False}, Told),
        ({"on": "change"}, ByItself),
    ],
)
def test_a_trigger_says_of_which_kind_it_is(trigger: dict[str, object], kind: type[Told]) -> None:
    """A role without one is of the kind that says so when it is told."""
    kinds = kinds_of(Odoo().connector(customer=trigger), lambda _: invoice)
    assert type(kinds["customer"]) is kind
    assert type(kinds["vendor"]) is Told


def test_what_can_not_arise_names_whose_export_it_is_about() -> None:
    """About nobody's, it would be asked of no connector at all."""
    with pytest.raises(TypeError):
        cannot_arise("exports by itself", "it has left already")  # type: ignore[call-arg]


def test_each_role_says_how_it_is_exported() -> None:
    """A connector may export its customers by itself, and its invoices only when it is told."""
    connector = Odoo().connector(customer={"on": "change"}, product={"on": "cron", "method": "x"})
    exports = exports_of(connector.profile)
    assert exports["customer"] == {"exports all that waits", "exports by itself"}
    assert exports["product"] == {"exports all that waits"}
    assert exports["invoice"] == set()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Told, ["change", "trouble", "sync", "calm"]),
        (Waiting, ["change", "trouble", "sync", "calm"]),
        (ByItself, ["trouble", "change", "sync", "calm"]),
    ],
)
def test_trouble_is_there_when_the_export_is(kind: type[Told], asked: list[str]) -> None:
    """Where the change is the export, trouble that comes after it would trouble nothing."""
    odoo = Odoo()

    @contextmanager
    def trouble() -> Iterator[None]:
        odoo.asked.append("trouble")
        yield
        odoo.asked.append("calm")

    def change() -> OdooRef:
        odoo.asked.append("change")
        return REF

    assert odoo.kind(kind).during(trouble(), change, "invoice") == (REF, "")
    assert odoo.asked == asked


@pytest.mark.parametrize(("kind", "asked"), [(Waiting, ["sync"]), (ByItself, ["save", "sync"])])
def test_what_met_trouble_waits_or_is_saved_again(kind: type[Told], asked: list[str]) -> None:
    """A connector that exports by itself need not look for what it failed to export."""
    odoo = Odoo()
    tried = odoo.kind(kind)
    odoo.to_log = ["failed"]
    assert tried.during(nullcontext(), lambda: REF, "invoice") == (REF, "no")
    odoo.to_log, odoo.asked = ["done"], []
    tried.export(REF, "invoice")
    assert odoo.asked == asked


@pytest.mark.parametrize("kind", [Waiting, ByItself])
def test_trouble_that_only_the_log_tells_is_told(kind: type[Told]) -> None:
    """Nothing is raised past a record that fails, and its own repetition does not hide it."""
    odoo = Odoo()

    def change() -> OdooRef:
        odoo.to_log = ["failed", "done"]
        return REF

    tried = odoo.kind(kind)
    odoo.say("failed")
    if kind is Waiting:  # an earlier failure is none of these
        assert tried.during(nullcontext(), lambda: REF, "invoice") == (REF, "")
    assert tried.during(nullcontext(), change, "invoice") == (REF, "no")


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Told, ["sync", "sync", "sync", "sync"]),
        (Waiting, ["sync", "save", "sync", "sync", "save", "sync"]),
        (ByItself, ["sync", "save", "sync", "sync", "save", "sync"]),
    ],
)
def test_what_nobody_changed_is_saved_to_be_exported_again(
    kind: type[Told], asked: list[str]
) -> None:
    """As it stands; a change is one by itself, and saving it would hide that nobody saw it."""
    odoo = Odoo()
    tried = odoo.kind(kind)
    tried.export(REF, "invoice")
    tried.export(REF, "invoice")
    odoo.record = replace(invoice, number="INV/2")
    tried.export(REF, "invoice")
    tried.export(REF, "invoice", again=True)
    assert odoo.asked == asked


@pytest.mark.parametrize(("kind", "saved"), [(Waiting, 0), (ByItself, 1)])
def test_what_was_refused_waits_or_is_saved_again(kind: type[Told], saved: int) -> None:
    """Once its cause is gone: what waits still waits, what goes by itself is its user's to save."""
    odoo = Odoo()
    tried = odoo.kind(kind)
    odoo.to_log = ["failed"]
    with pytest.raises(SyncFailed, match="was not exported: no"):
        tried.export(REF, "invoice")
    odoo.to_log = ["done"]
    tried.export(REF, "invoice")
    assert odoo.asked.count("save") == saved


@pytest.mark.parametrize(
    ("kind", "before", "since"),
    [
        (Told, 2, ["failed", "done"]),
        (Waiting, 2, ["failed", "done"]),
        (ByItself, 0, ["done"]),
    ],
)
def test_the_log_says_what_came_of_the_last_attempt(
    kind: type[Told], before: int, since: Sequence[str]
) -> None:
    """Where a change exports, what made the record was the attempt."""
    odoo = Odoo()
    tried = odoo.kind(kind)
    odoo.say("done")
    odoo.say("failed")
    earlier = tried.earlier(REF)
    assert earlier == before
    odoo.say("failed")
    odoo.say("done")
    assert [row.status for row in tried.since(REF, "invoice", earlier)] == since


@pytest.mark.parametrize(("role", "told"), [("customer", []), ("vendor", ["failed"])])
def test_of_a_partner_that_is_both_each_role_has_its_own_rows(role: Role, told: list[str]) -> None:
    """Both leave at once, and one may be refused."""
    odoo = Odoo()
    tried = odoo.kind(Waiting)
    odoo.say("failed", entity="Vendor")
    assert [row.status for row in tried.since(REF, role, 0)] == told


def test_without_a_log_nobody_looks_into_one() -> None:
    """And what is refused in silence is found by what did not arrive."""
    odoo = Odoo()
    odoo.log = [None]
    for kind in (Waiting, ByItself):
        odoo.kind(kind, logs=False).export(REF, "invoice")


@pytest.mark.parametrize(
    ("kind", "asked"),
    [(Told, ["sync"] * 3), (Waiting, ["sync"] * 3), (ByItself, [*["save"] * 3, "sync"])],
)
def test_at_once_is_told_or_saved_at_once(kind: type[Told], asked: list[str]) -> None:
    """Where nobody tells, several users save."""
    odoo = Odoo()
    odoo.kind(kind).at_once(REF, "invoice", 3)
    assert odoo.asked == asked
