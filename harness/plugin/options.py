"""Our pytest options, and the settings that they override."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from harness.errors import Refused
from harness.guard import Vouched
from harness.packaged_files import SCENARIOS
from harness.plugin.play import Mode, Run
from harness.session.run import fresh_seed
from harness.settings import SETTINGS_FILE, Settings, load_settings
from harness.staging import staging
from harness.staging.home import Home

SETTINGS = pytest.StashKey[Settings]()
SEED = pytest.StashKey[int]()
WORKER_SEED = "harness_seed"
PACKAGED = "packaged_scenarios"
CONFIGURATIONS = ("pytest.toml", "pytest.ini", "pyproject.toml")
PATHS = frozenset({"--addons", "--profile", "--policy", "--reports", "--verify"})
"""Options of ours whose values are paths."""


def add_options(parser: pytest.Parser) -> None:
    """Add our options; those of the first group override the settings of the same name."""
    group = parser.getgroup("harness", "staging validation harness")
    group.addoption("--target", choices=["replay", "local", "staging"], help="what to run against")
    group.addoption("--record", action="store_true", help="record the cassettes anew")
    group.addoption(
        "--verify",
        type=Path,
        metavar="FOLDER",
        help="record into this folder what the recorded scenarios do live, with their own seeds",
    )
    group.addoption("--transport", choices=["json2", "odoorpc"], help="how to talk to Odoo")
    group.addoption("--profile", help="the connector to try: a profile's name or path")
    group.addoption("--addons", action="append", type=Path, help="a folder with your own addons")
    group.addoption("--policy", type=Path, help="the file with the mapping rules")
    group.addoption(
        "--allow-database",
        metavar="NAME",
        help="write to this very database although nothing proves that it is staging",
    )
    group.addoption(
        "--allow-realm",
        metavar="REALM",
        help="write to this very QuickBooks company although nothing proves that it is a sandbox",
    )
    group.addoption("--seed", type=int, help="make the business data of this seed again")
    group.addoption(
        "--day",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="date the company's documents as if this were today",
    )
    group.addoption("--reports", type=Path, help="the folder of the reports")
    group.addoption(
        "--ours",
        action="store_true",
        help="leave out the scenarios of answers that the company did not choose",
    )
    group.addoption(
        "--keep",
        action="store_true",
        help="leave this run's database and company on the local staging, for harness explain",
    )
    group.addoption(
        "--judge", action="store_true", help="give a verdict even when no scenario was found"
    )
    parser.addini(
        PACKAGED,
        "also run the scenarios that come with the harness, when no paths are given",
        type="bool",
        default=False,
    )


def add_packaged(config: pytest.Config) -> None:
    """Add the packaged scenarios to what pytest runs, where its configuration asks for them."""
    if not config.getini(PACKAGED) or config.invocation_params.dir != config.rootpath:
        return
    match config.args_source:
        case pytest.Config.ArgsSource.TESTPATHS:
            # In the harness's own tree they are the test paths.
            if SCENARIOS not in {Path(path).resolve() for path in config.args}:
                config.args.append(str(SCENARIOS))
        case pytest.Config.ArgsSource.INVOCATION_DIR:
            config.args[:] = [str(SCENARIOS)]


def ignore_addons(path: Path, config: pytest.Config) -> bool | None:
    """
    Ignore Odoo addons that lie beside the harness.

    Their tests run inside Odoo and can't be imported outside.
    """
    ours = (config.rootpath / SETTINGS_FILE).is_file()
    return True if ours and (path / "__manifest__.py").is_file() else None


def settings_of(config: pytest.Config) -> Settings:
    """The settings of a pytest run, loaded once; options win."""
    if SETTINGS not in config.stash:
        option = config.option
        given: dict[str, Any] = {
            "target": option.target,
            "policy": option.policy,
            "seed": option.seed,
            "day": option.day,
            "reports": option.reports,
            "odoo": {"transport": option.transport} if option.transport else None,
            "connector": {
                key: value
                for key, value in (
                    ("profile", option.profile),
                    ("addons", tuple(option.addons) if option.addons else None),
                )
                if value
            }
            or None,
        }
        config.stash[SETTINGS] = load_settings(
            {key: value for key, value in given.items() if value is not None}
        )
    return config.stash[SETTINGS]


def vouched(config: pytest.Config) -> Vouched:
    """Return the database and realm that the command line allows past the production guard."""
    option = config.option
    return Vouched(database=option.allow_database, realm=option.allow_realm)


def demand_spoken(config: pytest.Config) -> None:
    """Refuse a name from an ini file or PYTEST_ADDOPTS: a person must type it."""
    typed = [str(argument) for argument in config.invocation_params.args]
    for option, value in (
        ("--allow-database", config.option.allow_database),
        ("--allow-realm", config.option.allow_realm),
    ):
        spoken = f"{option}={value}" in typed or (option in typed and value in typed)
        if value is not None and not spoken:
            raise Refused(
                f"{option} stands in a file or in PYTEST_ADDOPTS.",
                expected=f"{option} on the command line, for this one run",
                found=f"{option}={value} from elsewhere",
                next_step="take it out there; what it lets through must be named each time",
            )


def demand_own_configuration(config: pytest.Config) -> None:
    """
    Refuse to run without the folder's own pytest settings.

    pytest looks for its configuration before it knows our options, beside whatever it
    takes for test paths: the folder in `--addons folder` would mislead it.
    """
    here = config.invocation_params.dir
    if config.inipath is not None or not any((here / name).is_file() for name in CONFIGURATIONS):
        return
    typed = [str(argument) for argument in config.invocation_params.args]
    misled = [
        f"{option}={value}"
        for option, value in itertools.pairwise(typed)
        if option in PATHS and Path(here, value).exists()
    ]
    if misled:
        raise Refused(
            "pytest did not find its settings: it took an option's value for a test path.",
            expected=" ".join(misled),
            found=" ".join(misled).replace("=", " "),
            where=str(here),
            next_step="write the option and its value with = between them",
        )


def demand_keepable(config: pytest.Config, settings: Settings) -> None:
    """Refuse `--keep` on a target that can't be kept, or with several workers."""
    if not config.option.keep:
        return
    if settings.target != "local" or getattr(config.option, "numprocesses", None):
        raise Refused(
            "--keep leaves the one company of a local run.",
            expected="--target=local, and no -n",
            found=f"--target={settings.target}, -n {config.option.numprocesses or 0}",
            next_step="pytest --target=local --keep",
        )
    if staging.current(Home.default()) is None:
        raise Refused(
            "--keep needs a local staging that outlives the run.",
            next_step="harness up, then the same command again",
        )


def run_seed(config: pytest.Config, settings: Settings) -> int:
    """The run's seed: given, or drawn once and handed to the workers."""
    if settings.seed is not None:
        return settings.seed
    workerinput: dict[str, Any] | None = getattr(config, "workerinput", None)
    if workerinput is not None:
        return int(workerinput[WORKER_SEED])
    if SEED not in config.stash:
        config.stash[SEED] = fresh_seed()
    return config.stash[SEED]


def mode_of(config: pytest.Config, settings: Settings) -> Mode:
    """Whether scenarios are replayed, recorded, or run live without a cassette."""
    if settings.target == "replay":
        return "replay"
    return "record" if config.option.record or config.option.verify else "live"


def run_of(config: pytest.Config, settings: Settings) -> Run:
    """How this run plays its scenarios, by its options and settings."""
    verify = config.option.verify
    return Run(
        mode=mode_of(config, settings),
        folder=verify or settings.cassettes,
        again=settings.cassettes if verify else None,
        days=settings.cassette_days,
        seed=run_seed(config, settings),
        day=settings.day,
    )


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is one of xdist's workers."""
    return hasattr(config, "workerinput")
