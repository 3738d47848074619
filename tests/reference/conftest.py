"""The addon's plain-Python half, loaded from its files: the other half needs Odoo to import."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

import harness

ADDON = Path(harness.__file__).parent / "reference" / "qbo_mirror"
_PACKAGE = "qbo_mirror_services"


def _service(name: str) -> ModuleType:
    if _PACKAGE not in sys.modules:
        folder = ADDON / "services"
        spec = importlib.util.spec_from_file_location(
            _PACKAGE, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        assert spec is not None
        assert spec.loader is not None
        package = importlib.util.module_from_spec(spec)
        sys.modules[_PACKAGE] = package
        spec.loader.exec_module(package)
    return importlib.import_module(f"{_PACKAGE}.{name}")


@pytest.fixture
def addon() -> Path:
    """Where the addon lies."""
    return ADDON


@pytest.fixture
def amounts() -> ModuleType:
    """Decimals and unit prices."""
    return _service("amounts")


@pytest.fixture
def query() -> ModuleType:
    """Literals of the query language."""
    return _service("query")


@pytest.fixture
def faults() -> ModuleType:
    """Faults as exceptions."""
    return _service("faults")


@pytest.fixture
def compare() -> ModuleType:
    """Return what differs between Odoo and QuickBooks."""
    return _service("compare")


@pytest.fixture
def client() -> ModuleType:
    """HTTP."""
    return _service("client")


@pytest.fixture
def oauth() -> ModuleType:
    """Return the exchanges at the token endpoint."""
    return _service("oauth")
