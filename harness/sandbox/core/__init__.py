"""The kernel: how an entity is declared, shaped, stored, found and asked for."""
