"""
The production guard: nothing is written unless both systems are proved harmless.

It denies by default. `addresses` checks where a request would go, `answers` who
answers there, `watch` keeps checking both throughout a run. The only way past it
is to name the very database, or the very realm, on the command line.
"""

from harness.guard.addresses import SANDBOX_HOST, prove_odoo_address, prove_quickbooks
from harness.guard.answers import Vouched, prove_build, prove_company, prove_connector, prove_same
from harness.guard.watch import Eyes, Guard, Place

__all__ = [
    "SANDBOX_HOST",
    "Eyes",
    "Guard",
    "Place",
    "Vouched",
    "prove_build",
    "prove_company",
    "prove_connector",
    "prove_odoo_address",
    "prove_quickbooks",
    "prove_same",
]
