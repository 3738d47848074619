"""Who may call: OAuth grants and tokens, users' identities."""
