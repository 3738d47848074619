"""A long report does not hold up other calls, and has what was there when it was asked for."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from harness.sandbox import reports
from harness.sandbox.app import make_app
from harness.sandbox.core.faults import Fault
from harness.sandbox.core.store import Store
from harness.sandbox.reports import request as requests_of
from harness.sandbox.service import Service
from harness.sandbox.services.longreports import Gone
from tests.sandbox.books import account
from tests.sandbox.conftest import Company

ALL = {"start_date": "2000-01-01", "end_date": "2030-01-01"}
SIDES = ("Debit", "Credit")


def booked(company: Company, times: int, lines: int) -> None:
    """Post journal entries of many lines each."""
    one, other = account(company, "One", "Bank"), account(company, "Other", "Expense")
    for _ in range(times):
        entries = [
            {
                "Amount": 1,
                "DetailType": "JournalEntryLineDetail",
                "JournalEntryLineDetail": {
                    "PostingType": SIDES[at % 2],
                    "AccountRef": {"value": (one, other)[at % 2]},
                },
            }
            for at in range(lines)
        ]
        company.post("journalentry", {"TxnDate": "2024-01-15", "Line": entries})


def test_others_are_served_while_a_long_report_is_computed(emulator: Any) -> None:
    """Reads and writes; what is written meanwhile is not in the report."""
    company = emulator.company()
    booked(company, times=24, lines=500)
    answers: list[Any] = []
    asked = threading.Thread(
        target=lambda: answers.append(company.call("GET", "reports/GeneralLedger", params=ALL))
    )
    company.read("preferences")
    began = time.monotonic()
    asked.start()
    served: list[float] = []
    while not answers:
        company.post("customer", {"DisplayName": f"Meanwhile {len(served)}"})
        served.append(time.monotonic() - began)
    asked.join()
    took = answers[0].elapsed.total_seconds()
    between = [at for at in served if took / 4 < at < took * 3 / 4]
    assert len(between) > 3, (took, served)
    assert answers[0].status_code == 200
    body = answers[0].json()
    assert sum(len(row["Rows"]["Row"]) for row in body["Rows"]["Row"]) == 12_000
    wrong = company.call("GET", "reports/GeneralLedger", params={**ALL, "columns": "colour"})
    assert wrong.status_code == 400


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A service with the sample company, for which more than four entries are many."""
    monkeypatch.setattr(requests_of, "LONG", 4)
    store = Store(":memory:")
    made = Service(store, "key")
    with store.transaction():
        made.make("1", "sample", "Long")
    yield made
    store.close()


@pytest.mark.parametrize("basis", ["Accrual", "Cash"])
@pytest.mark.parametrize("name", sorted(reports.REPORTS))
def test_a_report_is_the_same_beside_the_others(service: Service, name: str, basis: str) -> None:
    """Each that reads entries leaves itself to another, and says there what it would have said."""
    query = {**ALL, "accounting_method": basis}
    here, there = service.company("1"), service.company("1")
    assert here is not None
    assert there is not None
    at_once = json.loads(reports.answer(here, name, query))
    apart = json.loads(asyncio.run(service.reports.answer(there, name, query)))
    for body in (at_once, apart):
        del body["Header"]["Time"]
    assert apart == at_once
    assert there.assumed == here.assumed
    details = "Detail" in name or name.startswith(("Transaction", "Journal", "General"))
    if details or name.endswith("Sales") or name == "TaxSummary":
        with pytest.raises(reports.Long):
            reports.answer(there, name, query, at_once=False)


def test_estimates_and_orders_count_as_entries(service: Service) -> None:
    """A list reads them too; here it finds no entry of anybody's."""
    company = service.company("1")
    assert company is not None
    with pytest.raises(reports.Long):
        reports.answer(company, "TransactionList", {**ALL, "employee": "99"}, at_once=False)


def test_a_report_that_is_refused_leaves_python_as_it_was(service: Service) -> None:
    """The others' share of the time is set back."""
    company, usual = service.company("1"), sys.getswitchinterval()
    assert company is not None
    with pytest.raises(Fault):
        asyncio.run(service.reports.answer(company, "GeneralLedger", {"columns": "colour"}))
    assert sys.getswitchinterval() == usual


def test_the_loop_goes_on(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that waits for the loop is answered; a second waits for the first."""
    company = service.company("1")
    assert company is not None
    at_work, told = threading.Event(), threading.Event()
    begun: list[Any] = []
    done: list[int] = []

    def waits(request: Any) -> Any:
        begun.append(request)
        at_work.set()
        assert told.wait(5)
        return {"Rows": {}}

    monkeypatch.setitem(reports.REPORTS, "GeneralLedger", waits)

    async def ask(number: int) -> None:
        await service.reports.answer(company, "GeneralLedger", {})
        done.append(number)

    async def both() -> None:
        first, second = asyncio.create_task(ask(1)), asyncio.create_task(ask(2))
        assert await asyncio.to_thread(at_work.wait, 5)
        await asyncio.sleep(0.05)
        assert len(begun) == 1
        assert not done
        told.set()
        await asyncio.gather(first, second)

    asyncio.run(both())
    assert done == [1, 2]


def test_a_company_that_is_deleted_before_its_turn_is_gone(service: Service) -> None:
    """There is nothing left to report on."""
    company = service.company("1")
    assert company is not None
    with service.store.transaction():
        service.drop("1")
    with pytest.raises(Gone):
        asyncio.run(service.reports.answer(company, "GeneralLedger", {}))


def test_who_waits_for_a_deleted_company_is_refused_as_later_callers_are(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report that is computed meanwhile is answered: it has a copy."""
    told, both_there = threading.Event(), asyncio.Event()
    asked: list[Any] = []

    def waits(request: Any) -> Any:
        if not request.at_once:
            asked.append(request)
            if len(asked) == 2:
                both_there.set()
            raise reports.Long
        assert told.wait(5)
        return {"Rows": {}}

    monkeypatch.setitem(reports.REPORTS, "GeneralLedger", waits)

    async def statuses() -> list[int]:
        async with TestClient(TestServer(make_app(service))) as client:
            admin = {"X-Sandbox-Admin": service.admin_key}
            app = {"client_id": "app", "client_secret": "s", "redirect_uris": ["http://a/b"]}
            await client.post("/admin/apps", json=app, headers=admin)
            consent = {"client_id": "app", "realm": "1"}
            given = await client.post("/admin/grants", json=consent, headers=admin)
            token = (await given.json())["access_token"]
            headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
            address = "/v3/company/1/reports/GeneralLedger"
            calls = [asyncio.ensure_future(client.get(address, headers=headers)) for _ in range(2)]
            await asyncio.wait_for(both_there.wait(), 5)
            deleted = await client.delete("/admin/realms/1", headers=admin)
            assert deleted.ok
            told.set()
            return sorted([(await call).status for call in calls])

    assert asyncio.run(statuses()) == [200, 403]


@pytest.mark.parametrize("place", [":memory:", "file"])
def test_a_copy_has_what_was_kept_and_nothing_later(tmp_path: Path, place: str) -> None:
    """Of a store in memory and of one in a file that it holds alone."""
    store = Store(place if place == ":memory:" else str(tmp_path / "emulator.db"))
    made = Service(store, "key")
    with store.transaction():
        made.make("1", "sample", "Copied")
    copy = store.copied()
    with store.transaction():
        store.drop_realm("1")
    company = made.company("1")
    assert company is None
    assert Service(copy, "key").realms().keys() == {"1"}
    assert copy.rows("SELECT COUNT(*) FROM posting WHERE realm = '1'")[0][0] > 100
    copy.close()
    store.close()


def test_a_copy_has_a_clock_of_its_own(service: Service) -> None:
    """It shows when the report was asked for, and nobody else's reading meets its own."""
    company = service.company("1")
    assert company is not None
    copy = company.copied()
    shown = copy.clock.time()
    service.clock.advance(86_400)
    assert copy.clock.time() == shown != company.clock.time()
    copy.store.close()
