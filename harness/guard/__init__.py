"""
The production guard: nothing is written unless both systems are proved harmless.

Deny by default. `addresses` judges where a request would go, `answers` who
answered there, `watch` holds both for as long as a run lasts. The only way
around is to name the very database, or the very realm, on the command line.
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
