"""Webhooks: both forms, signed, after the commit, again when they failed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import pytest

VERIFIER = "verifier-of-the-tests"
PAUSES = [10, 20, 30, 300, 1200, 7200, 14400, 21600]


@dataclass
class Receiver:
    """An endpoint that keeps what it is told and answers as it is bidden."""

    url: str
    got: queue.Queue[tuple[dict[str, str], bytes]]
    status: list[int] = field(default_factory=lambda: [200])

    def next(self) -> tuple[dict[str, str], Any]:
        """Wait for a notification: headers, and the body after its signature was checked."""
        headers, body = self.got.get(timeout=20)
        digest = hmac.new(VERIFIER.encode(), body, hashlib.sha256).digest()
        assert headers["intuit-signature"] == base64.b64encode(digest).decode()
        return headers, json.loads(body)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """An endpoint on loopback."""
    got: queue.Queue[tuple[dict[str, str], bytes]] = queue.Queue()
    status = [200]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.put(({key.lower(): value for key, value in self.headers.items()}, body))
            self.send_response(status[0])
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Receiver(f"http://127.0.0.1:{server.server_port}/hook", got, status)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def listening(company: Any, receiver: Receiver) -> Iterator[Callable[..., str]]:
    """Registers an app of its own with a hook, consented to by the company."""
    made: list[str] = []

    def listen(**options: Any) -> str:
        client_id = f"app-{uuid4().hex}"
        admin = company.emulator.admin
        admin("POST", "apps", client_id=client_id, client_secret="s")
        admin("POST", "grants", client_id=client_id, realm=company.realm)
        admin(
            "POST",
            "webhooks",
            client_id=client_id,
            url=receiver.url,
            verifier=VERIFIER,
            **options,
        )
        made.append(client_id)
        return client_id

    yield listen
    for client_id in made:
        company.emulator.admin("DELETE", f"webhooks/{client_id}")


def state(company: Any, client_id: str) -> Any:
    """What the admin says of a hook."""
    hooks = company.emulator.admin("GET", "webhooks")["webhooks"]
    return next(hook for hook in hooks if hook["client_id"] == client_id)


def test_the_newer_form(company: Any, receiver: Receiver, listening: Any) -> None:
    """An array of CloudEvents without data, one for each thing that happened."""
    listening()
    made = company.post("vendor", {"DisplayName": "Mill"})
    headers, [event] = receiver.next()
    assert headers["user-agent"] == "intuit_notification_server/0.1"
    assert headers["intuit-notification-schema-version"] == "0.1"
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert list(event) == [
        "specversion",
        "id",
        "source",
        "type",
        "time",
        "intuitentityid",
        "intuitaccountid",
    ]
    unique, separator, named = event["id"].rpartition(f"Vendor-{made['Id']}")
    assert (len(unique), separator, named) == (37, f"Vendor-{made['Id']}", "")
    assert event["type"] == "qbo.vendor.created.v1"
    assert (event["intuitentityid"], event["intuitaccountid"]) == (made["Id"], company.realm)
    assert event["time"].endswith("Z")
    name, opaque = event["source"].split(".")
    assert (name, len(base64.b64decode(opaque))) == ("intuit", 32)


def test_the_classic_form(company: Any, receiver: Receiver, listening: Any) -> None:
    """One notification of one company, times in UTC."""
    listening(form="classic")
    made = company.post("vendor", {"DisplayName": "Mill"})
    _, body = receiver.next()
    [notification] = body["eventNotifications"]
    assert notification["realmId"] == company.realm
    [entity] = notification["dataChangeEvent"]["entities"]
    assert (entity["name"], entity["id"], entity["operation"]) == ("Vendor", made["Id"], "Create")
    assert list(entity) == ["name", "id", "operation", "lastUpdated"]
    assert entity["lastUpdated"].endswith(".000Z")
    changed = datetime.fromisoformat(made["MetaData"]["LastUpdatedTime"])
    assert datetime.fromisoformat(entity["lastUpdated"]) == changed


def test_verbs_follow_what_was_done(company: Any, receiver: Receiver, listening: Any) -> None:
    """Updated, voided, deleted; a refused request and a no-op tell nothing."""
    customer = company.post("customer", {"DisplayName": "A"})["Id"]
    line = {
        "Amount": 5,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    made = company.post("invoice", {"CustomerRef": {"value": customer}, "Line": [line]})
    listening(entities=["Invoice"])
    company.refused("invoice", {"CustomerRef": {"value": customer}})
    sparse = {"Id": made["Id"], "sparse": True, "PrivateNote": "x"}
    company.post("invoice", {**sparse, "SyncToken": "0"})
    company.post("invoice", {**sparse, "SyncToken": "1"})
    company.post("customer", {"DisplayName": "B"})
    company.post("invoice?operation=void", {"Id": made["Id"], "SyncToken": "1"})
    company.post("invoice?operation=delete", {"Id": made["Id"], "SyncToken": "2"})
    types: list[str] = []
    while len(types) < 3:
        types += [event["type"] for event in receiver.next()[1]]
    assert types == [f"qbo.invoice.{verb}.v1" for verb in ("updated", "void", "deleted")]


def test_an_agency_is_told(company: Any, receiver: Receiver, listening: Any) -> None:
    """Of the sales tax too."""
    listening(entities=["TaxAgency"])
    company.post("taxagency", {"DisplayName": "County of Webhooks"})
    _, [event] = receiver.next()
    assert event["type"] == "qbo.taxagency.created.v1"


def test_a_failed_notification_is_sent_again_as_the_same(
    company: Any, receiver: Receiver, listening: Any
) -> None:
    """Later, with the same id; the call that caused it was answered all the same."""
    client_id = listening()
    receiver.status[0] = 503
    company.post("vendor", {"DisplayName": "Mill"})
    _, [first] = receiver.next()
    receiver.status[0] = 200
    company.emulator.admin("POST", "webhooks/deliver")
    _, [again] = receiver.next()
    assert first["id"] == again["id"]
    assert state(company, client_id)["waiting"] == 0


def test_a_notification_has_a_hundred_events_at_most(
    company: Any, receiver: Receiver, listening: Any
) -> None:
    """What is more goes into another (Intuit's answers to questions on the newer form)."""
    client_id = listening()
    receiver.status[0] = 503
    for page in range(4):
        items = [
            {"bId": str(n), "operation": "create", "Vendor": {"DisplayName": f"V {page} {n}"}}
            for n in range(30)
        ]
        company.post("batch", {"BatchItemRequest": items})
    told = 0
    while told < 120:
        told += len(receiver.next()[1])
    receiver.status[0] = 200
    company.emulator.admin("POST", "webhooks/deliver")
    sizes: list[int] = []
    while sum(sizes) < 120:
        sizes.append(len(receiver.next()[1]))
    assert sizes == [100, 20]
    assert state(company, client_id)["waiting"] == 0


def test_each_event_has_an_id_of_its_own(company: Any, receiver: Receiver, listening: Any) -> None:
    """Also once all before it were delivered: clients leave out what they know by its id."""
    listening()
    ids = []
    for name in "ABC":
        company.post("vendor", {"DisplayName": name})
        ids += [event["id"] for event in receiver.next()[1]]
        company.emulator.admin("POST", "webhooks/deliver")
    assert len(set(ids)) == len(ids) == 3


@pytest.mark.parametrize("status", [500, 401])
def test_an_endpoint_that_fails_is_told_again_for_good(
    company: Any, receiver: Receiver, listening: Any, status: int
) -> None:
    """After the last pause too, whatever it answers but that it is well."""
    client_id = listening()
    receiver.status[0] = status
    company.post("vendor", {"DisplayName": "Mill"})
    receiver.next()
    for _ in range(9):
        company.emulator.admin("POST", "webhooks/deliver")
        receiver.next()
    hook = state(company, client_id)
    assert (hook["blocked"], hook["waiting"]) == (False, 1)
    receiver.status[0] = 200
    company.emulator.admin("POST", "webhooks/deliver")
    assert state(company, client_id)["waiting"] == 0


def test_an_endpoint_that_fails_for_good_may_be_blocked(world: Any, receiver: Receiver) -> None:
    """After the last pause; registering it again lets it be told again."""
    world.admin("PATCH", "webhooks/delivery", pauses=[9, 9, 9], gives_up=True)
    company = hooked(world, receiver)
    receiver.status[0] = 500
    company.post("vendor", {"DisplayName": "Mill"})
    receiver.next()
    for _ in range(3):
        world.admin("POST", "webhooks/deliver")
        receiver.next()
    world.admin("POST", "webhooks/deliver")
    hook = state(company, "tests")
    assert (hook["blocked"], hook["waiting"]) == (True, 0)
    company.post("vendor", {"DisplayName": "Mill 2"})
    assert state(company, "tests")["waiting"] == 0
    world.admin("DELETE", "webhooks/tests")


def test_another_answer_may_not_be_repeated(world: Any, receiver: Receiver) -> None:
    """Where it gives up at all, only time-outs and faults of the endpoint are."""
    world.admin("PATCH", "webhooks/delivery", gives_up=True)
    company = hooked(world, receiver)
    receiver.status[0] = 401
    company.post("vendor", {"DisplayName": "Mill"})
    receiver.next()
    world.admin("POST", "webhooks/deliver")
    assert state(company, "tests")["waiting"] == 0
    assert receiver.got.empty()
    world.admin("DELETE", "webhooks/tests")


def test_another_companys_events_are_nobodys_business(
    company: Any, receiver: Receiver, listening: Any
) -> None:
    """An app is told of companies that consented to it."""
    listening()
    other = company.emulator.company()
    other.post("vendor", {"DisplayName": "Elsewhere"})
    mine = company.post("vendor", {"DisplayName": "Here"})
    _, events = receiver.next()
    assert [event["intuitentityid"] for event in events] == [mine["Id"]]
    assert {event["intuitaccountid"] for event in events} == {company.realm}


@pytest.mark.parametrize(
    "url", ["http://example.com/hook", "https://10.0.0.1/", "ftp://127.0.0.1/", "nonsense"]
)
def test_only_this_machine_is_told(company: Any, url: str) -> None:
    """Business data never leaves it."""
    company.emulator.admin("POST", "apps", client_id="elsewhere", client_secret="s")
    with pytest.raises(AssertionError, match="not on this machine"):
        company.emulator.admin(
            "POST", "webhooks", client_id="elsewhere", url=url, verifier=VERIFIER
        )


def test_what_was_not_told_is_told_after_a_restart(
    launch: Callable[..., Any], tmp_path: Any, receiver: Receiver
) -> None:
    """In file mode the outbox survives the process, however it ended."""
    data = str(tmp_path / "books.sqlite")
    process, emulator = launch("--data", data)
    emulator.admin("POST", "apps", client_id="tests", client_secret="a-secret-of-the-tests")
    company = emulator.company()
    emulator.admin("POST", "webhooks", client_id="tests", url=receiver.url, verifier=VERIFIER)
    receiver.status[0] = 503
    made = company.post("vendor", {"DisplayName": "Mill"})
    receiver.next()
    process.kill()
    process.wait(10)
    receiver.status[0] = 200
    _, again = launch("--data", data)
    again.admin("POST", "webhooks/deliver")
    _, [event] = receiver.next()
    assert event["intuitentityid"] == made["Id"]


def test_pauses_are_set(world: Any) -> None:
    """And end with fair weather; a pause is no less than nothing."""
    assert world.admin("GET", "webhooks/delivery")["pauses"] == PAUSES
    assert world.admin("PATCH", "webhooks/delivery", pauses=[1, 2])["pauses"] == [1, 2]
    assert world.ask("PATCH", "webhooks/delivery", {"pauses": [-1]}).status_code == 400
    assert world.ask("PATCH", "webhooks/delivery", {"order": "wild"}).status_code == 400
    world.admin("POST", "fair")
    assert world.admin("GET", "webhooks/delivery")["pauses"] == PAUSES


def hooked(world: Any, receiver: Receiver) -> Any:
    """A company of the shared emulator with a hook."""
    company = world.company()
    world.admin("POST", "webhooks", client_id="tests", url=receiver.url, verifier=VERIFIER)
    return company


def test_a_short_pause_is_kept(world: Any, receiver: Receiver) -> None:
    """The second attempt comes after the first pause; after the last the app is blocked."""
    world.admin("PATCH", "webhooks/delivery", pauses=[0], gives_up=True)
    receiver.status[0] = 500
    company = hooked(world, receiver)
    company.post("vendor", {"DisplayName": "Mill"})
    first, second = receiver.next()[1], receiver.next()[1]
    assert first[0]["id"] == second[0]["id"]
    world.admin("POST", "webhooks/deliver")  # behind the delivery under way
    assert world.admin("GET", "webhooks")["webhooks"][0]["blocked"] is True
    world.admin("DELETE", "webhooks/tests")


def test_events_come_mixed_and_twice(world: Any, receiver: Receiver) -> None:
    """Intuit promises no order, and not that an event comes once."""
    world.admin("PATCH", "webhooks/delivery", order="shuffled", seed=1, twice=True)
    company = hooked(world, receiver)
    items = [
        {"bId": str(number), "operation": "create", "Vendor": {"DisplayName": f"Mill {number}"}}
        for number in range(12)
    ]
    company.post("batch", {"BatchItemRequest": items})
    first, second = receiver.next()[1], receiver.next()[1]
    assert first == second
    told = [int(event["intuitentityid"]) for event in first]
    assert sorted(told) != told
    assert len(set(told)) == 12
    world.admin("DELETE", "webhooks/tests")


@pytest.mark.parametrize("form", ["cloudevents", "classic"])
def test_a_notification_may_be_of_several_companies(
    world: Any, receiver: Receiver, form: str
) -> None:
    """Where companies are told together; both events say whose they are."""
    world.admin("PATCH", "webhooks/delivery", companies="together")
    company, other = hooked(world, receiver), world.company()
    hook = {"client_id": "tests", "url": receiver.url, "verifier": VERIFIER, "form": form}
    world.admin("POST", "webhooks", **hook)
    receiver.status[0] = 503
    for each in (company, other):
        each.post("vendor", {"DisplayName": "Mill"})
        receiver.next()
    world.admin("POST", "webhooks/deliver")
    receiver.next()
    receiver.status[0] = 200
    [told] = world.admin("POST", "webhooks/deliver")["delivered"]
    assert told["realms"] == sorted([company.realm, other.realm])
    _, body = receiver.next()
    if form == "classic":
        realms = [each["realmId"] for each in body["eventNotifications"]]
    else:
        realms = [each["intuitaccountid"] for each in body]
    assert realms == [company.realm, other.realm]
    world.admin("DELETE", "webhooks/tests")
