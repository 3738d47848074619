"""What the addon promises before Odoo ever loads it."""

from __future__ import annotations

import ast
import xml.etree.ElementTree as ET
from pathlib import Path


class TestAddon:
    def test_the_manifest_names_its_licence_and_only_files_that_exist(self, addon: Path) -> None:
        manifest = ast.literal_eval((addon / "__manifest__.py").read_text())
        assert manifest["license"] == "LGPL-3"
        assert manifest["version"].startswith("19.0.")
        assert manifest["external_dependencies"] == {"python": ["requests"]}
        assert [name for name in manifest["data"] if not (addon / name).is_file()] == []

    def test_the_licence_s_text_lies_beside_the_code(self, addon: Path) -> None:
        text = (addon / "LICENSE").read_text()
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
        assert "Version 3, 29 June 2007" in text

    def test_nothing_of_the_harness_is_imported(self, addon: Path) -> None:
        sources = list(addon.rglob("*.py"))
        assert len(sources) > 10
        for source in sources:
            for node in ast.walk(ast.parse(source.read_text())):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and not node.level:
                    names = [node.module or ""]
                assert not [name for name in names if name.split(".")[0] == "harness"], source

    def test_a_neutralised_copy_loses_every_token(self, addon: Path) -> None:
        sql = (addon / "data" / "neutralize.sql").read_text()
        for column in ("access_token", "refresh_token", "realm_id"):
            assert f"{column} = NULL" in sql
        assert "state = 'draft'" in sql
        assert "'production' THEN 'sandbox'" in sql

    def test_the_scheduled_job_waits_to_be_switched_on(self, addon: Path) -> None:
        cron = ET.parse(addon / "data" / "cron.xml").find(".//field[@name='active']")  # noqa: S314
        assert cron is not None
        assert cron.get("eval") == "False"
