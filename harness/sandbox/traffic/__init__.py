"""How often one may call, what goes wrong on purpose, what was asked."""
