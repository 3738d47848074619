"""
Manners on systems that others use too: tell what was made, take turns, let go of it.

A journal on disk outlives a crash; a turn in Odoo keeps two runs from working on
one database at the same moment; cleaning follows the journal.
"""
