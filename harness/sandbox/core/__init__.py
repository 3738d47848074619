"""The kernel: how entities are declared, validated, stored and found."""
