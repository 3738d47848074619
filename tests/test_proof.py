"""What a scenario demands of a record that must not leave Odoo, or is gone already."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, Literal

import pytest

from harness.connector.exporting import SyncFailed
from harness.errors import NotProven
from harness.proof import Mirrored, Proof
from harness.proof.kinds import ROLES, ByItself, Told, Waiting
from harness.quickbooks.errors import RecordNotFound
from harness.snapshot import OdooRef, Role
from tests.oracle.records import invoice

PAYMENT = OdooRef(model="account.payment", id=7)
MIRRORED = Mirrored(entity="Invoice", id="1", record={})


class Stub(Proof):
    """A proof over a connector that answers as it is told, and logs these states."""

    _connector: Any

    def __init__(
        self,
        *answers: str | None,
        logs: Sequence[str] = (),
        of: OdooRef = PAYMENT,
        everything: bool = False,
        by_itself: bool = False,
    ) -> None:
        self._of = of
        self._answers = list(answers)
        self._rows: list[Any] = []
        self._logs = logs
        connector: Any = SimpleNamespace(
            sync=self._sync_once,
            save=lambda *_: None,
            keeps_log=lambda: True,
            log_place=lambda: "rows of theirs.log",
            logs=lambda refs: self._rows if refs == [of] else [],
        )
        self._connector = connector
        kind = (ByItself if by_itself else Waiting) if everything else Told
        self.kinds = dict.fromkeys(ROLES, kind(connector, lambda _: invoice))
        if by_itself:
            self._log()
            self._logs = ()

    def _log(self) -> None:
        self._rows += [
            SimpleNamespace(status=status, message="no", ref=self._of, entity="")
            for status in self._logs
        ]

    def _sync_once(self, ref: OdooRef, role: Role) -> None:
        self._log()
        words = self._answers.pop(0)
        if words is not None:
            raise SyncFailed(f"{role} {ref}: {words}")

    def never_left(self, ref: OdooRef, role: Role, hint: str = "") -> None:
        del ref, role, hint

    def left(self, mirrored: Mirrored) -> None:
        del mirrored

    def nothing_written_back(self, *refs: OdooRef, but: object = None) -> Any:
        del refs, but
        return nullcontext()


@pytest.mark.parametrize(("words", "logged"), [(None, "skipped"), ("not posted", "failed")])
def test_what_no_rule_lets_leave_may_be_refused_or_passed_over(
    words: str | None, logged: str
) -> None:
    """Nobody decided which; the log must say the one that it was."""
    Stub(words, logs=[logged]).declined(PAYMENT, "payment", "it was cancelled")
    with pytest.raises(AssertionError, match="the log says done"):
        Stub(words, logs=["done"]).declined(PAYMENT, "payment", "it was cancelled")
    with pytest.raises(
        AssertionError, match=r"the log says nothing\.\n    looked at: rows of theirs\.log"
    ):
        Stub(words).declined(PAYMENT, "payment", "it was cancelled")


def test_the_log_may_speak_of_the_record_that_stands_for_another() -> None:
    """A connector that exports a contact's company instead says so of the company."""
    company = OdooRef(model="res.partner", id=3)
    told = Stub(None, logs=["done"], of=company)
    told.declined(PAYMENT, "customer", "its company is the customer", instead=company)
    with pytest.raises(AssertionError, match="the log says nothing"):
        Stub(None, of=company).declined(PAYMENT, "customer", "as before", instead=company)


def test_a_second_sync_of_what_is_gone_is_told_from_the_first() -> None:
    """The connector did delete it, and is not told that it did not."""
    with pytest.raises(AssertionError, match="did not delete the mirror"):
        Stub("no").withdrawn(PAYMENT, MIRRORED, "delete")
    with pytest.raises(AssertionError, match=r"Synced again, the withdrawn .* though the first"):
        Stub(None, "not found").withdrawn(PAYMENT, MIRRORED, "delete")


def test_an_export_of_all_that_waits_refuses_in_its_log() -> None:
    """It goes on past what it refuses; of what it took or passed over in silence, it says so."""
    Stub(None, logs=["failed"], everything=True).refused(PAYMENT, "payment")
    with pytest.raises(AssertionError, match="took payment"):
        Stub(None, logs=["done"], everything=True).refused(PAYMENT, "payment")
    with pytest.raises(AssertionError, match="it says nothing"):
        Stub(None, everything=True).refused(PAYMENT, "payment")
    with pytest.raises(
        AssertionError, match=r"nothing.\n  it said: .* closed books\n    looked at:"
    ):
        Stub("closed books").refused(PAYMENT, "payment")


def test_what_ended_without_an_error_is_told_by_what_its_log_says() -> None:
    """A button that logs a failure and raises nothing did not take the record."""
    for logged, told in (
        ("done", "took payment"),
        ("skipped", "passed over payment"),
        ("failed", "refused without an error payment .* people see, .* the log says failed"),
    ):
        with pytest.raises(AssertionError, match=told):
            Stub(None, logs=[logged]).refused(PAYMENT, "payment")


def test_what_does_not_wait_needs_no_row() -> None:
    """A draft is not among what an export of all that waits looks at; done is still wrong."""
    Stub(None, everything=True).declined(PAYMENT, "payment", "it is a draft")
    Stub(None, everything=True).waits(PAYMENT, "payment", "it is not reviewed")
    with pytest.raises(AssertionError, match="the log says done"):
        Stub(None, logs=["done"], everything=True).declined(PAYMENT, "payment", "it is a draft")


def test_a_change_that_exports_was_tried_before_the_sync() -> None:
    """Its rows are there already, and count once."""
    told = Stub(None, None, logs=["failed"], everything=True, by_itself=True)
    told.refused(PAYMENT, "payment")
    with pytest.raises(AssertionError, match="it says nothing"):
        told.refused(PAYMENT, "payment")


def test_a_bystander_may_leave_with_all_that_waits_if_it_is_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Held against the rules as any other then, and not looked for where it stayed."""
    looked_at: list[str] = []
    monkeypatch.setattr(Stub, "arrived", lambda *_: looked_at.append("arrived"))
    monkeypatch.setattr(Stub, "never_left", lambda *_: looked_at.append("never left"))
    for everything in (False, True):
        for held in (None, "5"):
            told = Stub(everything=everything)
            told._connector.external_id = lambda *_, held=held: held
            told.bystander(PAYMENT, "payment")
    assert looked_at == ["never left", "never left", "never left", "arrived"]


def test_what_waited_leaves_where_the_profile_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile that says so of a connector which does not is wrong, and loosens other checks."""
    monkeypatch.setattr(Stub, "arrived", lambda *_: None)
    told = Stub(everything=True)
    told._connector = SimpleNamespace(external_id=lambda *_: "5")
    told.beside(PAYMENT, "payment")
    told._connector = SimpleNamespace(
        external_id=lambda *_: None, profile=SimpleNamespace(name="ours")
    )
    with pytest.raises(NotProven, match=r"stayed in Odoo[\s\S]*triggers\.payment\.everything"):
        told.beside(PAYMENT, "payment")


@pytest.mark.parametrize(("state", "told"), [("posted", False), ("draft", True)])
def test_what_waited_is_no_stray_unless_it_is_a_draft(
    state: Literal["posted", "draft"], told: bool
) -> None:
    """Odoo holds its id, so it mirrors; a second record, which Odoo does not know, does not."""
    other = OdooRef(model="account.move", id=9)
    proof = Stub(everything=True)
    proof._connector.mirrored_by = lambda role, qbo_id: (
        (other,) if (role, qbo_id) == ("invoice", "4") else ()
    )
    proof.__dict__["snapshot"] = lambda _: replace(invoice, state=state)
    ours: dict[str, set[str]] = {}
    proof._allow_what_came_too({"Invoice": [{"Id": "4"}, {"Id": "6"}]}, ours)
    assert ours["Invoice"] == (set() if told else {"4"})


def test_the_other_variants_are_no_strays_where_their_template_is_exported() -> None:
    """A button of the template exports all its variants, and none of another product."""
    beams = {number: OdooRef(model="product.product", id=number) for number in (40, 41, 50)}
    proof = Stub()
    proof._links = {(beams[40], "product"): "7"}
    proof._connector.mirrored_by = lambda role, qbo_id: (
        (beams[int(qbo_id) + 33],) if role == "product" and qbo_id != "9" else ()
    )
    proof._connector.called_on = lambda ref, role: (
        OdooRef(model="product.template", id=ref.id // 10) if role == "product" else None
    )
    ours: dict[str, set[str]] = {"Item": {"7"}}
    changed = {"Item": [{"Id": number} for number in ("7", "8", "9", "17")]}
    assert proof._allow_what_came_too(changed, ours)
    assert ours["Item"] == {"7", "8"}


def test_a_second_export_that_fails_in_its_log_only_is_told() -> None:
    """Such as one that makes a second record each time, whose name QuickBooks refuses."""
    told = Stub(None, logs=["failed"], everything=True)
    told._books = SimpleNamespace(count=lambda _: 1)  # type: ignore[assignment]
    with pytest.raises(AssertionError, match=r"second sync .* failed, though nothing"):
        told.repeatable(PAYMENT, "payment", MIRRORED)


def test_what_a_second_export_changed_is_shown_before_and_after() -> None:
    """A new SyncToken alone means that the same was written again."""

    def record(token: str, item: str) -> dict[str, Any]:
        lines = [{"Id": "1"}, {"ItemRef": {"value": item}}]
        return {"SyncToken": token, "Line": lines}

    told = Stub(None, logs=["done"])
    told._books = SimpleNamespace(  # type: ignore[assignment]
        count=lambda _: 1, read=lambda *_: record("1", "8")
    )
    was = replace(MIRRORED, record=record("0", "7"))
    with pytest.raises(AssertionError, match=r"SyncToken: 0 became 1") as caught:
        told.repeatable(PAYMENT, "payment", was)
    assert "\n  Line.1.ItemRef.value: 7 became 8" in str(caught.value)
    assert "Line.0" not in str(caught.value)


@pytest.mark.parametrize(("amount", "told"), [("5", True), ("6", False)])
def test_lines_that_were_made_anew_are_named(amount: str, told: bool) -> None:
    """An update that sends them without their ids; not one that changed something else too."""

    def record(token: str, line: str, amount: str) -> dict[str, Any]:
        return {"SyncToken": token, "Line": [{"Id": line, "Amount": amount}]}

    proof = Stub(None, logs=["done"])
    proof._books = SimpleNamespace(  # type: ignore[assignment]
        count=lambda _: 1, read=lambda *_: record("1", "2", amount)
    )
    was = replace(MIRRORED, record=record("0", "1", "5"))
    with pytest.raises(AssertionError, match=r"Line\.0\.Id: 1 became 2") as caught:
        proof.repeatable(PAYMENT, "payment", was)
    assert ("send each line with the Id" in str(caught.value)) is told


def test_an_id_that_quickbooks_does_not_have_names_what_it_comes_from() -> None:
    """A create with the requestid of one whose record was deleted gets that one's answer."""

    def read(*_: object) -> None:
        raise RecordNotFound("the read of Bill 5 failed", code="610")

    proof = Stub(None)
    proof._books = SimpleNamespace(read=read)  # type: ignore[assignment]
    with pytest.raises(AssertionError, match=r"no such Bill[\s\S]*repeats a requestid"):
        proof._read("Bill", "5", "bill 7")


@pytest.mark.parametrize(("total", "told"), [("0", True), ("9", False)])
def test_a_payment_that_was_taken_off_is_named(total: str, told: bool) -> None:
    """The document itself was not written; its payment left with the export of all that waits."""

    def record(token: str, links: list[dict[str, str]], total: str) -> dict[str, Any]:
        return {"SyncToken": token, "LinkedTxn": links, "Balance": "1", "TotalAmt": total}

    proof = Stub(None)
    proof.__dict__["left"] = lambda _: record("1", [], total)
    was = replace(MIRRORED, record=record("0", [{"TxnId": "7", "TxnType": "Payment"}], "0"))
    with pytest.raises(AssertionError, match=r"SyncToken: 0 became 1") as caught:
        proof.untouched(was, "an accountant decides")
    assert ("export of another record" in str(caught.value)) is told


def test_of_a_change_that_exports_the_last_attempt_counts() -> None:
    """Made, it was exported; renamed, it was refused."""
    told = Stub(None, logs=["done", "failed"], everything=True, by_itself=True)
    told.refused(PAYMENT, "payment")
    with pytest.raises(AssertionError, match="took payment"):
        Stub(None, logs=["failed", "done"], everything=True, by_itself=True).refused(
            PAYMENT, "payment"
        )


def customer(name: str, identity: str = "3", note: str = "Odoo INV/1") -> dict[str, Any]:
    """An invoice's customer and note, as QuickBooks answers them."""
    return {"CustomerRef": {"value": identity, "name": name}, "PrivateNote": note}


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (customer("Renamed"), ""),
        (customer("Renamed", "4"), "was changed:\n  CustomerRef.value: 3 became 4"),
        (customer("Beams", note="mine"), "was changed:\n  PrivateNote: Odoo INV/1 became mine"),
        (None, "is gone."),
    ],
)
def test_what_must_stay_as_it_was(
    left: dict[str, Any] | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told what changed; that its customer is called otherwise is no change of it."""
    proof = Stub()
    monkeypatch.setattr(proof, "left", lambda _: left)
    held = replace(MIRRORED, record=customer("Beams"))
    with pytest.raises(AssertionError, match=said) if said else nullcontext():
        proof.untouched(held, "the rules say so")


GOOD, BAD, LATE = (OdooRef(model="account.move", id=number) for number in (8, 9, 10))
BEGUN = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


def row(ref: OdooRef, status: str, **change: object) -> SimpleNamespace:
    """A row of the log about a record."""
    said = {"done": "", "failed": "the name is too long"}[status]
    told = {"id": 1, "message": said, "at": "2026-11-02 15:01:00", "external_id": "5"}
    return SimpleNamespace(**{"ref": ref, "status": status, "entity": "Invoice", **told, **change})


def together(
    *rows: SimpleNamespace,
    words: str = "BAD: the name is too long",
    others: Sequence[OdooRef] = (),
) -> None:
    """Invoices at once, one of which is to be refused and one arrived, with these rows."""
    proof = Stub()
    for number, item in enumerate(rows, start=1):
        item.id = number
    proof._rows = list(rows)
    told: Any = {
        "logs": lambda refs: [item for item in rows if item.ref in refs],
        "external_id": lambda ref, _: "5" if ref == GOOD else None,
        "sync_together": lambda *_: proof._sync_once(GOOD, "invoice"),
        "keeps_log": lambda: True,
    }
    proof._connector.__dict__.update(told)
    proof._answers = [words or None]
    proof.__dict__ |= {"_links": {}, "_judged": set(), "_since": BEGUN}
    proof.__dict__ |= {"arrived": lambda *_: None, "_read": lambda *_: {}}
    proof.together(GOOD, BAD, *others, role="invoice", refused=BAD)


def test_one_that_is_refused_keeps_no_other_back() -> None:
    """Each has its own row, and people see the failure."""
    together(row(GOOD, "done"), row(BAD, "failed"))
    with pytest.raises(AssertionError, match="without an error that people see"):
        together(row(GOOD, "done"), row(BAD, "failed"), words="")
    with pytest.raises(AssertionError, match=r"did not arrive"):
        together(row(GOOD, "done"), row(BAD, "failed"), others=[LATE])
    with pytest.raises(AssertionError, match=r"one row, done[\s\S]*found 0"):
        together(row(BAD, "failed"))
    with pytest.raises(AssertionError, match="one row, failed"):
        together(row(GOOD, "done"), row(BAD, "done"))
    with pytest.raises(AssertionError, match="tells why another record failed"):
        together(row(GOOD, "done", message="the name is too long"), row(BAD, "failed"))


@pytest.mark.parametrize(
    "at", ["2026-11-02 15:59:00", "2026-11-02", "", "11/02/2026 10:00 AM", "2026-01-01 00:00:00"]
)
def test_a_row_of_these_hours_or_of_none(at: str) -> None:
    """A mere day says none, nor a text that is no date and time, nor what a recording keeps."""
    together(row(GOOD, "done", at=at), row(BAD, "failed"))


@pytest.mark.parametrize("at", ["2026-11-02 10:01:00", "2026-11-02T19:00:00-01:00"])
def test_a_row_of_another_zones_hour_is_told(at: str) -> None:
    """Nobody would find what happened when."""
    with pytest.raises(AssertionError, match="written after 2026-11-02 15:00 UTC"):
        together(row(GOOD, "done", at=at), row(BAD, "failed"))


def test_an_id_of_another_role_is_told_from_an_export_that_nobody_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where QuickBooks has nothing of it, the profile's `ids` are the first to be looked at."""
    proof = Stub()
    proof._connector.external_id = lambda *_: "5"
    proof._connector.place = lambda role: f"qb.link.qb_id (ids.{role} of the profile)"
    monkeypatch.setattr(Stub, "snapshot", lambda *_: invoice)
    monkeypatch.setattr(Stub, "keyed", lambda *_: [])
    with pytest.raises(AssertionError, match=r"ids\.payment of the profile.*from other roles\?"):
        Proof.never_left(proof, PAYMENT, "payment")


def test_the_logs_last_words_name_what_was_made() -> None:
    """A vendor that was made a customer is seen at once."""
    proof = Stub()
    row = {"status": "done", "entity": "Customer", "external_id": "5", "message": ""}
    proof._rows.append(SimpleNamespace(**row, ref=PAYMENT))
    assert proof._last_words(PAYMENT).endswith("the connector's log says: done Customer 5")
