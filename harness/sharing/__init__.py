"""
Sharing a staging with other runs: a journal of created records, turns, and cleaning up.

The journal on disk survives a crash; a turn in Odoo keeps two runs from working on
one database at the same time; cleaning up follows the journal.
"""
