"""
Fetching Debian's `odoo-19` without installing it.

apt does the work, with a configuration of our own: its lists and files are in our
folder, the mirror and the keyring are the machine's, the suite is unstable.
Signatures are checked as usual. Nothing needs root.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from harness.errors import HarnessError
from harness.staging.home import Home
from harness.staging.progress import Progress

SUITE = "sid"
PACKAGES = (
    "odoo-19",
    # Odoo's web pages reach these by relative links; without them every page answers 500.
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-inconsolata",
    "fonts-ocr-b",
)
NEEDED_BYTES = 3 * 1024**3
"""Package, unpacked tree and virtual environment take about 2.5 GB."""

CHOICES = (
    "give one of: a source checkout of Odoo 19 in the setting local.odoo, an `odoo` 19 command on"
    " PATH, or a Debian mirror in apt's sources (with the keyring debian-archive-keyring)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """A Debian mirror that the machine uses: its address, and the keyring that signs for it."""

    uri: str
    keyring: str


def fetch(home: Home, progress: Progress) -> Path:
    """Download and unpack Odoo, once; return the folder that holds the tree."""
    ready = home.odoo / "ready"
    if ready.is_file():
        return home.odoo
    for tool in ("apt-get", "dpkg-deb"):
        if shutil.which(tool) is None:
            raise HarnessError(
                "This machine can't offer an Odoo 19.",
                found=f"no {tool} on PATH, so nothing can be downloaded from Debian",
                next_step=CHOICES,
            )
    free = shutil.disk_usage(home.root).free
    if free < NEEDED_BYTES:
        raise HarnessError(
            "There is not enough space for Odoo.",
            expected=f"{NEEDED_BYTES // 1024**3} GiB free",
            found=f"{free / 1024**3:.1f} GiB",
            where=str(home.root),
            next_step="make space, or point HARNESS_HOME at another disk",
        )
    config = _configure(home, debian_mirror())
    with progress.phase("download: list of packages"):
        _update(config, progress)
    with progress.phase("download: Odoo 19 (about 130 MB)"):
        _run(["apt-get", "download", *PACKAGES], config, cwd=home.apt / "files")
    with progress.phase("unpack"):
        _unpack(home)
    ready.touch()
    return home.odoo


def debian_mirror(folder: Path = Path("/etc/apt")) -> Mirror:
    """Read the machine's sources, in either of their forms, for a Debian mirror."""
    for file in sorted((folder / "sources.list.d").glob("*.sources")):
        for stanza in re.split(r"\n\s*\n", file.read_text("utf-8")):
            mirror = _from_stanza(stanza)
            if mirror:
                return mirror
    lists = [folder / "sources.list", *sorted((folder / "sources.list.d").glob("*.list"))]
    for file in lists:
        if file.is_file():
            for line in file.read_text("utf-8").splitlines():
                mirror = _from_line(line)
                if mirror:
                    return mirror
    raise HarnessError(
        "This machine can't offer an Odoo 19.",
        found="no Debian mirror in apt's sources",
        where=str(folder),
        next_step=CHOICES,
    )


DEFAULT_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def _from_stanza(stanza: str) -> Mirror | None:
    fields = dict(re.findall(r"^([A-Za-z-]+):[ \t]*(.+)$", stanza, re.MULTILINE))
    uri = fields.get("URIs", "").split()[0] if fields.get("URIs") else ""
    if not _is_debian(uri):
        return None
    return Mirror(uri=uri, keyring=fields.get("Signed-By", DEFAULT_KEYRING).strip())


def _from_line(line: str) -> Mirror | None:
    found = re.match(r"\s*deb\s+(?:\[(?P<options>[^\]]*)\]\s+)?(?P<uri>\S+)", line)
    if not found or not _is_debian(found["uri"]):
        return None
    signed = re.search(r"signed-by=(\S+)", found["options"] or "")
    return Mirror(uri=found["uri"], keyring=signed[1] if signed else DEFAULT_KEYRING)


def _is_debian(uri: str) -> bool:
    """Whether an address is a Debian archive, which by convention ends in /debian."""
    return uri.rstrip("/").endswith("/debian")


def _configure(home: Home, mirror: Mirror) -> Path:
    for folder in ("lists/partial", "cache/archives/partial", "state", "files"):
        (home.apt / folder).mkdir(parents=True, exist_ok=True)
    (home.apt / "state" / "status").touch()
    sources = home.apt / "sources.list"
    sources.write_text(f"deb [signed-by={mirror.keyring}] {mirror.uri} {SUITE} main\n", "utf-8")
    config = home.apt / "apt.conf"
    settings = {
        "Dir::State": home.apt / "state",
        "Dir::State::lists": home.apt / "lists",
        "Dir::State::status": home.apt / "state" / "status",
        "Dir::Cache": home.apt / "cache",
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Acquire::Languages": "none",
        "Acquire::Retries": "2",
    }
    if os.geteuid() == 0:
        settings["APT::Sandbox::User"] = "root"  # apt's own user can't enter our folder
    config.write_text("".join(f'{key} "{value}";\n' for key, value in settings.items()), "utf-8")
    return config


def _update(config: Path, progress: Progress) -> None:
    """
    Read the mirror's package lists.

    A mirror that is no longer updated serves expired lists, which apt refuses. In this case
    only, the expiry is ignored; the signature never is.
    """
    result = _apt(["apt-get", "update"], config)
    if result.returncode == 0 and " is expired" not in result.stdout:
        return
    if " is expired" in result.stdout:
        progress.note("the mirror's list is past its date; its signature is good, so it is used")
        result = _apt(["apt-get", "update", "-o", "Acquire::Check-Valid-Until=false"], config)
    if result.returncode != 0:
        raise _refused("apt-get update", result.stdout)


def _run(command: list[str], config: Path, *, cwd: Path) -> None:
    result = _apt(command, config, cwd=cwd)
    if result.returncode != 0:
        raise _refused(" ".join(command[:2]), result.stdout)


def _apt(
    command: list[str], config: Path, *, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        env={**os.environ, "APT_CONFIG": str(config), "LC_ALL": "C"},
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def _refused(command: str, output: str) -> HarnessError:
    lines = [line for line in output.splitlines() if line.startswith(("E:", "W:", "Err:"))]
    return HarnessError(
        f"Odoo could not be downloaded: {command} failed.",
        found="; ".join(lines[:3]) or output[-300:],
        next_step="check the network to the Debian mirror, then run the same command again; or "
        + CHOICES,
    )


def _unpack(home: Home) -> None:
    shutil.rmtree(home.odoo, ignore_errors=True)
    fresh = home.root / "odoo.new"
    shutil.rmtree(fresh, ignore_errors=True)
    for package in sorted((home.apt / "files").glob("*.deb")):
        result = subprocess.run(
            ["dpkg-deb", "-x", str(package), str(fresh)],
            text=True,
            capture_output=True,
            check=False,
        )
        if result.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            raise HarnessError(
                f"{package.name} could not be unpacked.",
                found=result.stderr.strip()[-300:],
                where=str(fresh),
                next_step="if the disk is full make space, else delete"
                f" {home.apt} and run the same command again",
            )
    fresh.rename(home.odoo)
