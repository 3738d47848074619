"""Whether a profile fits an Odoo: every model and field that it names must be there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from harness.connector.profile import Domain, Profile
from harness.errors import SettingsError
from harness.odoo.port import OdooPort
from harness.snapshot import Role

MODELS: Mapping[Role, str] = {
    "customer": "res.partner",
    "vendor": "res.partner",
    "product": "product.product",
    "invoice": "account.move",
    "credit_memo": "account.move",
    "vendor_credit": "account.move",
    "payment": "account.payment",
    "refund": "account.payment",
    "bill_payment": "account.payment",
    "write_off": "account.payment",
    "bill_write_off": "account.payment",
    "bill": "account.move",
}
"""The Odoo records that are mirrored in each role."""

LOG_FIELDS = (
    "record_model",
    "record_id",
    "record_name",
    "entity",
    "external_id",
    "operation",
    "status",
    "message",
    "at",
)


def demand_fit(profile: Profile, port: OdooPort) -> None:
    """
    Raise `SettingsError` that lists every model and field which this Odoo lacks.

    Methods can't be listed over the API; a missing one is named when it is called.
    """
    named = list(_named(profile))
    known = _known(port, {model for _, model, _ in named})
    wrong = [
        f"  {key}: {model} has no field {field}" if known[model] else f"  {key}: no model {model}"
        for key, model, field in named
        if field not in known[model]
    ]
    wrong += _unknown_states(profile, port)
    if wrong:
        raise SettingsError(
            f"The connector profile {profile.name} does not fit this Odoo:\n" + "\n".join(wrong),
            where=f"{port.url}, database {port.database}",
            next_step="correct the profile, name another with --profile, or install the version it"
            " was written for",
        )


def _named(profile: Profile) -> Iterator[tuple[str, str, str]]:
    """Yield what the profile names: its key, the model, the field."""
    for key, model, field in _keys(profile):
        if model and field:
            yield key, model, field


def _keys(profile: Profile) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield every key that may name a field, whether this profile has it or not."""
    yield from _connection_keys(profile)
    for role, trigger in profile.triggers.items():
        yield f"triggers.{role}.via", MODELS[role], trigger.via
        yield f"triggers.{role}.attach", MODELS[role], trigger.attach
        yield f"triggers.{role}.wizard", trigger.wizard, "id"
        for field in trigger.create:
            yield f"triggers.{role}.create.{field}", trigger.wizard, field
    for role, ids in profile.ids.items():
        yield f"ids.{role}.field", ids.model, ids.field
        yield f"ids.{role}.record", ids.model, ids.record
        yield f"ids.{role}.via", MODELS[role], ids.via
        yield from _domain_keys(f"ids.{role}.domain", ids.model, ids.domain)
    for kind, mapping in profile.mappings.items():
        yield f"mappings.{kind}.match", mapping.model, mapping.match
        yield f"mappings.{kind}.field", mapping.row or mapping.model, mapping.field
        yield f"mappings.{kind}.record", mapping.row, mapping.record
        for field in mapping.create:
            yield f"mappings.{kind}.create.{field}", mapping.row, field
    wait = profile.wait
    yield "wait.state", wait.model, wait.state
    yield "wait.message", wait.model, wait.message
    yield from _domain_keys("wait.domain", wait.model, wait.domain)
    yield from _domain_keys("wait.later", wait.model, wait.later)
    if profile.logs:
        yield from _domain_keys("logs.domain", profile.logs.model, profile.logs.domain)
        for key in LOG_FIELDS:
            yield f"logs.{key}", profile.logs.model, getattr(profile.logs, key)


def _domain_keys(
    key: str, model: str | None, domain: Domain
) -> Iterator[tuple[str, str | None, str]]:
    """Yield the fields of a domain, of which a dotted one begins on the model."""
    for term in domain:
        if isinstance(term, list):
            yield key, model, str(term[0]).partition(".")[0]


def _unknown_states(profile: Profile, port: OdooPort) -> Iterator[str]:
    """Yield the states of a queue that its jobs can't have: nothing would ever be waited for."""
    wait = profile.wait
    if wait.kind != "queue":
        return
    rows = port.call(
        "ir.model.fields.selection",
        "search_read",
        domain=[["field_id.model", "=", wait.model], ["field_id.name", "=", wait.state]],
        fields=["value"],
    )
    known = [row["value"] for row in rows]
    for key in ("pending", "failed"):
        for state in getattr(wait, key):
            if known and state not in known:
                yield f"  wait.{key}: {wait.model} has no state {state}, but {', '.join(known)}"


def _connection_keys(profile: Profile) -> Iterator[tuple[str, str | None, str]]:
    """Yield the settings' fields; as system parameters they are keys, which may be any."""
    connection = profile.connection
    if connection.kind == "parameters":
        return
    yield from _domain_keys("connection.domain", connection.model, connection.domain)
    for setting, field in connection.fields.items():
        yield f"connection.fields.{setting}", connection.model, field
    for part in ("create", "values", "connected"):
        for field in getattr(connection, part):
            yield f"connection.{part}.{field}", connection.model, field
    for path, option in profile.options.items():
        yield f"options.{path}.field", connection.model, option.field
    for path, field in profile.accounts.items():
        yield f"accounts.{path}", connection.model, field


def _known(port: OdooPort, models: Collection[str]) -> dict[str, set[str]]:
    rows = port.call(
        "ir.model.fields",
        "search_read",
        domain=[["model", "in", sorted(models)]],
        fields=["model", "name"],
    )
    known: dict[str, set[str]] = {model: set() for model in models}
    for row in rows:
        known[row["model"]].add(row["name"])
    return known
