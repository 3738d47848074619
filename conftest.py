"""What the scenarios and the tests share; what both need of pytest is the plugin in `harness`."""

pytest_plugins = ["pytester"]
"""Some tests run projects of their own; pytest takes such a list at the top only."""
