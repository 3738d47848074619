"""
A target, opened for the scenarios: leased or proved to be staging, prepared, watched over.

`target` says where both systems are, `opening` opens them, `run` builds the line
on them for one scenario.
"""
