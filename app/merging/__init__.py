"""Clients that were one: merged, and the merge undone."""
