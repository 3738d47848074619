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
COUNTED = """
local sent, done = 0, 0
request = function()
  sent = sent + 1
  return wrk.format("POST", nil, nil, (string.gsub(wrk.body, "NUMBER", tostring(sent))))
end
response = function(status)
  if status ~= 200 then failed = (failed or 0) + 1 end
  done = done + 1
  if done >= LIMIT then wrk.thread:stop() end
end
"""


def rate(url: str, headers: dict[str, str], body: Any = None, *, seconds: int) -> float:
    """How many requests a second are answered 200; without a body it reads."""
    return _run(url, headers, body, seconds=seconds, script="")


def send(url: str, headers: dict[str, str], body: Any, *, count: int) -> float:
    """Write so many records, each with its own number for NUMBER; how many a second."""
    script = COUNTED.replace("LIMIT", str(count))
    return _run(url, headers, body, seconds=3600, script=script)


def _run(url: str, headers: dict[str, str], body: Any, *, seconds: int, script: str) -> float:
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
        file.write_text("\n".join([*lines, script]), "utf-8")
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
