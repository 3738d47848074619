"""Reading a connector profile; what is wrong in it is told by its key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pydantic

from harness.connector.profile import Profile
from harness.errors import SettingsError
from harness.textfile import read_text
from harness.wrong_keys import wrong_keys

PACKAGED = Path(__file__).parent / "profiles"


def load_profile(name_or_path: str) -> Profile:
    """Load a packaged profile by name, or any by path; `SettingsError` names the wrong key."""
    path = Path(name_or_path)
    if path.suffix != ".toml":
        path = PACKAGED / f"{name_or_path}.toml"
    try:
        content = tomllib.loads(read_text(path, "connector profile"))
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
            f"  {'.'.join(place)}: {said}" for place, said in wrong_keys(error, Profile, echo=False)
        )
        raise SettingsError(
            f"The connector profile is wrong:\n{findings}",
            where=str(path),
            next_step="correct the keys named above; docs/connectors.md explains all of them",
        ) from None
