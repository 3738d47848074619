"""
Settings: one typed object from `harness.toml`, the environment and the command line.

Later sources win: file, then `HARNESS_...` variables (two underscores between
levels, such as `HARNESS_ODOO__API_KEY`), then options. An unknown key or
variable is an error, never ignored.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pydantic
import pydantic_settings
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from harness.errors import Refused, SettingsError
from harness.wrong_keys import wrong_keys

TargetName = Literal["replay", "local", "staging"]
Transport = Literal["json2", "odoorpc"]

SETTINGS_FILE = "harness.toml"
PREFIX = "HARNESS_"
OUTSIDE = frozenset({"HARNESS_HOME", "HARNESS_SETTINGS"})
"""Variables of ours that are read elsewhere: where downloads live, which file to read."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class OdooSettings(_Section):
    """The Odoo.sh staging branch; the local target does not need it."""

    url: str | None = None
    database: str | None = None
    user: str = "admin"
    api_key: SecretStr | None = None
    transport: Transport = "json2"
    commit: str | None = None
    """The commit under test, which CI knows; the build must run it."""


class QuickBooksSettings(_Section):
    """The Intuit sandbox company; the local target creates its own in the emulator."""

    realm: str | None = None
    company: str | None = None
    client_id: str | None = None
    client_secret: SecretStr | None = None
    api_url: str = "https://sandbox-quickbooks.api.intuit.com"
    discovery_url: str = "https://developer.intuit.com/.well-known/openid_sandbox_configuration/"
    tokens: Path = Path(".harness/quickbooks-tokens.json")


class ConnectorSettings(_Section):
    """The connector under test: a profile by name or path, and the folders of its addons."""

    profile: str = "qbo_mirror"
    addons: tuple[Path, ...] = ()


class LocalSettings(_Section):
    """What the local staging uses instead of downloading it."""

    odoo: Path | None = None
    postgres: SecretStr | None = None


class Settings(BaseSettings):
    """All settings; frozen, secrets masked in every repr."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    target: TargetName = "replay"
    policy: Path = Path("scenarios/policy/aluminum-supplier.toml")
    cassettes: Path = Path("cassettes")
    cassette_days: int = Field(default=90, ge=0)
    """How old a cassette may be before it proves nothing any more; 0 for any age."""
    reports: Path = Path("reports")
    journal: Path = Path(".harness/journal.jsonl")
    """Where runs on a shared staging tell what they make; `harness clean` follows it."""
    seed: int | None = None
    day: date | None = None
    """On which the company dates its documents; its own calendar's without."""
    odoo: OdooSettings = Field(default_factory=OdooSettings)
    quickbooks: QuickBooksSettings = Field(default_factory=QuickBooksSettings)
    connector: ConnectorSettings = Field(default_factory=ConnectorSettings)
    local: LocalSettings = Field(default_factory=LocalSettings)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options, then the environment, then the file; no `.env`, no secrets folder."""
        del dotenv_settings, file_secret_settings
        return (
            init_settings,
            env_settings,
            pydantic_settings.TomlConfigSettingsSource(settings_cls, _settings_file()),
        )


def load_settings(options: Mapping[str, Any] | None = None) -> Settings:
    """
    Read and check all settings; raise `SettingsError` that lists every wrong key.

    `options` are what the command line gave, nested as the settings are; they
    win over everything.
    """
    _refuse_unknown_variables(os.environ)
    file = _settings_file()
    if os.environ.get("HARNESS_SETTINGS") and not file.is_file():
        raise SettingsError(
            f"The settings file {file} does not exist.",
            where="HARNESS_SETTINGS",
            next_step="name a file that is there, or unset HARNESS_SETTINGS",
        )
    try:
        settings = Settings(**(options or {}))
    except pydantic.ValidationError as error:
        raise SettingsError(
            "The settings are wrong:\n" + _explain(error),
            where=f"{file if file.is_file() else 'no settings file'}, {PREFIX}... variables"
            " and options",
            next_step="correct the keys named above; where there is no word for it, harness init"
            " writes all settings into a new folder",
        ) from None
    except ValueError as error:  # tomllib's own message has the line
        raise SettingsError(
            f"{file} is not valid TOML: {error}",
            where=str(file),
            next_step="mend the line named above",
        ) from None
    if settings.target == "staging":
        _refuse_disagreement(settings, file)
    return settings


PLACES = (
    ("odoo", "url"),
    ("odoo", "database"),
    ("quickbooks", "realm"),
    ("quickbooks", "company"),
    ("quickbooks", "api_url"),
)
"""What says where a run writes to."""


def _refuse_disagreement(settings: Settings, file: Path) -> None:
    """Refuse an environment variable that contradicts the file about where to run."""
    if not file.is_file():
        return
    written = tomllib.loads(file.read_text("utf-8"))
    for section, key in PLACES:
        stands = written.get(section, {}).get(key)
        holds = getattr(getattr(settings, section), key)
        if stands is not None and stands != holds:
            raise Refused(
                f"{section}.{key} stands in {file}, and an environment variable says otherwise.",
                expected=f"{stands}, as in {file}",
                found=f"{holds}, as in {PREFIX}{section.upper()}__{key.upper()}",
                next_step="say in one place only where the run goes: take it out of the file, or"
                " unset the variable",
            )


def _settings_file() -> Path:
    return Path(os.environ.get("HARNESS_SETTINGS", SETTINGS_FILE))


def _explain(error: pydantic.ValidationError) -> str:
    return "\n".join(
        f"  {'.'.join(place)}: {said}" for place, said in wrong_keys(error, Settings, echo=False)
    )


def _refuse_unknown_variables(environ: Mapping[str, str]) -> None:
    """Refuse a misspelt variable: pydantic-settings reads only the ones it knows."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in OUTSIDE:
            continue
        top, _, nested = name.partition("__")
        if top not in known:
            raise SettingsError(
                f"The environment variable {name} means nothing to the harness.",
                expected=", ".join(sorted(known | OUTSIDE)),
                found=name,
                next_step="correct its name, or unset it",
            )
        section = Settings.model_fields[top.removeprefix(PREFIX).lower()].annotation
        if nested and isinstance(section, type) and issubclass(section, BaseModel):
            keys = {f"{top}__{key.upper()}" for key in section.model_fields}
            if name not in keys:
                raise SettingsError(
                    f"The environment variable {name} means nothing to the harness.",
                    expected=", ".join(sorted(keys)),
                    found=name,
                    next_step="correct its name, or unset it",
                )
