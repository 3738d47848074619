"""Odoo is the source of truth: what is done in QuickBooks by hand never changes it."""
