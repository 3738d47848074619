"""What lists of names have in common: unique and nested names, kinds of accounts, currencies."""
