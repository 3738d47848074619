"""
The plugin that makes pytest a validation: options, marks, cassettes, outcomes, verdict.

`hooks` is what pytest loads; the other modules are a subject each.
"""
