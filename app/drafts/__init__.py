"""Forms that were not saved yet, kept encrypted so that neither a crash nor a lock loses a word."""
