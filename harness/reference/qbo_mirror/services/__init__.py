"""What needs no Odoo: HTTP, faults, amounts, comparison. Imported by the models."""
