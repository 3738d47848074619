"""
Opening a target for one worker: replayed, leased, or as the settings name it.

The production guard stands before the first write to every live target.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from harness.cassette.staleness import Tree, fingerprint_of_modules
from harness.connector.loader import load_profile
from harness.connector.profile import Profile
from harness.connector.source import folders_of, versions_of
from harness.errors import HarnessError, NotProven, Refused
from harness.guard import Guard, Vouched
from harness.odoo.wake import wake
from harness.odoo.watched import Watched
from harness.policy import Policy, load_policy
from harness.quickbooks.session import MINOR_VERSION
from harness.session.leased import leased
from harness.session.opened import Opened, Preferences
from harness.session.run import Moment, Parts, build, unseen
from harness.session.target import (
    Target,
    replay_target,
    staging_target,
    where_of,
)
from harness.session.watching import watch_over
from harness.settings import Settings
from harness.sharing.journal import Journal
from harness.sharing.shared import Shared
from harness.staging import staging
from harness.waiting import Tell, silently


@contextmanager
def open_target(
    settings: Settings,
    worker: str,
    vouched: Vouched | None = None,
    tell: Tell = silently,
    *,
    keep: bool = False,
) -> Iterator[Opened]:
    """
    Open the settings' target for one worker; a lease is returned at the end, or kept.

    `vouched` is what a person allowed on the command line (see the production guard);
    `tell` is called during long waits.
    """
    policy = load_policy(settings.policy)
    profile = load_profile(settings.connector.profile)
    match settings.target:
        case "replay":
            with tempfile.TemporaryDirectory() as folder:
                target = replay_target(settings, Path(folder))
                yield _opened(target, policy, profile, settings)
        case "local":
            with leased(settings, worker, policy, profile, keep=keep) as lease:
                opened = _opened(lease.target, policy, profile, settings)
                yield replace(
                    opened,
                    died=lease.died,
                    renew=lease.watch.renew,
                    scenario=partial(_alone, lease.watch),
                    company=lease.company,
                    failing=lease.failing,
                )
        case "staging":
            target = staging_target(settings)
            watch = watch_over(target, profile, vouched or Vouched())
            watch.addresses()
            wake(target.odoo.url, tell)
            watch.admit()
            target = replace(target, hold=watch.hold, tell=tell)
            port = Watched(unseen(target), before=watch.hold, made=target.made)
            journal = Journal(settings.journal)
            shared = Shared(journal, where_of(target), port, renew=watch.renew, tell=tell)
            target = replace(target, made=shared.made)
            opened = _opened(target, policy, profile, settings)
            yield replace(
                opened,
                died=partial(_lost, watch),
                renew=watch.renew,
                scenario=shared.scenario,
                company=_as_found,
            )


@contextmanager
def answered(opened: Opened, moment: Moment, rule: tuple[str, str] | None) -> Iterator[Parts]:
    """Build the line for a scenario, with its question of the rules answered in its way."""
    if rule is None:
        yield build(opened.target, moment, opened.profile, opened.policy)
        return
    path, answer = rule
    policy = opened.policy.with_answer(path, answer)
    parts = build(opened.target, moment, opened.profile, policy)
    # The company's own answer may be the connector's one way, without any setting.
    its_way = answer == opened.policy.answers()[path] and path not in opened.profile.options
    parts.connector.obey({path: answer}, of=() if its_way else {path})
    try:
        yield parts
    finally:
        parts.connector.obey({path: opened.policy.answers()[path]})


def tree_of(settings: Settings, policy: Policy, profile: Profile) -> Tree:
    """Fingerprint the rules and the connector as they are now, if its source is available."""
    addons = (staging.REFERENCE, *settings.connector.addons)
    folders = folders_of(profile.modules, addons)
    return Tree(
        connector=versions_of(folders),
        fingerprints={
            "policy": policy.fingerprint(),
            "connector": fingerprint_of_modules(folders),
        },
    )


def _opened(target: Target, policy: Policy, profile: Profile, settings: Settings) -> Opened:
    """Describe the opened target; a live one is asked its versions, for cassettes' headers."""
    versions = {
        "harness": version("odoo-qbo-harness"),
        "policy": policy.fingerprint(),
        "minor version": str(MINOR_VERSION),
    }
    if target.name != "replay":
        parts = build(target, Moment(seed=0, now=datetime.now(UTC)), profile, policy)
        installation = parts.connector.installation()
        versions["odoo"] = parts.port.version().full
        versions["connector"] = ", ".join(
            f"{item.name} {item.version}" for item in installation.modules
        )
    tree = tree_of(settings, policy, profile)
    if target.name == "staging":  # what runs there may be another source than what lies here
        tree = replace(tree, fingerprints={**tree.fingerprints, "connector": ""})
    return Opened(
        target=target,
        policy=policy,
        profile=profile,
        versions=versions,
        tree=tree,
    )


@contextmanager
def _as_found(opened: Opened, preferences: Preferences) -> Iterator[Opened]:
    """Stay in a company that isn't ours; `NotProven` if its preferences are not as needed."""
    books = build(
        opened.target, Moment(seed=0, now=datetime.now(UTC)), opened.profile, opened.policy
    ).quickbooks
    held = books.preferences()
    other = [
        f"{group}.{name}"
        for group, wanted in preferences.items()
        for name, value in wanted.items()
        if held.get(group, {}).get(name, False) != value
    ]
    if other:
        raise NotProven(
            f"This scenario needs another company: {', '.join(other)} is not as it must be.",
            where=f"realm {opened.target.quickbooks.realm}",
            next_step="run it against a sandbox company whose owner has switched it so",
        )
    yield opened


@contextmanager
def _alone(watch: Guard, tag: str, name: str) -> Iterator[None]:
    """Run a scenario on systems that nobody else uses, after the guard has checked them."""
    del tag, name
    watch.renew()
    yield


def _lost(watch: Guard) -> HarnessError | None:
    """Return the reason why a scenario proves nothing: the build was replaced, or is gone."""
    try:
        watch.hold()
    except (Refused, NotProven) as error:
        return error
    return None
