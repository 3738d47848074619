"""The commands of `harness` that are more than a few lines, one a file."""
