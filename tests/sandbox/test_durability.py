"""What was answered 200 is there after the process is killed at any moment."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

CLIENT_ID, SECRET = "tests", "a-secret-of-the-tests"
WRITERS, ROUNDS = 4, 3

Launch = Callable[..., Any]


class Writer(threading.Thread):
    """Writes until the connection breaks; remembers what was answered."""

    def __init__(self, company: Any, number: int, enough: Callable[[], None]) -> None:
        super().__init__()
        self.company = company
        self.number = number
        self.enough = enough
        self.kept: dict[str, Any] = {}
        self.gone: list[str] = []

    def run(self) -> None:
        """Make customers with invoices; change one, settle one, delete one."""
        try:
            for count in range(10_000):
                self.write(f"Writer {self.number} {random.getrandbits(64):x} {count}")
        except requests.RequestException:
            pass  # killed in the middle of a call: nothing was answered, nothing is promised

    def write(self, name: str) -> None:
        """One customer's worth."""
        customer = self.keep("customer", {"DisplayName": name})
        line = {
            "Amount": 10,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
        }
        sold = {"CustomerRef": {"value": customer["Id"]}, "Line": [line]}
        paid, gone = self.keep("invoice", sold), self.keep("invoice", sold)
        self.forget(paid)
        changed = {"Id": paid["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "changed"}
        self.keep("invoice", changed)
        self.forget(paid)
        link = {"Amount": 10, "LinkedTxn": [{"TxnId": paid["Id"], "TxnType": "Invoice"}]}
        self.keep(
            "payment",
            {"CustomerRef": {"value": customer["Id"]}, "TotalAmt": 10, "Line": [link]},
        )
        self.forget(gone)
        self.company.post("invoice?operation=delete", {"Id": gone["Id"], "SyncToken": "0"})
        self.gone.append(f"invoice/{gone['Id']}")

    def forget(self, invoice: Any) -> None:
        """Until the answer, what is being changed may be found as it was or as it will be."""
        del self.kept[f"invoice/{invoice['Id']}"]

    def keep(self, path: str, body: Any) -> Any:
        """Write; once it is answered it is promised."""
        answered = self.company.post(path, body)
        self.kept[f"{path}/{answered['Id']}"] = answered
        self.enough()
        return answered


def open_company(emulator: Any, realm: str | None) -> Any:
    """A company and a grant, on an emulator just started."""
    emulator.admin("POST", "apps", client_id=CLIENT_ID, client_secret=SECRET, redirect_uris=[])
    if realm is None:
        return emulator.company()
    return type(emulator.company())(
        emulator, realm, emulator.admin("POST", "grants", client_id=CLIENT_ID, realm=realm)
    )


def killed_while_writing(launch: Launch, file: Path, realm: str | None, after: int) -> Any:
    """Kill the emulator as soon as so many writes were answered; its writers and its realm."""
    process, emulator = launch("--data", str(file))
    company = open_company(emulator, realm)
    answered = threading.Semaphore(0)
    writers = [Writer(company, number, answered.release) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for _ in range(after):
        assert answered.acquire(timeout=30)
    process.kill()
    for writer in writers:
        writer.join(30)
    return writers, company.realm


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_was_answered_is_there(launch: Launch, tmp_path: Path, seed: int) -> None:
    """Killed twice at random moments; all answered writes are kept, the books balance."""
    moments = random.Random(seed)  # noqa: S311 - no secret
    file, realm = tmp_path / "books.sqlite", None
    writers: list[Writer] = []
    for _ in range(2):
        more, realm = killed_while_writing(launch, file, realm, moments.randrange(5, 60))
        writers += more
    _, emulator = launch("--data", str(file))
    company = open_company(emulator, realm)
    for writer in writers:
        for path, answered in writer.kept.items():
            found = company.read(path)
            for name in ("V4IDPseudonym", "FreeFormAddress"):  # which answers to writes lack
                found.pop(name, None)
            assert {**found, **changing(found)} == {**answered, **changing(found)}, path
        for path in writer.gone:
            assert company.call("GET", path).json()["Fault"]["Error"][0]["code"] == "610"
    assert sum(len(writer.kept) for writer in writers) > 0
    assert emulator.admin("GET", f"realms/{realm}/audit") == {"wrong": []}
    assert company.post("customer", {"DisplayName": "Afterwards"})["SyncToken"] == "0"


def changing(record: Any) -> dict[str, Any]:
    """What other transactions may have changed since the answer."""
    names = ("Balance", "BalanceWithJobs", "MetaData", "LinkedTxn")
    return {name: record[name] for name in names if name in record}
