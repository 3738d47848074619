"""
The doctor: everything a staging run needs, looked at before the first write.

It reads only. The one thing it may change is the harness's own token file: a
consent that is not used is not known to be good.
"""

from harness.doctor.examine import examine
from harness.doctor.finding import Finding, exit_code

__all__ = ["Finding", "examine", "exit_code"]
