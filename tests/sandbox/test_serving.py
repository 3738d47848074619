"""Starting: where it listens, what it says, which options it takes, how much it lets in."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

CLIENT_ID, SECRET = "tests", "a-secret-of-the-tests"
UNPACKED = "The body is not what its Content-Encoding says"
MEGABYTE = 1024 * 1024
Launch = Callable[..., tuple[subprocess.Popen[str], Any]]


def serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Start an emulator that is not expected to stay."""
    return subprocess.run(
        [sys.executable, "-m", "harness.sandbox", "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_everywhere_is_warned_of(launch: Launch) -> None:
    """On standard error; and pages open under an address, not under any name."""
    process, emulator = launch("--host", "0.0.0.0")  # noqa: S104 - it is warned of
    assert emulator.url.startswith("http://127.0.0.1:")
    assert emulator.admin("GET", "health")["status"] == "ready"
    process.terminate()
    said = process.communicate(timeout=10)[1]
    assert said.startswith("warning: listening on 0.0.0.0")


def test_loopback_is_not_warned_of(launch: Launch) -> None:
    """A name that is loopback is fine."""
    process, emulator = launch("--host", "localhost")
    assert emulator.admin("GET", "health")["status"] == "ready"
    process.terminate()
    assert process.communicate(timeout=10)[1] == ""


@pytest.mark.parametrize(
    ("option", "host"), [("--host", "203.0.113.1"), ("--host", "bad host"), ("--name", "bad name")]
)
def test_an_address_that_is_not_ours(option: str, host: str) -> None:
    """Told with the next step; no traceback."""
    ended = serve(option, host)
    assert ended.returncode == 2
    assert "can't be had" in ended.stderr
    assert "next:" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none(port: str) -> None:
    """Told by the command line."""
    ended = serve("--port", port)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_a_taken_tls_port(emulator: Any) -> None:
    """Told as the plain one is."""
    ended = serve("--tls-port", emulator.facts["tls_url"].rsplit(":", 1)[1])
    assert ended.returncode == 2
    assert "can't be had" in ended.stderr


@pytest.mark.parametrize("option", ["--data", "--ready-file"])
def test_a_file_that_can_not_be(option: str, tmp_path: Path) -> None:
    """In a folder that is not there, or a folder itself: told with the next step."""
    for path in (tmp_path / "no" / "file", tmp_path):
        ended = serve(option, str(path))
        assert ended.returncode == 2
        assert option in ended.stderr
        assert "Traceback" not in ended.stderr


def test_a_file_without_a_name() -> None:
    """As a variable that is not set leaves it: nothing would be kept, and nobody told."""
    ended = serve("--data", "")
    assert (ended.returncode, "leave it out" in ended.stderr) == (2, True)


@pytest.mark.parametrize("key", [" ", "two words", "schlüssel"])
def test_a_key_that_nobody_could_send(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """It is told at once, and not shown."""
    monkeypatch.setenv("SANDBOX_ADMIN_KEY", key)
    ended = serve()
    assert (ended.returncode, "SANDBOX_ADMIN_KEY" in ended.stderr) == (2, True)
    assert not key.strip() or key not in ended.stderr


def test_a_file_of_something_else(tmp_path: Path) -> None:
    """It is told, and left as it was."""
    (tmp_path / "notes.txt").write_text("not a database, by no means " * 100)
    ended = serve("--data", str(tmp_path / "notes.txt"))
    assert ended.returncode == 2
    assert "can't keep the state" in ended.stderr
    assert (tmp_path / "notes.txt").read_text().startswith("not a database")


def test_options_reach_the_service(launch: Launch) -> None:
    """Throttling on, rotation that fair weather keeps, a further name with a certificate for it."""
    _, emulator = launch("--throttle", "--rotation", "every", "--name", "qbo.test")
    assert emulator.admin("GET", "throttle")["on"] is True
    assert emulator.admin("GET", "oauth")["rotation"] == "every"
    emulator.admin("PATCH", "oauth", rotation="daily")
    emulator.admin("POST", "fair")
    assert emulator.admin("GET", "oauth")["rotation"] == "every"
    page = f"{emulator.url}/connect/oauth2"
    for host, said in (("qbo.test", "client_id"), ("QBO.test:80", "client_id"), ("x.test", "name")):
        answer = requests.get(page, headers={"Host": host}, timeout=10)
        assert said in answer.text


def test_tls_is_trusted_by_the_file_it_names(emulator: Any) -> None:
    """With the authority of this run; and with no other."""
    url = f"{emulator.facts['tls_url']}/.well-known/openid_configuration"
    found = requests.get(url, verify=emulator.facts["ca_file"], timeout=10).json()
    assert found["issuer"].startswith("https://")
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(url, timeout=10)


def test_the_key_is_told_once() -> None:
    """On standard output, unless a file takes it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "harness.sandbox", "serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    facts = json.loads(process.stdout.readline())
    process.terminate()
    assert process.communicate(timeout=10) == ("", "")
    assert set(facts) == {"url", "tls_url", "ui", "ca_file", "admin_key"}


def refused(answer: requests.Response) -> bool:
    """Whether a body was too large, and then in the gateway's form."""
    if answer.status_code != 413:
        return False
    assert answer.json()["fault"]["error"][0]["code"] == "413"
    assert answer.headers["intuit_tid"]
    return True


def chunks(size: int) -> Iterator[bytes]:
    """Send so many bytes without announcing their number."""
    for _ in range(0, size, MEGABYTE):
        yield b" " * MEGABYTE


def test_a_body_has_a_limit(company: Any) -> None:
    """10 MB: announced or not, read by a rule or by the handler."""
    assert refused(company.call("POST", "customer", data=b" " * (10 * MEGABYTE + 1)))
    assert refused(company.call("POST", "customer", data=chunks(11 * MEGABYTE)))
    assert not refused(company.call("POST", "customer", data=b" " * (10 * MEGABYTE)))
    company.emulator.admin(
        "POST",
        "faults",
        act={"kind": "status", "status": 503},
        match={"realm": company.realm, "operation": "update"},
    )
    assert refused(company.call("POST", "customer", data=chunks(11 * MEGABYTE)))


@pytest.mark.parametrize("path", ["customer", "query", "upload", "batch"])
@pytest.mark.parametrize("ruled", [False, True])
def test_a_body_that_can_not_be_decompressed_is_refused(
    company: Any, path: str, ruled: bool
) -> None:
    """Read by the handler or by a rule: a 400 that says so, never a 500."""
    if ruled:
        company.emulator.admin(
            "POST",
            "faults",
            act={"kind": "status", "status": 503},
            match={"realm": company.realm, "operation": "update"},
        )
    answered = company.call("POST", path, data=b"zzzz", headers={"Content-Encoding": "gzip"})
    assert answered.status_code == 400
    assert answered.headers["X-Sandbox-Assumed"] == "unreadable-body"


@pytest.mark.parametrize("packed", ["br", "zstd"])
def test_a_compression_that_is_not_read_is_refused_in_the_gateways_form(
    company: Any, packed: str
) -> None:
    """Before any handler sees the request."""
    headers = {"Content-Encoding": packed, "Content-Type": "application/json"}
    answered = company.call("POST", "customer", data=b"zzzz", headers=headers)
    assert answered.status_code == 400
    assert answered.headers["Content-Type"] == "application/json"
    assert answered.headers["X-Sandbox-Assumed"] == "unreadable-body"
    (error,) = answered.json()["fault"]["error"]
    assert (error["code"], error["detail"]) == ("400", UNPACKED)
    assert company.read("companyinfo/1")["CompanyName"] == "Test Co"


def test_what_is_no_request_is_refused_in_the_gateways_form(company: Any) -> None:
    """A line of it that is too long, say; the way out is told, which a long query goes."""
    statement = f"select * from Term where Name = '{'1' * 9000}'"  # noqa: S608
    answered = company.call("GET", "query", params={"query": statement})
    assert answered.status_code == 400
    (error,) = answered.json()["fault"]["error"]
    assert (error["code"], "body of a POST" in error["detail"]) == ("400", True)
    assert company.call("POST", "query", data=statement).json()["QueryResponse"] == {}


def test_an_upload_may_bring_more(company: Any) -> None:
    """100 MB."""
    assert not refused(company.call("POST", "upload", data=b" " * (11 * MEGABYTE)))
    headers = {"Content-Length": str(100 * MEGABYTE + 1)}
    assert refused(company.call("POST", "upload", data=b"", headers=headers))
