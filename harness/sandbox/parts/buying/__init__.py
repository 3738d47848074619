"""What purchase forms have in common: accounts, postings, costs that are billed on."""
