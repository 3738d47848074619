"""Settings come from file, environment and options, and nothing unknown passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import Refused, SettingsError
from harness.settings import load_settings


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HARNESS_SETTINGS", raising=False)


def test_without_any_source_the_target_is_replay() -> None:
    """A newcomer's `pytest` replays."""
    assert load_settings().target == "replay"


def test_options_win_over_environment_and_environment_over_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each source overrides the one before it."""
    (tmp_path / "harness.toml").write_text(
        'target = "local"\n[odoo]\nurl = "https://file"\ndatabase = "file"\nuser = "file"\n'
    )
    monkeypatch.setenv("HARNESS_ODOO__DATABASE", "environment")
    monkeypatch.setenv("HARNESS_ODOO__USER", "environment")
    settings = load_settings({"odoo": {"user": "option"}})
    assert settings.odoo.url == "https://file"
    assert settings.odoo.database == "environment"
    assert settings.odoo.user == "option"


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repr of the settings shows no key."""
    monkeypatch.setenv("HARNESS_ODOO__API_KEY", "canary-key-0123456789")
    assert "canary" not in repr(load_settings())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('tarjet = "local"\n', "tarjet"),
        ('target = "production"\n', "target"),
        ("[odoo]\nport = 1\n", "odoo.port"),
        ("target = \n", "line 1"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, content: str, message: str) -> None:
    """Each finding names the key, or the line."""
    (tmp_path / "harness.toml").write_text(content)
    with pytest.raises(SettingsError, match=message):
        load_settings()


def test_a_wrong_value_is_not_echoed(tmp_path: Path) -> None:
    """What stands in a secret's place may be a secret."""
    (tmp_path / "harness.toml").write_text('[odoo]\napi_key = ["canary-key"]\n')
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("name", ["HARNESS_TARJET", "HARNESS_ODOO__API", "HARNESS_OD__URL"])
def test_an_unknown_variable_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A typo must not silently leave a default in place."""
    monkeypatch.setenv(name, "x")
    with pytest.raises(SettingsError, match=name):
        load_settings()


def test_a_named_file_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    """HARNESS_SETTINGS pointing nowhere is an error, not a default."""
    monkeypatch.setenv("HARNESS_SETTINGS", "nowhere.toml")
    with pytest.raises(SettingsError, match="nowhere"):
        load_settings()


def test_the_example_file_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """What people copy must load."""
    example = Path(__file__).parents[1] / "harness.example.toml"
    monkeypatch.setenv("HARNESS_SETTINGS", str(example))
    settings = load_settings()
    assert settings.target == "staging"
    assert settings.odoo.database == "example-stage-123"


@pytest.mark.parametrize("name", ["ODOO__URL", "ODOO__DATABASE", "QUICKBOOKS__REALM"])
def test_a_variable_that_sends_a_staging_run_elsewhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The file names one place, the environment another: nobody can tell which is meant."""
    file = tmp_path / "harness.toml"
    file.write_text(
        'target = "staging"\n[odoo]\nurl = "https://a.dev.odoo.com"\ndatabase = "a"\n'
        '[quickbooks]\nrealm = "1"\n'
    )
    monkeypatch.setenv("HARNESS_SETTINGS", str(file))
    load_settings()
    monkeypatch.setenv(f"HARNESS_{name}", "https://live.example")
    with pytest.raises(Refused, match="an environment variable says otherwise"):
        load_settings()
