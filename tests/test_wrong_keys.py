"""What is wrong in a file is told in words for people, with the key that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.connector.loader import load_profile
from harness.errors import SettingsError
from harness.policy import load_policy
from harness.settings import load_settings

RULES = Path(__file__).parents[1] / "scenarios/policy/aluminum-supplier.toml"
PYDANTIC = ("Extra inputs", "Field required", "Input should")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'narration = "left out"',
            'naration = "left out"',
            "invoices.naration: there is no such key; did you mean narration?",
        ),
        (
            'narration = "left out"',
            'naration = "left out"',
            "invoices.narration: is missing: What becomes of the text below",
        ),
        ('method = "Cash"', 'methot = "Cash"', "methot: there is no such key; did you mean method"),
        (
            'resale_number = "tax id"',
            'resale_number = "taxid"',
            "customers.resale_number: must be 'tax id' or 'none', not 'taxid'",
        ),
        (
            'deposit_to = "journal"',
            'deposit_to = "undeposited funds"',
            "",
        ),
    ],
)
def test_a_wrong_rule_is_told_in_words(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Without a word of pydantic's; the last row is right."""
    text = RULES.read_text("utf-8")
    assert text.count(old) == 1
    file = tmp_path / "policy.toml"
    file.write_text(text.replace(old, new), "utf-8")
    if not told:
        load_policy(file)
        return
    with pytest.raises(SettingsError) as caught:
        load_policy(file)
    assert told in str(caught.value)
    assert not any(word in str(caught.value) for word in PYDANTIC)


def test_undeposited_funds_need_their_account(tmp_path: Path) -> None:
    """Found while reading the rules, not at the first payment."""
    text = RULES.read_text("utf-8")
    text = text.replace('deposit_to = "journal"', 'deposit_to = "undeposited funds"')
    text = text.replace('subtype = "UndepositedFunds"', 'subtype = "OtherCurrentAssets"')
    file = tmp_path / "policy.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"payments\.deposit_to: no account among"):
        load_policy(file)


def test_a_wrong_setting_and_a_wrong_profile_name_what_was_meant(tmp_path: Path) -> None:
    """At the top of the file, and in a table."""
    (tmp_path / "harness.toml").write_text('targt = "local"\n[odoo]\nusr = "x"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        with pytest.raises(SettingsError) as caught:
            load_settings()
    assert "targt: there is no such key; did you mean target?" in str(caught.value)
    assert "odoo.usr: there is no such key; did you mean user?" in str(caught.value)
    profile = tmp_path / "ours.toml"
    profile.write_text('name = "x"\ntitle = "x"\nmodules = ["x"]\n[connection]\nmodell = "m"\n')
    with pytest.raises(SettingsError, match=r"modell: there is no such key; did you mean model\?"):
        load_profile(str(profile))
