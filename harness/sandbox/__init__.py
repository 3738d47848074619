"""
A stateful emulator of Intuit's QuickBooks Online sandbox (API v3, minor version 75).

It stands alone: it knows nothing of Odoo or of the harness. `docs/fidelity.md`
says where each emulated behaviour is known from.
"""
