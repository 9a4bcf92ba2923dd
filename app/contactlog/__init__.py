"""The contact log: one log for every channel, in which nothing is overwritten (PRACTICE C)."""
