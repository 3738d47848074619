"""Load by wrk, over kept connections."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

CONNECTIONS = 8
MISSING = "wrk is not installed\n  next: sudo apt install wrk"


def rate(url: str, headers: dict[str, str], body: Any = None, *, seconds: int) -> float:
    """How many requests a second are answered 200; without a body it reads."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit(MISSING)
    lines = [
        f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}" for name, value in headers.items()
    ]
    if body is not None:
        text = json.dumps(body) if not isinstance(body, str) else body
        lines += ['wrk.method = "POST"', f"wrk.body = [==[{text}]==]"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "load.lua"
        file.write_text("\n".join(lines), "utf-8")
        done = subprocess.run(
            [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(file), url],
            capture_output=True,
            text=True,
            check=True,
        )
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    assert refused is None, done.stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert found is not None, done.stdout
    return float(found[1])
