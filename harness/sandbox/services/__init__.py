"""Services beyond single entities: queries, batch, change data capture, printing, mail, taxes."""
