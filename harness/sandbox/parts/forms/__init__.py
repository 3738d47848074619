"""What all forms have in common: numbers and dates, lines, bundles, templates that recur."""
