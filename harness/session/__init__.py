"""
Opening a target for the scenarios: leased or proved to be a staging, prepared, guarded.

`target` says where both systems are, `opening` opens them, `run` builds the line on
them for one scenario.
"""
