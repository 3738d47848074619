"""Where a live system answers otherwise than it did when it was recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from harness.cassette.comparison import compare
from harness.cassette.header import Header
from harness.cassette.serializer import Serializer

HEADER = Header(
    scenario="x.py::x",
    recorded=datetime(2026, 1, 1, tzinfo=UTC),
    day=date(2026, 1, 1),
    target="local",
    transport="json2",
    seed=1,
    versions={},
    fingerprints={},
)


def cassette(path: Path, *answers: tuple[str, str], status: int = 200) -> Path:
    """A recording of answers: the address, and the body."""
    interactions = [
        {
            "request": {"method": "GET", "uri": f"http://books.replay{address}", "body": ""},
            "response": {
                "status": {"code": status, "message": ""},
                "headers": {},
                "body": {"string": body},
            },
        }
        for address, body in answers
    ]
    path.write_text(Serializer(HEADER).serialize({"interactions": interactions}), "utf-8")
    return path


def differ(tmp_path: Path, then: str, now: str) -> list[str]:
    """What is said of one answer."""
    return compare(
        cassette(tmp_path / "then.yaml", ("/v3/company/1/invoice/7", then)),
        cassette(tmp_path / "now.yaml", ("/v3/company/1/invoice/9", now)),
    )


CALL = "GET books.replay/v#/company/#/invoice/#"


def test_what_varies_by_nature_is_no_difference(tmp_path: Path) -> None:
    """Ids, numbers of documents, days and times, whole lists of ids."""
    then = (
        '{"Invoice": {"Id": "7", "DocNumber": "INV/2026/00012", "TxnDate": "2026-01-31",'
        ' "CustomerRef": {"value": "3"}}, "partner_id": [4, "Mary"], "line_ids": [1, 2],'
        ' "time": "2026-01-31T10:00:00.123-08:00"}'
    )
    now = (
        '{"Invoice": {"Id": "91", "DocNumber": "INV/2026/00977", "TxnDate": "2026-11-02",'
        ' "CustomerRef": {"value": "88"}}, "partner_id": [40, "Mary"], "line_ids": [8, 9],'
        ' "time": "2026-11-02T11:00:00.456-08:00"}'
    )
    assert differ(tmp_path, then, now) == []
    assert differ(tmp_path, "[1, 2, 3]", "[7, 8, 9]") == []


def test_a_field_that_is_new_gone_or_other_is_named(tmp_path: Path) -> None:
    """With its place and both values."""
    found = differ(
        tmp_path,
        '{"Invoice": {"TotalAmt": 100.00, "Balance": 1, "Memo": "x", "PrintStatus": "NotSet"}}',
        '{"Invoice": {"TotalAmt": 100.01, "Balance": "1", "Memo": "x", "Tracking": "UPS"}}',
    )
    assert found == [
        f"{CALL}: body.Invoice.{told}"
        for told in (
            'Balance was 1, it is "1": another type',
            'PrintStatus is gone, it was "NotSet"',
            "TotalAmt was 100.00, it is 100.01",
            'Tracking is new, it is "UPS"',
        )
    ]


def test_an_amount_is_no_id(tmp_path: Path) -> None:
    """Whole or not."""
    assert differ(tmp_path, '{"amount_total": 100}', '{"amount_total": 101}') != []
    assert differ(tmp_path, '{"Qty": 3}', '{"Qty": 4}') != []


def test_entries_that_came_or_went_are_counted(tmp_path: Path) -> None:
    """A list that is longer now."""
    (found,) = differ(tmp_path, '{"Line": [{"Amount": 1}]}', '{"Line": [{"Amount": 1}, {}]}')
    assert "body.Line had 1 entries, it has 2" in found


def test_another_status_is_told(tmp_path: Path) -> None:
    """What was taken is refused now."""
    found = compare(
        cassette(tmp_path / "then.yaml", ("/x", "{}")),
        cassette(tmp_path / "now.yaml", ("/x", "{}"), status=400),
    )
    assert found == ["GET books.replay/x: status was 200, it is 400"]


def test_calls_that_are_asked_more_often_are_told(tmp_path: Path) -> None:
    """Each call once, however often it is repeated."""
    found = compare(
        cassette(
            tmp_path / "then.yaml", ("/a/1", "{}"), ("/b", '{"x": "y"}'), ("/b", '{"x": "y"}')
        ),
        cassette(
            tmp_path / "now.yaml",
            ("/b", '{"x": "z"}'),
            ("/b", '{"x": "z"}'),
            ("/a/2", "{}"),
            ("/a/3", "{}"),
        ),
    )
    assert found == [
        "GET books.replay/a/#: asked 1 times when recorded, 2 times now",
        'GET books.replay/b: body.x was "y", it is "z" (2 times)',
    ]
