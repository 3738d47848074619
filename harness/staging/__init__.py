"""The local staging: a real Odoo 19, PostgreSQL and the emulator, booted by one call."""
