"""How one transaction settles another: payments, credits, balances from the beginning."""
