"""What waits to be written (`core/late.py`) is read all the same, and goes with its transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.sandbox.core import late
from harness.sandbox.core.sequences import MANY
from harness.sandbox.core.store import FORMAT, SCHEMA, Store, format_of
from harness.sandbox.entities import ENTITIES
from harness.sandbox.serve import CannotServe, Options, serve
from harness.sandbox.service import Service
from harness.sandbox.services.writing import write

SOLD = {
    "Line": [
        {
            "Amount": 7,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
        }
    ]
}
"""What an invoice sells."""


class Refused(Exception):
    """Ends a transaction."""


@contextmanager
def refused(part: AbstractContextManager[None]) -> Iterator[None]:
    """Run a block of a transaction or savepoint that is refused at its end."""
    with suppress(Refused), part:
        yield
        raise Refused


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store of either kind."""
    made = Store(":memory:" if request.param == "memory" else str(tmp_path / "books.sqlite"))
    yield made
    made.close()


def put(store: Store, *ids: str, body: str = "{}") -> None:
    """Put records that say nothing."""
    store.put("record", [("1", "Term", name, int(name), None, True, 0, body) for name in ids])


def kept(store: Store) -> list[str]:
    """List the records that are there."""
    return [name for (name,) in store.rows("SELECT id FROM record ORDER BY number")]


@pytest.mark.parametrize("read_first", [True, False])
def test_a_refusal_takes_only_its_own_rows(store: Store, read_first: bool) -> None:
    """Rows of an ended transaction stay, whether or not the refused one made them be written."""
    with store.transaction():
        put(store, "1")
    with refused(store.transaction()):
        put(store, "2")
        if read_first:
            assert kept(store) == ["1", "2"]
            put(store, "3")
    assert kept(store) == ["1"]


def test_a_savepoint_takes_only_its_own_rows(store: Store) -> None:
    """What a batch's item puts goes with it; what came before and behind stays."""
    with store.transaction():
        put(store, "1")
        with refused(store.savepoint()):
            put(store, "2")
        put(store, "3")
    assert kept(store) == ["1", "3"]


def test_the_latest_row_of_a_key_counts(store: Store) -> None:
    """Within a transaction, and over several."""
    with store.transaction():
        put(store, "1", body="[1]")
        put(store, "1", body="[2]")
    assert store.text("1", "Term", "1") == "[2]"
    with store.transaction():
        put(store, "1", body="[3]")
    assert store.text("1", "Term", "1") == "[3]"


def test_a_drawn_number_that_is_refused_is_drawn_again(store: Store) -> None:
    """A refusal takes back what was reserved for it, too."""
    with store.transaction():
        assert store.next("1", "document") == "1"
    with refused(store.transaction()):
        assert [store.next("1", "document") for _ in range(100)][-1] == "101"
    with store.transaction():
        assert store.next("1", "document") == "2"


@pytest.mark.parametrize("part", ["transaction", "savepoint"])
def test_a_refusal_leaves_no_gap_among_many_sequences(store: Store, part: str) -> None:
    """What is given back of reserved numbers stays given back, whatever is refused then."""
    with store.transaction():
        for name in range(MANY + 1):
            store.next("1", str(name))
        if part == "savepoint":
            with refused(store.savepoint()):
                store.next("1", "0")
    if part == "transaction":
        with refused(store.transaction()):
            store.next("1", "0")
    assert store.next("1", "0") == "2"


def test_more_than_may_wait_is_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits does not grow without end."""
    monkeypatch.setattr(late, "MANY", 3)
    for name in "1234567":
        with store.transaction():
            put(store, name)
        assert len(store._late._ended["record"]) < 3  # reading would write it
    assert kept(store) == list("1234567")


def test_what_is_written_beside_the_requests_is_what_was_put(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every row of a company, whichever way it took; of those with one key the last."""
    dumps = []
    for most in (1, 10**9):
        monkeypatch.setattr(late, "MANY", most)
        service = Service(Store(":memory:"), "key")
        service.clock.set(datetime(2026, 11, 2, tzinfo=UTC))
        service.clock.run(0)
        service.make("1", "sample", "Nuts & Bölts")
        for name in ("Cåble", "Lamp", "Nut"):
            company = service.company("1")
            assert company is not None
            with service.store.transaction():
                customer = company.create(ENTITIES["Customer"], {"DisplayName": name})
                write(company, ENTITIES["Invoice"], {**SOLD, "CustomerRef": {"value": "1"}})
                bought = {**SOLD, "CustomerRef": {"value": customer["Id"]}}
                write(company, ENTITIES["Invoice"], bought)
        service.store.rows("SELECT 1")
        dumps.append(list(service.store._db.iterdump()))
        service.store.close()
    assert dumps[0] == dumps[1]


def test_any_value_can_be_written_beside_the_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing, flags, whole numbers of 64 bits, every plane's characters."""
    monkeypatch.setattr(late, "MANY", 1)
    store = Store(":memory:")
    row = ("1", "Item", "7", 2**63 - 1, None, True, -(2**63), "\"\\\n\u2028\U0001f529'")
    with store.transaction():
        store.put("record", [row])
    assert store.rows("SELECT * FROM record") == [row]
    store.close()


def test_what_could_not_be_written_beside_the_requests_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By whoever reads next, instead of an answer with less than there is."""
    monkeypatch.setattr(late, "MANY", 1)
    store = Store(":memory:")
    with store.transaction():
        store.put("record", [("1", None, "7", 7, None, True, 0, "{}")])
    with pytest.raises(sqlite3.IntegrityError):
        store.rows("SELECT 1")
    store.close()


def test_a_closed_file_holds_what_waited(tmp_path: Path) -> None:
    """Within a transaction and outside of any."""
    file = str(tmp_path / "books.sqlite")
    first = Store(file)
    put(first, "1")
    with first.transaction():
        put(first, "2")
    first.close()
    second = Store(file)
    assert kept(second) == ["1", "2"]
    second.close()


@pytest.mark.parametrize(
    "other",
    [
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 0; PRAGMA application_id = 0",
        "PRAGMA application_id = 7",
    ],
)
def test_a_file_of_another_version_is_refused_untouched(tmp_path: Path, other: str) -> None:
    """Before tables that differ are read or made; an earlier version left no mark at all."""
    path = tmp_path / "books.sqlite"
    Store(str(path)).close()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(other)
    before = path.read_bytes()
    with pytest.raises(CannotServe, match=r"another version of the emulator(.|\n)*next: serve it"):
        serve(Options(data=str(path)))
    assert path.read_bytes() == before


def test_a_comment_makes_no_other_file() -> None:
    """Only tables that differ do."""
    assert format_of("-- Notes.\n" + SCHEMA.replace("\n", "\n\n")) == FORMAT
    assert format_of(SCHEMA.replace("INTEGER", "TEXT", 1)) != FORMAT


def test_the_oldest_is_found_first(tmp_path: Path) -> None:
    """Also where ids get another digit: as texts, 1000 stands before 999."""
    service = Service(Store(str(tmp_path / "books.sqlite")), "key")
    company = service.company(service.make(None, "clean", "Many"))
    assert company is not None
    with closing(service.store), service.store.transaction():
        parent = company.create(ENTITIES["Customer"], {"DisplayName": "Above"})["Id"]
        job = {"ParentRef": {"value": parent}, "Job": True}
        made = [
            company.create(ENTITIES["Customer"], {"DisplayName": f"Job {number}", **job})["Id"]
            for number in range(1000)
        ]
        found = company.lookup("Customer", "ParentRef", parent)
        assert {"999", "1000"} <= set(made)
        assert [customer["Id"] for customer in found] == made
