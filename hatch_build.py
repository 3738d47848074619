"""What a wheel holds besides the package: the scenarios, their cassettes, the example settings."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGED = ("scenarios", "cassettes", "harness.example.toml")


class PackagedFiles(BuildHookInterface[Any]):
    """
    Puts them under `harness/packaged`, where `harness/packaged_files.py` looks.

    Top-level packages of such common names would collide with a team's own. An
    editable install needs no copies: there they are found in the tree.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to include."""
        if version != "editable":
            build_data["force_include"].update(
                {name: f"harness/packaged/{name}" for name in PACKAGED}
            )
