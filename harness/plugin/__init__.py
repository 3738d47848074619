"""
The plugin that makes pytest a validation: options, marks, cassettes, outcomes, verdict.

pytest loads `hooks`; each other module has one subject.
"""
