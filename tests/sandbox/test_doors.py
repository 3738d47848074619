"""The doors: what a request may look like, and what answers one that may not."""

from __future__ import annotations

import gzip
import http.client
import json
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

DAY = 86_400
QUERY = "query?query=select * from Customer"


def choose(company: Any, **chosen: str) -> None:
    """Let a company answer open questions its own way."""
    names = {name.replace("_", "-"): choice for name, choice in chosen.items()}
    company.emulator.admin("PATCH", f"realms/{company.realm}/choices", **names)


def code(response: requests.Response) -> str:
    """The code of a refusal."""
    assert response.status_code == 400, response.text
    return str(response.json()["Fault"]["Error"][0]["code"])


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_says_what_it_is(company: Any, kind: str) -> None:
    """1050 for what is neither JSON nor XML; a company may take it as JSON."""
    body = json.dumps({"DisplayName": "Mill"}).encode()
    refused = company.call("POST", "vendor", data=body, headers={"Content-Type": kind})
    assert code(refused) == "1050"
    assert refused.headers["X-Sandbox-Assumed"] == "content-type"
    choose(company, content_type="json")
    assert company.call("POST", "vendor", data=body, headers={"Content-Type": kind}).ok


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON", "application/json;charset=UTF-8"]
)
def test_json_is_json_however_it_is_spelled(company: Any, kind: str) -> None:
    """With a charset, in any case."""
    body = json.dumps({"DisplayName": "Mill"}).encode()
    assert company.call("POST", "vendor", data=body, headers={"Content-Type": kind}).ok


@pytest.mark.parametrize("version", ["abc", "0", "-1", "76", "99999999999999", "7.5", ""])
def test_a_minor_version_that_is_none(company: Any, version: str) -> None:
    """Served as the newest, and said so; refused by a switch."""
    path = f"preferences?minorversion={version}"
    answer = company.call("GET", path)
    assert answer.ok
    assert answer.headers["X-Sandbox-Assumed"] == "minor-version"
    choose(company, minor_version="refused")
    assert code(company.call("GET", path)) == "2090"


@pytest.mark.parametrize("version", ["1", "4", "65", "75"])
def test_old_minor_versions_are_served_as_the_newest(company: Any, version: str) -> None:
    """Nothing is assumed in it: Intuit says so."""
    answer = company.call("GET", f"preferences?minorversion={version}")
    assert answer.ok
    assert "X-Sandbox-Assumed" not in answer.headers


def test_a_parameter_that_comes_twice(company: Any) -> None:
    """The first counts; refused by a switch."""
    path = "query?query=select * from Term&query=nonsense"
    answer = company.call("GET", path)
    assert "Term" in answer.json()["QueryResponse"]
    assert "repeated-parameter" in answer.headers["X-Sandbox-Assumed"]
    choose(company, repeated_parameter="refused")
    assert code(company.call("GET", path)) == "2600"


@pytest.mark.parametrize("path", ["preferences?unheard=1", "preferences?include=unheard"])
def test_parameters_nobody_knows(company: Any, path: str) -> None:
    """Ignored, as clients take it to be, and said so; refused by a switch."""
    answer = company.call("GET", path)
    assert answer.ok
    assert answer.headers["X-Sandbox-Assumed"] == "unknown-parameter"
    choose(company, unknown_parameter="refused")
    assert code(company.call("GET", path)) == "2010"


def raw(emulator: Any, method: str, path: str, headers: dict[str, str]) -> tuple[Any, bytes]:
    """Send exactly these headers."""
    connection = http.client.HTTPConnection(urlsplit(emulator.url).netloc, timeout=10)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_answers_are_compressed_for_who_asks(sample: Any) -> None:
    """Gzip when asked for, plain when not; the same JSON."""
    path = f"/v3/company/{sample.realm}/{QUERY.replace(' ', '%20')}"
    headers = {
        "Authorization": f"Bearer {sample.grant['access_token']}",
        "Accept": "application/json",
    }
    plain, text = raw(sample.emulator, "GET", path, headers)
    packed, squeezed = raw(sample.emulator, "GET", path, {**headers, "Accept-Encoding": "gzip"})
    assert plain.getheader("Content-Encoding") is None
    assert packed.getheader("Content-Encoding") == "gzip"
    assert len(squeezed) < len(text) / 4
    unpacked = json.loads(gzip.decompress(squeezed))
    assert unpacked["QueryResponse"] == json.loads(text)["QueryResponse"]


def test_a_compressed_body_is_read(company: Any) -> None:
    """As Intuit's own SDKs send it."""
    answer = company.call(
        "POST",
        "vendor",
        data=gzip.compress(b'{"DisplayName":"Mill"}'),
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )
    assert answer.json()["Vendor"]["DisplayName"] == "Mill"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/v3/nonsense", 404),
        ("GET", "/v2/company/1/customer/1", 404),
        ("GET", "/oauth2/v1/tokens/bearer", 405),
        ("DELETE", "/connect/oauth2", 405),
    ],
)
def test_nothing_is_there(emulator: Any, method: str, path: str, status: int) -> None:
    """The gateway's form: JSON, no page of a web server."""
    answer = requests.request(method, emulator.url + path, timeout=10)
    assert answer.status_code == status
    error = answer.json()["fault"]["error"][0]
    assert f"statusCode={status}" in error["message"]
    assert answer.headers["X-Sandbox-Assumed"] == "no-route"
    assert answer.headers["intuit_tid"]


def test_an_expectation_that_is_none(company: Any) -> None:
    """417 in the gateway's form; the usual one is met."""
    body = json.dumps({"DisplayName": "Mill"}).encode()
    headers = {"Content-Type": "application/json"}
    odd = company.call("POST", "vendor", data=body, headers={**headers, "Expect": "magic"})
    assert odd.status_code == 417
    assert odd.json()["fault"]["error"][0]["code"] == "417"
    usual = {**headers, "Expect": "100-continue"}
    assert company.call("POST", "vendor", data=body, headers=usual).ok


def test_a_head_is_a_get_without_its_body(company: Any) -> None:
    """Nothing is written, whatever is read."""
    answer = company.call("HEAD", "preferences")
    assert answer.status_code == 200
    assert answer.content == b""
    assert company.call("HEAD", "customer/77").status_code == 400
    assert company.call("HEAD", "vendor").status_code == 400


def test_a_slash_at_the_end(company: Any) -> None:
    """Makes no difference; of two, one does."""
    made = company.post("vendor/", {"DisplayName": "Mill"})
    answer = company.call("GET", f"vendor/{made['Id']}/")
    assert answer.json()["Vendor"] == made
    assert answer.headers["X-Sandbox-Assumed"] == "trailing-slash"
    assert code(company.call("GET", f"vendor/{made['Id']}//")) == "500"


@pytest.mark.parametrize(
    ("path", "code", "detail"),
    [
        ("customer", "500", "Operation No resource method found for GET, return 405 with Allow"),
        ("bill", "500", "Operation operation could not find resource for entity bill is not"),
        ("customer/abc", "2030", "Id should be a valid number. Supplied value:abc"),
        ("invoice/9999999999999", "2030", "Id should be a valid number. Supplied value:9999999"),
        ("vendor/9999999999999", "610", "Object Not Found : Something you're trying to use"),
        ("attachable/9999999999999", "610", "Object Not Found"),
    ],
)
def test_a_read_without_a_possible_id(company: Any, path: str, code: str, detail: str) -> None:
    """Each is refused in its own words."""
    answer = company.call("GET", path)
    assert answer.status_code == 400
    (error,) = answer.json()["Fault"]["Error"]
    assert error["code"] == code
    assert error["Detail"].startswith(detail)


@pytest.mark.parametrize("path", ["", "/"])
def test_a_company_by_itself_is_no_resource(company: Any, path: str) -> None:
    """In the words for every path that leads nowhere."""
    answer = requests.get(
        f"{company.emulator.url}/v3/company/{company.realm}{path}",
        headers={
            "Authorization": f"Bearer {company.grant['access_token']}",
            "Accept": "application/json",
        },
        timeout=10,
    )
    assert code(answer) == "500"


def test_paths_have_a_case(company: Any) -> None:
    """Documented; a company may be lenient."""
    made = company.post("vendor", {"DisplayName": "Mill"})
    path = f"Vendor/{made['Id']}"
    assert code(company.call("GET", path)) == "500"
    choose(company, path_case="found")
    assert company.read(path) == made


def test_a_requestid_is_forgotten_after_a_day_by_choice(
    company: Any, turn: Callable[..., Any]
) -> None:
    """Kept for good unless chosen otherwise."""
    path = "vendor?requestid=once"
    made = company.post(path, {"DisplayName": "Mill"})
    turn(seconds=2 * 86_400)
    granted = {"client_id": "tests", "realm": company.realm}
    company.grant = company.emulator.admin("POST", "grants", **granted)
    assert company.post(path, {"DisplayName": "Mill"}) == made
    choose(company, requestid_memory="a day")
    assert company.refused(path, {"DisplayName": "Mill"})["code"] == "6240"


def test_the_marks_of_a_batch(company: Any) -> None:
    """A number is read as text, a missing or repeated mark is no matter, an object is refused."""
    items = [
        {"bId": 7, "Query": "select count(*) from Term"},
        {"Query": "select count(*) from Term"},
        {"bId": "twice", "Query": "select count(*) from Term"},
        {"bId": "twice", "Query": "select count(*) from Term"},
        {"bId": {"a": 1}, "Query": "select count(*) from Term"},
        {"bId": "report", "ReportQuery": 7},
    ]
    answers = company.post("batch", {"BatchItemRequest": items})
    assert [answer.get("bId") for answer in answers] == [
        "7",
        None,
        "twice",
        "twice",
        None,
        "report",
    ]
    assert ["Fault" in answer for answer in answers] == [False] * 4 + [True] * 2
    assert answers[5]["Fault"]["Error"][0]["code"] == "500"


def test_an_ended_consent_may_be_forbidden(world: Any) -> None:
    """401 unless the policy says 403; a token that never was is 401 all the same."""
    company = world.company()
    world.admin("PATCH", "oauth", ended=403)
    world.admin("POST", f"realms/{company.realm}/disconnect")
    answer = company.call("GET", "preferences")
    assert answer.status_code == 403
    assert answer.json()["fault"]["error"][0]["code"] == "3100"
    stranger = company.call("GET", "preferences", headers={"Authorization": "Bearer no"})
    assert stranger.status_code == 401


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (b"R\xe9mi", "middle byte 0x6d"),
        (b"\xff", "start byte 0xff"),
        (b"\xc3\x28", "middle byte 0x28"),
        (b"\xe2\x82", "middle byte 0x22"),
    ],
)
def test_bytes_that_are_no_text(company: Any, name: bytes, told: str) -> None:
    """2010 for the byte that does not fit; XML is refused in the words of another parser."""
    refused = company.call(
        "POST",
        "vendor",
        data=b'{"DisplayName":"' + name + b'"}',
        headers={"Content-Type": "application/json"},
    )
    error = refused.json()["Fault"]["Error"][0]
    detail = f"Property Name:Invalid UTF-8 {told} specified is unsupported or invalid"
    assert (refused.status_code, error["code"], error["Detail"]) == (400, "2010", detail)
    marked = b"<Vendor><DisplayName>" + name + b"</DisplayName></Vendor>"
    headers = {"Content-Type": "application/xml", "Accept": "application/json"}
    refused = company.call("POST", "vendor", data=marked, headers=headers)
    assert code(refused) == "500"
    assert "MalformedByteSequenceException" in refused.text


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "application/xml"}])
def test_a_write_without_a_body(company: Any, headers: dict[str, str]) -> None:
    """What does not say that it is JSON is read as XML, which ends too early; JSON is 2010."""
    error = company.call("POST", "bill", headers=headers).json()["Fault"]["Error"][0]
    assert (error["code"], error["Message"]) == ("500", "Unsupported Operation")
    early = "org.xml.sax.SAXParseException; Premature end of file."
    assert error["Detail"] == f"Operation {early} is not supported."
    said = {"Content-Type": "application/json"}
    assert code(company.call("POST", "bill", headers=said)) == "2010"


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b"])
def test_control_characters_are_refused(company: Any, letter: str) -> None:
    """2040; a line break in a note is fine."""
    error = company.refused("customer", {"DisplayName": "Mill", "Notes": f"a{letter}b"})
    assert (error["code"], error["element"]) == ("2040", "Notes")
    assert company.post("customer", {"DisplayName": "Mill", "Notes": "a\n\tb"})["Notes"] == "a\n\tb"


def test_the_last_of_two_equal_keys_counts(company: Any) -> None:
    """As in most parsers."""
    answer = company.call(
        "POST",
        "vendor",
        data=b'{"DisplayName":"First","DisplayName":"Last"}',
        headers={"Content-Type": "application/json"},
    )
    assert answer.json()["Vendor"]["DisplayName"] == "Last"


def test_an_extension_is_taken_while_it_is_empty(company: Any) -> None:
    """Every entity has one in Intuit's schema, `VendorEx`; JSON can't say what would be in it."""
    empty: list[Any] = [None, {}, {"any": []}]
    for number, nothing in enumerate(empty):
        company.post("vendor", {"DisplayName": f"V{number}", "VendorEx": nothing})
    error = company.refused("vendor", {"DisplayName": "V", "VendorEx": {"any": [{"nil": False}]}})
    assert (error["code"], "failed to parse json object" in error["Detail"]) == ("2010", True)
    error = company.refused("vendor", {"DisplayName": "V", "InvoiceEx": {}})
    assert 'Unrecognized field "InvoiceEx"' in error["Detail"]
    assert company.post("term", {"Name": "T", "DueDays": 1, "SalesTermEx": None})["Name"] == "T"


@pytest.mark.parametrize(
    "change",
    [
        {"CustomerRef": "1"},
        {"CustomerRef": "[object Object]"},
        {"Line": {"Amount": 1}},
        {"Deposit": "a little"},
        {"ApplyTaxAfterDiscount": "perhaps"},
        {"EmailStatus": "Emailed"},
        {"PrivateNote": ["a", "b"]},
    ],
)
def test_what_does_not_fit_intuits_classes_can_not_be_read(
    company: Any, change: dict[str, Any]
) -> None:
    """2010 in the same words, whichever property it is: none is named."""
    line = {
        "Amount": 1,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    customer = company.post("customer", {"DisplayName": "Reader"})
    body = {"Line": [line], "CustomerRef": {"value": customer["Id"]}, **change}
    assert company.refused("invoice", body) == {
        "Message": "Request has invalid or unsupported property",
        "Detail": "Property Name:failed to parse json object; a property specified is unsupported"
        " or invalid",
        "code": "2010",
    }


def test_an_unknown_property_is_named_or_not(emulator: Any) -> None:
    """As recorded in 2020, or as clients report of 2026; in a batch as well."""
    company = emulator.company()
    body = {"Invoice": {"CustomerRef": {"value": "1"}}}
    item = {"bId": "1", "operation": "create", "Term": {"Colour": "red"}}
    named = company.call("POST", "invoice", json=body)
    assert named.headers["X-Sandbox-Assumed"] == "unknown-property"
    assert 'Unrecognized field "Invoice"' in named.json()["Fault"]["Error"][0]["Detail"]
    where = f"realms/{company.realm}/choices"
    emulator.admin("PATCH", where, **{"unknown-property": "unreadable"})
    (answer,) = company.post("batch", {"BatchItemRequest": [item]})
    for error in (company.refused("invoice", body), answer["Fault"]["Error"][0]):
        assert error["code"] == "2010"
        assert error["Detail"].startswith("Property Name:failed to parse json object;")


def test_answers_have_the_headers_of_intuits(company: Any) -> None:
    """A refusal as well; nothing tells what the emulator is made of."""
    for path in ("companyinfo/1", "customer/0"):
        headers = company.call("GET", path).headers
        assert headers["Server"] == "istio-envoy"
        assert headers["X-Content-Type-Options"] == "nosniff"
        asked = parsedate_to_datetime(headers["Date"]).timestamp()
        assert abs(int(headers["intuit_tid"].split("-")[1], 16) - asked) < DAY
        assert headers["X-Amzn-Trace-Id"] == f"Root={headers['intuit_tid']}"
    done = company.call("GET", "companyinfo/1").headers
    assert done["Cache-Control"].startswith("max-age=0, no-cache")
    assert re.fullmatch(r"total=\d+, db=0", done["Service-Time"])
    refused = company.call("GET", "customer/0").headers
    assert not {"QBO-Version", "Service-Time", "Expires", "Cache-Control"} & set(refused)
    for path in ("companyinfo/1", "customer/0"):
        answer = company.call("GET", path, headers={"Accept": "application/xml"})
        assert answer.headers["Content-Type"] == "application/xml;charset=UTF-8"
