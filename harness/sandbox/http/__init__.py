"""The public HTTP API: accounting, OAuth, files, and pages for people."""
