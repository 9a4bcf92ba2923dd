"""Clients, how they want to be reached, and every way to reach them (PRACTICE A)."""
