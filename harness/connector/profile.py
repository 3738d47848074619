"""
The connector profile: one TOML file says how a connector is driven.

Which modules, where its settings and tokens live, what triggers an export, how
its end is seen, where external ids and logs are. No connector's name stands in
code.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, Literal

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from harness.errors import NotProven
from harness.policy.model import RULES
from harness.snapshot import Role

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
MappingKind = Literal[
    "account",
    "category_income",
    "category_expense",
    "category_asset",
    "general_item",
    "tax",
    "term",
    "journal_deposit",
    "journal_method",
    "journal_payment",
    "exempt_position",
    "form_1099",
    "location",
    "class",
]
LogStatus = Literal["done", "failed", "skipped", "pending"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Connection(_Part):
    """
    Where the connector keeps its settings, and where its methods are.

    On a `record`, `domain` finds the record of `model` (the first one is taken);
    without one, it is created from `create`. As `parameters`, `fields` are keys
    of Odoo's system parameters, and `model` only has the methods.

    `fields` maps our names to the connector's; `appended` is what a connector
    wants behind a value of ours, such as a path behind the host. `values` are
    written as they stand whenever the harness configures the connector, and
    `connected` once it has written tokens. `callback` is the path on Odoo to
    which a consent comes back.
    """

    kind: Literal["record", "parameters"] = "record"
    model: str
    domain: Domain = []
    create: dict[str, Any] = {}
    fields: dict[Setting, str]
    appended: dict[Setting, str] = {}
    values: dict[str, Any] = {}
    connected: dict[str, Any] = {}
    callback: str | None = None
    check: str | None = None
    refresh: str | None = None

    @pydantic.model_validator(mode="after")
    def _fits(self) -> Connection:
        if self.kind == "parameters" and (self.domain or self.create):
            raise ValueError("system parameters have no record to find or create")
        return self


class Trigger(_Part):
    """
    What exports one record.

    `record` calls `method` on the record itself, `connection` on the settings
    record, which exports whatever waits, `model` on no record of `model`, and
    `cron` runs the scheduled action whose xmlid stands in `method`. `change`
    calls nothing: the connector exports by itself what is made, changed or posted.

    `everything` says whether other records that wait leave with the one that is
    asked for; unless said otherwise, the last two and `connection` send them all.

    With `via`, the method is called on the record of `model` that this field of
    the record points at, such as a product's template. `attach` names a field of
    the record that must point at the settings record before. `arguments` are
    the method's own.

    `wizard` is the model of a wizard that opens on the record: the method is the
    wizard's own then, and `create` is what a person fills in. `raises` says whether
    a refusal is told to whoever asked for the export, and not only in the log.
    """

    on: Literal["record", "connection", "model", "cron", "change"]
    method: str = ""
    everything: bool | None = None
    model: str | None = None
    via: str | None = None
    attach: str | None = None
    arguments: dict[str, Any] = {}
    context: dict[str, Any] = {}
    wizard: str | None = None
    create: dict[str, Any] = {}
    raises: bool = True

    @pydantic.model_validator(mode="after")
    def _fits(self) -> Trigger:
        if bool(self.method) == (self.on == "change"):
            raise ValueError('a trigger needs its method, and on = "change" takes none')
        if self.on == "model" and not self.model:
            raise ValueError('on = "model" needs the model')
        if self.on == "record" and bool(self.model) != bool(self.via):
            raise ValueError("via and model come together: the field, and the model it leads to")
        if self.on in {"connection", "cron", "change"} and (self.model or self.via):
            raise ValueError(f'on = "{self.on}" takes neither model nor via')
        if self.on == "change" and self.everything is False:
            raise ValueError('on = "change" exports every change: everything = false can\'t be')
        if self.wizard and self.on != "record":
            raise ValueError('a wizard opens on records: it needs on = "record"')
        if self.create and not self.wizard:
            raise ValueError("create is what is filled into a wizard, which wizard names")
        if not self.raises and self.sends_everything:
            raise ValueError("what exports all that waits raises nothing anyway: leave raises out")
        return self

    @property
    def sends_everything(self) -> bool:
        """Whether whatever waits leaves with the record that is asked for."""
        if self.everything is None:
            return self.on in {"connection", "cron", "change"}
        return self.everything


class Wait(_Part):
    """
    How the end of an export is seen: at once, or in a queue's jobs.

    `cron` is the xmlid of the scheduled action that takes up what waits; staging
    runs none by itself. `later` finds the jobs among those pending that were tried
    and failed, and wait for their next attempt.
    """

    kind: Literal["inline", "queue"] = "inline"
    model: str | None = None
    state: str = "state"
    pending: list[str] = []
    failed: list[str] = []
    message: str | None = None
    domain: Domain = []
    later: Domain = []
    cron: str | None = None
    timeout: int = 120

    @pydantic.model_validator(mode="after")
    def _complete(self) -> Wait:
        if self.kind == "queue" and not (self.model and self.pending):
            raise ValueError("a queue needs its model and its pending states")
        if self.later and self.kind != "queue":
            raise ValueError('later finds jobs: it needs kind = "queue"')
        return self


class Ids(_Part):
    """
    Where the QuickBooks id of a record is kept.

    A field on the record itself; or, with `via`, on the record of `model` that
    this field leads to; or a row of a mapping model: `record` names the
    mapping's field that points at the Odoo record, `domain` narrows it.
    """

    field: str
    model: str
    via: str | None = None
    record: str | None = None
    domain: Domain = []

    @pydantic.model_validator(mode="after")
    def _fits(self) -> Ids:
        if self.via and self.record:
            raise ValueError("either via or record: two ways to the same id")
        if self.domain and not self.record:
            raise ValueError("domain narrows a mapping model, which record names")
        return self


class Logs(_Part):
    """
    The connector's log: a model, our names for its fields, our words for its states.

    A row names its record by id (`record_id`) or by name (`record_name`).
    `states` translates what stands in `status` (a yes or no is "true" or
    "false"); `otherwise` is what any other row says, and every row where the log
    has no status, such as one that is written only for errors.
    """

    model: str
    domain: Domain = []
    record_model: str | None = None
    record_id: str | None = None
    record_name: str | None = None
    entity: str | None = None
    external_id: str | None = None
    operation: str | None = None
    status: str | None = None
    message: str | None = None
    at: str = "create_date"
    states: dict[str, LogStatus] = {}
    otherwise: LogStatus | None = None

    @pydantic.model_validator(mode="after")
    def _fits(self) -> Logs:
        if bool(self.record_id) == bool(self.record_name):
            raise ValueError("a row names its record by either record_id or record_name")
        if not self.status and not self.otherwise:
            raise ValueError("a log without status needs otherwise: what a row of it says")
        return self


class Mapping(_Part):
    """
    Where the connector keeps what an Odoo list entry is in QuickBooks.

    `match` finds the entry; `field` takes QuickBooks' id, its name, or just a yes.
    It is a field of the entry itself; or, with `row`, of a row of that mapping
    model: `record` names the row's field that points at the entry, and `create`
    what else tells the row, which is made if it is not there.
    """

    model: str
    match: str
    field: str
    value: Literal["id", "name", "true"] = "id"
    row: str | None = None
    record: str | None = None
    create: dict[str, Any] = {}

    @pydantic.model_validator(mode="after")
    def _fits(self) -> Mapping:
        if bool(self.row) != bool(self.record):
            raise ValueError("row and record come together: the mapping model, and its field")
        if self.create and not self.row:
            raise ValueError("create is what a row of a mapping model has, which row names")
        return self


class Option(_Part):
    """
    How the connector is told the answer to one of the mapping rules' questions.

    A field of its settings record, and its own value for each answer it can give.
    """

    field: str
    values: dict[str, Any]


class Profile(_Part):
    """
    A whole profile.

    `accounts` names the fields of the settings record that take the id of an
    account which a mapping rule names. `redirect` and `seeding` are notes for
    the people who set a staging up: how the connector is pointed at another
    host, and what a new record must have.
    """

    name: str
    title: str
    modules: list[str]
    connection: Connection
    triggers: dict[Role, Trigger]
    wait: Wait = Field(default_factory=Wait)
    ids: dict[Role, Ids]
    logs: Logs | None = None
    mappings: dict[MappingKind, Mapping] = {}
    options: dict[str, Option] = {}
    accounts: dict[str, str] = {}
    redirect: Literal["fields", "discovery", "hosts"] = "fields"
    seeding: list[str] = []

    @pydantic.model_validator(mode="after")
    def _logged(self) -> Profile:
        """Demand a log where only a log tells what was refused."""
        silent = [role for role, trigger in self.triggers.items() if not trigger.raises]
        if silent and self.logs is None:
            raise ValueError(f"triggers.{silent[0]}: raises = false needs logs: nothing else tells")
        return self

    @pydantic.field_validator("options")
    @classmethod
    def _asked(cls, options: dict[str, Option]) -> dict[str, Option]:
        """Refuse what no rule asks: it would be told to nobody, and nobody would notice."""
        questions = {rule.path: rule.question.answers for rule in RULES}
        for path, option in options.items():
            if path not in questions:
                near = get_close_matches(path, questions, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                raise ValueError(f"the mapping rules have no question {path}{hint}")
            wrong = sorted(set(option.values) - set(questions[path]))
            if wrong:
                raise ValueError(
                    f"{path} is not answered with {', '.join(map(repr, wrong))}, but with"
                    f" {' or '.join(map(repr, questions[path]))}"
                )
        return options


def not_said(profile: Profile, key: str) -> NotProven:
    """Return the error that a profile does not have a key without which nothing can be proved."""
    return NotProven(
        f"The connector profile {profile.name} has no {key}.",
        next_step="add it to the profile; if the connector has none, this can't be proved of it",
    )
