"""What the oracle costs over many records, as a multiple of a raw join of both sides."""

from __future__ import annotations

import json
import time

import pytest

from harness.oracle import reconcile
from tests.oracle.records import DIRECTORY, POLICY
from tests.oracle.test_reconcile import Company, company


def _oracle(made: Company) -> float:
    snapshots, records, links = made
    started = time.perf_counter()
    assert reconcile(snapshots, records, POLICY, links, DIRECTORY) == {}
    return time.perf_counter() - started


def _join(made: Company) -> float:
    """Find every record's mirror by its id and write both sides out: no rule, no comparison."""
    snapshots, records, links = made
    by_id = {(entity, key): row for entity, rows in records.items() for key, row in rows.items()}
    entities = dict(zip(dict.fromkeys(role for _, role in snapshots), records, strict=True))
    started = time.perf_counter()
    for (ref, role), snapshot in snapshots.items():
        row = by_id[entities[role], links[ref, role]]
        assert json.dumps(row, default=str)
        assert repr(snapshot)
    return time.perf_counter() - started


def test_reconcile_cost(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten times the records, and a raw join of the same; printed, not judged."""
    few, many = company(100), company(1000)
    once, tenfold, join = _oracle(few), _oracle(many), _join(many)
    with capsys.disabled():
        print(
            f"\noracle over {len(many[0])} records: {tenfold:.2f} s, {tenfold / once:.1f} times"
            f" that of a tenth of them; a raw join {join:.2f} s, ratio {tenfold / join:.1f}"
        )
