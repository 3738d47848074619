"""What a new company holds: nothing but the defaults, or Intuit's well-known sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harness.sandbox.company import Company
from harness.sandbox.presets.clean import fill as clean
from harness.sandbox.presets.sample import fill as sample

PRESETS: Mapping[str, Callable[[Company, str], None]] = {"clean": clean, "sample": sample}
