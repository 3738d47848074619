"""The pytest door: statuses, order, exit codes, and messages instead of tracebacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[1]
POLICY = ROOT / "scenarios/policy/aluminum-supplier.toml"


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An empty project that uses the installed plugin."""
    for name in ("HARNESS_TARGET", "HARNESS_SETTINGS", "PYTEST_XDIST_WORKER"):
        monkeypatch.delenv(name, raising=False)
    pytester.makefile(".toml", harness=f'policy = "{POLICY}"\n')
    return pytester


def run(project: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest in a process of its own, without the plugins that vary the output."""
    return project.runpytest_subprocess("-p", "no:randomly", "-p", "no:cacheprovider", *arguments)


CHECKS = """
    import pytest
    from harness.errors import NotProven
    from harness.marks import case, check, rule
    from harness.report import CHECKS
"""

EVERYTHING = (
    CHECKS
    + f"""
    from pathlib import Path
    from harness.policy import load_policy

    for entry in CHECKS:
        def scenario(): pass
        globals()[f"test_{{entry.number}}"] = check(entry.title)(scenario)
    for place, (path, answer) in enumerate(load_policy(Path("{POLICY}")).answers().items()):
        def scenario(): pass
        globals()[f"test_rule_{{place}}"] = rule(path, answer)(scenario)
"""
)
"""A passing scenario for every check and for every answer of the company."""


def verdict(project: pytest.Pytester) -> dict[str, object]:
    """What was written for machines."""
    content: dict[str, object] = json.loads((project.path / "reports/verdict.json").read_text())
    return content


def test_all_passed_is_a_go(project: pytest.Pytester) -> None:
    """Eleven checks and every answer of the company, all proved, end with exit code 0."""
    project.makepyfile(EVERYTHING)
    result = run(project)
    result.stdout.fnmatch_lines(["GO: all eleven checks passed*"])
    assert result.ret == 0
    assert verdict(project)["verdict"] == "go"


def test_a_failure_is_a_no_go(project: pytest.Pytester) -> None:
    """One failed assertion ends with exit code 1 and its message, not a traceback."""
    project.makepyfile(
        CHECKS
        + """
    @check("One invoice is mirrored")
    def test_invoice():
        raise AssertionError("invoices.tax_total differs")
    """
    )
    result = run(project)
    result.stdout.fnmatch_lines(["*8. failed: invoices.tax_total differs*", "*NO-GO*"])
    assert result.ret == 1
    assert "Traceback" not in result.stdout.str()


def test_a_message_stands_without_pytests_expression(project: pytest.Pytester) -> None:
    """A project manager reads what was written, not what Python compared."""
    project.makepyfile(
        CHECKS
        + """
    @check("One invoice is mirrored")
    def test_invoice():
        found = ["left over"]
        assert not found, "the company is not clean:" + chr(10) + "  left over"
    """
    )
    result = run(project)
    result.stdout.fnmatch_lines(["*8. failed: the company is not clean:*"])
    assert "assert not" not in result.stdout.str()
    assert "assert not" not in (project.path / "reports/milestone.md").read_text()


def test_a_failure_says_what_its_scenario_demands(project: pytest.Pytester) -> None:
    """That something had to be refused tells nobody why; in eighty columns."""
    project.makepyfile(
        CHECKS
        + """
    from harness.marks import case, rule

    @rule("documents.long_numbers", "refuse")
    def test_long():
        '''Nobody would find a number
        that is cut: it is neither the one on the invoice nor the customer's.

        More words.'''
        raise AssertionError("it had to refuse")

    @case("A surplus")
    def test_surplus():
        raise AssertionError("it took it")
    """
    )
    result = run(project)
    result.stdout.fnmatch_lines(
        [
            "FAILED *::test_long",
            "documents.long_numbers = refuse: Nobody would find a number that is cut: it is",
            "neither the one on the invoice nor the customer's.",
            "it had to refuse",
        ],
        consecutive=True,
    )
    result.stdout.fnmatch_lines(["FAILED *::test_surplus", "A surplus", "it took it"])
    assert "More words" not in result.stdout.str()


def test_the_connectors_own_refusal_is_a_no_go(project: pytest.Pytester) -> None:
    """A connector that says it failed has failed; that is not a missing proof."""
    project.makepyfile(
        CHECKS
        + """
    from harness.connector.exporting import SyncFailed

    @check("The OAuth connection works")
    def test_oauth():
        raise SyncFailed("invalid_grant")
    """
    )
    result = run(project)
    result.stdout.fnmatch_lines(["*4. failed: invalid_grant*", "*NO-GO*"])
    assert result.ret == 1


@pytest.mark.parametrize(
    "body",
    [
        'raise NotProven("the staging sleeps", next_step="wake it")',
        'pytest.skip("not today")',
        'raise KeyError("unforeseen")',
    ],
)
def test_what_could_not_run_is_not_proven(project: pytest.Pytester, body: str) -> None:
    """Neither a missing system, nor a skip, nor a broken harness passes or fails a check."""
    project.makepyfile(
        CHECKS
        + f"""
    @check("One invoice is mirrored")
    def test_invoice():
        {body}
    """
    )
    result = run(project)
    result.stdout.fnmatch_lines(["*8. not proven:*", "*NOT PROVEN*"])
    assert result.ret == 2
    assert verdict(project)["verdict"] == "not proven"


def test_a_system_that_died_fails_nobody(project: pytest.Pytester) -> None:
    """What a connector does on a dead staging says nothing of the connector."""
    project.makepyfile(
        CHECKS
        + """
    from types import SimpleNamespace
    from harness.errors import Unreachable
    from harness.session.opened import Opened

    target = SimpleNamespace(secrets=dict)

    @pytest.fixture
    def opened():
        gone = lambda: Unreachable("PostgreSQL ended while the checks ran.")
        return Opened(target=target, policy=None, profile=None, versions={}, tree=None, died=gone)

    @check("One customer is mirrored")
    def test_customer(opened):
        raise AssertionError("no customer arrived")
    """
    )
    result = run(project)
    result.stdout.fnmatch_lines(["*5. not proven: PostgreSQL ended while the checks ran.*"])
    assert result.ret == 2


def test_a_broken_preparation_is_not_proven(project: pytest.Pytester) -> None:
    """What stops before the scenario begins says nothing about the connector."""
    project.makepyfile(
        CHECKS
        + """
    @pytest.fixture
    def system():
        raise AssertionError("no system")

    @check("One customer is mirrored")
    def test_customer(system): pass
    """
    )
    result = run(project)
    result.stdout.fnmatch_lines(["*5. not proven: *no system*"])
    assert result.ret == 2


def test_a_part_of_the_loop_is_not_a_go(project: pytest.Pytester) -> None:
    """Deselecting scenarios never makes a go of the rest."""
    project.makepyfile(
        CHECKS
        + """
    @check("One customer is mirrored")
    def test_customer(): pass
    """
    )
    result = run(project)
    result.stdout.fnmatch_lines(["*NOT PROVEN*"])
    assert result.ret == 2


@pytest.mark.parametrize(("target", "left_out"), [("local", 0), ("staging", 1)])
def test_intuits_quickbooks_is_not_made_to_fail(
    project: pytest.Pytester, target: str, left_out: int
) -> None:
    """What needs a fault is left out where nobody can order one, and only there."""
    project.makepyfile(
        CHECKS
        + """
    @case("The answer is lost")
    def test_lost(faults): pass

    @check("One vendor is mirrored")
    def test_vendor(): pass
    """
    )
    result = run(project, f"--target={target}", "--collect-only", "-q")
    told = f"{2 - left_out}/2 tests collected*1 deselected*" if left_out else "2 tests collected*"
    result.stdout.fnmatch_lines([told])


PROFILE = ROOT / "harness/connector/profiles/qbo_mirror.toml"
TOLD = 'on = "record", method = "action_qbo_sync"'


@pytest.mark.parametrize(
    ("by_itself", "asked"), [("", True), ("payment", True), ("payment invoice", False)]
)
def test_what_can_not_arise_is_not_asked(
    project: pytest.Pytester, by_itself: str, asked: bool
) -> None:
    """Only where all that it is about is exported so; then it is told, and is no pass."""
    lines = PROFILE.read_text("utf-8").splitlines()
    profile = [
        line.replace(TOLD, 'on = "change"')
        if line.partition(" =")[0] in by_itself.split()
        else line
        for line in lines
    ]
    project.makefile(".toml", ours="\n".join(profile))
    project.makepyfile(
        EVERYTHING
        + """
    from harness.marks import cannot_arise

    @cannot_arise("exports by itself", "a payment has left already", "invoice", "payment")
    @case("A late payment")
    def test_late(): assert False, "it was asked"
    """
    )
    result = run(project, "--profile=ours.toml")
    told = verdict(project)
    assert result.ret == (1 if asked else 0)
    assert bool(told["not_asked"]) is not asked
    if not asked:
        because = "it exports by itself, and a payment has left already"
        name = "test_what_can_not_arise_is_not_asked.py::test_late"
        assert told["not_asked"] == [
            {"what": "A late payment", "because": because, "scenario": name}
        ]
        assert told["cases"] == []
        result.stdout.fnmatch_lines(["*1 deselected*", "*A late payment: not asked of this kind*"])


def test_checks_run_in_the_loops_order(project: pytest.Pytester) -> None:
    """Whatever the files' order, and under random order too."""
    project.makepyfile(
        CHECKS
        + """
    @check("One vendor is mirrored")
    def test_a(): pass

    def test_other(): pass

    @check("Odoo 19 staging runs")
    def test_b(): pass
    """
    )
    result = project.runpytest_subprocess("-v", "-p", "no:cacheprovider")
    # Another test may seed what check 2 must not find, so it comes after.
    result.stdout.fnmatch_lines(["*::test_b PASSED*", "*::test_a PASSED*", "*::test_other PASSED*"])


def test_outcomes_come_from_every_worker(project: pytest.Pytester) -> None:
    """Under xdist the controller judges what all workers saw."""
    project.makepyfile(EVERYTHING)
    result = run(project, "-n", "2")
    assert result.ret == 0
    assert verdict(project)["verdict"] == "go"


def test_a_scenario_without_cassette_is_not_proven(project: pytest.Pytester) -> None:
    """Replay has nothing to answer with: the message names the file and how to record it."""
    project.makepyfile(
        CHECKS
        + """
    @check("One vendor is mirrored")
    def test_vendor(odoo): pass
    """
    )
    result = run(project)
    result.stdout.fnmatch_lines(["*6. not proven: There is no cassette*"])
    assert "--record" in result.stdout.str()
    assert result.ret == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--policy=nowhere.toml"], "There are no mapping rules"),
        (["--profile=nobody"], "no connector profile nobody"),
        (["--target=staging"], "needs settings that nobody gave"),
    ],
)
def test_a_wrong_setting_is_told_plainly(
    project: pytest.Pytester, arguments: list[str], told: str
) -> None:
    """Exit code 2, the cause and the next step, and no traceback."""
    project.makepyfile(
        CHECKS
        + """
    @check("One vendor is mirrored")
    def test_vendor(odoo): pass
    """
    )
    result = run(project, *arguments)
    assert told in result.stdout.str() + result.stderr.str()
    assert "Traceback" not in result.stdout.str() + result.stderr.str()
    assert result.ret == 2


def test_a_wrong_settings_file_stops_before_anything(project: pytest.Pytester) -> None:
    """The key is named, the exit code is 2."""
    (project.path / "harness.toml").write_text('tarjet = "local"\n')
    project.makepyfile("def test_nothing(): pass")
    result = run(project)
    assert result.ret == 2
    assert "tarjet" in result.stdout.str() + result.stderr.str()


@pytest.mark.parametrize("workers", ["0", "2"])
def test_rules_that_cant_be_read_leave_nothing_out(project: pytest.Pytester, workers: str) -> None:
    """Whose answers are ours is not known then: said once, without a traceback."""
    broken = project.makefile(".toml", broken="[")
    result = run(project, "--ours", f"--policy={broken}", "-n", workers)
    assert result.ret == 2
    result.stderr.fnmatch_lines(["The mapping rules are wrong:", "*not valid TOML*", "*next:*"])
    assert "INTERNALERROR" not in result.stdout.str()


def test_a_path_that_leads_pytest_away_from_its_settings_is_told(
    project: pytest.Pytester, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Without them other tests would be collected, and none of the markers be strict."""
    elsewhere = tmp_path_factory.mktemp("addons")
    project.makefile(".toml", pyproject="[tool.pytest.ini_options]\n")
    project.makepyfile("def test_nothing(): pass")
    result = run(project, "--addons", str(elsewhere))
    assert result.ret == 2
    result.stderr.fnmatch_lines(["pytest did not find its settings*", f"*--addons={elsewhere}"])
    assert run(project, f"--addons={elsewhere}").ret == 0


def test_only_a_local_company_can_be_kept(project: pytest.Pytester) -> None:
    """A replay has none, and two workers would have two with the same numbers."""
    for arguments in (["--keep"], ["--keep", "--target=local", "-n", "2"]):
        result = run(project, *arguments)
        assert result.ret == 2
        result.stderr.fnmatch_lines(["--keep leaves the one company of a local run.", "*next:*"])


def test_an_interrupted_start_ends_the_staging(project: pytest.Pytester) -> None:
    """Even where pytest itself never comes to the session's end."""
    project.makeconftest(
        """
        import pathlib
        import pytest
        from harness.plugin import controller

        class Boot:
            facts = {}
            def __init__(self, settings): pass
            def start(self): pass
            def end(self): pathlib.Path("ended").touch()

        controller.Boot = Boot

        @pytest.hookimpl(trylast=True)
        def pytest_sessionstart(session):
            raise KeyboardInterrupt
        """
    )
    project.makepyfile("def test_nothing(): pass")
    result = run(project, "--target=local")
    assert result.ret == 2
    assert (project.path / "ended").exists()


def test_other_tests_are_left_alone(project: pytest.Pytester) -> None:
    """Without scenarios there is no verdict, and pytest's own exit code stands."""
    project.makepyfile("def test_nothing(): pass")
    result = run(project)
    assert result.ret == 0
    assert "validation loop" not in result.stdout.str()
    assert not (project.path / "reports").exists()
