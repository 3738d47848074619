"""The files with which a project begins that uses the harness."""
