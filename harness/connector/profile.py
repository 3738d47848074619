"""
The connector profile: one TOML file says how a connector is driven.

Which modules, where its settings and tokens live, what triggers an export, how
its end is seen, where external ids and logs are. No connector's name stands in
code.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from harness.errors import SettingsError
from harness.snapshot import Role

PACKAGED = Path(__file__).parent / "profiles"

Domain = list[str | list[Any]]
Setting = Literal[
    "client_id",
    "client_secret",
    "realm",
    "environment",
    "api_url",
    "discovery_url",
    "token_url",
    "authorize_url",
    "access_token",
    "refresh_token",
    "access_expires_at",
    "refresh_expires_at",
]
LogStatus = Literal["done", "failed", "skipped", "pending"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Connection(_Part):
    """
    Where the connector keeps its settings.

    `domain` finds the record (the first one is taken); without one, a record is
    created from `create`. `fields` maps our names to the connector's; `values`
    are written as they stand whenever the harness configures the connector, and
    `connected` once it has written tokens.
    """

    model: str
    domain: Domain = []
    create: dict[str, Any] = {}
    fields: dict[Setting, str]
    values: dict[str, Any] = {}
    connected: dict[str, Any] = {}
    check: str | None = None
    refresh: str | None = None


class Trigger(_Part):
    """
    What exports one record.

    `record` calls `method` on the record itself, `connection` calls it on the
    settings record, which exports whatever waits, `cron` runs the scheduled
    action whose xmlid stands in `method`.
    """

    on: Literal["record", "connection", "cron"]
    method: str
    model: str | None = None
    context: dict[str, Any] = {}


class Wait(_Part):
    """How the end of an export is seen: at once, or in a queue's jobs."""

    kind: Literal["inline", "queue"] = "inline"
    model: str | None = None
    state: str = "state"
    pending: list[str] = []
    failed: list[str] = []
    message: str | None = None
    domain: Domain = []
    timeout: int = 120

    @pydantic.model_validator(mode="after")
    def _complete(self) -> Wait:
        if self.kind == "queue" and not (self.model and self.pending):
            raise ValueError("a queue needs its model and its pending states")
        return self


class Ids(_Part):
    """
    Where the QuickBooks id of a record is kept.

    A field on the record itself, or a row of a mapping model: `record` names the
    mapping's field that points at the Odoo record, `domain` narrows it.
    """

    field: str
    model: str
    record: str | None = None
    domain: Domain = []


class Logs(_Part):
    """The connector's log: a model, our names for its fields, our words for its states."""

    model: str
    record_model: str | None = None
    record_id: str
    entity: str | None = None
    external_id: str | None = None
    operation: str | None = None
    status: str
    message: str | None = None
    at: str = "create_date"
    states: dict[str, LogStatus]


class Mapping(_Part):
    """Where the connector keeps what an Odoo list entry is in QuickBooks."""

    model: str
    match: str
    field: str
    value: Literal["id", "name", "true"] = "id"


class Profile(_Part):
    """
    A whole profile.

    `redirect` and `seeding` are notes for the people who set a staging up: how
    the connector is pointed at another host, and what a new record must have.
    """

    name: str
    title: str
    modules: list[str]
    connection: Connection
    triggers: dict[Role, Trigger]
    wait: Wait = Field(default_factory=Wait)
    ids: dict[Role, Ids]
    logs: Logs | None = None
    mappings: dict[
        Literal[
            "account",
            "tax",
            "term",
            "journal_deposit",
            "journal_method",
            "exempt_position",
        ],
        Mapping,
    ] = {}
    redirect: Literal["fields", "discovery", "hosts"] = "fields"
    seeding: list[str] = []


def load_profile(name_or_path: str) -> Profile:
    """Load a packaged profile by name, or any by path; `SettingsError` names the wrong key."""
    path = Path(name_or_path)
    if path.suffix != ".toml":
        path = PACKAGED / f"{name_or_path}.toml"
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        names = sorted(file.stem for file in PACKAGED.glob("*.toml"))
        raise SettingsError(
            f"There is no connector profile {name_or_path}.",
            expected=f"one of {', '.join(names)}, or the path of a .toml file",
            found=str(path),
            next_step="correct connector.profile, or write the profile",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"The connector profile is not valid TOML: {error}", where=str(path)
        ) from None
    try:
        return Profile.model_validate(content)
    except pydantic.ValidationError as error:
        findings = "\n".join(
            f"  {'.'.join(str(part) for part in item['loc'])}: {item['msg']}"
            for item in error.errors(include_input=False, include_url=False)
        )
        raise SettingsError(
            f"The connector profile is wrong:\n{findings}",
            where=str(path),
            next_step="correct the keys named above; harness/connector/profile.py lists all",
        ) from None
