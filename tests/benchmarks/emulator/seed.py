"""
Fills a store with many records without HTTP, in a process of its own.

    python -m tests.benchmarks.emulator.seed customer|invoice COUNT FILE|:memory:

Prints the company's id and the process's memory in MiB.
"""

from __future__ import annotations

import sys
from typing import Any

import psutil

from harness.sandbox.company import Company
from harness.sandbox.core.store import Store
from harness.sandbox.entities import BY_PATH, ENTITIES
from harness.sandbox.service import Service

INVOICE = {
    "CustomerRef": {"value": "1"},
    "Line": [
        {
            "Amount": 100,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {"ItemRef": {"value": "1"}, "Qty": 2, "UnitPrice": 50},
        }
    ],
}


def body(path: str, number: int) -> dict[str, Any]:
    """The body of one record."""
    return INVOICE if path == "invoice" else {"DisplayName": f"Customer {number}"}


def main() -> None:
    """Fill, and say what it took."""
    path, count, data = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    store = Store(data)
    service = Service(store, "seed")
    with store.transaction():
        realm = service.make(None, "sample", "Seeded")
    for start in range(0, count, 1000):
        with store.transaction():
            for number in range(start, min(start + 1000, count)):
                # A company lives for one request; so does what it has loaded.
                company = Company(store, realm, service.clock, ENTITIES, {})
                company.create(BY_PATH[path], body(path, number))
    print(realm, psutil.Process().memory_info().rss // 2**20, flush=True)
    store.close()


if __name__ == "__main__":
    main()
