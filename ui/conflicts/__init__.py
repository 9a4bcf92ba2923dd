"""Conflict checks: the list, a new one, what one found."""
