"""What sales forms have in common: fields, postings, estimates, sales tax."""
