"""The declarations agree with one another."""

from __future__ import annotations

import pytest

from harness.sandbox.core.schema import META
from harness.sandbox.core.unmodelled import UNMODELLED
from harness.sandbox.entities import ENTITIES


@pytest.mark.parametrize("name", ENTITIES)
def test_an_entity_is_declared_in_one_piece(name: str) -> None:
    """No field is both modelled and not (it would be dropped); references lead to entities."""
    entity = ENTITIES[name]
    assert not set(entity.fields) & UNMODELLED.get(name, frozenset())
    assert list(entity.fields).count(META) == 1
    for field in entity.fields.values():
        assert field is None or field.target is None or field.target in ENTITIES
    assert entity.name_field is None or entity.name_field in entity.fields
