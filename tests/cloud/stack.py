"""
A second local stack that plays the clouds: Odoo.sh's staging build and Intuit's sandbox.

A real Odoo of its own behind TLS and a host name, on a neutralised database,
without scheduled actions; the emulator under Intuit's host names, throttled.
The harness is pointed at it by settings as a user writes them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import certifi
import psycopg
from pydantic import SecretStr

from harness.connector.driver import AppSettings, Connector, Grant
from harness.connector.loader import load_profile
from harness.odoo.json2 import Json2
from harness.policy import load_policy
from harness.quickbooks.books import Books
from harness.quickbooks.session import Company, Session
from harness.quickbooks.tokens import TokenFile, Tokens
from harness.session.prepare import prepare
from harness.settings import ConnectorSettings, OdooSettings, QuickBooksSettings, Settings
from harness.sharing import turn
from harness.staging import environment, odoo_server, postgres, source
from harness.staging.company import COMPANY
from harness.staging.databases import Databases
from harness.staging.processes import Process, start
from harness.staging.progress import Progress
from harness.staging.staging import LEASE, REFERENCE, Spec
from harness.staging.state import Running
from tests.cloud.front import API, BUILD, Front, variables
from tests.sandbox.conftest import Emulator

COMMIT = "c0ffee0000000000000000000000000000000000"
CLIENT, SECRET = "cloud-client-id", "cloud-client-secret-canary"


@dataclass(frozen=True, kw_only=True)
class Cloud:
    """The stack, and what a test does to it behind the harness's back."""

    front: Front
    emulator: Emulator
    port: Json2
    """Straight to the Odoo, past the front: what people do on it."""
    realm: str
    database: str
    other: str
    """Another database of the same server: what takes the build's place."""
    server: postgres.Postgres
    folder: Path
    env: Mapping[str, str]
    api_key: str

    @property
    def settings(self) -> Settings:
        """The settings that a user writes."""
        return Settings(
            target="staging",
            reports=self.folder / "reports",
            journal=self.folder / "journal.jsonl",
            odoo=OdooSettings(
                url=f"https://{BUILD}",
                database=self.database,
                api_key=SecretStr(self.api_key),
                commit=COMMIT,
            ),
            quickbooks=QuickBooksSettings(
                realm=self.realm,
                company=COMPANY,
                client_id=CLIENT,
                client_secret=SecretStr(SECRET),
                tokens=self.folder / "tokens.json",
            ),
            connector=ConnectorSettings(),
        )

    def write_settings(self) -> Path:
        """Write the same as a file; the two secrets stay in the environment."""
        held = self.settings
        file = self.folder / "harness.toml"
        file.write_text(
            f'target = "staging"\nreports = "{held.reports}"\njournal = "{held.journal}"\n'
            f'[odoo]\nurl = "{held.odoo.url}"\ndatabase = "{self.database}"\ncommit = "{COMMIT}"\n'
            f'[quickbooks]\nrealm = "{self.realm}"\ncompany = "{COMPANY}"\n'
            f'client_id = "{CLIENT}"\ntokens = "{held.quickbooks.tokens}"\n',
            "utf-8",
        )
        return file

    @property
    def process_env(self) -> dict[str, str]:
        """The whole environment of a `harness` or `pytest` process of a user."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("HARNESS_")}
        return {
            **kept,
            **self.env,
            "COLUMNS": "240",  # tables are read by the test, not by a person
            "HARNESS_SETTINGS": str(self.write_settings()),
            "HARNESS_ODOO__API_KEY": self.api_key,
            "HARNESS_QUICKBOOKS__CLIENT_SECRET": SECRET,
        }

    def sql(self, statement: str, *values: object, database: str | None = None) -> None:
        """Change a database under the server's feet."""
        dsn = psycopg.conninfo.make_conninfo(self.server.admin, dbname=database or self.database)
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(statement, values)

    def set_parameter(self, key: str, value: str) -> None:
        """Change a system parameter as an administrator."""
        self.port.call("ir.config_parameter", "set_param", key=key, value=value)

    def reopen(self) -> None:
        """Bring the sandbox company back to its opened, empty books."""
        self.emulator.admin("POST", f"realms/{self.realm}/snapshots/opened/restore")
        self.sql("DELETE FROM qbo_link")  # what it linked is gone, and its ids come again
        self.sql("DELETE FROM ir_config_parameter WHERE key = %s", turn.KEY)  # of a killed run

    def consent(self) -> None:
        """Give the harness and the connector a fresh consent each, as people do."""
        connector = Connector(load_profile("qbo_mirror"), self.port)
        given = self.emulator.admin("POST", "grants", client_id=CLIENT, realm=self.realm)
        connector.connect(_grant(given), now=datetime.now(UTC))
        grant = self.emulator.admin("POST", "grants", client_id=CLIENT, realm=self.realm)
        TokenFile(self.folder / "tokens.json").save(
            Tokens(access_token=grant["access_token"], refresh_token=grant["refresh_token"])
        )


@contextmanager
def cloud(
    spec: Spec, running: Running, emulator: Emulator, folder: Path, name: str
) -> Iterator[Cloud]:
    """Boot the stack on a home whose staging runs; end it."""
    home = spec.home
    server = postgres.existing(home, spec.postgres)
    databases = Databases(home, server)
    names = (f"{LEASE}cloud_{name}", f"{LEASE}other_{name}")
    for database in names:
        databases.clone(running.template, database)
    http_port = odoo_server.free_port()
    front = Front(
        f"http://{odoo_server.HOST}:{http_port}",
        emulator.facts["tls_url"],
        Path(emulator.facts["ca_file"]),
        folder,
    )
    bundle = folder / "bundle.pem"
    bundle.write_bytes(Path(certifi.where()).read_bytes() + b"\n" + front.ca_file.read_bytes())
    env = variables(front, bundle)
    log = folder / "odoo.log"
    odoo = _serve(spec, server, _addons(folder), env=env, http_port=http_port, log=log)
    try:
        odoo_server.wait_ready(f"http://{odoo_server.HOST}:{http_port}", odoo, log)
        port = Json2(
            url=f"http://{odoo_server.HOST}:{http_port}",
            database=names[0],
            api_key=running.api_key,
        )
        made = Cloud(
            front=front,
            emulator=emulator,
            port=port,
            realm=emulator.admin("POST", "realms", preset="clean", company_name=COMPANY)["realm"],
            database=names[0],
            other=names[1],
            server=server,
            folder=folder,
            env=env,
            api_key=running.api_key,
        )
        _work_as_people_do(made)
        emulator.admin("PUT", f"realms/{made.realm}/snapshots/opened")
        yield made
    finally:
        odoo.stop()
        front.stop()
        for database in names:
            databases.drop(database)


def _addons(folder: Path) -> Path:
    """Lay the probe into a repository that stands at a known commit, as Odoo.sh checks one out."""
    user = folder / "user"
    (user / ".git").mkdir(parents=True)
    (user / ".git" / "HEAD").write_text(COMMIT)
    shutil.copytree(REFERENCE / "harness_probe", user / "harness_probe")
    return user


def _serve(
    spec: Spec,
    server: postgres.Postgres,
    repository: Path,
    *,
    env: Mapping[str, str],
    http_port: int,
    log: Path,
) -> Process:
    """Start an Odoo that believes itself on Odoo.sh."""
    home, progress = spec.home, Progress()
    found = source.find(home, spec.odoo, progress)
    addons = (REFERENCE, *(addon.resolve() for addon in spec.addons))
    python = None if found.command else environment.python_for(home, addons[1:], progress)
    odoo = odoo_server.prepare(home, source=found, python=python, postgres=server, addons=addons)
    path = ",".join(str(place) for place in (repository, *found.addons, *addons))
    return start(
        [
            *odoo.command,
            "server",
            "-c",
            str(odoo_server.config_file(home)),
            "--http-port",
            str(http_port),
            "--addons-path",
            path,
        ],
        env={**odoo.env, **env, "ODOO_STAGE": "staging"},
        log=log,
    )


def _work_as_people_do(made: Cloud) -> None:
    """Install the probe, connect the connector, open the books, enter the mapping."""
    made.sql("UPDATE ir_config_parameter SET value = %s WHERE key = 'database.uuid'", str(uuid4()))
    made.sql(
        "UPDATE ir_config_parameter SET value = %s WHERE key = 'database.uuid'",
        str(uuid4()),
        database=made.other,
    )
    ids = made.port.call("ir.module.module", "search", domain=[["name", "=", "harness_probe"]])
    made.port.call("ir.module.module", "button_immediate_install", ids=ids)
    made.set_parameter("web.base.url", f"https://{BUILD}")
    made.set_parameter("web.base.url.freeze", "True")
    emulator = made.emulator
    emulator.admin(
        "POST",
        "apps",
        client_id=CLIENT,
        client_secret=SECRET,
        redirect_uris=[f"https://{BUILD}/qbo_mirror/callback"],
    )
    grant = emulator.admin("POST", "grants", client_id=CLIENT, realm=made.realm)
    made.consent()
    now = datetime.now(UTC)
    connector = Connector(load_profile("qbo_mirror"), made.port)
    books = Books(
        Session(
            Company(
                api_url=emulator.url,
                discovery_url=f"{emulator.url}/.well-known/openid_sandbox_configuration/",
                realm=made.realm,
                client_id=CLIENT,
                client_secret=SECRET,
            ),
            TokenFile(made.folder / "tokens.json"),
            before_write=lambda: None,
        )
    )
    prepare(
        connector,
        books,
        load_policy(made.settings.policy),
        app=AppSettings(
            client_id=CLIENT,
            client_secret=SECRET,
            realm=made.realm,
            api_url=f"https://{API}",
            discovery_url="",
            authorize_url="",
            token_url="",
        ),
        grant=_grant(grant),
        now=now,
    )
    record = made.port.call("qbo.connection", "search", domain=[], limit=1)
    made.port.call("qbo.connection", "write", ids=record, vals={"environment": "sandbox"})


def _grant(answer: Mapping[str, Any]) -> Grant:
    return Grant(
        access_token=answer["access_token"],
        refresh_token=answer["refresh_token"],
        expires_in=timedelta(seconds=answer["expires_in"]),
        refresh_expires_in=timedelta(seconds=answer["x_refresh_token_expires_in"]),
    )
