"""The staging's parts that need no Odoo: sources, processes, templates' keys, errors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from harness.errors import HarnessError, SettingsError
from harness.staging import apt, environment, odoo_server, source, staging, state
from harness.staging.home import Home
from harness.staging.postgres import Postgres
from harness.staging.processes import Process, start, tail
from harness.staging.progress import Progress

DEB822 = """\
# a comment
Types: deb
URIs: http://mirror.example/debian-security
Suites: stable-security
Components: main

Types: deb
URIs: http://mirror.example/debian
Suites: stable
Components: main
Signed-By: /keys/debian.gpg
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    made = Home(tmp_path / "home")
    made.make()
    return made


def test_a_mirror_is_read_from_either_form_of_sources(tmp_path: Path) -> None:
    """deb822 stanzas and one-line lists; a security archive is no mirror."""
    folder = tmp_path / "sources.list.d"
    folder.mkdir()
    (folder / "debian.sources").write_text(DEB822)
    found = apt.debian_mirror(tmp_path)
    assert found == apt.Mirror(uri="http://mirror.example/debian", keyring="/keys/debian.gpg")
    (folder / "debian.sources").unlink()
    (tmp_path / "sources.list").write_text(
        "deb [signed-by=/keys/o.gpg] http://other.example/tool main\n"
        "deb [arch=amd64 signed-by=/keys/d.gpg] http://m.example/debian/ stable main\n"
    )
    found = apt.debian_mirror(tmp_path)
    assert found == apt.Mirror(uri="http://m.example/debian/", keyring="/keys/d.gpg")


def test_a_machine_without_a_mirror_is_told_its_choices(tmp_path: Path) -> None:
    """A checkout, an installed odoo, or a mirror."""
    (tmp_path / "sources.list.d").mkdir()
    with pytest.raises(HarnessError) as caught:
        apt.debian_mirror(tmp_path)
    for choice in ("local.odoo", "on PATH", "Debian mirror"):
        assert choice in " ".join(str(caught.value).split())


def test_too_little_space_is_seen_before_the_download(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both numbers and the way out are named."""
    usage = type("usage", (), {"free": 1024**3})
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage)
    monkeypatch.setattr("shutil.which", lambda tool: f"/usr/bin/{tool}")
    with pytest.raises(HarnessError, match="not enough space") as caught:
        apt.fetch(home, Progress())
    assert "HARNESS_HOME" in str(caught.value)


def test_no_network_names_the_command_and_the_choices(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of apt, and what to do."""
    output = "Err:1 http://mirror.example sid InRelease\nE: Could not resolve host\n"
    monkeypatch.setattr(
        apt, "_apt", lambda *_a, **_k: subprocess.CompletedProcess([], 100, stdout=output)
    )
    with pytest.raises(HarnessError, match="apt-get update failed") as caught:
        apt._update(home.root / "apt.conf", Progress())
    assert "Could not resolve host" in str(caught.value)


def test_only_an_expired_list_lets_its_date_pass(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bad signature is refused whatever else is said."""
    asked: list[list[str]] = []

    def answer(command: list[str], *_: object, **__: object) -> object:
        asked.append(command)
        return subprocess.CompletedProcess([], 100, stdout="E: The repository is not signed.\n")

    monkeypatch.setattr(apt, "_apt", answer)
    with pytest.raises(HarnessError, match="not signed"):
        apt._update(home.root / "apt.conf", Progress())
    assert len(asked) == 1


def test_a_named_odoo_must_be_one(home: Home, tmp_path: Path) -> None:
    """A folder that holds no Odoo, or another series, is refused with the setting's name."""
    with pytest.raises(SettingsError, match=r"local\.odoo"):
        source.find(home, tmp_path, Progress())
    (tmp_path / "odoo").mkdir()
    release = tmp_path / "odoo" / "release.py"
    release.write_text("version_info = (18, 0, 0, FINAL, 0, '')\n")
    with pytest.raises(SettingsError, match="another series"):
        source.find(home, tmp_path, Progress())
    release.write_text("version_info = (19, 0, 0, FINAL, 0, '')\n")
    (tmp_path / "addons").mkdir()
    assert source.find(home, tmp_path, Progress()).version == "19.0.0"


def test_a_missing_venv_names_the_package(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Distributions split venv off."""
    monkeypatch.setattr(
        "subprocess.run",
        lambda *_a, **_k: subprocess.CompletedProcess([], 1, "", "ensurepip is not available"),
    )
    with pytest.raises(HarnessError, match="ensurepip") as caught:
        environment.python_for(home, (), Progress())
    assert "python3-venv" in str(caught.value)


def test_a_connectors_oauth_library_may_speak_to_the_emulator(home: Home) -> None:
    """Without it, Intuit's Python SDKs refuse plain HTTP before they send anything."""
    postgres = Postgres(
        admin="", host="db", port="5432", user="harness", password="", embedded=False
    )
    odoo = odoo_server.prepare(
        home,
        source=source.OdooSource(version="19.0.0", origin="a test", command=("odoo",)),
        python=None,
        postgres=postgres,
        addons=(),
    )
    assert odoo.env["OAUTHLIB_INSECURE_TRANSPORT"] == "1"


def test_only_our_own_process_is_ended(tmp_path: Path) -> None:
    """The same number with another creation time is somebody else's."""
    child = start([sys.executable, "-c", "input()"], env=os.environ, log=tmp_path / "log")
    again = start(
        [sys.executable, "-c", "import time; time.sleep(60)"], env=os.environ, log=tmp_path / "log"
    )
    stranger = Process(pid=again.pid, created=again.created - 100)
    stranger.stop()
    assert again.running() is not None
    again.stop()
    assert again.running() is None
    assert not psutil.pid_exists(again.pid) or again.running() is None
    child.stop()


def test_what_a_killed_boot_left_is_ended(home: Home, tmp_path: Path) -> None:
    """Processes are on record before they are waited for."""
    child = start(
        [sys.executable, "-c", "import time; time.sleep(60)"], env=os.environ, log=tmp_path / "log"
    )
    state.remember(home, "odoo", child)
    assert state.load(home) is None
    assert staging.down(home) == ["odoo"]
    assert child.running() is None
    assert staging.down(home) == []


def test_a_folder_without_addons_is_refused(tmp_path: Path) -> None:
    """An addon itself instead of its folder is the usual mistake."""
    with pytest.raises(HarnessError, match="holds no addons"):
        staging._check_addons([tmp_path])
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "__manifest__.py").write_text("{}")
    staging._check_addons([tmp_path])


def test_the_end_of_a_log_is_shown(tmp_path: Path) -> None:
    """The last lines, or that there is none."""
    log = tmp_path / "log"
    assert tail(log) == "(no log)"
    log.write_text("\n".join(str(number) for number in range(100)))
    assert tail(log, 2) == "98\n99"


def test_a_damaged_state_is_no_state(home: Home) -> None:
    """`up` begins anew instead of failing on it."""
    home.state.write_text("{")
    assert staging.current(home) is None
