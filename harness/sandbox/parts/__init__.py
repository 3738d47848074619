"""What entities share, by subject. Each room may use those below it (in pyproject.toml)."""
