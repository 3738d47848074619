"""What entities have in common: parties, lines, tax, attachments, banking."""
