"""Where the files that come with the harness are: scenarios, cassettes, the worked example."""

from __future__ import annotations

from pathlib import Path

_HARNESS = Path(__file__).resolve().parent
ROOT = _HARNESS / "packaged" if (_HARNESS / "packaged").is_dir() else _HARNESS.parent
"""In a wheel a folder of the package, in the source tree the tree itself."""

SCENARIOS = ROOT / "scenarios"
CASSETTES = ROOT / "cassettes"
EXAMPLE_SETTINGS = ROOT / "harness.example.toml"
EXAMPLE_POLICY = SCENARIOS / "policy" / "aluminum-supplier.toml"
