"""What every room uses and nothing depends on: clock, ids, errors, events, words and dates. No database, no files."""
