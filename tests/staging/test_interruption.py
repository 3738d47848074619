"""An interruption at any moment: what was started is ended, and nothing else."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness import __main__, cli
from harness.plugin.booting import Boot
from harness.settings import Settings
from harness.staging import odoo_server, staging, state
from harness.staging.home import Home
from harness.staging.processes import Process, start, unbroken
from harness.staging.progress import Progress


@pytest.fixture(autouse=True)
def _ctrl_c_is_heard() -> Iterator[None]:
    """A shell starts background jobs with interruptions ignored, CI's may be one of them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    made = Home(tmp_path / "home")
    made.make()
    return made


@pytest.fixture
def spec(home: Home, monkeypatch: pytest.MonkeyPatch) -> staging.Spec:
    """What to boot, where no PostgreSQL runs."""
    monkeypatch.setattr("harness.staging.postgres.running", lambda *_: False)
    return staging.Spec(
        home=home, odoo=None, postgres=None, addons=(), connector_modules=("connector",)
    )


@pytest.fixture
def process(home: Home, request: pytest.FixtureRequest) -> Callable[[str], Process]:
    """A function that starts a process which waits, and puts it on record."""

    def begin(name: str) -> Process:
        made = start(
            [sys.executable, "-c", "import signal; signal.pause()"],
            env=os.environ,
            log=home.logs / "log",
        )
        request.addfinalizer(made.stop)
        state.remember(home, name, made)
        return made

    return begin


def running(processes: dict[str, Process]) -> state.Running:
    """A staging that is up."""
    words = "odoo_url odoo_version odoo_origin sandbox_url sandbox_tls_url ca_file admin_key"
    words += " template api_key since"
    return state.Running(processes=processes, **dict.fromkeys(words.split(), "x"))


def test_an_interruption_waits_for_the_end_of_a_step() -> None:
    """Between a start and its record nothing may come."""
    done: list[str] = []

    def step() -> None:
        with unbroken():
            signal.raise_signal(signal.SIGINT)
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        step()
    assert done
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupted_boot_ends_what_it_started(
    spec: staging.Spec, process: Callable[[str], Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its processes and the PostgreSQL that was not there before."""
    begun: list[Process] = []
    stopped: list[Home] = []

    def interrupted(*_: object) -> None:
        begun.append(process("odoo"))
        raise KeyboardInterrupt

    monkeypatch.setattr(staging, "_boot", interrupted)
    monkeypatch.setattr("harness.staging.postgres.stop", stopped.append)
    with pytest.raises(KeyboardInterrupt):
        staging.up(spec, Progress())
    assert begun[0].running() is None
    assert stopped == [spec.home]
    assert state.remembered(spec.home) == {}


def test_an_interrupted_boot_leaves_the_staging_that_was_up(
    spec: staging.Spec, process: Callable[[str], Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody works on it."""
    odoo = process("odoo")
    state.save(spec.home, running({"odoo": odoo}))
    builders: list[Process] = []

    def interrupted(*_: object) -> None:
        builders.append(process(odoo_server.BUILDER))
        raise KeyboardInterrupt

    monkeypatch.setattr(staging, "_boot", interrupted)
    monkeypatch.setattr("harness.staging.postgres.running", lambda *_: True)
    with pytest.raises(KeyboardInterrupt):
        staging.up(spec, Progress())
    assert odoo.running() is not None
    assert builders[0].running() is None
    assert state.remembered(spec.home) == {"odoo": odoo}


def test_what_a_killed_build_left_is_ended_by_the_next_boot(
    spec: staging.Spec, process: Callable[[str], Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything else is done, beside a staging that is up or without one."""
    builder = process(odoo_server.BUILDER)
    seen: list[bool] = []
    monkeypatch.setattr(staging, "_boot", lambda *_: seen.append(builder.running() is None))
    staging.up(spec, Progress())
    assert seen == [True]


def test_a_command_of_odoo_is_on_record_while_it_runs(home: Home) -> None:
    """And off it when it has ended."""
    script = "import json, pathlib, sys; print(pathlib.Path(sys.argv[1]).read_text())"
    odoo = odoo_server.Odoo(
        command=(sys.executable, "-c", script, str(home.root / "processes.json")),
        env=dict(os.environ),
        home=home,
    )
    odoo.run("it failed")
    assert odoo_server.BUILDER in (home.logs / "build.log").read_text()
    assert state.remembered(home) == {}


def test_a_session_that_was_interrupted_while_booting_ends_it(
    monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    """Once, however often it is asked to."""
    downs: list[Home] = []
    monkeypatch.setenv("HARNESS_HOME", str(home.root))
    monkeypatch.setattr(staging, "down", downs.append)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(staging, "up", interrupted)
    boot = Boot(Settings(target="local"))
    with pytest.raises(KeyboardInterrupt):
        boot.start()
    boot.end()
    boot.end()
    assert downs == [home]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_is_told_with_the_next_step(
    number: signal.Signals,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 2, and no traceback."""
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(sys, "argv", ["harness", "status"])
    monkeypatch.setattr(cli, "main", lambda: signal.raise_signal(number))
    try:
        with pytest.raises(SystemExit) as ended:
            __main__.main()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("Interrupted.")
