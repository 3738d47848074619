"""
Keeping secrets out of a run's reports, wherever pytest would repeat them.

Error messages, a traceback's variables, captured output and logs are scrubbed
before anything is printed or written. Allure writes its own files from the
exception itself, so those are scrubbed at the end.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from harness.errors import HarnessError
from harness.plugin.outcomes import ATTRIBUTE
from harness.quickbooks.tokens import TokenFile
from harness.scrub import Scrubber
from harness.session.target import Target
from harness.settings import Settings


def scrubber_of(settings: Settings) -> Scrubber:
    """Make a scrubber that knows the secrets of the settings."""
    scrubber = Scrubber()
    for label, secret in (
        ("ODOO_API_KEY", settings.odoo.api_key),
        ("CLIENT_SECRET", settings.quickbooks.client_secret),
        ("POSTGRES", settings.local.postgres),
    ):
        if secret is not None:
            scrubber.learn(label, secret.get_secret_value())
    return scrubber


def learn(scrubber: Scrubber, target: Target) -> None:
    """Teach the scrubber a live target's secrets, with the current tokens."""
    secrets = target.secrets()
    for label, value in secrets.items():
        scrubber.learn(label, value)
    if not secrets:
        return
    with contextlib.suppress(HarnessError):
        tokens = TokenFile(target.quickbooks.tokens).load()
        scrubber.learn("ACCESS_TOKEN", tokens.access_token)
        scrubber.learn("REFRESH_TOKEN", tokens.refresh_token)


def scrub_report(report: pytest.TestReport, scrubber: Scrubber) -> None:
    """
    Scrub a report and the properties that we added to it.

    A report without secrets keeps its structure and its colours.
    """
    noted = getattr(report, ATTRIBUTE, None)
    if noted is not None:
        setattr(report, ATTRIBUTE, scrubber.value(noted))
    told = report.longreprtext
    if told and (scrubbed := scrubber.text(told)) != told:
        report.longrepr = scrubbed
    report.sections = [(name, scrubber.text(content)) for name, content in report.sections]


def scrub_files(folder: Path, scrubber: Scrubber) -> None:
    """Scrub the text files of a folder; each is replaced atomically."""
    for path in folder.glob("*"):
        if not path.is_file():
            continue
        try:
            text = path.read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture; or another worker's, replaced meanwhile
        scrubbed = scrubber.text(text)
        if scrubbed != text:
            fresh = path.with_name(f".{path.name}")
            fresh.write_text(scrubbed, "utf-8")
            fresh.replace(path)
