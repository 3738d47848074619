"""What is more than one entity: queries, batch, change data capture, printing, mail, taxes."""
