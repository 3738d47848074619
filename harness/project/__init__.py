"""The initial files of a project that uses the harness."""
