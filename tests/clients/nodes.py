"""Running a script of `node/` against an emulator: the npm clients, unmodified."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.conftest import CLIENT_ID, REDIRECT, SECRET, Emulator

HERE = Path(__file__).parent / "node"


def driven(emulator: Emulator, script: str, client: str) -> dict[str, Any]:
    """
    What every step of a script answered, on a sample company of its own.

    The clients are told other addresses by what they expose for it, and trust the
    emulator's certificate by Node's own NODE_EXTRA_CA_CERTS.
    """
    # A fresh machine need not have Node, and pip can't bring the clients: then this proof was
    # not made, which pytest's summary says with what to do; CI has Node and makes it.
    node = shutil.which("node")
    if node is None:
        pytest.skip("NOT RUN: no Node on this machine; install Node 20 or newer")
    if not (HERE / "node_modules" / client).is_dir():
        pytest.skip("NOT RUN: the npm clients are not installed; run: make clients")
    company = emulator.company("sample")
    other = emulator.admin("POST", "grants", client_id=CLIENT_ID, realm=company.realm)
    where = {
        "tls_url": emulator.facts["tls_url"],
        "client_id": CLIENT_ID,
        "client_secret": SECRET,
        "redirect": REDIRECT,
        "realm": company.realm,
        "access_token": company.grant["access_token"],
        "refresh_token": other["refresh_token"],
    }
    done = subprocess.run(
        [node, script],
        cwd=HERE,
        input=json.dumps(where),
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "NODE_EXTRA_CA_CERTS": emulator.facts["ca_file"]},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers
