"""Staging validation harness: Odoo 19 as the source of truth, QuickBooks Online as its mirror."""
