"""
The three targets: where the two systems are, and our credentials there.

`replay` has no systems: its endpoints are the placeholders of the cassettes.
`local` leases a database and a realm from the staging that the harness booted.
`staging` is what the settings name, once the production guard admits it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from harness.errors import SettingsError
from harness.guard.watch import unproved
from harness.settings import Settings, TargetName, Transport
from harness.sharing.journal import Where
from harness.waiting import Tell, silently
from harness.wire import pinned

DISCOVERY = "/.well-known/openid_sandbox_configuration/"
REPLAY_ODOO = "http://odoo.replay"
REPLAY_DATABASE = "replay"
REPLAY_QUICKBOOKS = "https://quickbooks.replay"
REPLAY_REALM = "1000000000000000001"
"""What stands in cassettes where an address, a database or a realm stood at recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooEndpoint:
    """Where Odoo answers, and as whom."""

    url: str
    database: str
    user: str
    api_key: SecretStr
    transport: Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickBooksEndpoint:
    """Where the QuickBooks company answers, and as which app."""

    api_url: str
    discovery_url: str
    realm: str
    company: str | None
    client_id: str
    client_secret: SecretStr
    tokens: Path
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """
    One target: its name and where its two systems are.

    `hold` is called before every write to either; it raises until a guard has admitted
    the target, and whenever the target is no longer what was admitted. `made` is called
    with every record that is created in Odoo, `tell` during long waits.
    """

    name: TargetName
    odoo: OdooEndpoint
    quickbooks: QuickBooksEndpoint
    hold: Callable[[], None] = unproved
    tell: Tell = silently
    made: Callable[[str, Sequence[int]], None] = lambda _model, _ids: None

    def secrets(self) -> dict[str, str]:
        """The secrets to keep out of cassettes, logs and reports; a replay has none."""
        if self.name == "replay":
            return {}
        return {
            "ODOO_API_KEY": self.odoo.api_key.get_secret_value(),
            "CLIENT_SECRET": self.quickbooks.client_secret.get_secret_value(),
        }


SECRETS = frozenset({"odoo.api_key", "quickbooks.client_secret"})
"""Settings that belong into the environment."""


def _to_give(missing: Sequence[str]) -> str:
    """Say where each missing setting is given; and what asks for none."""
    unset = [name for name in missing if name in SECRETS]
    variables = [f"HARNESS_{name.replace('.', '__').upper()}" for name in unset]
    told = [f"export {', '.join(variables)}"] if variables else []
    if rest := [name for name in missing if name not in SECRETS]:
        told.append(f"write {', '.join(rest)} into harness.toml")
    return f"{'; '.join(told)}. With --target=local none of them is needed"


def staging_target(settings: Settings) -> Target:
    """Build the endpoints from the settings; raise `SettingsError` that lists what is missing."""
    odoo, books = settings.odoo, settings.quickbooks
    wanted = {
        "odoo.url": odoo.url,
        "odoo.database": odoo.database,
        "odoo.api_key": odoo.api_key,
        "quickbooks.realm": books.realm,
        "quickbooks.company": books.company,
        "quickbooks.client_id": books.client_id,
        "quickbooks.client_secret": books.client_secret,
    }
    missing = [name for name, value in wanted.items() if value is None]
    if missing:
        raise SettingsError(
            "The target staging needs settings that nobody gave.",
            expected=", ".join(wanted),
            found=f"missing: {', '.join(missing)}",
            where="harness.toml and HARNESS_... variables",
            next_step=_to_give(missing),
        )
    return Target(
        name="staging",
        odoo=OdooEndpoint(
            url=pinned(odoo.url or ""),
            database=odoo.database or "",
            user=odoo.user,
            api_key=odoo.api_key or SecretStr(""),
            transport=odoo.transport,
        ),
        quickbooks=QuickBooksEndpoint(
            api_url=pinned(books.api_url),
            discovery_url=books.discovery_url,
            realm=books.realm or "",
            company=books.company,
            client_id=books.client_id or "",
            client_secret=books.client_secret or SecretStr(""),
            tokens=books.tokens,
        ),
    )


def where_of(target: Target) -> Where:
    """Identify a target's two systems, for the journal."""
    return Where(url=target.odoo.url, database=target.odoo.database, realm=target.quickbooks.realm)


def replay_target(settings: Settings, folder: Path) -> Target:
    """Build the placeholder endpoints of cassettes, where nobody answers."""
    tokens = folder / "tokens.json"
    tokens.write_text('{"access_token": "replayed", "refresh_token": "replayed"}', "utf-8")
    return Target(
        name="replay",
        odoo=OdooEndpoint(
            url=REPLAY_ODOO,
            database=REPLAY_DATABASE,
            user="admin",
            api_key=SecretStr("<ODOO_API_KEY>"),  # what the scrubber left in its place
            transport=settings.odoo.transport,
        ),
        hold=lambda: None,  # a cassette can't be harmed
        quickbooks=QuickBooksEndpoint(
            api_url=REPLAY_QUICKBOOKS,
            discovery_url=REPLAY_QUICKBOOKS + DISCOVERY,
            realm=REPLAY_REALM,
            company=None,
            client_id="replayed",
            client_secret=SecretStr("<CLIENT_SECRET>"),
            tokens=tokens,
        ),
    )
