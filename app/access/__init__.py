"""Requests of a person for all that is held about them (PRACTICE J6)."""
