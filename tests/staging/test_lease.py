"""A lease on a staging whose systems died is told once, by what was asked of them."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from typing import Self

import psycopg
import pytest

from harness.errors import HarnessError, Unreachable
from harness.session.leased import naming_the_dead
from harness.staging import lease, postgres, processes, staging
from harness.staging.home import Home
from harness.staging.staging import Spec
from harness.staging.state import Running

SERVER = postgres.Postgres(
    admin="host=/nowhere dbname=postgres",
    host="/nowhere",
    port="5432",
    user="harness",
    password="",
    embedded=True,
)


@pytest.fixture
def spec(tmp_path_factory: pytest.TempPathFactory) -> Spec:
    """A home where nothing runs."""
    home = Home(tmp_path_factory.mktemp("home"))
    return Spec(home=home, odoo=None, postgres=None, addons=(), connector_modules=())


@pytest.fixture
def dead() -> Running:
    """A staging that was up; nobody listens on port 1."""
    words = "odoo_version odoo_origin ca_file admin_key template api_key since"
    address = "http://127.0.0.1:1"
    return Running(
        odoo_url=address,
        sandbox_url=address,
        sandbox_tls_url=address,
        processes={},
        **dict.fromkeys(words.split(), "x"),
    )


def test_a_dead_postgresql_is_told_and_not_started(spec: Spec, dead: Running) -> None:
    """A lease is taken of what runs; booting is another command's."""
    with pytest.raises(Unreachable, match="PostgreSQL does not answer"):
        lease.take(spec, dead, "worker", None, {})
    assert not spec.home.postgres.exists()


def test_a_process_that_ended_is_named_with_the_end_of_its_log(
    spec: Spec, dead: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the three, and none while all of them run."""
    alive = processes.known(os.getpid())
    gone = replace(alive, created=alive.created - 100)
    up = replace(dead, processes={"odoo": alive, "sandbox": alive})
    monkeypatch.setattr(postgres, "running", lambda *_: True)
    assert staging.died(spec.home, up, None) is None
    spec.home.make()
    (spec.home.logs / "odoo.log").write_text(f"{'x' * 500}\nkilled by somebody")
    told = staging.died(spec.home, replace(dead, processes={"odoo": gone, "sandbox": alive}), None)
    assert "Odoo ended" in str(told)
    assert "\n    killed by somebody\n" in str(told)
    assert max(len(line) for line in str(told).splitlines()) < 210
    told = staging.died(spec.home, replace(dead, processes={"odoo": alive, "sandbox": gone}), None)
    assert "emulator ended" in str(told)
    monkeypatch.setattr(postgres, "running", lambda *_: False)
    assert "PostgreSQL ended" in str(staging.died(spec.home, up, None))
    assert "local.postgres" in str(staging.died(spec.home, up, "host=elsewhere"))


def test_what_others_say_of_a_dead_system_is_not_told() -> None:
    """The system that ended is; when all of them run, the error itself."""
    gone = Unreachable("PostgreSQL ended while the checks ran.")
    with pytest.raises(Unreachable, match="PostgreSQL ended"), naming_the_dead(lambda: gone):
        raise HarnessError("Odoo refused: NOT FOUND")
    with pytest.raises(HarnessError, match="NOT FOUND"), naming_the_dead(lambda: None):
        raise HarnessError("Odoo refused: NOT FOUND")


def test_giving_back_asks_each_system_and_demands_nothing(
    spec: Spec, dead: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scenarios have told what died; the cleaning hides it no more."""
    asked: list[str] = []

    def down(*_: object) -> None:
        asked.append("database")
        raise Unreachable("no PostgreSQL")

    monkeypatch.setattr(lease, "_databases", down)
    monkeypatch.setattr(lease._Admin, "delete", lambda _self, path: asked.append(path))
    grant = lease.Grant(
        access_token="a",
        refresh_token="r",
        expires_in=timedelta(),
        refresh_expires_in=timedelta(),
    )
    lease.give_back(
        spec,
        dead,
        lease.Lease(
            name="worker",
            database="lease_worker",
            realm="1",
            company="c",
            client_id="i",
            client_secret="s",
            connector=grant,
            harness=grant,
        ),
    )
    assert asked == ["database", "realms/1"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (psycopg.errors.DiskFull("could not extend file"), "disk .* is full"),
        (psycopg.errors.AdminShutdown("terminating connection"), "does not answer"),
    ],
)
def test_a_server_that_dies_at_work_is_told(
    error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a statement too."""

    class Connection:
        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def execute(self, _statement: str) -> None:
            raise error

    monkeypatch.setattr(psycopg, "connect", lambda *_a, **_k: Connection())

    def work() -> None:
        with SERVER.connect() as connection:
            connection.execute("SELECT 1")

    with pytest.raises(HarnessError, match=told):
        work()
