"""Putting off what is owed: until when, with the reason, and taking it up again."""
