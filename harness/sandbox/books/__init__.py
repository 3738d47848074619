"""The books: double-entry ledger, cost of stock, and open balances."""
