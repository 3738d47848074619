"""The QuickBooks side: session and tokens, reading records back, opening the books."""
