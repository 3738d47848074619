"""Bodies, statements and whole requests of every wrong kind are answered, never crash anything."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.sandbox.entities import ENTITIES
from tests.fuzz.garbage import garbage
from tests.fuzz.target import LONG, Target, judge

SEEDS = 20_000 if LONG else 800
CHUNKS = 4
EXAMPLES = settings(
    max_examples=2_000 if LONG else 60,
    deadline=None,
    derandomize=not LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
)
LINE = {
    "Amount": 1,
    "DetailType": "SalesItemLineDetail",
    "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
}
MEBIBYTE = 1024 * 1024

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=40)
    | st.sampled_from(["1e400", "NaN", "2026-02-30", "-0.005"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_requests_of_every_wrong_kind(target: Target, chunk: int) -> None:
    """Nearly right requests, by seed; one that fails names its seed."""
    for seed in range(chunk, SEEDS, CHUNKS):
        made = garbage(seed)
        try:
            target.send(made.method, made.path, data=made.body, headers=made.headers)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {made}") from error


@EXAMPLES
@given(statement=st.text(st.characters(exclude_categories=()), max_size=60))
def test_statements_of_any_text(target: Target, statement: str) -> None:
    """As they are, as a literal and as a name, in the address and in a body."""
    for written in (
        statement,
        f"select * from Customer where DisplayName = '{statement}'",  # noqa: S608
        f"select {statement} from Customer",  # noqa: S608
    ):
        raw = written.encode("utf-8", "surrogatepass")
        target.send("POST", "query", data=raw, headers={"Content-Type": "application/text"})
        target.send("GET", f"query?query={quote(raw)}")


@EXAMPLES
@given(values=st.dictionaries(st.sampled_from(sorted(ENTITIES["Invoice"].fields)), JSON_VALUES))
def test_values_of_any_kind(target: Target, values: dict[str, Any]) -> None:
    """Any JSON, and what Python writes that is none, in the fields of an invoice."""
    body = {"CustomerRef": {"value": "1"}, "Line": [LINE], **values}
    raw = json.dumps(body).encode("utf-8", "surrogatepass")
    target.send("POST", "invoice", data=raw, headers={"Content-Type": "application/json"})


def odd_values() -> list[Any]:
    """Values of which every field can bear at most a few."""
    digits = "9" * 5000  # more than Python reads as a number
    plain = [None, True, -1, 1e308, "", "\ud800", "x" * 5000, digits]
    return [*plain, [], {}, [{}], {"value": {}}, {"value": digits}, [[1]]]


def writable() -> list[str]:
    """Every entity that can be made."""
    return [name for name, entity in ENTITIES.items() if "create" in entity.operations]


@pytest.mark.parametrize("name", writable())
def test_every_field_of_every_entity(target: Target, name: str) -> None:
    """Each declared field with each odd value, alone and in a line."""
    entity = ENTITIES[name]
    almost = {
        "CustomerRef": {"value": "1"},
        "VendorRef": {"value": "30"},
        "Line": [LINE],
        "Name": f"Odd {name}",
        "DisplayName": f"Odd {name}",
    }
    base: dict[str, Any] = {key: made for key, made in almost.items() if key in entity.fields}
    for field in [*(name for name, kind in entity.fields.items() if kind), "Id", "SyncToken"]:
        for value in odd_values():
            raw = json.dumps({**base, field: value})
            target.send("POST", entity.path, data=raw)


def nested(depth: int, opening: str, closing: str) -> str:
    """Something inside something, very deep."""
    return opening * depth + closing * depth


BODIES: dict[str, str | bytes] = {
    "no body": "",
    "a word": "customer",
    "a list": "[]",
    "null": "null",
    "a byte order mark": '\ufeff{"DisplayName": "x"}',
    "a NUL": '{"DisplayName": "\\u0000"}',
    "a raw NUL": '{"DisplayName": "\x00"}',
    "not UTF-8": b'{"DisplayName": "\xff\xfe"}',
    "a lone surrogate": '{"DisplayName": "\\ud800"}',
    "surrogate bytes": b'{"DisplayName": "\xed\xa0\x80"}',
    "half a pair": '{"DisplayName": "\\udc00\\ud800"}',
    "a beyond-float amount": '{"CustomerRef":{"value":"1"},"Line":[{"Amount":1e400}]}',
    "an amount of NaN": '{"CustomerRef":{"value":"1"},"Line":[{"Amount":NaN}]}',
    "an amount of Infinity": '{"CustomerRef":{"value":"1"},"TotalAmt":Infinity}',
    "a million digits": '{"CustomerRef":{"value":"1"},"TotalAmt":' + "9" * 1_000_000 + "}",
    "a small exponent": '{"CustomerRef":{"value":"1"},"TotalAmt":1e-999999999}',
    "a huge exponent": '{"CustomerRef":{"value":"1"},"TotalAmt":1e999999999}',
    "beyond decimals": '{"CustomerRef":{"value":"1"},"TotalAmt":1e9999999999999999999}',
    "a negative amount": '{"CustomerRef":{"value":"1"},"TotalAmt":-1}',
    "one key twice": '{"DisplayName": "one", "DisplayName": "two"}',
    "a hundred thousand lists": nested(100_000, "[", "]"),
    "a hundred thousand objects": nested(100_000, '{"a":', "}").replace(":}", ":1}", 1),
    "deep in a field": '{"DisplayName": ' + nested(100_000, "[", "]") + "}",
    "deep in a line": '{"Line": [{"Amount": ' + nested(50_000, '{"a":', "}") + "}]}",
    **{
        f"{depth} deep in every field": json.dumps(
            dict.fromkeys(("Line", "CustomField", "BillAddr"), 0)
        ).replace("0", nested(depth, '[{"a":', "}]").replace(":}", ":1}", 1))
        for depth in (50, 150, 240, 320, 450, 490, 600)
    },
    "a million empty lines": '{"CustomerRef":{"value":"1"},"Line":['
    + ",".join(["{}"] * 1_000_000)
    + "]}",
    "a long key": '{"' + "k" * MEBIBYTE + '": 1}',
    "many keys": "{" + ",".join(f'"k{number}": 1' for number in range(50_000)) + "}",
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_of_a_special_kind(target: Target, name: str) -> None:
    """Refused, and the next call is answered on the same connection."""
    body = BODIES[name]
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    for path in ("invoice", "payment", "batch", "taxservice/taxcode"):
        response = target.send("POST", path, data=raw)
        assert response.status_code in {400, 413}, response.text[:300]
    assert target.send("GET", "customer/1").status_code == 200


@pytest.mark.parametrize("nobody", [{"value": ""}, {"value": None}, {}, "", None])
def test_a_reference_to_nobody(target: Target, nobody: Any) -> None:
    """A required one is missing then."""
    made = target.send("POST", "payment", json={"CustomerRef": nobody, "TotalAmt": 5}).json()
    assert made["Fault"]["Error"][0]["code"] == "2020"


def test_the_last_of_two_keys_counts(target: Target) -> None:
    """A key that comes twice: one record, made of one of them."""
    raw = '{"DisplayName": "First of two", "DisplayName": "Second of two"}'
    made = target.send("POST", "customer", data=raw).json()["Customer"]
    assert made["DisplayName"] == "Second of two"


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/xml", "multipart/form-data", "a/b; charset=nonsense"]
)
def test_wrong_content_types(target: Target, kind: str) -> None:
    """The body may be right, its type is not: no crash either way."""
    for path in ("customer", "query", "batch", "upload"):
        target.send("POST", path, data=b'{"DisplayName": "Typed"}', headers={"Content-Type": kind})


def test_an_invoice_of_too_many_lines(target: Target) -> None:
    """Refused with a fault, not kept."""
    raw = json.dumps({"CustomerRef": {"value": "1"}, "Line": [LINE] * 200_000})
    response = target.send("POST", "invoice", data=raw)
    assert response.status_code in {400, 413}


def test_a_body_over_the_size(target: Target) -> None:
    """Refused with 413, whatever its content."""
    response = target.send("POST", "customer", data=b" " * (101 * MEBIBYTE))
    assert response.status_code == 413


def test_the_judge_sees_a_crash_and_a_leak() -> None:
    """What the fuzz looks for is found when it is there."""
    judge(400, b"{}", [b"token"])
    for status, content in ((500, b""), (200, b'{"a": "token"}')):
        with pytest.raises(AssertionError):
            judge(status, content, [b"token"])
