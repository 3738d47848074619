"""The errors a person sees: what was expected, what was found, where, and the next step."""

from __future__ import annotations

import errno


class HarnessError(Exception):
    """
    A problem its reader can act on.

    Printed without a traceback by both doors (the command line and the pytest
    plugin). `exit_code` is what the process ends with: 2, *could not run*.
    """

    exit_code = 2

    def __init__(
        self,
        what: str,
        *,
        expected: str | None = None,
        found: str | None = None,
        where: str | None = None,
        next_step: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.found = found
        self.where = where
        self.next_step = next_step

    def __str__(self) -> str:
        rows = [
            ("expected", self.expected),
            ("found", self.found),
            ("where", self.where),
            ("next", self.next_step),
        ]
        return "\n".join([self.what, *(f"  {label}: {text}" for label, text in rows if text)])


def from_os(error: OSError) -> HarnessError:
    """Turn an operating system error, such as a full disk, into one for people."""
    file = str(error.filename) if error.filename else None
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return HarnessError(
            "The disk is full.",
            where=file,
            next_step="make space, or point HARNESS_HOME at another disk; then run the same"
            " command again",
        )
    return HarnessError(
        "The operating system refused.",
        found=error.strerror or type(error).__name__,
        where=file,
        next_step="see to that file or folder, then run the same command again",
    )


class SettingsError(HarnessError):
    """A setting, profile or policy file is wrong; nothing was contacted."""


class Refused(HarnessError):
    """The production guard could not prove that the system is staging or a sandbox."""


class NotProven(HarnessError):
    """A check could not run, so it neither passed nor failed."""


class Unreachable(NotProven):
    """A system that the check needs does not answer."""
