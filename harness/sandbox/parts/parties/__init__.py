"""Whom a form is for: addresses, e-mail, custom fields, of customers and of payees."""
