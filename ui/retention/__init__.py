"""Retention: what is due for review, what is held, what was destroyed; and a matter's part of it."""
