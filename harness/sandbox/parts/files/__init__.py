"""Files that are attached to records: how they are uploaded, kept and read."""
