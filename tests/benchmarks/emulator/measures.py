"""What is measured; each measure prints its figures and judges nothing."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

import aiohttp
import psutil
from yarl import URL

from tests.benchmarks.emulator import servers, wrk
from tests.fuzz.garbage import Garbage, garbage
from tests.fuzz.target import judge, secrets_of
from tests.sandbox.conftest import CLIENT_ID, Company

SECONDS = 5
TURN = 1
"""Seconds of a turn: short, so that both servers meet the same machine."""
ROUNDS = 15
MANY = 100_000
FEW = 100
LINE = {
    "Amount": 100.0,
    "DetailType": "SalesItemLineDetail",
    "SalesItemLineDetail": {"ItemRef": {"value": "1"}, "Qty": 2, "UnitPrice": 50},
}
INVOICE = {"CustomerRef": {"value": "1"}, "Line": [LINE]}


def say(what: str, figure: str, note: str = "") -> None:
    """Print one figure."""
    print(f"{what:52} {figure:>16}  {note}", flush=True)


def url(company: Company, path: str) -> str:
    """The address of a path of a company."""
    return f"{company.emulator.url}/v3/company/{company.realm}/{path}"


class Turns:
    """What a server did in its turns: requests a second, and its CPU time for one, in ms."""

    def __init__(self, url: str, headers: dict[str, str], body: Any, process: int) -> None:
        self.rates: list[float] = []
        self.costs: list[float] = []
        self._asked = (url, headers, body)
        self._process = psutil.Process(process)

    def take(self) -> None:
        """Take a turn."""
        before = self._process.cpu_times()
        rate = wrk.rate(*self._asked, seconds=TURN)
        after = self._process.cpu_times()
        spent = after.user + after.system - before.user - before.system
        self.rates.append(rate)
        self.costs.append(1000 * spent / (rate * TURN))


def speed() -> None:
    """Reading and creating an invoice beside a bare handler and beside Prism, in turns."""
    with servers.emulator() as (emulator, process), servers.bare() as (echo, other):
        company = emulator.company("sample")
        kept = servers.headers(company)
        made = company.call("POST", "invoice", json=INVOICE).json()
        read, create = url(company, f"invoice/{made['Invoice']['Id']}"), url(company, "invoice")
        turns = {
            "read": Turns(read, kept, None, process),
            "read bare": Turns(echo, kept, made, other),
            "create": Turns(create, kept, INVOICE, process),
            "create bare": Turns(echo, kept, INVOICE, other),
        }
        for _ in range(ROUNDS):
            for each in turns.values():
                each.take()
    figures = {name: median(each.rates) for name, each in turns.items()}
    for kind, target in (("read", 0.6), ("create", 0.25)):
        ours, plain = turns[kind], turns[f"{kind} bare"]
        by_rate = median(a / b for a, b in zip(ours.rates, plain.rates, strict=True))
        by_cost = median(b / a for a, b in zip(ours.costs, plain.costs, strict=True))
        say(
            f"an invoice, {kind}",
            f"{by_rate:.2f}",
            f"{median(ours.rates):.0f}/s, bare {median(plain.rates):.0f}/s; target {target}",
        )
        say(
            f"an invoice, {kind}, by CPU time",
            f"{by_cost:.2f}",
            f"{median(ours.costs):.3f} ms, bare {median(plain.costs):.3f} ms",
        )
    for how, options in PRISMS.items():
        _beside_prism(made, kept, figures, how, *options)


PRISMS = {
    "Prism": (),
    "Prism without its log": servers.QUIET,
    "Prism that makes its answers": servers.MADE,
}


def _beside_prism(
    made: Any, kept: dict[str, str], figures: Mapping[str, float], how: str, *options: str
) -> None:
    """The emulator's rates beside Prism's on an equal route."""
    with servers.prism(made, *options) as mock:
        if mock is None:
            say(how, "not run", "there is no Node on this machine")
            return
        for kind, address, body in (
            ("read", f"{mock}/invoice/1", None),
            ("create", f"{mock}/invoice", INVOICE),
        ):
            theirs = wrk.rate(address, kept, body, seconds=SECONDS)
            note = f"{figures[kind]:.0f}/s, Prism {theirs:.0f}/s; target 5"
            say(f"an invoice, {kind}, times {how}", f"{figures[kind] / theirs:.1f}", note)


def seeded(path: str, count: int, data: str) -> tuple[str, int]:
    """Fill a store in a process of its own; the company and the memory taken, in MiB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.emulator.seed", path, str(count), data],
        capture_output=True,
        text=True,
        check=True,
    )
    realm, resident = done.stdout.split()
    return realm, int(resident)


def queries() -> None:
    """A query by name among many customers beside one among few."""
    times = {}
    for count in (FEW, MANY):
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / "books.sqlite")
            realm, _ = seeded("customer", count, file)
            with servers.emulator("--data", file) as (emulator, _):
                grant = emulator.admin("POST", "grants", client_id=CLIENT_ID, realm=realm)
                company = Company(emulator, realm, grant)
                name = f"Customer {count // 2}"
                asked = quote(f"select * from Customer where DisplayName = '{name}'")  # noqa: S608
                kept = servers.headers(company)
                answer = company.call("GET", f"query?query={asked}")
                assert answer.json()["QueryResponse"]["maxResults"] == 1, answer.text
                where = url(company, f"query?query={asked}")
                times[count] = 1000 / wrk.rate(where, kept, seconds=SECONDS)
    note = f"{times[MANY]:.2f} ms among {MANY}, {times[FEW]:.2f} ms among {FEW}; target at most 3"
    say("a query by name, many times few", f"{times[MANY] / times[FEW]:.2f}", note)


def memory() -> None:
    """What many invoices take, in memory mode."""
    started = time.perf_counter()
    _, resident = seeded("invoice", MANY, ":memory:")
    rate = MANY / (time.perf_counter() - started)
    say(
        f"memory of {MANY} invoices",
        f"{resident} MiB",
        f"made at {rate:.0f}/s, no HTTP; target 1024",
    )


def files() -> None:
    """Creating in file mode beside memory mode."""
    rates = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, where in (("memory", ":memory:"), ("file", str(Path(folder) / "books.sqlite"))):
            with servers.emulator("--data", where) as (emulator, _):
                company = emulator.company("sample")
                rates[kind] = wrk.rate(
                    url(company, "invoice"), servers.headers(company), INVOICE, seconds=SECONDS
                )
    note = f"{rates['file']:.0f}/s, memory {rates['memory']:.0f}/s; target 0.25"
    say("creating in file mode, of memory mode", f"{rates['file'] / rates['memory']:.2f}", note)


CALLS: Mapping[str, Callable[[str], tuple[str, str]]] = {
    "snapshot": lambda path: ("PUT", path),
    "restore": lambda path: ("POST", f"{path}/restore"),
}


def snapshots() -> None:
    """Keeping and giving back the sample company."""
    with servers.emulator() as (emulator, _):
        company = emulator.company("sample")
        spent: dict[str, list[float]] = {what: [] for what in CALLS}
        for _ in range(50):
            for what, values in spent.items():
                started = time.perf_counter()
                emulator.admin(*CALLS[what](f"realms/{company.realm}/snapshots/bench"))
                values.append((time.perf_counter() - started) * 1000)
    for what, values in spent.items():
        say(f"{what} of the sample company", f"{median(values):.1f} ms")


def fuzz() -> None:
    """Requests of every wrong kind, sixteen at a time: none may crash or leak."""
    with servers.emulator() as (emulator, process):
        company = emulator.company("sample")
        started = time.perf_counter()
        statuses = asyncio.run(_hurled(company))
        spent = time.perf_counter() - started
        resident = psutil.Process(process).memory_info().rss / 2**20
        assert company.call("GET", "customer/1").status_code == 200
    counted = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    say(f"{MANY} fuzzed requests", f"{spent:.0f} s", f"{counted}; {resident:.0f} MiB afterwards")


async def _hurled(company: Company) -> Counter[int]:
    statuses: Counter[int] = Counter()
    seeds = iter(range(MANY))
    secrets = secrets_of(company)
    common = {
        name: value for name, value in servers.headers(company).items() if name != "Content-Type"
    }

    async def worker(session: aiohttp.ClientSession) -> None:
        for seed in seeds:
            made: Garbage = garbage(seed)
            address = URL(url(company, made.path), encoded=True)
            async with session.request(
                made.method, address, data=made.body, headers={**common, **made.headers}
            ) as response:
                judge(response.status, await response.read(), secrets)
                statuses[response.status] += 1

    async with (
        aiohttp.ClientSession(skip_auto_headers=["Content-Type"]) as session,
        asyncio.TaskGroup() as group,
    ):
        for _ in range(16):
            group.create_task(worker(session))
    return statuses


MEASURES: Mapping[str, Callable[[], None]] = {
    each.__name__: each for each in (speed, queries, memory, files, snapshots, fuzz)
}
