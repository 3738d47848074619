"""Double entry: what transactions post, what stock costs, what is still open."""
