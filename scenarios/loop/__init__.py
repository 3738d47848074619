"""The validation loop: eleven checks that must hold before any real money is involved."""
