"""A cassette of other rules, another scenario, another connector or another season is stale."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harness.cassette.header import Cassettes, Header, place_of
from harness.cassette.staleness import (
    Tree,
    demand_fresh,
    fingerprint_of,
    fingerprint_of_modules,
    for_scenario,
    reasons,
)
from harness.connector.source import folders_of, versions_of
from harness.errors import NotProven

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*/*.py"))
RECORDED = datetime(2026, 1, 2, tzinfo=UTC)
SCENARIO = "scenarios/rules/test_x.py::test_it"
TREE = Tree(
    connector="mirror 19.0.1.0",
    fingerprints={"scenario": "s1", "policy": "p1", "connector": "c1"},
)
HEADER = Header(
    scenario=SCENARIO,
    recorded=RECORDED,
    day=RECORDED.date(),
    target="local",
    transport="odoorpc",
    seed=1,
    versions={"connector": "mirror 19.0.1.0"},
    fingerprints=TREE.fingerprints,
)


def why(header: Header = HEADER, tree: Tree = TREE, days: int = 90, age: int = 1) -> list[str]:
    """The reasons, so many days later."""
    return reasons(header, SCENARIO, tree, now=RECORDED + timedelta(days=age), days=days)


def test_what_agrees_is_fresh() -> None:
    """Nothing is said of it."""
    assert why() == []


@pytest.mark.parametrize(
    ("name", "told"),
    [("scenario", "scenario's file"), ("policy", "mapping rules"), ("connector", "source")],
)
def test_what_was_changed_is_named(name: str, told: str) -> None:
    """One reason for each."""
    tree = replace(TREE, fingerprints={**TREE.fingerprints, name: "other"})
    (reason,) = why(tree=tree)
    assert told in reason


def test_a_scenario_without_a_fingerprint_is_stale() -> None:
    """What a header does not say is not taken for equal."""
    assert why(replace(HEADER, fingerprints={"policy": "p1"})) != []


def test_a_connector_recorded_elsewhere_is_known_by_its_version() -> None:
    """On Odoo.sh its source is not at hand: the version it reports decides."""
    elsewhere = replace(HEADER, fingerprints={**TREE.fingerprints, "connector": ""})
    assert why(elsewhere) == []
    (reason,) = why(replace(elsewhere, versions={"connector": "mirror 19.0.0.9"}))
    assert "mirror 19.0.0.9" in reason
    assert "mirror 19.0.1.0" in reason


def test_a_connector_that_is_not_here_is_not_judged() -> None:
    """Without its source, only the other fingerprints and the age count."""
    away = Tree(connector="", fingerprints={**TREE.fingerprints, "connector": ""})
    assert why(tree=away) == []


def test_age() -> None:
    """To the day; 0 allows any."""
    assert why(age=90) == []
    assert "91 days old" in why(age=91)[0]
    assert why(age=5000, days=0) == []


def test_a_stale_cassette_says_how_it_is_recorded_anew(tmp_path: Path) -> None:
    """Not proven, with reason, place and command, by the transport it was recorded with."""
    with pytest.raises(NotProven) as told:
        demand_fresh(
            HEADER,
            tmp_path / "it.yaml",
            SCENARIO,
            TREE,
            now=RECORDED + timedelta(days=100),
            days=90,
        )
    said = str(told.value)
    assert "stale" in said
    assert "it.yaml" in said
    assert "pytest --target=local --record --transport=odoorpc -k test_it" in said


def test_a_foreign_cassette_is_refused(tmp_path: Path) -> None:
    """A copied file does not speak of the scenario it lies under."""
    with pytest.raises(NotProven, match="another scenario"):
        demand_fresh(
            HEADER, tmp_path, "scenarios/rules/test_y.py::test_it", TREE, now=RECORDED, days=90
        )


def test_every_scenario_has_a_place_of_its_own(tmp_path: Path) -> None:
    """The same name in two files, and parameters that no file name could hold."""
    names = [
        "scenarios/rules/test_a.py::test_x",
        "scenarios/rules/test_b.py::test_x",
        "scenarios/hard/test_a.py::test_x[O'Brien / \u4e2d\u6587]",
        "scenarios/hard/test_a.py::test_x[O'Brien : \u4e2d\u6587]",
        f"scenarios/hard/test_a.py::test_x[{'w' * 300}]",
    ]
    places = [place_of(name) for name in names]
    assert len(set(places)) == len(names)
    for name in names:
        path = Cassettes(tmp_path, "json2").path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")


def test_a_scenario_is_found_wherever_it_is_installed() -> None:
    """A packaged scenario has another path and the same place."""
    assert place_of("../lib/scenarios/rules/test_a.py::test_x") == place_of(
        "scenarios/rules/test_a.py::test_x"
    )


def test_what_a_rooms_scenarios_share_counts(tmp_path: Path) -> None:
    """Their common beginning, and no other scenario."""
    scenario, shared, other = (
        tmp_path / name for name in ("test_it.py", "records.py", "test_other.py")
    )
    for path in (scenario, shared, other):
        path.write_text("x = 1", "utf-8")
    before = for_scenario(TREE, scenario)
    other.write_text("x = 2", "utf-8")
    assert for_scenario(TREE, scenario) == before
    shared.write_text("x = 2", "utf-8")
    assert for_scenario(TREE, scenario) != before


@pytest.mark.parametrize("source", SCENARIOS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_scenarios_share_nothing_beyond_their_folder(source: Path) -> None:
    """A module of another folder is in no fingerprint, and can't be imported from a wheel."""
    tree = ast.parse(source.read_text("utf-8"))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    folder = f"scenarios.{source.parent.name}."
    assert [
        name for name in imported if name.startswith("scenarios") and not name.startswith(folder)
    ] == []


def module(folder: Path, manifest: str, **files: str) -> Path:
    """An Odoo module."""
    (folder / "models").mkdir(parents=True)
    (folder / "__manifest__.py").write_text(manifest, "utf-8")
    for name, content in files.items():
        (folder / "models" / f"{name}.py").write_text(content, "utf-8")
    return folder


def test_a_connectors_source_is_told_apart(tmp_path: Path) -> None:
    """By content and by name; line ends and tests don't count."""
    one = module(tmp_path / "a/mirror", "{'version': '1.2'}", rules="x = 1\ny = 2\n")
    same = module(tmp_path / "b/mirror", "{'version': '1.2'}", rules="x = 1\r\ny = 2\r\n")
    other = module(tmp_path / "c/mirror", "{'version': '1.2'}", rules="x = 2\ny = 2\n")
    (same / "tests").mkdir()
    (same / "tests" / "test_it.py").write_text("pass", "utf-8")
    assert fingerprint_of_modules([one]) == fingerprint_of_modules([same])
    assert fingerprint_of_modules([one]) != fingerprint_of_modules([other])
    assert fingerprint_of_modules([]) == ""
    file = one / "models" / "rules.py"
    assert fingerprint_of([("a", file)]) != fingerprint_of([("b", file)])


def test_a_manifest_tells_the_version_as_odoo_does(tmp_path: Path) -> None:
    """With the series before it; one that can't be read tells nothing."""
    folder = module(tmp_path / "one", "{'version': '1.2'}")
    whole = module(tmp_path / "two", "{'version': '19.0.3.4'}")
    broken = module(tmp_path / "three", "version = 1")
    assert versions_of([folder, whole]) == "one 19.0.1.2, two 19.0.3.4"
    assert versions_of([folder, broken]) == ""
    assert folders_of(["one", "two"], [tmp_path]) == (folder, whole)
    assert folders_of(["one", "absent"], [tmp_path]) == ()
