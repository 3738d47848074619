"""
The doctor: checks everything that a staging run needs, before the first write.

It only reads. The one thing it may change is the harness's own token file, since
only using a consent shows that it is still valid.
"""

from harness.doctor.examine import examine
from harness.doctor.finding import Finding, exit_code

__all__ = ["Finding", "examine", "exit_code"]
