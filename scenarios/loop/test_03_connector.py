"""The connector is installed without dependency errors."""

from __future__ import annotations

from harness.connector.driver import Connector
from harness.marks import check


@check("The connector is installed without dependency errors")
def test_connector_is_installed(connector: Connector) -> None:
    """Its modules are installed with all they depend on, and are what the profile describes."""
    installation = connector.installation()
    problems = installation.problems()
    assert not problems, "the connector is not whole:\n" + "\n".join(
        f"  {problem}" for problem in problems
    )
    assert all(module.version for module in installation.modules), "a module tells no version"
    connector.validate()
